import { addOccurrence, eachPosting, fieldCount, type Lists, namesOf, type Segment } from './segment.js';
import { eachWord } from './words.js';

/** A document as the index takes it. */
export interface Searchable {
  readonly path: string;
  readonly identity: string;
  /** A line of JSON that comes back with a result. */
  readonly record: string;
  /** Texts by field, in the order of `fields`. */
  readonly texts: readonly (readonly string[])[];
  readonly facets: readonly string[];
}

/** Collects documents into a segment; documents of another segment are taken over without reading them again. */
export class SegmentBuilder {
  readonly #records: string[] = [];
  readonly #paths: string[] = [];
  readonly #identities: string[] = [];
  readonly #lengths: number[] = [];
  readonly #words = new Map<string, List>();
  readonly #facets = new Map<string, List>();

  add(document: Searchable): void {
    const number = this.#begin(document.path, document.identity, document.record);
    const found = new Map<string, number>();
    for (let field = 0; field < fieldCount; field++) {
      let length = 0;
      for (const text of document.texts[field] ?? []) {
        eachWord(text, (word) => {
          length += 1;
          found.set(word, addOccurrence(found.get(word) ?? 0, field));
        });
      }
      this.#lengths.push(Math.min(length, 65535));
    }
    for (const [word, packed] of found) append(listOf(this.#words, word), number, packed);
    for (const facet of new Set(document.facets)) append(listOf(this.#facets, facet), number);
  }

  /** Take over the documents of a segment for which `keeps` says so. */
  addSegment(segment: Segment, keeps: (document: number) => boolean): void {
    const numbers = new Int32Array(segment.count).fill(-1);
    const [paths, identities, records] = [
      segment.paths.all(),
      segment.identities.all(),
      segment.records.all(),
    ];
    for (let document = 0; document < segment.count; document++) {
      if (!keeps(document)) continue;
      numbers[document] = this.#begin(
        paths[document] ?? '',
        identities[document] ?? '',
        records[document] ?? '',
      );
      for (let field = 0; field < fieldCount; field++)
        this.#lengths.push(segment.lengths[document * fieldCount + field] ?? 0);
    }
    takeOver(segment.words, this.#words, numbers, true);
    takeOver(segment.facets, this.#facets, numbers, false);
  }

  build(): Segment {
    return {
      count: this.#records.length,
      records: namesOf(this.#records),
      paths: namesOf(this.#paths),
      identities: namesOf(this.#identities),
      words: joined(this.#words),
      facets: joined(this.#facets),
      lengths: Uint16Array.from(this.#lengths),
      totals: sumsOf(this.#lengths),
    };
  }

  #begin(path: string, identity: string, record: string): number {
    this.#paths.push(path);
    this.#identities.push(identity);
    this.#records.push(record);
    return this.#records.length - 1;
  }
}

interface List {
  /** The document that was added last. */
  last: number;
  readonly bytes: number[];
}

function listOf(lists: Map<string, List>, name: string): List {
  let list = lists.get(name);
  if (!list) {
    list = { last: -1, bytes: [] };
    lists.set(name, list);
  }
  return list;
}

function append(list: List, document: number, packed?: number): void {
  pushNumber(list.bytes, document - list.last - 1);
  if (packed !== undefined) pushNumber(list.bytes, packed);
  list.last = document;
}

/** Seven bits a byte, the lowest first. */
function pushNumber(bytes: number[], value: number): void {
  let rest = value;
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128);
  bytes.push(rest);
}

function takeOver(from: Lists, to: Map<string, List>, numbers: Int32Array, hasPacked: boolean): void {
  for (const [at, name] of from.names.all().entries()) {
    let list: List | undefined;
    eachPosting(
      from,
      at,
      (document, packed) => {
        const number = numbers[document] ?? -1;
        if (number < 0) return;
        list ??= listOf(to, name);
        if (hasPacked) append(list, number, packed);
        else append(list, number);
      },
      hasPacked,
    );
  }
}

function joined(lists: ReadonlyMap<string, List>): Lists {
  const names = [...lists.keys()].sort();
  return {
    names: namesOf(names),
    listAt: (place) => Uint8Array.from(lists.get(names[place] ?? '')?.bytes ?? []),
  };
}

function sumsOf(lengths: readonly number[]): number[] {
  const sums = Array.from({ length: fieldCount }, () => 0);
  for (const [at, length] of lengths.entries()) sums[at % fieldCount] = (sums[at % fieldCount] ?? 0) + length;
  return sums;
}
