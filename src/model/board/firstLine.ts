import { type Inline, readInline, type WikiLink } from './inline.js';
import { bulletEnd, lineAt } from './lineSyntax.js';

/** The first line of a card in its parts, as offsets into the text. */
export interface FirstLine {
  readonly start: number;
  /** End of the line without its ending. */
  readonly end: number;
  readonly bulletEnd: number;
  /** Offset of the character between the brackets; null for a card without a check box. */
  readonly checkOffset: number | null;
  readonly check: string;
  /** Where a further inline field goes: before block id, hard break and trailing space. */
  readonly contentEnd: number;
  readonly inline: Inline;
  readonly item: WikiLink | null;
  /** What a person reads as the title, in pieces between fields and dates. */
  readonly title: readonly Piece[];
}

export interface Piece {
  readonly start: number;
  readonly end: number;
}

const datePattern = /@{1,2}(?:\{[^{}\r\n]*\}|\[\[[^[\]\r\n]*\]\])/g;

/** Read the line on which a card starts. */
export function readFirstLine(text: string, start: number): FirstLine {
  const { end } = lineAt(text, start);
  const bullet = Math.max(bulletEnd(text, start), start);
  const box = checkBox(text, bullet, end);
  const from = box ? box.end : bullet;
  const tail = lineTail(text, from, end);
  const inline = readInline(text, from, tail);
  const item = inline.links.find((link) => !link.decorated) ?? null;
  return {
    start,
    end,
    bulletEnd: bullet,
    checkOffset: box?.offset ?? null,
    check: box?.check ?? ' ',
    contentEnd: tail,
    inline,
    item,
    title: titlePieces(text, from, tail, inline, item),
  };
}

/** `[x]` behind the bullet; any one character counts. */
function checkBox(text: string, from: number, end: number) {
  const offset = skipBlanks(text, from, end) + 1;
  if (offset - 1 === from || text[offset - 1] !== '[' || offset >= end) return null;
  const check = String.fromCodePoint(text.codePointAt(offset) ?? 32);
  const close = offset + check.length;
  if (close >= end || text[close] !== ']') return null;
  if (close + 1 < end && text[close + 1] !== ' ' && text[close + 1] !== '\t') return null;
  return { offset, check, end: close + 1 };
}

function skipBlanks(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && (text[at] === ' ' || text[at] === '\t')) at += 1;
  return at;
}

function trimBlanks(text: string, from: number, end: number): number {
  let at = end;
  while (at > from && /[ \t\r]/.test(text[at - 1] ?? '')) at -= 1;
  return at;
}

/** The end of a line's content: trailing space, a hard break's backslash and a block id are behind it. */
function lineTail(text: string, from: number, end: number): number {
  let tail = trimBlanks(text, from, end);
  if (text[tail - 1] === '\\' && tail > from && endsOddBackslashes(text, from, tail)) {
    tail = trimBlanks(text, from, tail - 1);
  }
  const caret = from + text.slice(from, tail).lastIndexOf('^');
  if (caret < from || caret + 1 >= tail) return tail;
  const before = text[caret - 1];
  if (before !== ' ' && before !== '\t') return tail;
  return /^[A-Za-z0-9-]+$/.test(text.slice(caret + 1, tail)) ? trimBlanks(text, from, caret) : tail;
}

function endsOddBackslashes(text: string, from: number, end: number): boolean {
  let at = end;
  while (at > from && text[at - 1] === '\\') at -= 1;
  return (end - at) % 2 === 1;
}

/**
 * The text behind the item's link without inline fields, dates and tags at its end; where there is none, the text
 * before the link, else the link's alias unless that only repeats an id.
 */
function titlePieces(
  text: string,
  from: number,
  to: number,
  inline: Inline,
  item: WikiLink | null,
): readonly Piece[] {
  const behind = pieces(text, item ? item.end : from, to, inline);
  if (!item || behind.length > 0) return behind;
  const before = pieces(text, from, item.start, inline);
  if (before.length > 0 || item.alias === null) return before;
  const alias = item.alias.trim();
  if (alias === '' || /^[A-Za-z][A-Za-z0-9_]*-\d+$/.test(alias) || alias === item.target) return [];
  const start = item.aliasStart + item.alias.indexOf(alias);
  return [{ start, end: start + alias.length }];
}

function pieces(text: string, from: number, to: number, inline: Inline): Piece[] {
  const holes: Piece[] = inline.fields.filter((field) => field.start >= from && field.end <= to);
  const part = text.slice(from, to);
  for (const match of part.matchAll(datePattern)) {
    holes.push({ start: from + match.index, end: from + match.index + match[0].length });
  }
  holes.sort((a, b) => a.start - b.start);
  const found: Piece[] = [];
  let at = from;
  for (const hole of [...holes, { start: to, end: to }]) {
    if (hole.start > at) addTrimmed(text, at, hole.start, found);
    at = Math.max(at, hole.end);
  }
  return withoutLead(text, withoutTags(text, found));
}

function addTrimmed(text: string, from: number, to: number, found: Piece[]): void {
  const end = trimBlanks(text, from, to);
  const start = skipBlanks(text, from, end);
  if (start < end) found.push({ start, end });
}

/** Tags that end a card say how it is sorted, not what it is called. `#12` is not a tag. */
function withoutTags(text: string, found: readonly Piece[]): Piece[] {
  const left = [...found];
  for (let last = left.pop(); last; last = left.pop()) {
    let { end } = last;
    for (;;) {
      let word = end;
      while (word > last.start && text[word - 1] !== ' ' && text[word - 1] !== '\t') word -= 1;
      if (!isTag(text.slice(word, end))) break;
      end = trimBlanks(text, last.start, word);
      if (end === last.start) break;
    }
    if (end > last.start) {
      left.push({ start: last.start, end });
      return left;
    }
  }
  return left;
}

function isTag(word: string): boolean {
  return /^#[\p{L}\p{N}_/-]+$/u.test(word) && /[^#\d]/.test(word);
}

/** A colon or dash between link and title: `[[TASK-001]]: Log in`. */
function withoutLead(text: string, found: Piece[]): Piece[] {
  const [first, ...rest] = found;
  if (!first || !/^[:–—-][ \t]/.test(text.slice(first.start, first.start + 2))) return found;
  return [{ start: skipBlanks(text, first.start + 1, first.end), end: first.end }, ...rest];
}

/** The pieces of a title as one line. */
export function joinPieces(text: string, found: readonly Piece[]): string {
  return found.map(({ start, end }) => text.slice(start, end).replace(/\s+/g, ' ')).join(' ');
}
