import type { Blockquote, Paragraph } from 'mdast';
import { rangeOf } from '../../model/markdown/tree/nodeRange.js';
import { type Color, piece, type Style } from '../../present/screen/line.js';
import { readInline } from './inline.js';
import type { Page } from './page.js';
import { blankRow, lastSource, prefixRows, type RenderBlocks, type Row, type Span } from './rows.js';
import { theme } from './theme.js';
import { wrap } from './wrap.js';

/** The kinds of GitHub and Obsidian; any other word makes a callout as well. */
const colors: Readonly<Record<string, Color>> = {
  note: 'blue',
  info: 'blue',
  todo: 'blue',
  abstract: 'cyan',
  summary: 'cyan',
  tldr: 'cyan',
  tip: 'green',
  hint: 'green',
  success: 'green',
  check: 'green',
  done: 'green',
  important: 'magenta',
  example: 'magenta',
  question: 'yellow',
  help: 'yellow',
  faq: 'yellow',
  warning: 'yellow',
  attention: 'yellow',
  caution: 'red',
  failure: 'red',
  fail: 'red',
  missing: 'red',
  danger: 'red',
  error: 'red',
  bug: 'red',
};

const mark = /^\[!([A-Za-z][\w-]{0,30})\][+-]?(?=\s|$)/;
const narrowest = 8;

/** A block quote behind a bar; a callout (`> [!NOTE]`) behind a coloured one, with its title. */
export function quoteRows(page: Page, quote: Blockquote, width: number, render: RenderBlocks): Row[] {
  const source = page.lineAt(rangeOf(quote).start);
  const cells = width - 2 >= narrowest ? width - 2 : width;
  const [first, ...others] = quote.children;
  const found = first?.type === 'paragraph' ? readCallout(page, first) : null;
  const rows = found
    ? calloutRows(found, cells, render(others, cells), source)
    : render(quote.children, cells);
  if (rows.length === 0) rows.push(blankRow(source));
  const style = found?.style ?? theme.quote;
  const bar = cells < width ? [piece(found ? '┃ ' : '│ ', style)] : [];
  return prefixRows(rows, bar, bar);
}

interface Callout {
  /** Of the bar. */
  readonly style: Style;
  /** Of the words, which are to be read on any ground. */
  readonly titleStyle: Style;
  readonly kind: string;
  /** What follows the mark. */
  readonly title: readonly Span[];
  /** The other lines of the first paragraph. */
  readonly text: readonly Span[];
}

function readCallout(page: Page, paragraph: Paragraph): Callout | null {
  const [head] = paragraph.children;
  const kind = head?.type === 'text' ? mark.exec(head.value)?.[1]?.toLowerCase() : undefined;
  if (kind === undefined) return null;
  const color = Object.hasOwn(colors, kind) ? colors[kind] : undefined;
  const style: Style = color ? { bold: true, color } : { bold: true };
  const titleStyle = color === 'yellow' ? theme.strong : style;
  const spans = readInline(page, paragraph.children);
  const end = spans.findIndex((span) => span.end !== undefined);
  const line = end < 0 ? spans : spans.slice(0, end);
  return {
    style,
    titleStyle,
    kind: kind.charAt(0).toUpperCase() + kind.slice(1),
    title: withoutMark(line).map((span) => (span.style ? span : { ...span, style: titleStyle })),
    text: end < 0 ? [] : spans.slice(end + 1),
  };
}

/** The mark may be in several spans: ids are looked for in it as well. */
function withoutMark(spans: readonly Span[]): Span[] {
  let left = spans.reduce((text, span) => text + span.text, '').match(mark)?.[0].length ?? 0;
  const rest: Span[] = [];
  for (const span of spans) {
    const cut = Math.min(left, span.text.length);
    left -= cut;
    const text = cut > 0 ? span.text.slice(cut).trimStart() : span.text;
    if (text !== '') rest.push({ ...span, text });
  }
  return rest;
}

function calloutRows(callout: Callout, width: number, below: readonly Row[], source: number): Row[] {
  const { kind, title, text, titleStyle } = callout;
  const same =
    title
      .map((span) => span.text)
      .join('')
      .trim()
      .toLowerCase() === kind.toLowerCase();
  const named: Span[] = [{ text: title.length > 0 && !same ? `${kind}: ` : kind, style: titleStyle, source }];
  const rows = wrap([...named, ...(same ? [] : title)], width);
  rows.push(...wrap(text, width));
  if (below.length === 0) return rows;
  if (text.length > 0) rows.push(blankRow(lastSource(rows, source)));
  return [...rows, ...below];
}
