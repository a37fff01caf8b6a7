import type { End, Joined } from '../documents/indexedDocuments.js';

/**
 * Links as numbers and a table of texts: what a worker hands over without copying an object for each of tens of
 * thousands of links.
 */
export interface PackedLinks {
  readonly texts: readonly string[];
  /** `width` numbers a link: indices of texts, places, whether it is broken. */
  readonly numbers: Int32Array<ArrayBuffer>;
}

/** from path, id, to path, id, title of a broken one's target, relation, inverse, written, line, column, broken. */
const width = 11;
const absent = -1;

export function packLinks(links: readonly Joined[]): PackedLinks {
  const places = new Map<string, number>();
  const texts: string[] = [];
  const numbers = new Int32Array(links.length * width);
  const place = (text: string | null) => {
    if (text === null) return absent;
    let at = places.get(text);
    if (at === undefined) {
      at = texts.push(text) - 1;
      places.set(text, at);
    }
    return at;
  };
  let at = 0;
  for (const { from, to, relation, inverse, written, line, column, broken } of links) {
    const row = [
      place(from.path),
      place(from.id),
      place(to.path),
      place(to.id),
      place(to.title),
      place(relation),
      place(inverse),
      place(written),
      line,
      column,
      broken ? 1 : 0,
    ];
    numbers.set(row, at);
    at += width;
  }
  return { texts, numbers };
}

/**
 * Links by the documents that they join. A link becomes an object when somebody asks for it. Titles of documents are
 * not in it: they are known elsewhere, and newer.
 */
export class LinkTable {
  readonly #packed: PackedLinks;
  readonly #places: ReadonlyMap<string, number>;
  readonly #from: Ends;
  readonly #to: Ends;

  constructor(packed: PackedLinks) {
    this.#packed = packed;
    const { texts, numbers } = packed;
    this.#places = new Map(texts.map((text, at) => [text, at]));
    this.#from = endsAt(packed, (at) => numbers[at] ?? absent);
    this.#to = endsAt(packed, (at) => (numbers[at + 10] === 0 ? (numbers[at + 2] ?? absent) : absent));
  }

  get size(): number {
    return this.#packed.numbers.length / width;
  }

  /** Every link. */
  all(): readonly Joined[] {
    return Array.from({ length: this.size }, (_, link) => this.#link(link));
  }

  /** The links of a document, in order. */
  from(path: string): readonly Joined[] {
    return this.#at(this.#from, path);
  }

  /** What leads to a document. */
  to(path: string): readonly Joined[] {
    return this.#at(this.#to, path);
  }

  /** How many links stand in a document or lead to it. */
  count(path: string): number {
    const [from, to] = [this.#range(this.#from, path), this.#range(this.#to, path)];
    return from.end - from.start + to.end - to.start;
  }

  /** Paths of the documents that are joined with one whose id begins so; in lower case. */
  joinedWith(ids: ReadonlySet<string>): ReadonlySet<string> {
    const { texts, numbers } = this.#packed;
    const begins = [...ids];
    const wanted = new Set(
      texts.flatMap((text, at) => (begins.some((id) => text.toLowerCase().startsWith(id)) ? [at] : [])),
    );
    const paths = new Set<string>();
    for (let at = 0; at < numbers.length; at += width) {
      if (wanted.has(numbers[at + 3] ?? absent)) paths.add(texts[numbers[at] ?? 0] ?? '');
      if (wanted.has(numbers[at + 1] ?? absent)) paths.add(texts[numbers[at + 2] ?? 0] ?? '');
    }
    return paths;
  }

  #range({ starts }: Ends, path: string): { readonly start: number; readonly end: number } {
    const place = this.#places.get(path);
    return place === undefined
      ? { start: 0, end: 0 }
      : { start: starts[place] ?? 0, end: starts[place + 1] ?? 0 };
  }

  #at(ends: Ends, path: string): readonly Joined[] {
    const { start, end } = this.#range(ends, path);
    return Array.from(ends.links.subarray(start, end), (link) => this.#link(link));
  }

  #link(link: number): Joined {
    const { texts, numbers } = this.#packed;
    const at = link * width;
    const text = (offset: number) => texts[numbers[at + offset] ?? absent] ?? null;
    const broken = numbers[at + 10] === 1;
    const end = (path: string, id: string | null, title: string): End => ({ path, id, title });
    const from = text(0) ?? '';
    const to = text(2) ?? '';
    return {
      from: end(from, text(1), ''),
      to: end(to, text(3), broken ? (text(4) ?? '') : ''),
      relation: text(5) ?? '',
      inverse: text(6),
      written: text(7) ?? '',
      line: numbers[at + 8] ?? 1,
      column: numbers[at + 9] ?? 1,
      broken,
    };
  }
}

/** Numbers of links by the text at one of their ends: those of text `n` stand from `starts[n]` to before the next. */
interface Ends {
  readonly starts: Int32Array;
  readonly links: Int32Array;
}

/** Counted, then laid out: tens of thousands of links are put in order between two keys. */
function endsAt({ texts, numbers }: PackedLinks, textOf: (at: number) => number): Ends {
  const starts = new Int32Array(texts.length + 1);
  for (let at = 0; at < numbers.length; at += width) {
    const text = textOf(at);
    if (text !== absent) starts[text + 1] = (starts[text + 1] ?? 0) + 1;
  }
  for (let text = 0; text < texts.length; text++)
    starts[text + 1] = (starts[text + 1] ?? 0) + (starts[text] ?? 0);
  const next = starts.slice();
  const links = new Int32Array(starts[texts.length] ?? 0);
  for (let at = 0; at < numbers.length; at += width) {
    const text = textOf(at);
    if (text === absent) continue;
    links[next[text] ?? 0] = at / width;
    next[text] = (next[text] ?? 0) + 1;
  }
  return { starts, links };
}
