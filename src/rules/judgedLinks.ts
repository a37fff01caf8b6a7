import type { Corpus, CorpusDocument } from '../model/corpus.js';
import type { LinkFact } from '../model/document/facts.js';
import { eachReference, fieldLink } from '../model/links/fieldLinks.js';
import { type Resolution, resolveLink } from '../model/links/resolve.js';

export interface JudgedLink {
  readonly link: LinkFact;
  readonly resolution: Resolution;
}

/** The links of a document that rules check, resolved once for all of them. */
export interface JudgedLinks {
  /**
   * Links with a fragment, links to the document itself, ids in another spelling, and broken links. The rest, by far
   * the most, leads to another document or file and is fine.
   */
  readonly notable: readonly JudgedLink[];
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

const none: readonly JudgedLink[] = [];

function resolveAll(document: CorpusDocument, corpus: Corpus): JudgedLinks {
  const { path } = document.facts;
  let notable: JudgedLink[] | null = null;
  let broken: JudgedLink[] | null = null;
  const judge = (link: LinkFact) => {
    const resolution = resolveLink(document, link, corpus);
    const judged = { link, resolution };
    if (isBroken(resolution)) {
      broken ??= [];
      broken.push(judged);
    } else if (link.fragment === null && !isRemarkable(link, resolution, path)) return;
    notable ??= [];
    notable.push(judged);
  };
  eachReference(document, corpus.config, (text, span, field, kind) => {
    if (namesAnother(text, path, corpus)) return;
    const link = fieldLink(text, span, field, kind, corpus.config);
    if (link) judge(link);
  });
  const isOnCard = path === corpus.board?.path ? cardLinks(corpus) : null;
  for (const link of document.facts.links) {
    const byId = link.form === 'wiki' || link.form === 'bare';
    if (byId && link.fragment === null && namesAnother(link.target, path, corpus)) continue;
    if (!isOnCard?.(link)) judge(link);
  }
  return { notable: notable ?? none, broken: broken ?? none };
}

/** The canonical id of exactly one document, and not of this one. */
function namesAnother(text: string, path: string, corpus: Corpus): boolean {
  const paths = corpus.pathsOf(text);
  return paths.length === 1 && paths[0] !== path;
}

function isBroken({ kind }: Resolution): boolean {
  return kind !== 'file' && kind !== 'folder' && kind !== 'external';
}

function isRemarkable(link: LinkFact, resolution: Resolution, path: string): boolean {
  if (resolution.kind !== 'file') return false;
  return resolution.path === path || (resolution.id !== null && resolution.id !== link.target);
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
