import type { FootnoteDefinition, Nodes } from 'mdast';
import type { HeadingFact, LinkFact } from '../../model/document/facts.js';
import { assemble } from '../../model/markdown/assemble.js';
import { piecesOfTree } from '../../model/markdown/reference.js';
import { splitDestination } from '../../model/markdown/target.js';
import type { DocumentTree } from '../../model/markdown/tree/documentTree.js';
import { spanAt } from '../../model/text.js';
import type { RenderedLink } from './rendered.js';

/** A link before it is known on which line it starts. */
export type PageLink = Omit<RenderedLink, 'line'>;

/** A piece of the text that is a link without the tree telling so: a wiki link, a bare id. Offsets into the text. */
export interface ProseLink {
  readonly fact: LinkFact;
  readonly start: number;
  readonly end: number;
  /** What is shown of it. */
  readonly labelStart: number;
  readonly labelEnd: number;
}

/** Two letters at least, so that `C:` is a drive. */
const url = /^(?!file:)[a-z][a-z0-9+.-]+:/i;

/** What the renderers of all parts share: the text, what was found in it and the links met so far. */
export class Page {
  readonly footnotes = new Map<string, FootnoteDefinition>();
  /** Identifiers of the footnotes that were referred to, in that order. */
  readonly cited = new Set<string>();
  readonly #headings = new Map<number, HeadingFact>();
  readonly #prose: ProseLink[] = [];
  readonly #html: LinkFact[] = [];
  readonly #indexes = new Map<LinkFact, number>();

  constructor(
    readonly text: string,
    readonly starts: readonly number[],
    root: DocumentTree,
    prefixes: readonly string[],
    readonly links: PageLink[],
  ) {
    this.#collect(root);
    const found = assemble(text, starts, prefixes, piecesOfTree(root, text, 0));
    for (const heading of found.headings) this.#headings.set(heading.span.offset, heading);
    for (const fact of found.links) {
      if (fact.form === 'html') this.#html.push(fact);
      else this.#prose.push(placeOf(text, fact));
    }
  }

  /** The 1-based line of an offset. */
  lineAt(offset: number): number {
    return spanAt(this.starts, offset, offset).line;
  }

  headingAt(offset: number): HeadingFact | undefined {
    return this.#headings.get(offset);
  }

  /** The links of prose that reach into a range of the text. */
  proseLinks(start: number, end: number): ProseLink[] {
    return within(this.#prose, start, end, (one) => one);
  }

  /** The `href` and `src` of raw HTML in a range of the text. */
  htmlLinks(start: number, end: number): LinkFact[] {
    return within(this.#html, start, end, ({ span }) => ({
      start: span.offset,
      end: span.offset + span.length,
    }));
  }

  /** The index of a new link. */
  addLink(form: RenderedLink['form'], destination: string, text: string, offset: number): number {
    const sourceLine = this.lineAt(offset);
    if (form === 'url' || url.test(destination)) {
      return this.links.push({ form: 'url', target: destination, fragment: null, text, sourceLine }) - 1;
    }
    return this.links.push({ form, ...splitDestination(destination), text, sourceLine }) - 1;
  }

  /** The index of a link that the scan of the text found; the same however often it is asked for. */
  linkOf(fact: LinkFact, text: string): number {
    const known = this.#indexes.get(fact);
    if (known !== undefined) return known;
    const { form, target, fragment, span } = fact;
    const written = this.text.slice(span.offset, span.offset + span.length);
    const index =
      form === 'html' && url.test(target)
        ? this.addLink('url', written.replace(/&amp;/g, '&'), text, span.offset)
        : this.links.push({ form, target, fragment, text, sourceLine: span.line }) - 1;
    this.#indexes.set(fact, index);
    return index;
  }

  #collect(node: Nodes): void {
    if (node.type === 'footnoteDefinition' && !this.footnotes.has(node.identifier)) {
      this.footnotes.set(node.identifier, node);
    }
    if ('children' in node) for (const child of node.children) this.#collect(child);
  }
}

function placeOf(text: string, fact: LinkFact): ProseLink {
  const { offset, length } = fact.span;
  const stop = offset + length;
  if (fact.form !== 'wiki') return { fact, start: offset, end: stop, labelStart: offset, labelEnd: stop };
  const start = text.lastIndexOf('[[', offset);
  const close = text.indexOf(']]', stop);
  const bar = text.indexOf('|', stop);
  const label = text.slice(bar + 1, close);
  if (bar < 0 || bar > close || label.trim() === '') {
    return { fact, start, end: close + 2, labelStart: offset, labelEnd: stop };
  }
  const space = label.length - label.trimStart().length;
  return {
    fact,
    start,
    end: close + 2,
    labelStart: bar + 1 + space,
    labelEnd: bar + 1 + label.trimEnd().length,
  };
}

/** Of sorted things those that overlap a range. */
function within<T>(
  all: readonly T[],
  start: number,
  end: number,
  rangeOf: (one: T) => { start: number; end: number },
): T[] {
  let low = 0;
  let high = all.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = all[middle];
    if (one !== undefined && rangeOf(one).end <= start) low = middle + 1;
    else high = middle;
  }
  const found: T[] = [];
  for (let index = low; index < all.length; index++) {
    const one = all[index];
    if (one === undefined || rangeOf(one).start >= end) break;
    found.push(one);
  }
  return found;
}
