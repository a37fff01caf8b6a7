import type { End, Joined } from '../documents.js';

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
  /** Numbers of links by path. */
  readonly #from = new Map<string, number[]>();
  readonly #to = new Map<string, number[]>();

  constructor(packed: PackedLinks) {
    this.#packed = packed;
    const { texts, numbers } = packed;
    for (let link = 0; link * width < numbers.length; link++) {
      const at = link * width;
      add(this.#from, texts[numbers[at] ?? 0] ?? '', link);
      if (numbers[at + 10] === 0) add(this.#to, texts[numbers[at + 2] ?? 0] ?? '', link);
    }
  }

  get size(): number {
    return this.#packed.numbers.length / width;
  }

  /** Every link. */
  all(): readonly Joined[] {
    return Array.from({ length: this.size }, (_, link) => this.#link(link));
  }

  /** What stands in a document, in order. */
  from(path: string): readonly Joined[] {
    return (this.#from.get(path) ?? []).map((link) => this.#link(link));
  }

  /** What leads to a document. */
  to(path: string): readonly Joined[] {
    return (this.#to.get(path) ?? []).map((link) => this.#link(link));
  }

  /** How many links stand in a document or lead to it. */
  count(path: string): number {
    return (this.#from.get(path)?.length ?? 0) + (this.#to.get(path)?.length ?? 0);
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

function add(map: Map<string, number[]>, key: string, link: number): void {
  const known = map.get(key);
  if (known) known.push(link);
  else map.set(key, [link]);
}
