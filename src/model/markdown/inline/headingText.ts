/** What does not show of a heading's source; offsets into the text. */
export interface Marks {
  /** Starts and ends in turn, in any order, overlapping only where one holds the other. */
  readonly removed: number[];
  /** Runs of `*`, `_` and `~`, starts and ends in turn. */
  readonly attention: number[];
}

/** The text of a heading without its marks; null where emphasis in it takes a parser. */
export function shownText(text: string, start: number, end: number, marks: Marks): string | null {
  const source = text.slice(start, end);
  const several = /[\r\n]/.test(source);
  if (several && marks.removed.length + marks.attention.length > 0) return null;
  if (marks.attention.length > 0 && !removeEmphasis(text, start, end, marks)) return null;
  if (several) return source.replace(/[ \t]*(?:\r\n?|\n)[ \t]*/g, '\n');
  if (marks.removed.length === 0) return source;
  const ranges: [number, number][] = [];
  for (let i = 0; i < marks.removed.length; i += 2)
    ranges.push([marks.removed[i] ?? 0, marks.removed[i + 1] ?? 0]);
  ranges.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  let shown = '';
  let at = start;
  for (const [from, to] of ranges) {
    if (from > at) shown += text.slice(at, from);
    at = Math.max(at, to);
  }
  return shown + text.slice(at, end);
}

type Side = 'space' | 'punctuation' | 'word' | 'other';

/** Take out pairs of equal runs that follow each other, `**bold** and *italic*`. False for all that is less plain. */
function removeEmphasis(text: string, start: number, end: number, { removed, attention }: Marks): boolean {
  const inside = removed.slice();
  let open = -1;
  for (let i = 0; i < attention.length; i += 2) {
    const from = attention[i] ?? 0;
    const to = attention[i + 1] ?? 0;
    const marker = text.charCodeAt(from);
    const before = side(text, from - 1, start, end);
    const after = side(text, to, start, end);
    if (before === 'other' || after === 'other' || to - from > 3) return false;
    if (before === 'space' && after === 'space') continue;
    if (marker === 95 && before === 'word' && after === 'word') continue;
    if (isInside(inside, from)) return false;
    const opens = after === 'word' && before !== 'word';
    const closes = before === 'word' && after !== 'word';
    if (open < 0 ? !opens : !closes || !isPair(text, attention, open, i)) return false;
    if (open >= 0) removed.push(attention[open] ?? 0, attention[open + 1] ?? 0, from, to);
    open = open < 0 ? i : -1;
  }
  return open < 0;
}

function isPair(text: string, attention: readonly number[], open: number, close: number): boolean {
  const first = attention[open] ?? 0;
  const second = attention[close] ?? 0;
  const length = (attention[open + 1] ?? 0) - first;
  const tilde = text.charCodeAt(first) === 126;
  return (
    text.charCodeAt(first) === text.charCodeAt(second) &&
    length === (attention[close + 1] ?? 0) - second &&
    (!tilde || length <= 2)
  );
}

/** Whether an offset lies between the ends of what else is removed: in a link or between its parts. */
function isInside(removed: readonly number[], at: number): boolean {
  if (removed.length === 0) return false;
  return at >= Math.min(...removed) && at <= Math.max(...removed);
}

function side(text: string, at: number, start: number, end: number): Side {
  if (at < start || at >= end) return 'space';
  const code = text.charCodeAt(at);
  if (code > 127) return 'other';
  if (code <= 32) return 'space';
  return /[A-Za-z0-9]/.test(text[at] ?? '') ? 'word' : 'punctuation';
}
