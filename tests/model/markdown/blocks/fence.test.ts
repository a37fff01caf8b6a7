import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { closesFence, FenceTracker, openingFence } from '../../../../src/model/markdown/blocks/fence.js';
import { lineStarts } from '../../../../src/model/text.js';

/** Which lines of a text are fenced code, as `x`, and which are not. */
function fencedLines(text: string): string {
  const starts = lineStarts(text);
  const fences = new FenceTracker(text);
  return starts
    .map((start, index) => {
      const next = starts[index + 1];
      return fences.readLine(start, next === undefined ? text.length : next - 1) ? 'x' : '.';
    })
    .join('');
}

const cases: readonly (readonly [what: string, text: string, fenced: string])[] = [
  ['a fence of backticks', 'a\n```js\nb\n```\nc', '.xxx.'],
  ['a fence of tildes, whose info string may hold backticks', '~~~ a`b`\nc\n~~~\nd', 'xxx.'],
  ['an info string with a backtick, which opens none', '``` a`b\nc', '..'],
  ['two characters, which open none', '``\n~~\na', '...'],
  ['a closing fence that is longer', '```\na\n`````\nb', 'xxx.'],
  ['a closing fence that is shorter, which closes none', '````\n```\n````\na', 'xxx.'],
  ['the other character, which closes none', '```\n~~~\n```\na', 'xxx.'],
  ['an info string, which closes none', '```\n``` js\n```\na', 'xxx.'],
  ['white space behind the closing fence', '```\n``` \t\na', 'xx.'],
  ['three spaces before a fence', '   ```\na\n   ```\nb', 'xxx.'],
  ['four spaces before a fence, which is code by itself', '    ```\na', '..'],
  ['four spaces before a closing fence, which closes none', '```\n    ```\n```\na', 'xxx.'],
  ['a fence that never closes', '```\na\n\nb', 'xxxx'],
  ['blank lines', '```\n\n\n```\n', 'xxxx.'],
];
for (const [what, text, fenced] of cases)
  test(`reads ${what}`, () => {
    assert.is(fencedLines(text), fenced);
  });

test('a fence is its character and how often it is there', () => {
  const text = '  ~~~~ yaml tascs';
  const fence = openingFence(text, 2, text.length);
  assert.equal(fence, { marker: 126, length: 4 });
  assert.is(openingFence('', 0, 0), null);
  assert.ok(fence && closesFence('~~~~~ ', 0, 6, fence));
  assert.not(fence && closesFence('', 0, 0, fence));
});

test.run();
