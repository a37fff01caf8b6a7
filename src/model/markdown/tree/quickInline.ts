import type { Break, Html, InlineCode, Link, PhrasingContent, Text } from 'mdast';
import { type Definitions, definedEnd, type LinkEnd } from '../blocks/definitions.js';
import { endOfRun, trimmedEnd } from '../blocks/lineStarts.js';
import { CodeSpans, isPadded } from '../inline/codeSpans.js';
import { readResource } from '../inline/destination.js';
import { InlineHtml } from '../inline/inlineHtml.js';
import { isPunctuation } from '../inline/punctuation.js';
import { bareUrl } from './bareUrl.js';
import { type Bracket, type Delimiter, type Item, resolveEmphasis, sideOf } from './emphasis.js';
import { at } from './nodeRange.js';
import { shownText } from './shownText.js';

/** More marks of emphasis than this in one paragraph, each held against all before it, are left to the parser. */
const mostMarks = 2_000;
/** More parts than this of one paragraph are as well. */
const mostItems = 50_000;
/** Text is not added to a longer one at once, which would copy it for every line. */
const longestPart = 1_000;
const special = /[\\`*_~[\]!<&\r\n@:wW]/g;
const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&nbsp;': '\u00a0',
};

/** Reads the inline content of paragraphs, headings and cells; null where that takes a parser. */
export class InlineTree {
  readonly #code: CodeSpans;
  readonly #html: InlineHtml;
  #items: Item[] = [];
  #brackets: Bracket[] = [];
  #start = 0;
  #end = 0;
  #inTable = false;
  #markCount = 0;

  /** Offsets in `text` are `base` less than those of the nodes; definitions point into `whole`. */
  constructor(
    readonly text: string,
    readonly base: number,
    readonly whole: string,
    readonly definitions: Definitions,
  ) {
    this.#code = new CodeSpans(text);
    this.#html = new InlineHtml(text);
  }

  read(start: number, end: number, inTable = false): PhrasingContent[] | null {
    this.#items = [];
    this.#brackets = [];
    this.#start = start;
    this.#end = end;
    this.#inTable = inTable;
    this.#markCount = 0;
    this.#code.begin(end);
    this.#html.begin(end);
    for (let from = start; from < end; ) {
      special.lastIndex = from;
      const found = special.exec(this.text);
      const next = found && found.index < end ? found.index : end;
      this.#addText(from, next);
      if (next >= end) break;
      from = this.#step(next);
      if (from < 0 || this.#items.length > mostItems) return null;
    }
    return resolveEmphasis(this.#items, this.base);
  }

  /** The offset to continue at; -1 for doubt. */
  #step(from: number): number {
    switch (this.text.charCodeAt(from)) {
      case 92:
        return this.#escape(from);
      case 96:
        return this.#codeSpan(from);
      case 60:
        return this.#tag(from);
      case 33:
        if (this.text[from + 1] !== '[' || from + 1 >= this.#end) return this.#addText(from, from + 1);
        return this.#openBracket(from, true);
      case 91:
        return this.#openBracket(from, false);
      case 93:
        return this.#closeBracket(from);
      case 38:
        return this.#entity(from);
      case 10:
      case 13:
        return this.#lineEnd(from);
      case 58:
      case 87:
      case 119:
        return this.#url(from);
      case 64:
        return this.#mayBeEmail(from) ? -1 : this.#addText(from, from + 1);
      default:
        return this.#marks(from);
    }
  }

  #addText(from: number, to: number): number {
    if (to > from) this.#push(from, to, { type: 'text', value: this.text.slice(from, to) });
    return to;
  }

  #push(from: number, to: number, node: Text | Break | Html | InlineCode | Link): number {
    const last = this.#items.at(-1);
    const isNext =
      last?.node?.type === 'text' && !last.sealed && last.node.position?.end.offset === this.base + from;
    const isWhole = isNext && last.node.value.length === from - last.start;
    if (isWhole && node.type === 'text' && last.node.value.length < longestPart) {
      last.node.value += node.value;
      at(last.node, this.base + last.start, this.base + to);
    } else this.#items.push({ start: from, node: at(node, this.base + from, this.base + to) });
    return to;
  }

  #escape(from: number): number {
    const code = this.text.charCodeAt(from + 1);
    if (from + 1 >= this.#end) return this.#addText(from, from + 1);
    if (code === 10 || code === 13) {
      this.#push(from, from + 1, { type: 'break' });
      return this.#skipLineEnd(from + 1);
    }
    if (!isPunctuation(code)) return this.#addText(from, from + 1);
    return this.#addText(from + 1, from + 2);
  }

  #codeSpan(from: number): number {
    const open = endOfRun(this.text, from, this.#end);
    const close = this.#code.closing(from, open);
    if (close < 0) return this.#addText(from, open);
    let value = this.text.slice(open, close).replace(/(?:\r\n|\n|\r)[ \t]*/g, ' ');
    if (isPadded(value)) value = value.slice(1, -1);
    if (this.#inTable) value = value.replace(/\\\|/g, '|');
    return this.#push(from, close + open - from, { type: 'inlineCode', value });
  }

  #tag(from: number): number {
    const found = this.#html.read(from);
    if (!found) return this.#addText(from, from + 1);
    const { kind, end } = found;
    if (kind === 'html') return this.#push(from, end, { type: 'html', value: this.text.slice(from, end) });
    return this.#autolink(from, end, from + 1, end - 1);
  }

  #autolink(from: number, to: number, textStart: number, textEnd: number): number {
    const shown = this.text.slice(textStart, textEnd);
    const scheme = /^[a-z][a-z0-9+.-]*:/i.test(shown) ? '' : shown.includes('@') ? 'mailto:' : 'http://';
    const child: Text = at({ type: 'text', value: shown }, this.base + textStart, this.base + textEnd);
    return this.#push(from, to, { type: 'link', url: scheme + shown, children: [child] });
  }

  #entity(from: number): number {
    const found = /^&(?:#\w{1,8}|[A-Za-z][A-Za-z0-9]{0,31});/.exec(
      this.text.slice(from, Math.min(from + 40, this.#end)),
    );
    if (!found) return this.#addText(from, from + 1);
    const value = entities[found[0]];
    if (value === undefined) return -1;
    this.#items.push({
      start: from,
      node: at({ type: 'text', value }, this.base + from, this.base + from + found[0].length),
    });
    return from + found[0].length;
  }

  #lineEnd(from: number): number {
    const last = this.#items.at(-1)?.node;
    if (last?.type === 'text' && last.position?.end.offset === this.base + from) {
      const kept = last.value.slice(0, trimmedEnd(last.value, 0, last.value.length));
      const trailing = last.value.slice(kept.length);
      if (trailing !== '') {
        const end = this.base + from - trailing.length;
        last.value = kept;
        if (kept === '') this.#items.pop();
        else at(last, last.position.start.offset ?? end, end);
        if (/^ {2,}$/.test(trailing)) {
          this.#push(from - trailing.length, from, { type: 'break' });
          return this.#skipLineEnd(from);
        }
      }
    }
    const end = from + (this.text.startsWith('\r\n', from) ? 2 : 1);
    this.#addText(from, end);
    return this.#skipBlanks(end);
  }

  #skipLineEnd(from: number): number {
    return this.#skipBlanks(from + (this.text.startsWith('\r\n', from) ? 2 : 1));
  }

  #skipBlanks(from: number): number {
    let next = from;
    while (next < this.#end && ' \t'.includes(this.text.charAt(next))) next += 1;
    return next;
  }

  #marks(from: number): number {
    if (++this.#markCount > mostMarks) return -1;
    const to = endOfRun(this.text, from, this.#end);
    const marker = this.text.charAt(from);
    if (marker === '~' && to - from > 2) return this.#addText(from, to);
    const before = from > this.#start ? this.text.charAt(from - 1) : '';
    const after = to < this.#end ? this.text.charAt(to) : '';
    const delimiter: Delimiter = { marker, length: to - from, ...sideOf(marker, before, after) };
    this.#items.push({ start: from, delimiter });
    return to;
  }

  #openBracket(from: number, image: boolean): number {
    const to = from + (image ? 2 : 1);
    const bracket: Bracket = { image, item: this.#items.length, end: to, active: true };
    this.#brackets.push(bracket);
    const node: Text = { type: 'text', value: this.text.slice(from, to) };
    this.#items.push({ start: from, node: at(node, this.base + from, this.base + to), sealed: true });
    return to;
  }

  #closeBracket(from: number): number {
    const bracket = this.#brackets.pop();
    if (!bracket?.active) return this.#addText(from, from + 1);
    const found = this.#destination(bracket, from);
    if (found === 'doubt') return -1;
    if (!found) return this.#addText(from, from + 1);
    const start = this.#items[bracket.item]?.start ?? from;
    const inside = resolveEmphasis(this.#items.splice(bracket.item).slice(1), this.base);
    if (!inside) return -1;
    const { url, next } = found;
    const alt = shownText(inside);
    const node: PhrasingContent = bracket.image
      ? { type: 'image', url, alt }
      : { type: 'link', url, children: inside as Link['children'] };
    this.#items.push({ start, node: at(node, this.base + start, this.base + next) });
    if (!bracket.image) for (const other of this.#brackets) if (!other.image) other.active = false;
    return next;
  }

  /** What makes a link of brackets that close at an offset, and its URL. */
  #destination(bracket: Bracket, close: number): { url: string; next: number } | null | 'doubt' {
    let source = this.text;
    let found: LinkEnd | 'no' = 'no';
    if (close + 1 < this.#end && this.text[close + 1] === '(')
      found = readResource(this.text, close + 1, this.#end);
    if (found === 'no') {
      source = this.whole;
      found = definedEnd(this.text, bracket.end, close, this.#end, this.definitions);
    }
    if (!found || found === 'doubt') return found;
    return { url: source.slice(found.start, found.end), next: found.next };
  }

  /** A bare URL, which is not a link inside brackets. */
  #url(from: number): number {
    if (this.#brackets.length > 0) return this.#addText(from, from + 1);
    const found = bareUrl(this.text, from, this.#start, this.#end);
    if (found === 'doubt') return -1;
    if (!found) return this.#addText(from, from + 1);
    // The scheme was taken for text.
    const last = this.#items.at(-1);
    if (found.start < from) {
      if (last?.node?.type !== 'text' || last.start > found.start) return -1;
      const kept = found.start - last.start;
      last.node.value = last.node.value.slice(0, kept);
      if (kept === 0) this.#items.pop();
      else at(last.node, this.base + last.start, this.base + found.start);
    }
    return this.#autolink(found.start, found.end, found.start, found.end);
  }

  #mayBeEmail(from: number): boolean {
    if (this.#brackets.length > 0) return false;
    const before = from > this.#start ? this.text.charAt(from - 1) : '';
    const after = from + 1 < this.#end ? this.text.charAt(from + 1) : '';
    return /[\w.+-]/.test(before) && /[\w-]/.test(after);
  }
}
