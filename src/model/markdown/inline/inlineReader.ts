import type { Run } from '../blocks/blockPieces.js';
import { type Definitions, definedEnd, type LinkEnd } from '../blocks/definitions.js';
import { endOfRun } from '../blocks/lineStarts.js';
import type { Pieces, Range } from '../shape.js';
import { CodeSpans, isPadded } from './codeSpans.js';
import { readResource } from './destination.js';
import { type Marks, shownText } from './headingText.js';
import { InlineHtml } from './inlineHtml.js';
import { isPunctuation } from './punctuation.js';
import { OddUrls } from './urls.js';

/** By character code: whether something may start there, elsewhere and in headings. */
const special = tableOf('<[\\]`');
const specialInHeading = tableOf('<[\\]`&*_~');

/** 1: something may start there; 2: only before a slash (`://`); 3: only before another `w`. */
function tableOf(characters: string): Uint8Array {
  const table = new Uint8Array(128);
  for (const character of characters) table[character.charCodeAt(0)] = 1;
  table[58] = 2;
  table[87] = 3;
  table[119] = 3;
  return table;
}

interface Opener {
  /** Of the bracket. */
  readonly at: number;
  readonly image: boolean;
  /** How many of each were found before. */
  readonly destinations: number;
  readonly html: number;
}

/** Reads code spans, links, images and HTML out of inline content; each character is looked at a bounded number of times. */
export class InlineReader {
  readonly #text: string;
  readonly #definitions: Definitions;
  readonly #pieces: Pieces;
  readonly #code: CodeSpans;
  readonly #html: InlineHtml;
  readonly #urls: OddUrls;
  #openers: Opener[] = [];
  /** Link openers below this index surround a link, and links do not nest. */
  #inactive = 0;
  #start = 0;
  #end = 0;
  /** What is not plain, in order: starts and ends in turn. */
  #cuts: number[] = [];
  /** The character that a backslash escaped last. */
  #escaped = -1;
  #marks: Marks | null = null;
  /** Whether the last stretch left something open that the next line might close. */
  #open = false;
  /** Whether `(` behind brackets did not make a link. */
  #unclosedResource = false;

  constructor(text: string, definitions: Definitions, pieces: Pieces) {
    this.#text = text;
    this.#definitions = definitions;
    this.#pieces = pieces;
    this.#code = new CodeSpans(text);
    this.#urls = new OddUrls(text);
    this.#html = new InlineHtml(text);
  }

