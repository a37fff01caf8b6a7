import { takeCells, widthOf } from '../../present/screen/cells.js';
import type { Piece } from '../../present/screen/line.js';
import { prefixRows, type Row, type Span } from './rows.js';

/** Scripts that are written without spaces: a line may end behind each character. */
const ideograph = '\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef\\u{1b000}-\\u{1b2ff}\\u{20000}-\\u{3ffff}';
/** What does not begin a line. */
const closing = '、。，．：；？！）］｝〉》」』】〕〗ー々';
const words = new RegExp(
  ` +|[${ideograph}](?:[\\u0300-\\u036f\\u3099\\u309a\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]|[${closing}])*|[^ ${ideograph}]+`,
  'gu',
);
const hasIdeograph = new RegExp(`[${ideograph}]`, 'u');
const closes = new RegExp(`^[${closing}]`, 'u');

/** Spans as rows of at most `width` cells, broken between words; a word that is longer is broken anywhere. */
export function wrap(spans: readonly Span[], width: number): Row[] {
  const wrapper = new Wrapper(Math.max(1, width));
  for (const span of spans) wrapper.add(span);
  return wrapper.finish();
}

/** The same for one line of source that keeps its indent, in the rows that continue it as well. */
export function wrapIndented(spans: readonly Span[], width: number): Row[] {
  const text = spans[0]?.text ?? '';
  const indent = text.length - text.trimStart().length;
  if (indent === 0 || indent > width / 2) return wrap(spans, width);
  const space = [{ text: ' '.repeat(indent) }];
  return prefixRows(wrap(spans, width - indent), space, space);
}

/** The cells of the longest word, which cannot be broken between words. */
export function longestWord(spans: readonly Span[]): number {
  let longest = 0;
  let word = 0;
  for (const { text, end } of spans) {
    if (end) word = 0;
    for (const [part] of text.matchAll(words)) {
      if (part.startsWith(' ')) word = 0;
      else if (hasIdeograph.test(part)) {
        word = 0;
        longest = Math.max(longest, widthOf(part));
      } else word += widthOf(part);
      longest = Math.max(longest, word);
    }
  }
  return longest;
}

/** The cells of each line that spans make where nothing is wrapped. */
export function naturalWidth(spans: readonly Span[]): number {
  let widest = 0;
  let width = 0;
  for (const { text, end } of spans) {
    if (end === 'hard') width = 0;
    else width += widthOf(text);
    widest = Math.max(widest, width);
  }
  return widest;
}

interface Part extends Piece {
  readonly source: number;
}

class Wrapper {
  readonly #rows: Row[] = [];
  #line: Piece[] = [];
  #width = 0;
  #source = 0;
  #word: Part[] = [];
  #wordWidth = 0;
  /** The space before the word. */
  #space: Part | null = null;

  constructor(readonly cells: number) {}

  add(span: Span): void {
    if (span.end === 'hard') {
      this.#placeWord();
      this.#endRow(span.source);
      return;
    }
    if (!hasIdeograph.test(span.text)) {
      this.#addWords(span);
      return;
    }
    for (const [text] of span.text.matchAll(words)) {
      const part = partOf(text, span);
      if (text.startsWith(' ')) this.#addSpace(part);
      else if (hasIdeograph.test(text)) {
        if (!closes.test(text)) this.#placeWord();
        this.#addWord(part);
        this.#placeWord();
      } else this.#addWord(part);
    }
  }

  finish(): Row[] {
    this.#placeWord();
    if (this.#line.length > 0) this.#endRow(this.#source);
    return this.#rows;
  }

  #addWords(span: Span): void {
    const { text } = span;
    for (let at = 0; at < text.length; ) {
      const space = text.indexOf(' ', at);
      const end = space < 0 ? text.length : space;
      if (end > at) this.#addWord(partOf(text.slice(at, end), span));
      if (space < 0) break;
      this.#addSpace(partOf(' ', span));
      at = space + 1;
    }
  }

  #addWord(part: Part): void {
    this.#word.push(part);
    this.#wordWidth += widthOf(part.text);
  }

  #addSpace(part: Part): void {
    this.#placeWord();
    if (this.#width > 0) this.#space ??= { ...part, text: ' ' };
  }

  #placeWord(): void {
    if (this.#word.length === 0) return;
    const space = this.#space ? 1 : 0;
    if (this.#width > 0 && this.#width + space + this.#wordWidth > this.cells) this.#endRow(this.#source);
    else if (this.#space) this.#put(this.#space, 1);
    this.#space = null;
    const isLong = this.#wordWidth > this.cells;
    for (const part of this.#word) {
      if (isLong) this.#putBroken(part);
      else this.#put(part, widthOf(part.text));
    }
    this.#word = [];
    this.#wordWidth = 0;
  }

  #putBroken(part: Part): void {
    let rest = part.text;
    while (rest !== '') {
      let head = takeCells(start(rest, this.cells), this.cells - this.#width);
      if (head === '' && this.#width > 0) {
        this.#endRow(part.source);
        continue;
      }
      let shown = head;
      if (head === '') {
        // A character that is wider than the whole line.
        head = takeCells(start(rest, 2), 2) || start(rest, 2);
        shown = '…';
      }
      this.#put({ ...part, text: shown }, widthOf(shown));
      rest = rest.slice(head.length);
    }
  }

  #put(part: Part, width: number): void {
    const last = this.#line.at(-1);
    if (!last) this.#source = part.source;
    if (last && last.style === part.style && last.link === part.link) {
      this.#line[this.#line.length - 1] = { ...last, text: last.text + part.text };
    } else {
      const { source: _, ...piece } = part;
      this.#line.push(piece);
    }
    this.#width += width;
  }

  #endRow(source: number): void {
    this.#rows.push({ line: this.#line, source: this.#line.length > 0 ? this.#source : source });
    this.#line = [];
    this.#width = 0;
    this.#space = null;
  }
}

/** A beginning of a text that is longer than so many cells need, so that a long text is not measured again and again. */
function start(text: string, cells: number): string {
  let end = cells * 4 + 64;
  if (text.length <= end) return text;
  const code = text.charCodeAt(end);
  if (code >= 0xdc00 && code <= 0xdfff) end -= 1;
  return text.slice(0, end);
}

function partOf(text: string, { style, link, source }: Span): Part {
  const part: { text: string; source: number; style?: Piece['style']; link?: number } = { text, source };
  if (style) part.style = style;
  if (link !== undefined) part.link = link;
  return part as Part;
}
