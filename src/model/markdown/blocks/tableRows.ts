import type { Range } from '../shape.js';
import { isBlank, trimmedEnd } from './lineStarts.js';

const delimiterCell = /^:?-+:?$/;

/** Number of columns that a delimiter row (`| --- | :-: |`) declares; 0 where the line is none. */
export function delimiterColumns(text: string, at: number, end: number): number {
  let marked = false;
  for (let i = at; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 124 || code === 58) marked = true;
    else if (code !== 45 && !isBlank(code)) return 0;
  }
  if (!marked) return 0;
  const cells = cellsOf(text, at, end);
  return cells.every(({ start, end: stop }) => delimiterCell.test(text.slice(start, stop)))
    ? cells.length
    : 0;
}

/** The cells of a row without the white space around them; a pipe behind a backslash divides nothing. */
export function cellsOf(text: string, at: number, end: number): Range[] {
  const cells: Range[] = [];
  const stop = trimmedEnd(text, at, end);
  let start = text.charCodeAt(at) === 124 ? at + 1 : at;
  for (let i = start; i < stop; i++) {
    const code = text.charCodeAt(i);
    if (code === 92 && (text.charCodeAt(i + 1) === 92 || text.charCodeAt(i + 1) === 124)) i++;
    else if (code === 124) {
      cells.push(trimmed(text, start, i));
      start = i + 1;
    }
  }
  if (start < stop) cells.push(trimmed(text, start, stop));
  return cells;
}

function trimmed(text: string, start: number, end: number): Range {
  let from = start;
  while (from < end && isBlank(text.charCodeAt(from))) from++;
  return { start: from, end: trimmedEnd(text, from, end) };
}
