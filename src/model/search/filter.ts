import { type Meant, meantWords } from './expand.js';
import type { Filter } from './query.js';
import type { Searched } from './rank.js';
import { eachPosting, fields, firstFrom, type Lists, occurrencesIn, placeOf } from './segment.js';
import { foldText, wordsOf } from './words.js';

/** Between the key and the value of a facet. */
export const separator = '\u0001';

/** A value of a field as filters ask for it. */
export function facet(key: string, value: string): string {
  return `${foldText(key)}${separator}${foldText(value.trim())}`;
}

/** For each document, numbered through the segments, whether it passes. */
export type Mask = Uint8Array;

/** Every document that is there. */
export function allOf({ live }: Searched): Mask {
  return live.slice();
}

/** Keep what also passes `other`; with `excluded`, what does not. */
export function narrow(mask: Mask, other: Mask, excluded: boolean): void {
  for (let at = 0; at < mask.length; at++) if ((other[at] === 1) === excluded) mask[at] = 0;
}

/** Documents with a facet whose name one of these tests finds; `places` gives the places to look at. */
function maskOf(searched: Searched, places: (facets: Lists) => Iterable<number>): Mask {
  const mask = new Uint8Array(searched.live.length);
  let offset = 0;
  for (const { facets, count } of searched.segments) {
    const start = offset;
    const pass = (document: number) => {
      mask[start + document] = 1;
    };
    for (const place of places(facets)) eachPosting(facets, place, pass, false);
    offset += count;
  }
  return mask;
}

/** Documents that have one of these facets. */
export function withFacets(searched: Searched, names: readonly string[]): Mask {
  return maskOf(searched, (facets) =>
    names.map((name) => placeOf(facets, name)).filter((place) => place >= 0),
  );
}

/** The same as numbers. */
export function documentsWith(searched: Pick<Searched, 'segments'>, name: string): number[] {
  const documents: number[] = [];
  let offset = 0;
  for (const { facets, count } of searched.segments) {
    const start = offset;
    const place = placeOf(facets, name);
    if (place >= 0) eachPosting(facets, place, (document) => documents.push(start + document), false);
    offset += count;
  }
  return documents;
}

/** Documents whose field of this key has one of the values of a filter, or one in its range. */
export function withValues(searched: Searched, { key, how, values }: Filter): Mask {
  return maskOf(searched, function* (facets) {
    for (const value of values) {
      if (how === '=') yield* equalTo(facets, key, value);
      else yield* inRange(facets, key, how, value);
    }
  });
}

/** A value that ends in `*`, and a year or a month alone, mean all that begin so. */
function* equalTo(facets: Lists, key: string, value: string): Generator<number> {
  const isStart = value.endsWith('*') || /^\d{4}(?:-\d\d)?$/.test(value);
  const name = facet(key, value.endsWith('*') ? value.slice(0, -1) : value);
  for (let at = firstFrom(facets.names, name); at < facets.names.length; at++) {
    const found = facets.names.at(at);
    if (isStart ? !found.startsWith(name) : found !== name) return;
    yield at;
  }
}

function* inRange(facets: Lists, key: string, how: Filter['how'], value: string): Generator<number> {
  const start = facet(key, '');
  const limit = facet(key, value).slice(start.length);
  for (let at = firstFrom(facets.names, start); at < facets.names.length; at++) {
    const name = facets.names.at(at);
    if (!name.startsWith(start)) return;
    const order = compareValues(name.slice(start.length), limit);
    if (how.startsWith('<') ? order < 0 : order > 0) yield at;
    else if (order === 0 && how.endsWith('=')) yield at;
  }
}

/** Numbers as numbers, everything else (dates as well) as text. */
function compareValues(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (a !== '' && b !== '' && Number.isFinite(x) && Number.isFinite(y)) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Documents that hold every one of these words or a form of it; `where` limits that to a field. */
export function withWords(searched: Searched, text: string, where?: (typeof fields)[number]): Mask {
  const mask = new Uint8Array(searched.live.length).fill(1);
  for (const word of wordsOf(text)) {
    const held = new Uint8Array(mask.length);
    let offset = 0;
    for (const { words, count } of searched.segments) {
      const start = offset;
      for (const { at } of meantWords(words.names, word).filter(isForm)) {
        eachPosting(words, at, (document, packed) => {
          if (where === undefined || occurrencesIn(packed, fields.indexOf(where)) > 0)
            held[start + document] = 1;
        });
      }
      offset += count;
    }
    narrow(mask, held, false);
  }
  return mask;
}

/** The word itself or another form of it, not only one that begins with it. */
function isForm({ weight }: Meant): boolean {
  return weight > 0.8;
}

/** Every key that some document's front matter has. */
export function facetKeys(searched: Pick<Searched, 'segments'>): Set<string> {
  const keys = new Set<string>();
  for (const { facets } of searched.segments) {
    for (let at = 0; at < facets.names.length; ) {
      const name = facets.names.at(at);
      const key = name.slice(0, name.indexOf(separator));
      keys.add(key);
      at = firstFrom(facets.names, `${key}\u0002`);
    }
  }
  return keys;
}
