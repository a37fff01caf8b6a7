import type { Range } from '../shape.js';

/**
 * Receives every block as it is closed, its containers before it: for callers that need the order and nesting of blocks,
 * not only their pieces. Offsets into the text.
 */
export interface Outline {
  openQuote(start: number): void;
  /** `length` is that of the marker. */
  openItem(start: number, length: number): void;
  /** Closes the innermost quote or item. */
  closeContainer(): void;
  /** The innermost quote reaches to here, with a blank line. */
  blankQuoted(end: number): void;
  /** A box at the start of the innermost item. */
  task(checked: boolean): void;
  /** Start and end offsets of its lines; `joined` where only white space is between them. */
  paragraph(lines: readonly number[], joined: boolean): void;
  heading(depth: number, whole: Range, content: Range): void;
  openFence(start: number, end: number): void;
  /** A line of fenced or indented code: `pad` spaces, then the text. */
  codeLine(kind: 'fence' | 'indent', pad: number, start: number, end: number): void;
  closeFence(end: number): void;
  html(range: Range): void;
  rule(range: Range): void;
  table(head: readonly Range[], delimiter: readonly Range[]): void;
  row(cells: readonly Range[]): void;
}
