import { firstFrom, type Names } from './segment.js';
import { stemOf } from './stem.js';

/** A word of the index that a word of the query may mean, and how surely: 1 is the same word. */
export interface Meant {
  readonly at: number;
  readonly weight: number;
}

/** How much the other forms of a word, words that begin with it, and misspelled ones count. */
const stemWeight = 0.85;
const prefixWeight = 0.5;
const typoWeight = 0.45;
const idPattern = /^([a-z]+)-(\d+)$/;

/** The word itself, its other forms, and the words that begin with it. `names` are in order. */
export function meantWords(names: Names, word: string): Meant[] {
  const found = new Map<number, number>();
  const stem = stemOf(word);
  for (let at = firstFrom(names, stem); at < names.length; at++) {
    const name = names.at(at);
    if (!name.startsWith(stem)) break;
    if (name === word) found.set(at, 1);
    else if (stem.length > 2 && stemOf(name) === stem) found.set(at, stemWeight);
    else if (word.length > 1 && name.startsWith(word)) {
      // The longer what follows, the less it says: `plan` means `plans` rather than `planetarium`.
      const longer = name.length - word.length;
      found.set(at, (prefixWeight * word.length) / (word.length + 0.3 * longer));
    }
  }
  const id = idPattern.exec(word);
  const whole = id && `${id[1]}-${(id[2] ?? '').padStart(3, '0')}`;
  if (whole) {
    const at = firstFrom(names, whole);
    if (names.at(at) === whole) found.set(at, 1);
  }
  return [...found].map(([at, weight]) => ({ at, weight }));
}

/** Words that differ from this one by a typing error, two in a long word. Ids and numbers are not guessed. */
export function misspelledWords(all: Names, word: string): Meant[] {
  if (word.length < 4 || /\d/.test(word)) return [];
  const most = word.length < 8 ? 1 : 2;
  const names = all.all();
  const found: Meant[] = [];
  const walk = new DistanceWalk(word, most);
  for (let at = 0; at < names.length; ) {
    const name = names[at] ?? '';
    const distance = walk.distanceTo(name);
    if (distance >= 0 && distance <= most)
      found.push({ at, weight: (typoWeight * word.length) / (word.length + distance) });
    at = walk.deadPrefix === 0 ? at + 1 : firstAfter(names, at, name.slice(0, walk.deadPrefix));
  }
  return found;
}

/** The place of the first name after `at` that does not start with this. */
function firstAfter(names: readonly string[], at: number, prefix: string): number {
  if (!names[at + 1]?.startsWith(prefix)) return at + 1;
  let step = 1;
  while (names[at + step]?.startsWith(prefix)) step *= 2;
  let low = at + (step >>> 1);
  let high = Math.min(at + step, names.length);
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if (names[middle]?.startsWith(prefix)) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * Edit distances from one word to many that come in order: what a word shares with the one before it is not computed
 * again, and a beginning that is already too far leaves out all that start with it. Two neighbours swapped count one.
 */
class DistanceWalk {
  /** Length of the beginning that is too far off whatever follows; 0 where none is. */
  deadPrefix = 0;
  #last = '';
  readonly #rows: Int32Array[] = [];

  constructor(
    readonly word: string,
    readonly most: number,
  ) {
    this.#rows.push(Int32Array.from({ length: word.length + 1 }, (_, at) => at));
  }

  /** -1 where it is further than allowed. */
  distanceTo(name: string): number {
    const { word, most } = this;
    let shared = 0;
    const known = Math.min(this.#last.length, name.length);
    while (shared < known && name.charCodeAt(shared) === this.#last.charCodeAt(shared)) shared++;
    this.deadPrefix = 0;
    for (let at = shared; at < name.length; at++) {
      if (this.#addRow(name, at) > most) {
        this.#last = name.slice(0, at + 1);
        this.deadPrefix = at + 1;
        return -1;
      }
    }
    this.#last = name;
    return this.#rows[name.length]?.[word.length] ?? -1;
  }

  /** The row after the letter at this place; its least number. */
  #addRow(name: string, at: number): number {
    const { word } = this;
    const above = this.#rows[at] as Int32Array;
    const before = at > 0 ? this.#rows[at - 1] : undefined;
    let row = this.#rows[at + 1];
    if (!row) {
      row = new Int32Array(word.length + 1);
      this.#rows.push(row);
    }
    row[0] = at + 1;
    let least = at + 1;
    const letter = name.charCodeAt(at);
    for (let i = 1; i <= word.length; i++) {
      const same = word.charCodeAt(i - 1) === letter;
      let value = Math.min((above[i - 1] ?? 0) + (same ? 0 : 1), (above[i] ?? 0) + 1, (row[i - 1] ?? 0) + 1);
      const swapped =
        before &&
        i > 1 &&
        word.charCodeAt(i - 2) === letter &&
        word.charCodeAt(i - 1) === name.charCodeAt(at - 1);
      if (swapped) value = Math.min(value, (before[i - 2] ?? 0) + 1);
      row[i] = value;
      if (value < least) least = value;
    }
    return least;
  }
}
