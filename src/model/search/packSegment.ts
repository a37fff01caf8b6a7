import type { Lists, Names, Segment } from './segment.js';

/** Bytes that can be read in pieces; missing bytes are left out of the answer. */
export type ReadPiece = (offset: number, length: number) => Uint8Array;

/** The parts of a packed segment, in this order. */
const parts = [
  'lengths',
  'words',
  'wordStarts',
  'listStarts',
  'lists',
  'facets',
  'facetStarts',
  'facetListStarts',
  'facetLists',
  'paths',
  'pathStarts',
  'identities',
  'identityStarts',
  'records',
  'recordStarts',
] as const;
type Part = (typeof parts)[number];

/** In bytes. */
type Sizes = Readonly<Record<Part, number>>;

/** A segment as its header and its bytes. Numbers lie as this machine has them in memory. */
export function packSegment(segment: Segment): {
  readonly header: PackedHeader;
  readonly bytes: Uint8Array[];
} {
  const [words, facets] = [packLists(segment.words), packLists(segment.facets)];
  const [paths, identities, records] = [segment.paths, segment.identities, segment.records].map(packNames);
  const all = [
    bytesOf(segment.lengths),
    ...words,
    ...facets,
    ...(paths ?? []),
    ...(identities ?? []),
    ...(records ?? []),
  ];
  const sizes = Object.fromEntries(parts.map((part, at) => [part, all[at]?.length ?? 0])) as Sizes;
  return { header: { count: segment.count, totals: segment.totals, sizes }, bytes: all.map(padded) };
}

/** What has to be known to read a packed segment. */
export interface PackedHeader {
  readonly count: number;
  readonly totals: readonly number[];
  readonly sizes: Sizes;
}

/** How many bytes a packed segment has. */
export function packedLength({ sizes }: PackedHeader): number {
  return parts.reduce((sum, part) => sum + roundUp(sizes[part]), 0);
}

/** A packed segment, of which the parts are read when they are asked for. */
export function unpackSegment({ count, totals, sizes }: PackedHeader, read: ReadPiece): Segment {
  const offsets = {} as Record<Part, number>;
  let end = 0;
  for (const part of parts) {
    offsets[part] = end;
    end += roundUp(sizes[part]);
  }
  const source: Source = {
    whole: (part) => read(offsets[part], sizes[part]),
    piece: (part, from, to) => read(offsets[part] + from, Math.max(0, Math.min(to, sizes[part]) - from)),
  };
  const lengths = source.whole('lengths');
  return {
    count,
    records: new PackedNames(source, 'records', 'recordStarts', false),
    paths: new PackedNames(source, 'paths', 'pathStarts', false),
    identities: new PackedNames(source, 'identities', 'identityStarts', false),
    words: new PackedLists(source, 'words', 'wordStarts', 'listStarts', 'lists'),
    facets: new PackedLists(source, 'facets', 'facetStarts', 'facetListStarts', 'facetLists'),
    lengths: new Uint16Array(lengths.buffer, lengths.byteOffset, lengths.byteLength >>> 1),
    totals,
  };
}

interface Source {
  whole(part: Part): Uint8Array;
  piece(part: Part, from: number, to: number): Uint8Array;
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

class PackedNames implements Names {
  #all: readonly string[] | undefined;
  #starts: Uint32Array | undefined;
  #bytes: Uint8Array | undefined;

  constructor(
    readonly source: Source,
    readonly part: Part,
    readonly startsPart: Part,
    /** Whether many are looked at, so that all are read at once. */
    readonly reads: boolean,
  ) {}

  get length(): number {
    return Math.max(0, this.#readStarts().length - 1);
  }

  at(place: number): string {
    if (this.#all) return this.#all[place] ?? '';
    const starts = this.#readStarts();
    const [from, to] = [starts[place] ?? 0, (starts[place + 1] ?? 0) - 1];
    if (to <= from) return '';
    if (!this.reads) return decoder.decode(this.source.piece(this.part, from, to));
    this.#bytes ??= this.source.whole(this.part);
    return decoder.decode(this.#bytes.subarray(from, to));
  }

  /** Every text is followed by NUL, which none holds. */
  all(): readonly string[] {
    this.#all ??= decoder.decode(this.source.whole(this.part)).split('\0').slice(0, this.length);
    return this.#all;
  }

  #readStarts(): Uint32Array {
    this.#starts ??= numbersOf(this.source.whole(this.startsPart));
    return this.#starts;
  }
}

class PackedLists implements Lists {
  readonly names: Names;
  #starts: Uint32Array | undefined;

  constructor(
    readonly source: Source,
    names: Part,
    nameStarts: Part,
    readonly startsPart: Part,
    readonly part: Part,
  ) {
    this.names = new PackedNames(source, names, nameStarts, true);
  }

  listAt(place: number): Uint8Array {
    this.#starts ??= numbersOf(this.source.whole(this.startsPart));
    return this.source.piece(this.part, this.#starts[place] ?? 0, this.#starts[place + 1] ?? 0);
  }
}

function packNames(names: Names): [texts: Uint8Array, starts: Uint8Array] {
  const encoder = new TextEncoder();
  const texts = names.all().map((text) => encoder.encode(`${text}\0`));
  const starts = new Uint32Array(texts.length + 1);
  for (const [at, { length: size }] of texts.entries()) starts[at + 1] = (starts[at] ?? 0) + size;
  return [joined(texts), bytesOf(starts)];
}

function packLists(packed: Lists): Uint8Array[] {
  const { names } = packed;
  const lists = Array.from({ length: names.length }, (_, place) => packed.listAt(place));
  const starts = new Uint32Array(names.length + 1);
  for (const [at, list] of lists.entries()) starts[at + 1] = (starts[at] ?? 0) + list.length;
  return [...packNames(names), bytesOf(starts), joined(lists)];
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Parts begin at multiples of four, where numbers can be read in place. */
function roundUp(size: number): number {
  return Math.ceil(size / 4) * 4;
}

function padded(bytes: Uint8Array): Uint8Array {
  return roundUp(bytes.length) === bytes.length
    ? bytes
    : joined([bytes, new Uint8Array(roundUp(bytes.length) - bytes.length)]);
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array | Uint16Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function numbersOf(bytes: Uint8Array): Uint32Array {
  const { buffer, byteOffset, byteLength } = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return new Uint32Array(buffer, byteOffset, byteLength >>> 2);
}
