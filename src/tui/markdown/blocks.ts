import type { Code, FootnoteDefinition, Heading, Html, Nodes, RootContent } from 'mdast';
import { rangeOf } from '../../model/markdown/tree/nodeRange.js';
import { safe } from '../../present/screen/cells.js';
import { piece } from '../../present/screen/line.js';
import { codeRows } from './code.js';
import { promptOf, readInline } from './inline.js';
import { listRows } from './list.js';
import type { Page } from './page.js';
import { quoteRows } from './quote.js';
import { blankRow, lastSource, prefixRows, type RenderBlocks, type Row, ruleRow, type Span } from './rows.js';
import { tableRows } from './table.js';
import { over, theme } from './theme.js';
import { wrap, wrapIndented } from './wrap.js';

/** The blocks of a document, with a blank row between. Footnotes come last, in the order in which they are cited. */
export function bodyRows(page: Page, nodes: readonly RootContent[], width: number): Row[] {
  const render: RenderBlocks = (children, cells, spaced = true) =>
    joinBlocks(page, children, cells, spaced, render);
  const rows = render(nodes, width);
  const notes: Row[] = [];
  for (const identifier of page.cited) {
    const note = page.footnotes.get(identifier);
    if (note) notes.push(...footnoteRows(page, note, width, render));
  }
  for (const [identifier, note] of page.footnotes) {
    if (!page.cited.has(identifier)) notes.push(...footnoteRows(page, note, width, render));
  }
  const source = notes[0]?.source;
  if (source === undefined) return rows;
  const rule = ruleRow('─', Math.min(width, 12), source, theme.rule);
  return [...rows, blankRow(lastSource(rows, source)), rule, ...notes];
}

function joinBlocks(
  page: Page,
  nodes: readonly RootContent[],
  width: number,
  spaced: boolean,
  render: RenderBlocks,
): Row[] {
  const rows: Row[] = [];
  for (const node of nodes) {
    const next = blockRows(page, node, width, render);
    const first = next[0];
    if (!first) continue;
    if (rows.length > 0 && (spaced || needsSpace(node))) {
      rows.push(blankRow(Math.max(lastSource(rows, 1), first.source - 1)));
    }
    for (const row of next) rows.push(row);
  }
  return rows;
}

/** What is set apart even in a tight list. */
function needsSpace(node: RootContent): boolean {
  return node.type === 'table' || node.type === 'heading';
}

function blockRows(page: Page, node: RootContent, width: number, render: RenderBlocks): Row[] {
  switch (node.type) {
    case 'paragraph':
      return wrap(readInline(page, node.children), width);
    case 'heading':
      return headingRows(page, node, width);
    case 'list':
      return listRows(page, node, width, render);
    case 'blockquote':
      return quoteRows(page, node, width, render);
    case 'code':
      return fencedRows(page, node, width);
    case 'html':
      return htmlRows(page, node, width);
    case 'table':
      return tableRows(page, node, width);
    case 'thematicBreak':
      return [ruleRow('─', width, sourceOf(page, node), theme.rule)];
    default:
      return [];
  }
}

function headingRows(page: Page, node: Heading, width: number): Row[] {
  const style = theme.heading[node.depth - 1] ?? theme.strong;
  const heading = page.headingAt(rangeOf(node).start);
  const rows = wrap(readInline(page, node.children, style), width);
  if (rows.length === 0)
    rows.push({
      line: [piece('#'.repeat(Math.min(width, node.depth)), style)],
      source: sourceOf(page, node),
    });
  if (node.depth === 1) rows.push(ruleRow('═', width, lastSource(rows, 1), over(theme.rule, style)));
  if (node.depth === 2) rows.push(ruleRow('─', width, lastSource(rows, 1), theme.rule));
  return rows.map((row, index) => (index === 0 && heading ? { ...row, heading } : row));
}

function fencedRows(page: Page, node: Code, width: number): Row[] {
  const { start } = rangeOf(node);
  const source = sourceOf(page, node);
  const isFenced = '`~'.includes(page.text[start] ?? ' ');
  return codeRows(
    node.value,
    [node.lang ?? '', node.meta ?? ''],
    source,
    isFenced ? source + 1 : source,
    width,
  );
}

/** A comment by which a program finds its part of a document, as `<!-- AC:BEGIN -->`: nothing that a person reads. */
const marker = /^\s*<!--\s*[\w./-]+(?::[\w./-]+)+\s*-->\s*$/;

/** Raw HTML; a template prompt as the hint that it is. */
function htmlRows(page: Page, node: Html, width: number): Row[] {
  const range = rangeOf(node);
  const html = page.text.slice(range.start, range.end);
  const start = range.start + html.length - html.trimStart().length;
  const end = start + html.trim().length;
  if (marker.test(html)) return [];
  const hint = promptOf(html);
  if (hint !== null) {
    const source = page.lineAt(start);
    const rows = hint
      .split(/\r\n|\n|\r/)
      .flatMap((line, index) => hintRows(line, source + index, Math.max(1, width - (width > 8 ? 2 : 0))));
    return width > 8 ? prefixRows(rows, [piece('✎ ', theme.prompt)], [piece('  ')]) : rows;
  }
  const lines: Span[][] = [[]];
  const push = (from: number, to: number, link?: number): void => {
    const style = link === undefined ? theme.html : over(theme.html, theme.link);
    const source = page.lineAt(from);
    const parts = page.text.slice(from, to).split(/\r\n|\n|\r/);
    for (const [index, part] of parts.entries()) {
      if (index > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ text: safe(part), style, link, source: source + index });
    }
  };
  let from = start;
  for (const fact of page.htmlLinks(start, end)) {
    const { offset, length } = fact.span;
    push(from, offset);
    push(offset, offset + length, page.linkOf(fact, safe(fact.target)));
    from = offset + length;
  }
  push(from, end);
  const first = page.lineAt(start);
  return lines.flatMap((spans, index) => {
    const rows = wrapIndented(spans, width);
    return rows.length > 0 ? rows : [blankRow(first + index)];
  });
}

function hintRows(line: string, source: number, width: number): Row[] {
  const rows = wrap([{ text: safe(line), style: theme.prompt, source }], width);
  return rows.length > 0 ? rows : [blankRow(source)];
}

function footnoteRows(page: Page, node: FootnoteDefinition, width: number, render: RenderBlocks): Row[] {
  const label = `[${safe(node.label ?? node.identifier)}] `;
  const inner = width - 4;
  const mark = wrap([{ text: label, style: theme.footnote, source: sourceOf(page, node) }], width);
  if (inner < 8) return [...mark, ...render(node.children, width)];
  const rows = render(node.children, inner);
  const first = rows[0];
  if (first && label.length <= 4) {
    return prefixRows(rows, [piece(label.padEnd(4), theme.footnote)], [piece('    ')]);
  }
  return [...mark, ...prefixRows(rows, [piece('    ')], [piece('    ')])];
}

function sourceOf(page: Page, node: Nodes): number {
  return page.lineAt(rangeOf(node).start);
}
