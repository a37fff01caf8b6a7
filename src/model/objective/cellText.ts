import { skipComments, trailingComments, withoutComments } from '../markdown/comments.js';
import type { Range } from '../markdown/shape.js';

/** Where a cell's text is, without white space and comments around it. */
export function cellRange(text: string, { start, end }: Range): Range {
  const cell = text.slice(start, end);
  const from = skipComments(cell);
  if (from >= cell.length) return { start, end: start };
  return { start: start + from, end: start + trailingComments(cell) };
}

const marks = ['~~', '**', '__', '``', '`', '*', '_'];

/** What a person reads in a cell: no comments and marks, `\|` as `|`. A dash alone is an empty cell. */
export function cellText(source: string): string {
  let shown = withoutComments(source).replaceAll('\\|', '|').trim();
  for (const mark of marks) {
    if (shown.length > 2 * mark.length && shown.startsWith(mark) && shown.endsWith(mark))
      shown = shown.slice(mark.length, -mark.length).trim();
  }
  return /^[-–—]$/.test(shown) ? '' : shown;
}

/** A text as a cell holds it: on one line, pipes escaped. */
export function escapeCell(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replaceAll('|', '\\|');
}

/** How two column names compare: without case, marks and white space. */
export function columnKeyOf(source: string): string {
  return cellText(source)
    .toLowerCase()
    .replace(/[\s_-]+/g, '');
}
