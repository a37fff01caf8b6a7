import type { Corpus, CorpusDocument } from '../model/corpus.js';
import { findCycles } from '../model/cycles.js';
import type { FieldFact } from '../model/document/facts.js';
import { eachText } from '../model/links/fieldLinks.js';
import { classifyReference } from '../model/links/references.js';
import type { Span } from '../model/text.js';
import { isReadable } from './managed.js';
import type { Report } from './rule.js';

/** Front-matter keys that say "this one → that one", and those that say it the other way round. */
export interface EdgeKeys {
  readonly forward: readonly string[];
  readonly backward: readonly string[];
}

interface EdgeSource {
  readonly path: string;
  readonly span: Span;
}

interface Graph {
  readonly edges: Map<string, string[]>;
  /** Where an edge is written, by `from to`. */
  readonly sources: Map<string, EdgeSource>;
}

/** Report each cycle once, at the place where its first step is written. */
export function reportCycles(
  corpus: Corpus,
  keys: EdgeKeys,
  describe: (way: string) => string,
  report: Report,
): void {
  const { edges, sources } = collectEdges(corpus, keys);
  if (edges.size === 0) return;
  for (const cycle of findCycles(edges)) {
    const place = cycle
      .slice(1)
      .map((to, index) => sources.get(`${cycle[index]} ${to}`))
      .find((known) => known !== undefined);
    // A document that names itself is `links/self`.
    if (cycle.length > 2 && place) report({ ...place, message: describe(cycle.join(' → ')) });
  }
}

/**
 * Edges between all visible documents: the checked ones, and those that they reach (a `--staged`
 * run checks few, and may close a cycle through others).
 */
function collectEdges(corpus: Corpus, keys: EdgeKeys): Graph {
  const graph: Graph = { edges: new Map(), sources: new Map() };
  const seen = new Set<string>();
  const queue = corpus.judged.filter((document) => hasKey(document, keys));
  for (const document of queue) {
    if (document.id === null || seen.has(document.facts.path) || !isReadable(document)) continue;
    seen.add(document.facts.path);
    for (const id of addEdges(document, document.id, keys, graph, corpus)) {
      for (const path of corpus.complete ? [] : corpus.pathsOf(id)) {
        const reached = corpus.document(path);
        if (reached && hasKey(reached, keys)) queue.push(reached);
      }
    }
  }
  return graph;
}

function hasKey(document: CorpusDocument, keys: EdgeKeys): boolean {
  for (const { key } of document.facts.fields) {
    if (keys.forward.includes(key) || keys.backward.includes(key)) return true;
  }
  return false;
}

/** Add the edges of this document; returns the ids that it names. */
function addEdges(
  document: CorpusDocument,
  id: string,
  keys: EdgeKeys,
  graph: Graph,
  corpus: Corpus,
): string[] {
  const named: string[] = [];
  for (const field of document.facts.fields) {
    const isForward = keys.forward.includes(field.key);
    if (!isForward && !keys.backward.includes(field.key)) continue;
    eachId(field, corpus, (other, span) => {
      named.push(other);
      const [from, to] = isForward ? [id, other] : [other, id];
      const known = graph.edges.get(from);
      if (known) known.push(to);
      else graph.edges.set(from, [to]);
      const step = `${from} ${to}`;
      if (!graph.sources.has(step)) graph.sources.set(step, { path: document.facts.path, span });
    });
  }
  return named;
}

/** Call with every id that a field names. */
export function eachId(field: FieldFact, corpus: Corpus, visit: (id: string, span: Span) => void): void {
  eachText(field, (text, span) => {
    const reference = classifyReference(text, corpus.config.types);
    if (reference.kind === 'id') visit(reference.id, span);
  });
}
