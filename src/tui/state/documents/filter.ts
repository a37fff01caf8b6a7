import { statusKey } from '../../../model/document/type.js';
import type { DocumentSummary } from '../../../operations/documents/documentSummary.js';
import type { InText } from '../state.js';

/** What was typed behind `/`: field terms and words. */
export interface Filter {
  readonly words: readonly string[];
  readonly types: readonly string[];
  readonly statuses: readonly string[];
  readonly tags: readonly string[];
  /** Ids of which a document must name one. */
  readonly links: readonly string[];
}

/** How well an item fits, and where in its title the words are. */
export interface Match {
  readonly score: number;
  readonly ranges: readonly (readonly [number, number])[];
}

export function parseFilter(text: string): Filter {
  const filter = {
    words: [] as string[],
    types: [] as string[],
    statuses: [] as string[],
    tags: [] as string[],
    links: [] as string[],
  };
  for (const word of text.split(/\s+/)) {
    const [, named, value = ''] = /^(type|status|tag|links):(.*)$/i.exec(word) ?? [];
    const field = named?.toLowerCase();
    const wanted = value.toLowerCase();
    if (!field) {
      if (word) filter.words.push(fold(word));
    } else if (wanted) {
      if (field === 'type') filter.types.push(wanted);
      else if (field === 'status') filter.statuses.push(statusKey(wanted));
      else if (field === 'tag') filter.tags.push(wanted);
      else filter.links.push(wanted);
    }
  }
  return filter;
}

export function isEmpty(filter: Filter): boolean {
  const { words, types, statuses, tags, links } = filter;
  return words.length + types.length + statuses.length + tags.length + links.length === 0;
}

/** Lower case without accents, where that keeps every character at its place. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  if (/^[\u0020-\u007e]*$/.test(lower)) return lower;
  let folded = '';
  for (const character of lower) {
    const base = character.normalize('NFD')[0] ?? '';
    folded += character.length === 1 && base.length === 1 ? base : character;
  }
  return folded.length === text.length ? folded : text;
}

const folded = new WeakMap<DocumentSummary, { readonly id: string; readonly title: string }>();

function foldedOf(item: DocumentSummary): { readonly id: string; readonly title: string } {
  let known = folded.get(item);
  if (!known) {
    known = { id: (item.id ?? item.path).toLowerCase(), title: fold(item.title) };
    folded.set(item, known);
  }
  return known;
}

/**
 * Whether an item passes; every word must be found in its id or title, or, at last, in its text.
 */
export function matchItem(
  item: DocumentSummary,
  filter: Filter,
  more: { readonly inText?: InText; readonly linked?: ReadonlySet<string> },
): Match | null {
  const starts = (value: string | null) => (wanted: string) => (value ?? '').toLowerCase().startsWith(wanted);
  if (filter.types.length > 0 && !filter.types.some(starts(item.type))) return null;
  if (filter.statuses.length > 0 && !filter.statuses.some(starts(statusKey(item.status)))) return null;
  if (
    filter.tags.length > 0 &&
    !filter.tags.some((tag) => item.tags.some((one) => one.toLowerCase().startsWith(tag)))
  )
    return null;
  if (filter.links.length > 0 && more.linked && !more.linked.has(item.path)) return null;
  let score = 0;
  const ranges: (readonly [number, number])[] = [];
  const { id, title } = foldedOf(item);
  for (const word of filter.words) {
    const found = matchWord(word, id, title);
    if (!found) {
      if (!more.inText?.get(word)?.has(item.path)) return null;
      score += 1;
      continue;
    }
    score += found.score;
    ranges.push(...found.ranges);
  }
  ranges.sort((a, b) => a[0] - b[0]);
  return { score, ranges };
}

function matchWord(word: string, id: string, title: string): Match | null {
  if (id === word) return { score: 100, ranges: [] };
  if (id.startsWith(word)) return { score: 80, ranges: [] };
  const at = title.indexOf(word);
  if (at >= 0) {
    const before = title[at - 1] ?? ' ';
    const isStart = before === ' ' || !/[\p{L}\p{N}]/u.test(before);
    return { score: isStart ? 60 : 40, ranges: [[at, at + word.length]] };
  }
  if (id.includes(word)) return { score: 50, ranges: [] };
  return word.length < 2 ? null : matchScattered(word, title);
}

/** The letters of the word in order, most of them next to each other, where they are closest. */
function matchScattered(word: string, title: string): Match | null {
  let best: Match | null = null;
  const first = word[0] ?? '';
  for (let start = title.indexOf(first); start >= 0; start = title.indexOf(first, start + 1)) {
    const ranges = scatteredFrom(word, title, start);
    // From further behind there are no more letters.
    if (!ranges) return best;
    const spread = (ranges.at(-1)?.[1] ?? start) - start;
    // Letters that are scattered all over a long title are chance.
    if (ranges.length > Math.ceil(word.length / 2) || spread > word.length * 4) continue;
    const score = Math.max(2, 20 - spread);
    if (!best || score > best.score) best = { score, ranges };
  }
  return best;
}

/** Where the letters are, each as early as it can from here on. */
function scatteredFrom(word: string, title: string, start: number): [number, number][] | null {
  const ranges: [number, number][] = [];
  let at = start;
  for (const letter of word) {
    const found = title.indexOf(letter, at);
    if (found < 0) return null;
    const last = ranges.at(-1);
    if (last && last[1] === found) last[1] = found + letter.length;
    else ranges.push([found, found + letter.length]);
    at = found + letter.length;
  }
  return ranges;
}
