import * as assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import { parseBody } from '../../../src/model/markdown/tree/documentTree.js';
import { lineStarts } from '../../../src/model/text.js';
import { renderMarkdown, renderWith } from '../../../src/tui/markdown/render.js';
import { repositoryRoot } from '../../support/folder.js';
import { assertSound, prefixes, rows, styledRows } from './rendering.js';

const folder = join(repositoryRoot, 'tests', 'tui', 'markdown');
const text = readFileSync(join(folder, 'everything.md'), 'utf8');
const kept = (name: string): string => readFileSync(join(folder, name), 'utf8');

for (const width of [80, 40, 20]) {
  test(`a document with everything in ${width} cells`, () => {
    assert.equal(`${rows(text, width).join('\n')}\n`, kept(`everything.${width}.txt`));
  });
}

test('its pieces and their styles', () => {
  assert.equal(`${styledRows(text, 60).join('\n')}\n`, kept('everything.styled.txt'));
});

test('every width from 1 on is kept to, by the quick reader and the reference alike', () => {
  for (let width = 1; width <= 120; width++) {
    const rendered = renderMarkdown(text, width, { prefixes });
    assertSound(rendered, width, lineStarts(text).length);
    assert.deepEqual(rendered, renderWith(parseBody, text, width, { prefixes }));
  }
});

test('links in reading order, with the lines that they stand on', () => {
  const { links } = renderMarkdown(text, 80, { prefixes });
  assert.deepEqual(
    links.map(({ line, form, target, fragment, text: shown, sourceLine }) =>
      [line, sourceLine, form, target + (fragment === null ? '' : `#${fragment}`), shown].join(' '),
    ),
    [
      '4 9 field ADR-001 ADR-001',
      '4 11 field BUG-003#steps [[BUG-003#steps|the bug]]',
      '5 12 url https://example.org/page https://example.org/page',
      '9 16 bare PLAN-007 PLAN-007',
      '13 20 bare ADR-001 ADR-001',
      '13 20 wiki TASK-002#goal the task',
      '13 20 wiki BUG-003 BUG-003',
      '13 21 markdown ../adrs/ADR-001-x.md#context a page',
      '14 21 url https://example.org/a?b=c https://example.org/a?b=c',
      '14 22 url https://example.org/bare https://example.org/bare',
      '14 22 image img/shot.png a picture',
      '26 32 bare TASK-002 TASK-002',
      '44 47 markdown x.md link',
      '72 71 bare PLAN-001 PLAN-001',
      '87 86 html y.md y.md',
      '90 89 html z.md#w a link',
      '90 89 url https://example.org/ref a reference',
      '100 93 bare ADR-001 ADR-001',
    ],
  );
});

test('headings with their anchors', () => {
  const { headings, lines } = renderMarkdown(text, 80, { prefixes });
  assert.deepEqual(
    headings.map(({ depth, text: shown, anchor, line }) => `${depth} ${anchor} ${line} ${shown}`),
    [
      '1 plan-007---everything 9 PLAN-007 - Everything',
      '2 lists 20 Lists',
      '2 setext-heading 37 Setext heading',
      '3 code 48 Code',
      '4 fourth 93 Fourth',
      '5 fifth 95 Fifth',
      '6 sixth 97 Sixth',
    ],
  );
  for (const { line, text: shown } of headings) {
    assert.equal(lines[line]?.map((one) => one.text).join(''), shown);
  }
});

test.run();
