import { safe, widthOf } from './cells.js';
import type { Color, Line, Piece, Style } from './line.js';

const foreground: Readonly<Record<Color, number>> = {
  black: 30,
  red: 31,
  green: 32,
  yellow: 33,
  blue: 34,
  magenta: 35,
  cyan: 36,
  white: 37,
  gray: 90,
};

/** The escape codes of a line. Without colour, weight, underline and inverse stay: they are not colours. */
export function encode(line: Line, color: boolean): string {
  let text = '';
  for (const one of line) {
    const codes = one.style ? codesOf(one.style, color) : '';
    text += codes ? `\u001b[${codes}m${one.text}\u001b[0m` : one.text;
  }
  return text;
}

const known = new WeakMap<Style, readonly [string, string]>();

function codesOf(style: Style, color: boolean): string {
  let codes = known.get(style);
  if (!codes) {
    codes = [makeCodes(style, false), makeCodes(style, true)];
    known.set(style, codes);
  }
  return codes[color ? 1 : 0];
}

function makeCodes(style: Style, color: boolean): string {
  const codes: number[] = [];
  if (style.bold) codes.push(1);
  if (style.dim) codes.push(2);
  if (style.italic) codes.push(3);
  if (style.underline) codes.push(4);
  if (style.inverse) codes.push(7);
  if (style.strikethrough) codes.push(9);
  if (color && style.color) codes.push(foreground[style.color]);
  if (color && style.background) codes.push(foreground[style.background] + 10);
  return codes.join(';');
}

/** Black and white are left out: on a black or a white ground they would hide what is printed. */
const printed: Readonly<Record<number, Style>> = {
  1: { bold: true },
  2: { dim: true },
  3: { italic: true },
  4: { underline: true },
  7: { inverse: true },
  9: { strikethrough: true },
  31: { color: 'red' },
  32: { color: 'green' },
  33: { color: 'yellow' },
  34: { color: 'blue' },
  35: { color: 'magenta' },
  36: { color: 'cyan' },
  90: { color: 'gray' },
  91: { color: 'red' },
  92: { color: 'green' },
  93: { color: 'yellow' },
  94: { color: 'blue' },
  95: { color: 'magenta' },
  96: { color: 'cyan' },
};

/** Longer lines than this are shown up to here, in UTF-16 units. */
const longestPrinted = 20_000;

/** The lines of a text that a command printed, or that a view of the command line styled. */
export function decodeLines(text: string): Line[] {
  return text.replace(/\n$/, '').split('\n').map(decodePrinted);
}

/**
 * A line that a command printed, as a terminal would leave it: the last state of a line that was written over, tabs
 * as wide as they are, colours as styles of ours. Every other control character is made visible.
 */
export function decodePrinted(row: string): Line {
  const whole = row.replace(/\r+$/, '');
  const text = whole.slice(whole.lastIndexOf('\r') + 1).slice(0, longestPrinted);
  const line: Piece[] = [];
  let style: Style = {};
  let column = 0;
  for (const [index, part] of text.split(/\u001b\[([\d;:]*[mK])/).entries()) {
    if (index % 2 === 1) {
      if (part.endsWith('m')) style = styleAfter(style, part.slice(0, -1));
      continue;
    }
    for (const [at, words] of part.split('\t').entries()) {
      const space = at === 0 ? '' : ' '.repeat(8 - (column % 8));
      const shown = space + safe(words);
      column += widthOf(shown);
      if (shown) line.push(Object.keys(style).length > 0 ? { text: shown, style } : { text: shown });
    }
  }
  return line;
}

/** The style after the numbers of one sequence. */
function styleAfter(before: Style, numbers: string): Style {
  let style = before;
  // 38 and 48 take more numbers: a colour that is none of the terminal's own 16.
  const codes = numbers.replace(/[34]8[;:](?:5[;:]\d*|2(?:[;:]\d*){3})/g, '').split(/[;:]/);
  for (const code of codes.map(Number)) {
    const { color, bold: _bold, dim: _dim, ...rest } = style;
    if (code === 0) style = {};
    else if (code === 22) style = { ...rest, ...(color ? { color } : {}) };
    else if (code === 39) {
      const { color: _color, ...others } = style;
      style = others;
    } else if (code >= 23 && code <= 29) {
      const { italic, underline, inverse, strikethrough, ...others } = style;
      style = {
        ...others,
        ...(italic && code !== 23 ? { italic } : {}),
        ...(underline && code !== 24 ? { underline } : {}),
        ...(inverse && code !== 27 ? { inverse } : {}),
        ...(strikethrough && code !== 29 ? { strikethrough } : {}),
      };
    } else style = { ...style, ...printed[code] };
  }
  return style;
}
