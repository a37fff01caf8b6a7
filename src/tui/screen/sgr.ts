import type { Color, Line, Style } from './line.js';

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

/** The escape codes of a line. Without colour, weight, underline and inverse stay: they are no colours. */
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

const readable: Readonly<Record<number, Style>> = {
  1: { bold: true },
  2: { dim: true },
  31: { color: 'red' },
  32: { color: 'green' },
  33: { color: 'yellow' },
  34: { color: 'blue' },
  35: { color: 'magenta' },
  36: { color: 'cyan' },
};

/** The lines of a text that the command line's renderers styled. */
export function decode(text: string): Line[] {
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((row) => {
      const line: { text: string; style?: Style }[] = [];
      let style: Style = {};
      for (const [index, part] of row.split(/\u001b\[(\d+)m/).entries()) {
        if (index % 2 === 1) {
          const code = Number(part);
          if (code === 22) style = { ...(style.color ? { color: style.color } : {}) };
          else if (code === 39) {
            const { color: _color, ...rest } = style;
            style = rest;
          } else style = { ...style, ...readable[code] };
        } else if (part) line.push(Object.keys(style).length > 0 ? { text: part, style } : { text: part });
      }
      return line;
    });
}
