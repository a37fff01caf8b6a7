import type { Html, Image, Link, PhrasingContent, Text } from 'mdast';
import { rangeOf } from '../../model/markdown/tree/nodeRange.js';
import { offsetsOf } from '../../model/markdown/tree/offsets.js';
import { shownText } from '../../model/markdown/tree/shownText.js';
import { safe } from '../../present/screen/cells.js';
import type { Style } from '../../present/screen/line.js';
import type { Page } from './page.js';
import type { Span } from './rows.js';
import { over, theme } from './theme.js';

/** What surrounds a piece of inline content. */
interface Around {
  readonly style?: Style | undefined;
  readonly link?: number | undefined;
}

/** The inline content of a paragraph, heading or cell as spans. */
export function readInline(page: Page, nodes: readonly PhrasingContent[], style?: Style): Span[] {
  const reader = new InlineSpans(page);
  reader.readAll(nodes, { style });
  return reader.spans;
}

class InlineSpans {
  readonly spans: Span[] = [];
  /** The link whose `<a href>` is open. */
  #anchor: number | undefined;

  constructor(readonly page: Page) {}

  readAll(nodes: readonly PhrasingContent[], around: Around): void {
    for (const [index, node] of nodes.entries()) this.#read(node, around, nodes, index);
  }

  #read(node: PhrasingContent, around: Around, siblings: readonly PhrasingContent[], index: number): void {
    const { start } = rangeOf(node);
    switch (node.type) {
      case 'text':
        this.#text(node, around);
        return;
      case 'strong':
        this.readAll(node.children, { ...around, style: over(around.style, theme.strong) });
        return;
      case 'emphasis':
        this.readAll(node.children, { ...around, style: over(around.style, theme.emphasis) });
        return;
      case 'delete':
        this.readAll(node.children, { ...around, style: over(around.style, theme.deleted) });
        return;
      case 'inlineCode':
        this.#code(node.value, start, around);
        return;
      case 'break':
        this.spans.push({ text: '', source: this.page.lineAt(start), end: 'hard' });
        return;
      case 'html':
        this.#html(node, around, siblings, index);
        return;
      case 'link':
        this.#link(node, around);
        return;
      case 'image':
        this.#image(node, around);
        return;
      case 'footnoteReference':
        this.#footnote(node.identifier, node.label ?? node.identifier, start, around);
    }
  }

  #push(text: string, offset: number, { style, link }: Around): void {
    if (text === '') return;
    const own = link ?? this.#anchor;
    const shown = own === undefined || link !== undefined ? style : over(style, theme.link);
    this.spans.push({ text: safe(text), style: shown, link: own, source: this.page.lineAt(offset) });
  }

  #text(node: Text, around: Around): void {
    const { start, end } = rangeOf(node);
    const found = this.page.proseLinks(start, end);
    const offsets = offsetsOf(this.page.text, start, end, node.value);
    if (found.length === 0) {
      this.#lines(node.value, 0, node.value.length, start, offsets, around);
      return;
    }
    const at = (offset: number): number => indexOf(offset, start, offsets, node.value.length);
    let from = 0;
    for (const { fact, start: open, end: close, labelStart, labelEnd } of found) {
      const label = this.page.text.slice(labelStart, labelEnd).replace(/\s+/g, ' ');
      const link = this.page.linkOf(fact, safe(label));
      this.#lines(node.value, from, at(open), start, offsets, around);
      const style = over(around.style, theme.link);
      this.#lines(node.value, at(labelStart), at(labelEnd), start, offsets, { style, link });
      from = at(close);
    }
    this.#lines(node.value, from, node.value.length, start, offsets, around);
  }

  /** A part of a text, line by line of the source. */
  #lines(
    value: string,
    from: number,
    to: number,
    start: number,
    offsets: readonly number[] | null,
    around: Around,
  ): void {
    for (let at = from; at < to; ) {
      const end = endOfLine(value, at, to);
      const offset = offsets ? (offsets[at] ?? start) : start + at;
      this.#push(value.slice(at, end), offset, around);
      if (end >= to) return;
      this.spans.push({ ...around, text: ' ', source: this.page.lineAt(offset), end: 'soft' });
      at = end + (value.startsWith('\r\n', end) ? 2 : 1);
    }
  }

  #code(value: string, offset: number, around: Around): void {
    const mark = { ...around, style: over(around.style, theme.codeMark) };
    this.#push('`', offset, mark);
    this.#push(value, offset, { ...around, style: over(around.style, theme.code) });
    this.#push('`', offset, mark);
  }

  /** Tags as written, but for a line break; a template prompt as the hint that it is. */
  #html(node: Html, around: Around, siblings: readonly PhrasingContent[], index: number): void {
    const { start, end } = rangeOf(node);
    const hint = promptOf(node.value);
    if (hint !== null) {
      this.#push(`✎ ${hint}`, start, { ...around, style: over(around.style, theme.prompt) });
      return;
    }
    if (/^<br\s*\/?>$/i.test(node.value)) {
      this.spans.push({ text: '', source: this.page.lineAt(start), end: 'hard' });
      return;
    }
    if (/^<\/a\s*>$/i.test(node.value)) this.#anchor = undefined;
    const style = over(around.style, theme.html);
    const isAnchor = /^<a\s/i.test(node.value);
    let from = start;
    for (const fact of this.page.htmlLinks(start, end)) {
      const stop = fact.span.offset + fact.span.length;
      const shown = isAnchor ? shownText(upToAnchorEnd(siblings, index + 1)).trim() : '';
      const link = this.page.linkOf(fact, safe(shown || fact.target));
      this.#source(from, fact.span.offset, { ...around, style });
      this.#source(fact.span.offset, stop, { style: over(style, theme.link), link });
      if (isAnchor) this.#anchor = link;
      from = stop;
    }
    const anchor = this.#anchor;
    this.#anchor = undefined;
    this.#source(from, end, { ...around, style });
    this.#anchor = anchor;
  }

  /** A part of the source as written. */
  #source(start: number, end: number, around: Around): void {
    this.#lines(this.page.text.slice(start, end), 0, end - start, start, null, around);
  }

  #link(node: Link, around: Around): void {
    const { start } = rangeOf(node);
    const { url: destination } = node;
    const isWritten = this.page.text[start] === '[';
    const text = safe(shownText(node.children)).trim();
    const link = this.page.addLink(isWritten ? 'markdown' : 'url', destination, text || destination, start);
    const inside = { style: over(around.style, theme.link), link };
    const before = this.spans.length;
    this.readAll(node.children, inside);
    if (!this.spans.slice(before).some((span) => span.link === link && span.text.trim() !== '')) {
      this.#push(destination || '#', start, inside);
    }
  }

  #image(node: Image, around: Around): void {
    const { start } = rangeOf(node);
    const { url: destination } = node;
    const alt = (node.alt ?? '').replace(/\s+/g, ' ').trim();
    const name = alt || destination.slice(destination.lastIndexOf('/') + 1) || destination || '?';
    const link = this.page.addLink('image', destination, safe(name), start);
    const style = over(around.style, theme.image);
    // In a link the frame belongs to the link, so that both can be walked to.
    const frame = around.link === undefined ? { style, link } : around;
    this.#push('[image: ', start, frame);
    this.#push(name, start, { style, link });
    this.#push(']', start, frame);
  }

  #footnote(identifier: string, label: string, start: number, around: Around): void {
    this.page.cited.add(identifier);
    this.#push(`[${label}]`, start, { ...around, style: over(around.style, theme.footnote) });
  }
}

/** The text of a comment that is a template prompt, else null. */
export function promptOf(html: string): string | null {
  const found = /^\s*<!--\s*prompt:([\s\S]*?)(?:-->\s*)?$/.exec(html);
  const text = found?.[1];
  return text === undefined || text.includes('-->') ? null : text.trim();
}

function upToAnchorEnd(siblings: readonly PhrasingContent[], from: number): readonly PhrasingContent[] {
  const nodes = siblings.slice(from, from + 100);
  const end = nodes.findIndex((node) => node.type === 'html' && /^<\/a\s*>$/i.test(node.value));
  return end < 0 ? nodes : nodes.slice(0, end);
}

/** The index in a node's value of an offset into the text: of the first code unit at or behind it. */
function indexOf(offset: number, start: number, offsets: readonly number[] | null, length: number): number {
  if (!offsets) return Math.min(length, Math.max(0, offset - start));
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function endOfLine(value: string, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    const code = value.charCodeAt(at);
    if (code === 10 || code === 13) return at;
  }
  return to;
}
