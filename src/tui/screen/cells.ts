import stringWidth from 'string-width';
import { visible } from '../../model/display.js';
import { cellsOfCode } from './codes.js';
import type { Line, Piece } from './line.js';

const ascii = /^[\u0020-\u007e]*$/;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Cells that a text takes in a terminal: 2 for wide characters and emoji, 0 for combining marks. */
export function widthOf(text: string): number {
  let width = 0;
  for (let at = 0; at < text.length; at++) {
    const cells = cellsOfCode(text.charCodeAt(at));
    if (cells === 0) return stringWidth(text);
    width += cells;
  }
  return width;
}

export function lineWidth(line: Line): number {
  let width = 0;
  for (const { text } of line) width += widthOf(text);
  return width;
}

/** The longest beginning of a text that fits, never half a character. */
export function takeCells(text: string, cells: number): string {
  let width = 0;
  let end = 0;
  for (; end < text.length && width <= cells; end++) {
    const own = cellsOfCode(text.charCodeAt(end));
    if (own === 0) break;
    width += own;
    if (width > cells) return text.slice(0, end);
  }
  if (end >= text.length) return text;
  width = 0;
  end = 0;
  for (const { segment, index } of graphemes.segment(text)) {
    width += stringWidth(segment);
    if (width > cells) break;
    end = index + segment.length;
  }
  return text.slice(0, end);
}

/** The text in at most so many cells; what is left out is shown as `…`. */
export function truncate(text: string, cells: number): string {
  if (widthOf(text) <= cells) return text;
  return cells < 1 ? '' : `${takeCells(text, cells - 1)}…`;
}

/** The text in exactly so many cells. */
export function fit(text: string, cells: number, align: 'left' | 'right' = 'left'): string {
  const cut = truncate(text, cells);
  const space = ' '.repeat(Math.max(0, cells - widthOf(cut)));
  return align === 'left' ? cut + space : space + cut;
}

/** A line in exactly so many cells, cut with `…` or filled with spaces in the style given. */
export function fitLine(line: Line, cells: number, fill?: Piece['style']): Line {
  const out: Piece[] = [];
  let left = cells;
  for (const [at, one] of line.entries()) {
    const width = widthOf(one.text);
    const isLast = at === line.length - 1;
    if (width < left || (width === left && (isLast || lineWidth(line.slice(at + 1)) === 0))) {
      out.push(one);
      left -= width;
      continue;
    }
    const cut = left < 1 ? '' : `${takeCells(one.text, left - 1)}…`;
    if (cut) out.push({ ...one, text: cut });
    left -= widthOf(cut);
    break;
  }
  if (left > 0) out.push({ text: ' '.repeat(left), ...(fill ? { style: fill } : {}) });
  return out;
}

/** Text of a document, safe to show on one line. */
export function safe(text: string): string {
  return ascii.test(text) ? text : visible(text);
}
