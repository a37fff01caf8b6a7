import type { FieldFact, LinkFact, YamlValue } from '../../model/document/facts.js';
import { safe, widthOf } from '../../present/screen/cells.js';
import { type Color, piece, type Style } from '../../present/screen/line.js';
import type { PageLink } from './page.js';
import type { RenderOptions } from './rendered.js';
import { padding, prefixRows, type Row, ruleRow, type Span } from './rows.js';
import { theme } from './theme.js';
import { wrap } from './wrap.js';

/** Shown first and larger, not as rows. */
const first: ReadonlySet<string> = new Set(['id', 'title', 'status']);
const narrowest = 10;

/** Where the links of the header are added. */
export interface LinkList {
  readonly links: PageLink[];
}

/** The front matter as a header: id and title, status, then a row for every other key that holds something. */
export function headerRows(
  fields: readonly FieldFact[],
  width: number,
  list: LinkList,
  options: RenderOptions,
): Row[] {
  const seen = new Set<string>();
  const once = fields.filter(({ key }) => !seen.has(key) && seen.add(key));
  const find = (key: string): FieldFact | undefined => once.find((one) => one.key === key);
  const rows = [...titleRows(find('id'), find('title'), width), ...statusRows(find('status'), width)];
  const others = once
    .filter(({ key }) => !first.has(key))
    .map((field) => ({
      key: safe(field.key),
      spans: valueSpans(field, list, options),
      source: field.keySpan.line,
    }))
    .filter(({ spans }) => spans.length > 0);
  const longest = others.reduce((cells, { key }) => Math.max(cells, widthOf(key)), 0);
  const isAligned = width - longest - 2 >= Math.max(narrowest, width / 3);
  for (const { key, spans, source } of others) {
    if (isAligned) {
      const rest = piece(' '.repeat(longest + 2));
      const name = piece(key + padding(key, longest + 2), theme.key);
      rows.push(...prefixRows(wrap(spans, width - longest - 2), [name], [rest]));
      continue;
    }
    rows.push(...wrap([{ text: key, style: theme.key, source }], width));
    const indent = width > narrowest ? '  ' : '';
    const lines = wrap(spans, width - indent.length);
    rows.push(...prefixRows(lines, [piece(indent)], [piece(indent)]));
  }
  const source = rows.at(-1)?.source;
  if (source !== undefined) rows.push(ruleRow('─', width, source, theme.rule));
  return rows;
}

function titleRows(id: FieldFact | undefined, title: FieldFact | undefined, width: number): Row[] {
  const spans: Span[] = [];
  const add = (field: FieldFact | undefined, style: Style): void => {
    const text = field ? textOf(field.value) : '';
    if (!field || text === '') return;
    const source = field.keySpan.line;
    if (spans.length > 0) spans.push({ text: ' ', source });
    spans.push({ text: safe(text), style, source });
  };
  add(id, theme.id);
  add(title, theme.title);
  return wrap(spans, width);
}

/** By the words that ADRs, plans, tasks and bugs use; any other stays without colour. */
const statusColors: readonly (readonly [RegExp, Color])[] = [
  [/^(?:done|complete[d]?|accepted|resolved|closed|fixed|approved|achieved)$/i, 'green'],
  [/^(?:in[ _-]?progress|active|open|proposed|review|in[ _-]review|ready|investigating)$/i, 'magenta'],
  [/^(?:blocked|rejected|failed|cancelled|canceled)$/i, 'red'],
];

function statusRows(status: FieldFact | undefined, width: number): Row[] {
  const text = status ? textOf(status.value) : '';
  if (!status || text === '') return [];
  const color = statusColors.find(([pattern]) => pattern.test(text))?.[1];
  const style: Style = color ? { bold: true, color } : { bold: true };
  return wrap([{ text: `● ${safe(text)}`, style, source: status.keySpan.line }], width);
}

/** The value of a key as spans, ids of other documents as links. */
function valueSpans(field: FieldFact, list: LinkList, options: RenderOptions): Span[] {
  const spans: Span[] = [];
  const items = Array.isArray(field.value) ? (field.value as readonly YamlValue[]) : [field.value];
  for (const [index, item] of items.entries()) {
    const span = (Array.isArray(field.value) ? field.itemSpans?.[index] : undefined) ?? field.valueSpan;
    const text = textOf(item);
    if (text === '') continue;
    const source = span.line;
    if (spans.length > 0) spans.push({ text: ', ', source });
    const found = typeof item === 'string' ? linkOf(item, span.offset, options) : null;
    if (!found) {
      spans.push({ text: safe(text), source });
      continue;
    }
    const link = list.links.push({ ...found, text: safe(text), sourceLine: source }) - 1;
    spans.push({ text: safe(text), style: theme.link, link, source });
  }
  return spans;
}

const reference = /^(?:\[\[)?\s*(([A-Z][A-Z0-9]*)-\d+)\s*(?:#([^|\]]*))?(?:\|[^\]]*)?(?:\]\])?$/;

function linkOf(
  text: string,
  offset: number,
  { prefixes = [], fieldLinks }: RenderOptions,
): (Pick<LinkFact, 'target' | 'fragment'> & { form: PageLink['form'] }) | null {
  if (/^https?:\/\/\S+$/i.test(text)) return { form: 'url', target: text, fragment: null };
  if (fieldLinks) {
    const fact = fieldLinks.find(({ span }) => span.offset === offset);
    return fact ? { form: 'field', target: fact.target, fragment: fact.fragment } : null;
  }
  const [, target = '', prefix = '', fragment] = reference.exec(text.trim()) ?? [];
  if (target === '' || !prefixes.includes(prefix)) return null;
  return { form: 'field', target, fragment: fragment === undefined ? null : fragment.trim() };
}

function textOf(value: YamlValue): string {
  if (typeof value === 'string') return value.trim();
  if (Array.isArray(value)) {
    return (value as readonly YamlValue[])
      .map(textOf)
      .filter((text) => text !== '')
      .join(', ');
  }
  return Object.entries(value)
    .map(([key, inner]) => [key, textOf(inner)])
    .filter(([, inner]) => inner !== '')
    .map(([key, inner]) => `${key}: ${inner}`)
    .join('; ');
}
