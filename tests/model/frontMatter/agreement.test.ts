import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readFrontMatter } from '../../../src/model/frontMatter/quick.js';
import { readFaithfully } from '../../../src/model/frontMatter/read.js';
import { lineStarts } from '../../../src/model/text.js';
import { skipped } from '../../support/folder.js';
import { corpusDocuments, documents, rubbish, yamlLines } from './documents.js';

/** Compare the two readings, nodes and all; whether the quick reader answered. */
function compare(text: string): boolean {
  const starts = lineStarts(text);
  const quick = readFrontMatter(text, starts);
  if (!quick) return false;
  // Not uvu's comparison, which takes a key called `constructor` for the real one.
  deepStrictEqual(quick, readFaithfully(text, starts), JSON.stringify(text));
  return true;
}

test('what the quick reader reads, it reads as the faithful one does', () => {
  let answered = 0;
  fc.assert(
    fc.property(documents, (text) => {
      if (compare(text)) answered += 1;
    }),
    { seed: 1, numRuns: 40_000 },
  );
  assert.ok(answered > 8000, `the quick reader answered only ${answered} times`);
});

test('they agree on every line alone', () => {
  let answered = 0;
  fc.assert(
    fc.property(yamlLines, (lines) => {
      for (const line of lines) if (compare(`---\n${line}\n---\n`)) answered += 1;
    }),
    { seed: 2, numRuns: 20_000 },
  );
  assert.ok(answered > 20_000, `the quick reader answered only ${answered} times`);
});

test('neither reader throws on rubbish, and where both answer they agree', () => {
  fc.assert(
    fc.property(rubbish, (text) => {
      readFaithfully(text);
      compare(text);
    }),
    { seed: 3, numRuns: 20_000 },
  );
});

test('they agree on the corpora, and the quick reader answers for most of them', () => {
  const all = corpusDocuments();
  if (all.length === 0) return skipped('the corpora are absent: readers not compared on real documents');
  const left = all.filter(({ text }) => !compare(text)).map(({ path }) => path);
  for (const { text } of all) compare(text.replaceAll('\n', '\r\n'));
  assert.ok(
    left.length < all.length / 10,
    `${left.length} of ${all.length}: ${left.slice(0, 40).join('\n')}`,
  );
});

test.run();