  /** False where its reading takes a parser. */
  readRun(run: Run): boolean {
    this.#marks = null;
    if (!run.lines) return this.#read(run.start, run.end);
    // Markers are between the lines: nothing may cross from one to the next.
    for (let index = 0; index < run.lines.length; index += 2) {
      const start = run.lines[index] ?? 0;
      const end = run.lines[index + 1] ?? start;
      if (!this.#read(start, end) || (index + 2 < run.lines.length && this.#open)) return false;
    }
    return true;
  }

  /** The text of a heading as a reader sees it; null where that takes a parser. */
  readHeading(run: Run): string | null {
    const marks: Marks = { removed: [], attention: [] };
    this.#marks = marks;
    if (!this.#read(run.start, run.end)) return null;
    return shownText(this.#text, run.start, run.end, marks);
  }

  #read(start: number, end: number): boolean {
    const text = this.#text;
    const table = this.#marks ? specialInHeading : special;
    let at = nextSpecial(text, start, end, table);
    this.#open = false;
    if (at >= end) {
      if (end > start) this.#pieces.plain.push({ start, end });
      return true;
    }
    this.#begin(start, end);
    while (at < end) {
      at = this.#step(text.charCodeAt(at), at);
      if (at < 0) return false;
      at = nextSpecial(text, at, end, table);
    }
    this.#pushPlain(start, end);
    this.#open =
      this.#openers.length > 0 || this.#code.unclosed || this.#html.unclosed || this.#unclosedResource;
    return true;
  }

  #begin(start: number, end: number): void {
    this.#start = start;
    this.#end = end;
    if (this.#openers.length > 0) this.#openers = [];
    this.#inactive = 0;
    if (this.#cuts.length > 0) this.#cuts = [];
    this.#escaped = -1;
    this.#unclosedResource = false;
    this.#code.begin(end);
    this.#html.begin(end);
  }

  /** Read what starts at a special character; returns the offset to continue at, or -1 for doubt. */
  #step(code: number, at: number): number {
    switch (code) {
      case 92:
        return this.#escape(at);
      case 96:
        return this.#codeSpan(at);
      case 60:
        return this.#tag(at);
      case 91:
        return this.#openBracket(at);
      case 93:
        return this.#closeBracket(at);
      case 58:
      case 87:
      case 119:
        return this.#openers.length === 0 && this.#urls.isOdd(at, this.#end) ? -1 : at + 1;
      case 38:
        return /[A-Za-z#]/.test(this.#text[at + 1] ?? '') ? -1 : at + 1;
      default: {
        const stop = endOfRun(this.#text, at, this.#end);
        this.#marks?.attention.push(at, stop);
        return stop;
      }
    }
  }

  #escape(at: number): number {
    const code = this.#text.charCodeAt(at + 1);
    if (this.#marks && (code === 10 || code === 13)) return -1;
    if (at + 1 >= this.#end || !isPunctuation(code)) return at + 1;
    this.#marks?.removed.push(at, at + 1);
    this.#escaped = at + 1;
    return at + 2;
  }

  #codeSpan(at: number): number {
    const open = endOfRun(this.#text, at, this.#end);
    const close = this.#code.closing(at, open);
    if (close < 0) return open;
    const stop = close + open - at;
    this.#cut(at, stop);
    if (this.#marks) {
      const padded = isPadded(this.#text.slice(open, close)) ? 1 : 0;
      this.#marks.removed.push(at, open + padded, close - padded, stop);
    }
    return stop;
  }

  #tag(at: number): number {
    const found = this.#html.read(at);
    if (!found) return at + 1;
    this.#cut(at, found.end);
    if (found.kind === 'autolink') this.#marks?.removed.push(at, at + 1, found.end - 1, found.end);
    else {
      this.#pieces.html.push({ start: at, end: found.end });
      this.#marks?.removed.push(at, found.end);
    }
    return found.end;
  }

  #openBracket(at: number): number {
    const image = at > this.#start && this.#text.charCodeAt(at - 1) === 33 && this.#escaped !== at - 1;
    const { destinations, html } = this.#pieces;
    this.#openers.push({ at, image, destinations: destinations.length, html: html.length });
    return at + 1;
  }

  #closeBracket(at: number): number {
    const opener = this.#openers.pop();
    if (!opener) return at + 1;
    const index = this.#openers.length;
    const active = opener.image || index >= this.#inactive;
    if (this.#inactive > index) this.#inactive = index;
    if (!active) return at + 1;
    const found = this.#linkEnd(opener, at);
    if (found === 'doubt') return -1;
    if (!found) return at + 1;
    this.#link(opener, at, found);
    return found.next;
  }

  /** What makes a link of brackets that close at an offset. */
  #linkEnd(opener: Opener, at: number): LinkEnd {
    if (at + 1 < this.#end && this.#text.charCodeAt(at + 1) === 40) {
      const found = readResource(this.#text, at + 1, this.#end);
      if (found !== 'no') return found;
      this.#unclosedResource = true;
    }
    return definedEnd(this.#text, opener.at + 1, at, this.#end, this.#definitions);
  }

  #link(opener: Opener, close: number, { start, end, next }: Range & { next: number }): void {
    const { at, image } = opener;
    const from = image ? at - 1 : at;
    if (image) {
      // Its text is text alone: links and HTML in it are none.
      this.#pieces.destinations.splice(opener.destinations);
      this.#pieces.html.splice(opener.html);
    } else this.#inactive = this.#openers.length;
    this.#pieces.destinations.push({ form: image ? 'image' : 'markdown', start, end });
    this.#cut(from, next);
    if (image) this.#marks?.removed.push(from, next);
    else this.#marks?.removed.push(at, at + 1, close, next);
  }

  #cut(start: number, end: number): void {
    const cuts = this.#cuts;
    while (cuts.length > 0 && (cuts[cuts.length - 2] ?? 0) >= start) {
      cuts.pop();
      cuts.pop();
    }
    cuts.push(start, end);
  }

  #pushPlain(start: number, end: number): void {
    const { plain } = this.#pieces;
    let at = start;
    for (let index = 0; index < this.#cuts.length; index += 2) {
      const from = this.#cuts[index] ?? 0;
      if (from > at) plain.push({ start: at, end: from });
      at = this.#cuts[index + 1] ?? at;
    }
    if (end > at) plain.push({ start: at, end });
  }
}

function nextSpecial(text: string, start: number, end: number, table: Uint8Array): number {
  let at = start;
  for (; at < end; at++) {
    const code = text.charCodeAt(at);
    const kind = code < 128 ? table[code] : 0;
    if (kind === 0) continue;
    if (kind === 1) break;
    const next = text.charCodeAt(at + 1);
    if (kind === 2 ? next === 47 : next === 119 || next === 87) break;
  }
  return at;
}
