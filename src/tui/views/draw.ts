import { cutLine, fitLine, lineWidth, safe, truncate, widthOf } from '../../present/screen/cells.js';
import type { Line, Piece, Style } from '../../present/screen/line.js';
import { fold } from '../state/documents/filter.js';

/** Lines of exactly this size: cut, and filled up with empty ones. */
export function pane(lines: readonly Line[], columns: number, rows: number): Line[] {
  const out = lines.slice(0, rows).map((line) => fitLine(line, columns));
  while (out.length < rows) out.push([{ text: ' '.repeat(columns) }]);
  return out;
}

/** Two panes of the same height beside each other, a rule between them. */
export function beside(left: readonly Line[], right: readonly Line[]): Line[] {
  return left.map((line, at) => [...line, rule, ...(right[at] ?? [])]);
}

const rule: Piece = { text: '│', style: { dim: true } };

/** A line under the cursor: inverse from edge to edge. */
export function selectedLine(line: Line, isFocused = true): Line {
  if (isFocused)
    return line.map(({ text, style }) => ({
      text,
      style: {
        inverse: true,
        ...(style?.bold ? { bold: true } : {}),
        // What was found stays marked under the cursor.
        ...(style === foundStyle ? { underline: true } : {}),
      },
    }));
  return line.map((one) => ({ ...one, style: { ...one.style, dim: false, underline: true } }));
}

export interface Box {
  readonly lines: readonly Line[];
  readonly title: string;
  readonly columns: number;
  readonly footer?: string;
}

/** A framed box as lines. */
export function framed({ lines, title, columns, footer }: Box): Line[] {
  const inner = columns - 4;
  const top = ` ${truncate(safe(title), inner - 2)} `;
  const bottom = footer ? ` ${truncate(footer, inner - 2)} ` : '';
  const edge: Style = { color: 'cyan' };
  return [
    [
      { text: '╭─', style: edge },
      { text: top, style: { bold: true } },
      { text: `${'─'.repeat(Math.max(0, columns - 3 - widthOf(top)))}╮`, style: edge },
    ],
    ...lines.map(
      (line): Line => [{ text: '│ ', style: edge }, ...fitLine(line, inner), { text: ' │', style: edge }],
    ),
    [
      { text: '╰─', style: edge },
      { text: bottom, style: { dim: true } },
      { text: `${'─'.repeat(Math.max(0, columns - 3 - widthOf(bottom)))}╯`, style: edge },
    ],
  ];
}

/** Lay a box over a screen, in its middle, or so many rows from its top. */
export function over(screen: readonly Line[], box: readonly Line[], columns: number, top?: number): Line[] {
  const width = lineWidth(box[0] ?? []);
  const left = Math.max(0, Math.floor((columns - width) / 2));
  const first = top ?? Math.max(0, Math.floor((screen.length - box.length) / 2));
  return screen.map((line, at) => {
    const own = box[at - first];
    if (!own || at < first) return line;
    return [...cutLine(line, 0, left), ...own, ...cutLine(line, left + width, columns)];
  });
}

/** Words that were searched for, legible on any ground and told from others without colour too. */
export const foundStyle: Style = { bold: true, underline: true, color: 'black', background: 'yellow' };

/** Pieces with the words that were searched for marked. */
export function highlighted(
  text: string,
  ranges: readonly (readonly [number, number])[],
  style: Style,
): Piece[] {
  if (ranges.length === 0) return [{ text: safe(text), style }];
  const pieces: Piece[] = [];
  let at = 0;
  for (const [start, end] of ranges) {
    if (start < at) continue;
    if (start > at) pieces.push({ text: safe(text.slice(at, start)), style });
    pieces.push({ text: safe(text.slice(start, end)), style: foundStyle });
    at = end;
  }
  if (at < text.length) pieces.push({ text: safe(text.slice(at)), style });
  return pieces;
}

/** A line of a document with these folded words marked. */
export function withFound(line: Line, words: readonly string[]): Line {
  return line.flatMap((one): Line => {
    const text = fold(one.text);
    const ranges = words.flatMap((word) => placesOf(text, word));
    if (ranges.length === 0) return [one];
    ranges.sort((a, b) => a[0] - b[0]);
    return highlighted(one.text, ranges, one.style ?? {}).map((part) => ({ ...one, ...part }));
  });
}

function placesOf(text: string, word: string): [number, number][] {
  const places: [number, number][] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length))
    places.push([at, at + word.length]);
  return places;
}

/** What is being typed, with its cursor; the end of a long text is shown. */
export function typedLine(
  prompt: string,
  typed: { readonly text: string; readonly cursor: number },
  columns: number,
): Line {
  const room = Math.max(1, columns - widthOf(prompt) - 1);
  let before = safe(typed.text.slice(0, typed.cursor));
  while (widthOf(before) > room - 1) before = before.slice(Math.max(1, before.length - room + 1));
  const [under = ' '] = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
    .segment(typed.text.slice(typed.cursor))
    [Symbol.iterator]()
    .next().value
    ? [
        [
          ...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(
            typed.text.slice(typed.cursor),
          ),
        ][0]?.segment ?? ' ',
      ]
    : [];
  return [
    { text: prompt, style: { dim: true } },
    { text: before },
    { text: safe(under), style: { inverse: true } },
    { text: safe(typed.text.slice(typed.cursor + (typed.cursor < typed.text.length ? under.length : 0))) },
  ];
}

const statusColors: readonly (readonly [RegExp, Style])[] = [
  [/^(?:done|complete|accepted|resolved|closed|achieved)$/i, { color: 'green' }],
  [/^(?:in[_ ]progress|active)$/i, { color: 'magenta' }],
  [/^(?:blocked|rejected|abandoned|critical)$/i, { color: 'red' }],
  [/^(?:superseded|deprecated)$/i, { dim: true }],
];

/** The style of a status; its word is beside it, so colour is never alone. */
export function statusStyle(status: string): Style {
  return statusColors.find(([pattern]) => pattern.test(status))?.[1] ?? { color: 'blue' };
}

/** Days since a day, in a few characters: `3d`, `5w`, `7m`, `2y`. */
export function age(created: string | null, today: string): string {
  const days = created
    ? Math.floor((Date.parse(today) - Date.parse(created.slice(0, 10))) / 86_400_000)
    : Number.NaN;
  if (!Number.isFinite(days) || days < 0) return '';
  if (days < 14) return `${days}d`;
  if (days < 70) return `${Math.floor(days / 7)}w`;
  if (days < 730) return `${Math.floor(days / 30.44)}m`;
  return `${Math.floor(days / 365.25)}y`;
}
