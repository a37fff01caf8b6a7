import type { Corpus, CorpusDocument } from '../model/corpus.js';
import type { LinkFact } from '../model/documentFacts.js';
import { fieldLinks } from '../model/fieldLinks.js';
import { type Resolution, resolveLink } from '../model/links/resolve.js';

export interface JudgedLink {
  readonly link: LinkFact;
  readonly resolution: Resolution;
}

/** A document's links, resolved once for all rules. */
export interface JudgedLinks {
  readonly all: readonly JudgedLink[];
  /** Those that do not lead to a file, a folder or a URL. */
  readonly broken: readonly JudgedLink[];
}

/** The last document only: the judge asks all rules about one document before the next. */
const latest = new WeakMap<Corpus, { document: CorpusDocument; links: JudgedLinks }>();

export function judgedLinks(document: CorpusDocument, corpus: Corpus): JudgedLinks {
  const known = latest.get(corpus);
  if (known?.document === document) return known.links;
  const links = resolveAll(document, corpus);
  latest.set(corpus, { document, links });
  return links;
}

function resolveAll(document: CorpusDocument, corpus: Corpus): JudgedLinks {
  const all: JudgedLink[] = [];
  const broken: JudgedLink[] = [];
  const isOnBoard = document.facts.path === corpus.board?.path ? cardLinks(corpus) : null;
  const judge = (link: LinkFact) => {
    const resolution = resolveLink(document, link, corpus);
    const judged = { link, resolution };
    all.push(judged);
    const { kind } = resolution;
    if (kind !== 'file' && kind !== 'folder' && kind !== 'external') broken.push(judged);
  };
  for (const link of fieldLinks(document, corpus.config)) judge(link);
  for (const link of document.facts.links) if (!isOnBoard?.(link)) judge(link);
  return { all, broken };
}

/** Items and relations of cards are judged by the board's rules. */
function cardLinks(corpus: Corpus): (link: LinkFact) => boolean {
  const places = new Set<number>();
  const ranges: { start: number; end: number }[] = [];
  for (const column of corpus.board?.board.columns ?? []) {
    for (const card of column.cards) {
      if (card.targetSpan) places.add(card.targetSpan.offset);
      for (const { span } of card.relations)
        ranges.push({ start: span.offset, end: span.offset + span.length });
    }
  }
  ranges.sort((a, b) => a.start - b.start);
  return (link) => {
    const at = link.span.offset;
    if (places.has(at)) return true;
    let low = 0;
    let high = ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranges[middle]?.end ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    return (ranges[low]?.start ?? Number.POSITIVE_INFINITY) <= at;
  };
}
