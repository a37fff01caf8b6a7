import type { Range } from '../markdown/shape.js';

const open = '<!--';
const close = '-->';

/** Where a cell's text is, without white space and comments around it. */
export function cellRange(text: string, { start, end }: Range): Range {
  const cell = text.slice(start, end);
  let from = 0;
  for (let before = -1; before !== from; ) {
    before = from;
    while (isSpace(cell[from])) from++;
    const closed = cell.startsWith(open, from) ? cell.indexOf(close, from + open.length) : -1;
    if (closed >= 0) from = closed + close.length;
  }
  if (from >= cell.length) return { start, end: start };
  return { start: start + from, end: start + trailingComments(cell) };
}

/** Where the comments and the white space at the end of a text start. */
export function trailingComments(text: string): number {
  let end = text.length;
  for (;;) {
    while (end > 0 && isSpace(text[end - 1])) end--;
    const closing = end - close.length;
    if (closing < open.length || !text.startsWith(close, closing)) return end;
    const opened = text.lastIndexOf(open, closing - open.length);
    if (opened < 0 || text.indexOf(close, opened + open.length) !== closing) return end;
    end = opened;
  }
}

/** A text without its HTML comments. */
export function withoutComments(text: string): string {
  let kept = '';
  let at = 0;
  for (let opened = text.indexOf(open); opened >= 0; opened = text.indexOf(open, at)) {
    const closed = text.indexOf(close, opened + open.length);
    if (closed < 0) break;
    kept += text.slice(at, opened);
    at = closed + close.length;
  }
  return kept + text.slice(at);
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

function isSpace(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}
