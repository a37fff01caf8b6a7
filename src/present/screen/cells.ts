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

/** The end of a text in at most so many cells: of a long path the name is what tells it from others. */
export function truncateStart(text: string, cells: number): string {
  if (widthOf(text) <= cells) return text;
  let kept = '';
  for (const { segment } of [...graphemes.segment(text)].reverse()) {
    if (widthOf(segment + kept) > cells - 1) break;
    kept = segment + kept;
  }
  return cells < 1 ? '' : `…${kept}`;
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

/** The cells of a line from one column up to another; a wide character that is cut through becomes spaces. */
export function cutLine(line: Line, from: number, to: number): Line {
  const out: Piece[] = [];
  let at = 0;
  for (const one of line) {
    const width = widthOf(one.text);
    const start = Math.max(from, at);
    const end = Math.min(to, at + width);
    if (start < end) {
      if (start === at && end === at + width) out.push(one);
      else {
        const head = takeCells(one.text, start - at);
        const skipped = at + widthOf(head);
        const pad = skipped < start ? takeCells(one.text.slice(head.length), 2) : '';
        const body = takeCells(
          one.text.slice(head.length + pad.length),
          end - (pad ? skipped + widthOf(pad) : start),
        );
        const text = `${' '.repeat(pad ? Math.max(0, skipped + widthOf(pad) - start) : 0)}${body}`;
        out.push({ ...one, text: text + ' '.repeat(Math.max(0, end - start - widthOf(text))) });
      }
    }
    at += width;
    if (at >= to) break;
  }
  return out;
}

/** Words of a text in lines of so many cells; a word that is longer is broken. */
export function wrapText(text: string, cells: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/(?<=\s)/)) {
    if (widthOf(line + word.trimEnd()) > cells && line !== '') {
      lines.push(line.trimEnd());
      line = '';
    }
    let rest = word;
    while (widthOf(rest.trimEnd()) > cells) {
      const part = takeCells(rest, Math.max(2, cells));
      lines.push(part);
      rest = rest.slice(part.length);
    }
    line += rest;
  }
  if (line.trimEnd() !== '' || lines.length === 0) lines.push(line.trimEnd());
  return lines;
}

/** A line broken into lines of at most so many cells, no more than `rows`; what is left out ends in `…`. */
export function breakLine(line: Line, cells: number, rows: number): Line[] {
  const out: Piece[][] = [[]];
  let left = cells;
  for (const one of line) {
    let rest = one.text;
    while (rest !== '') {
      const head = takeCells(rest, left);
      if (head === '' && left === cells) break;
      if (head !== '') out.at(-1)?.push({ ...one, text: head });
      left -= widthOf(head);
      rest = rest.slice(head.length);
      if (rest === '') break;
      if (out.length === rows)
        return [...out.slice(0, -1), fitLine([...(out.at(-1) ?? []), { text: rest }], cells)];
      out.push([]);
      left = cells;
    }
  }
  return out;
}
