import type { RootContent } from 'mdast';
import type { HeadingFact } from '../../model/document/facts.js';
import { widthOf } from '../../present/screen/cells.js';
import { type Piece, piece, type Style } from '../../present/screen/line.js';

/** A line on its way to the screen, with what it came from. */
export interface Row {
  readonly line: readonly Piece[];
  /** 1-based line of the source. */
  readonly source: number;
  /** Of the first row of a heading. */
  readonly heading?: HeadingFact;
}

/** A stretch of inline text that is not laid out yet. Its text is safe to show. */
export interface Span {
  readonly text: string;
  readonly style?: Style | undefined;
  readonly link?: number | undefined;
  readonly source: number;
  /** The end of a line: of the source alone (`soft`, a space) or of what is shown (`hard`). */
  readonly end?: 'soft' | 'hard';
}

/** Renders blocks in so many cells; handed to the parts that hold blocks themselves. */
export type RenderBlocks = (nodes: readonly RootContent[], width: number, spaced?: boolean) => Row[];

export function blankRow(source: number): Row {
  return { line: [], source };
}

/** Rows behind a prefix: `first` on the first, `rest` on the others. */
export function prefixRows(rows: readonly Row[], first: readonly Piece[], rest: readonly Piece[]): Row[] {
  const isIndent = rest.every(({ text }) => text.trim() === '');
  return rows.map((row, index) => {
    if (index > 0 && isIndent && row.line.length === 0) return row;
    return { ...row, line: [...(index === 0 ? first : rest), ...row.line] };
  });
}

/** A row of one character over the whole width. */
export function ruleRow(character: string, width: number, source: number, style: Style): Row {
  return { line: [piece(character.repeat(width), style)], source };
}

/** Spaces behind a text up to a width. */
export function padding(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text)));
}

/** The last line of the source that rows came from, `otherwise` where there are none. */
export function lastSource(rows: readonly Row[], otherwise: number): number {
  return rows.at(-1)?.source ?? otherwise;
}
