/**
 * The words of some documents, packed: for each word a list of the documents that hold it, with how often and where.
 * It is searched as it lies on the disk, and only what a query needs is read.
 */
export interface Segment {
  readonly count: number;
  /** A line of JSON per document, supplied by the builder. */
  readonly records: Names;
  readonly paths: Names;
  /** What identified the documents' contents, in the order of the paths. */
  readonly identities: Names;
  readonly words: Lists;
  /** `key\u0001value` → documents: what filters ask. */
  readonly facets: Lists;
  /** Words in each field of each document, `fieldCount` numbers a document. */
  readonly lengths: Uint16Array;
  /** Their sums by field. */
  readonly totals: readonly number[];
}

/** Texts by number. */
export interface Names {
  readonly length: number;
  /** `''` beyond the end. */
  at(place: number): string;
  /** All of them, for those who look at most. */
  all(): readonly string[];
}

/** Names in order, each with a packed list of documents. */
export interface Lists {
  readonly names: Names;
  listAt(place: number): Uint8Array;
}

/** The fields that a word can be in. */
export const fields = ['text', 'headings', 'title', 'read_when', 'labels'] as const;
export type Field = (typeof fields)[number];
export const fieldCount = fields.length;

/** How often a word is in each field, in one number: 7 bits, 7, 5, 5 and 5. */
const shifts = [0, 7, 14, 19, 24] as const;
const limits = [127, 127, 31, 31, 31] as const;

/** One more in this field, up to the largest count that fits. */
export function addOccurrence(packed: number, field: number): number {
  const shift = shifts[field] ?? 0;
  const limit = limits[field] ?? 0;
  return ((packed >>> shift) & limit) === limit ? packed : packed + (1 << shift);
}

/** How often a word is in this field. */
export function occurrencesIn(packed: number, field: number): number {
  return (packed >>> (shifts[field] ?? 0)) & (limits[field] ?? 0);
}

/** Call with every document of a list, and what is packed about it (0 in a facet's list). */
export function eachPosting(
  lists: Lists,
  place: number,
  visit: (document: number, packed: number) => void,
  hasPacked = true,
): void {
  const bytes = lists.listAt(place);
  let document = -1;
  for (let at = 0; at < bytes.length; ) {
    let value = 0;
    for (let which = 0; which < (hasPacked ? 2 : 1); which++) {
      let byte = bytes[at++] ?? 0;
      value = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[at++] ?? 0;
        value |= (byte & 127) << shift;
      }
      if (which === 0) document += value + 1;
    }
    visit(document, hasPacked ? value : 0);
  }
}

/** The place of a name; -1 where it is none. */
export function placeOf({ names }: Lists, name: string): number {
  const place = firstFrom(names, name);
  return names.at(place) === name ? place : -1;
}

/** The place of the first name that is not before this one. */
export function firstFrom(names: Names, name: string): number {
  let low = 0;
  let high = names.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (names.at(middle) < name) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Texts that are in memory. */
export function namesOf(texts: readonly string[]): Names {
  return { length: texts.length, at: (place) => texts[place] ?? '', all: () => texts };
}
