import { eachWord } from './words.js';

/** A piece of a document around what was found. */
export interface Excerpt {
  /** 1-based line of the file. */
  readonly line: number;
  readonly text: string;
  /** Offsets of found words in `text`: start and end, in UTF-16 units. */
  readonly marks: readonly (readonly [start: number, end: number])[];
}

/** Longer texts are looked at up to here only. In characters. */
const lookedAt = 500_000;

/** Words that are looked for, each with a bit for every word of the query that it was taken for. */
export type Sought = ReadonlyMap<string, number>;

/** The words for which those of a query were taken. */
export function soughtWords(meant: readonly ReadonlySet<string>[]): Sought {
  const sought = new Map<string, number>();
  for (const [index, names] of meant.entries())
    for (const name of names) sought.set(name, (sought.get(name) ?? 0) | (1 << Math.min(index, 30)));
  return sought;
}

/** Offsets of such words in a text. */
export function marksIn(text: string, sought: Sought): [start: number, end: number][] {
  const marks: [number, number][] = [];
  eachWord(text, (word, start, end) => {
    if (!sought.has(word)) return;
    const last = marks.at(-1);
    if (last && start < last[1]) last[1] = Math.max(last[1], end);
    else marks.push([start, end]);
  });
  return marks;
}

/** The lines that hold most of what was looked for, in the order of the text, each cut to about `width` characters. */
export function excerptsOf(
  text: string,
  sought: Sought,
  { most = 2, width = 160, from = 0 }: { most?: number; width?: number; from?: number } = {},
): Excerpt[] {
  const lines = foundLines(text, sought, from);
  lines.sort((a, b) => b.kinds - a.kinds || b.count - a.count || a.start - b.start);
  const best = lines[0];
  const kept = lines.slice(0, most).filter(({ kinds }) => best && kinds * 2 > best.kinds);
  return kept
    .sort((a, b) => a.start - b.start)
    .map(({ line, start, end }) => ({ line, ...cutAround(text.slice(start, end), sought, width) }));
}

interface FoundLine {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  /** How many different words of the query it contains. */
  readonly kinds: number;
  readonly count: number;
}

function foundLines(text: string, sought: Sought, from: number): FoundLine[] {
  const found: FoundLine[] = [];
  let kinds = 0;
  let [line, start, end] = [1, 0, text.indexOf('\n')];
  let count = 0;
  const finish = () => {
    if (count > 0) found.push({ line, start, end, kinds: bitsIn(kinds), count });
    kinds = 0;
    count = 0;
  };
  if (end < 0) end = text.length;
  eachWord(text.slice(0, lookedAt), (word, at) => {
    if (at < from) return;
    const bits = sought.get(word);
    if (bits === undefined) return;
    if (at > end) finish();
    while (at > end) {
      [line, start, end] = [line + 1, end + 1, text.indexOf('\n', end + 1)];
      if (end < 0) end = text.length;
    }
    kinds |= bits;
    count += 1;
  });
  finish();
  return found;
}

function bitsIn(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** As much of a line as fits, around the most of what was found in it. */
function cutAround(line: string, sought: Sought, width: number): Pick<Excerpt, 'text' | 'marks'> {
  const trimmed = line.trim().replace(/\s+/g, ' ');
  const marks = marksIn(trimmed, sought);
  if (trimmed.length <= width) return { text: trimmed, marks };
  let [start, best] = [0, -1];
  for (const [from] of marks) {
    const inside = marks.filter(([a, b]) => a >= from && b <= from + width - 40).length;
    if (inside > best) [start, best] = [from, inside];
  }
  start = wordStart(trimmed, Math.max(0, Math.min(start - 30, trimmed.length - width)));
  const end = wordEnd(trimmed, Math.min(trimmed.length, start + width));
  const lead = start > 0 ? '…' : '';
  const cut = trimmed.slice(start, end);
  const text = `${lead}${cut}${end < trimmed.length ? '…' : ''}`;
  const shown = marks
    .filter(([a, b]) => a >= start && b <= end)
    .map(([a, b]): [number, number] => [a - start + lead.length, b - start + lead.length]);
  return { text, marks: shown };
}

/** The next start of a word within a few characters, so that words and characters are not cut in two. */
function wordStart(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.indexOf(' ', at - 1);
  if (space >= 0 && space < at + 20) return space + 1;
  return isLowSurrogate(text, at) ? at + 1 : at;
}

function wordEnd(text: string, at: number): number {
  if (at === text.length) return at;
  const space = text.lastIndexOf(' ', at);
  if (space > at - 20) return space;
  return isLowSurrogate(text, at) ? at - 1 : at;
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}
