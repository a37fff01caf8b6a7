import type { Style } from '../../present/screen/line.js';

/**
 * How each part of a document looks. Nothing is told by colour alone: marks, rules and words tell it too. What is to be
 * read is never yellow: on a white ground that cannot be seen in most palettes.
 */
export const theme = {
  heading: [
    { bold: true, color: 'cyan' },
    { bold: true, color: 'blue' },
    { bold: true, color: 'magenta' },
    { bold: true },
    { bold: true, italic: true },
    { italic: true },
  ],
  rule: { dim: true },
  strong: { bold: true },
  emphasis: { italic: true },
  deleted: { strikethrough: true },
  code: { color: 'magenta' },
  codeMark: { dim: true },
  link: { color: 'blue', underline: true },
  brokenLink: { color: 'red', strikethrough: true },
  image: { color: 'magenta', underline: true },
  html: { dim: true },
  prompt: { dim: true, italic: true },
  bullet: { color: 'cyan' },
  open: { bold: true },
  done: { color: 'green' },
  quote: { dim: true },
  frame: { dim: true },
  frameTitle: { color: 'cyan' },
  yamlKey: { color: 'cyan' },
  comment: { dim: true, italic: true },
  tableHead: { bold: true },
  footnote: { color: 'cyan' },
  id: { bold: true, color: 'cyan' },
  title: { bold: true },
  key: { dim: true },
  problem: { bold: true, color: 'red' },
  conflict: { color: 'red' },
} as const satisfies Record<string, Style | readonly Style[]>;

const combined = new WeakMap<Style, WeakMap<Style, Style>>();

/** One style over another; the same object for the same two, so that styles compare by identity. */
export function over(below: Style | undefined, above: Style): Style {
  if (!below || below === above) return above;
  let known = combined.get(below);
  if (!known) {
    known = new WeakMap();
    combined.set(below, known);
  }
  let style = known.get(above);
  if (!style) {
    style = { ...below, ...above };
    known.set(above, style);
  }
  return style;
}
