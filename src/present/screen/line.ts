/** What the views are made of: lines of styled pieces of text, without any escape code. */

/** The terminal's own 16 colours, so that every theme, light or dark, stays its own. */
export type Color = 'black' | 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan' | 'white' | 'gray';

export interface Style {
  readonly color?: Color;
  readonly background?: Color;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly inverse?: boolean;
  readonly strikethrough?: boolean;
}

/** A piece of a line. Its text holds no control characters. */
export interface Piece {
  readonly text: string;
  readonly style?: Style;
  /** Index of the link that the piece belongs to, in a rendered document. */
  readonly link?: number;
}

export type Line = readonly Piece[];

/** A piece of text, a shorthand. */
export function piece(text: string, style?: Style): Piece {
  return style ? { text, style } : { text };
}
