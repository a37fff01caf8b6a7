import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { applyPatches, lineEnding, lineStarts, spanAt } from '../../src/model/text.js';

test('patches apply in any order and keep the order of insertions at one place', () => {
  const patched = applyPatches('hello world', [
    { start: 6, end: 11, text: 'there' },
    { start: 0, end: 0, text: 'a' },
    { start: 0, end: 0, text: 'b' },
  ]);
  assert.is(patched, 'abhello there');
});

test('overlapping patches are a bug and throw', () => {
  assert.throws(() =>
    applyPatches('abc', [
      { start: 0, end: 2, text: '' },
      { start: 1, end: 3, text: '' },
    ]),
  );
});

test('spans count lines for every line ending', () => {
  const text = 'a\nbc\r\nd\re';
  const starts = lineStarts(text);
  assert.equal(starts, [0, 2, 6, 8]);
  assert.equal(spanAt(starts, 3, 4), { line: 2, column: 2, offset: 3, length: 1 });
  assert.equal(spanAt(starts, 8, 9), { line: 4, column: 1, offset: 8, length: 1 });
});

test('a text uses the line ending of its first line', () => {
  assert.is(lineEnding('a\r\nb\n'), '\r\n');
  assert.is(lineEnding('a\nb\r\n'), '\n');
  assert.is(lineEnding(''), '\n');
});

test.run();
