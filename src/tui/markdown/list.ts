import type { List, ListItem, Nodes } from 'mdast';
import { rangeOf } from '../../model/markdown/tree/nodeRange.js';
import { piece } from '../../present/screen/line.js';
import type { Page } from './page.js';
import { blankRow, lastSource, prefixRows, type RenderBlocks, type Row } from './rows.js';
import { theme } from './theme.js';

/** Less room than this is left to no item: the indent goes before the text does. */
const narrowest = 6;

/** A list with hanging indents; numbers are aligned at their dots. */
export function listRows(page: Page, list: List, width: number, render: RenderBlocks): Row[] {
  const first = list.start ?? 1;
  const digits = String(first + list.children.length - 1).length;
  const isLoose =
    hasGaps(page, list.children) || list.children.some(({ children }) => hasGaps(page, children));
  const rows: Row[] = [];
  for (const [index, item] of list.children.entries()) {
    const mark = list.ordered ? `${String(first + index).padStart(digits)}. ` : '• ';
    const next = itemRows(page, item, mark, width, render);
    const source = next[0]?.source ?? 1;
    if (isLoose && index > 0) rows.push(blankRow(Math.max(lastSource(rows, 1), source - 1)));
    for (const row of next) rows.push(row);
  }
  return rows;
}

function itemRows(page: Page, item: ListItem, mark: string, width: number, render: RenderBlocks): Row[] {
  const source = page.lineAt(rangeOf(item).start);
  const pieces = [piece(mark, theme.bullet)];
  let indent = mark.length;
  if (typeof item.checked === 'boolean') {
    const box = item.checked ? piece('☑ ', theme.done) : piece('☐ ', theme.open);
    if (mark === '• ') pieces.splice(0, 1, box);
    else {
      pieces.push(box);
      indent += 2;
    }
  }
  const isRoomy = width - indent >= narrowest;
  const rows = render(item.children, isRoomy ? width - indent : width, hasGaps(page, item.children));
  if (rows.length === 0) return [{ line: pieces, source }];
  if (!isRoomy) return [{ line: pieces, source }, ...rows];
  return prefixRows(rows, pieces, [piece(' '.repeat(indent))]);
}

/** Whether blank lines separate blocks: then they do on the screen as well. */
function hasGaps(page: Page, nodes: readonly Nodes[]): boolean {
  return nodes.some((node, index) => {
    const next = nodes[index + 1];
    return next !== undefined && page.lineAt(rangeOf(next).start) - page.lineAt(rangeOf(node).end) > 1;
  });
}
