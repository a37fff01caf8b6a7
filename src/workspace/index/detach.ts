import type {
  DocumentFacts,
  FieldFact,
  HeadingFact,
  LinkFact,
  YamlValue,
} from '../../model/document/facts.js';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Longer texts are seldom met twice. */
const longestRepeated = 24;
/** Places of texts met before; a power of two. */
const places = 1 << 12;
/** Shorter pieces are copied by the engine itself. */
const shortestSlice = 13;
const scratch = Buffer.allocUnsafeSlow(4096);

/**
 * Takes facts off the text that they were read from: a piece of a string keeps all of it in memory, and the texts of
 * ten thousand documents weigh more than everything that is known of them. Keys, statuses and ids, which documents
 * repeat, are kept once, so that comparing them is quick as well.
 */
export class Detacher {
  readonly #known: string[] = new Array(places).fill('');

  /** Change facts that nobody else holds yet. */
  detach(facts: DocumentFacts): void {
    for (const field of facts.fields as Writable<FieldFact>[]) {
      field.key = this.#text(field.key);
      field.value = typeof field.value === 'string' ? this.#text(field.value) : this.#value(field.value);
    }
    for (const heading of facts.headings as Writable<HeadingFact>[]) {
      const isOwn = heading.anchor !== heading.text;
      heading.text = this.#text(heading.text);
      // An anchor that differs was made of the text, and is not a piece of it.
      heading.anchor = isOwn ? heading.anchor : heading.text;
    }
    for (const link of facts.links as Writable<LinkFact>[]) {
      link.target = this.#text(link.target);
      if (link.fragment !== null) link.fragment = this.#text(link.fragment);
    }
    const anchors = facts.anchors as string[];
    for (let index = 0; index < anchors.length; index++) anchors[index] = this.#text(anchors[index] ?? '');
  }

  #value(value: YamlValue): YamlValue {
    if (typeof value === 'string') return this.#text(value);
    if (Array.isArray(value)) return value.map((item) => this.#value(item));
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [this.#text(key), this.#value(inner)]),
    );
  }

  /** The same characters in memory of their own. */
  #text(text: string): string {
    const { length } = text;
    if (length > longestRepeated || length === 0) return copied(text);
    const place =
      (text.charCodeAt(0) * 7 +
        text.charCodeAt(length >> 1) * 31 +
        text.charCodeAt(length - 2) * 131 +
        text.charCodeAt(length - 1) * 613 +
        length * 1031) &
      (places - 1);
    const known = this.#known[place];
    if (known === text) return known;
    const own = copied(text);
    this.#known[place] = own;
    return own;
  }
}

function copied(text: string): string {
  if (text.length < shortestSlice) return text;
  if (text.length * 3 > scratch.length) return Buffer.from(text).toString();
  return scratch.toString('utf8', 0, scratch.write(text));
}
