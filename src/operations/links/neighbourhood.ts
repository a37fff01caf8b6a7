import type { InferOutput } from 'valibot';
import { inverseRelation, type Relations, relationNames } from '../../model/links/relations.js';
import type { Workspace } from '../../workspace/workspace.js';
import { type DocumentSummary, summaryOf } from '../documents/documentSummary.js';
import { type Joined, linkGraph } from '../documents/indexedDocuments.js';
import type { graphEdge, graphNode, neighbour } from '../verbs/output/board.js';

/** A document or another file that is linked to; of a broken link what it names. */
export type GraphNode = InferOutput<typeof graphNode>;

/** What one file has to do with another. */
export type GraphEdge = InferOutput<typeof graphEdge>;

/** All documents and their links, ready to be walked at every key press. */
export interface Graph {
  readonly nodes: ReadonlyMap<string, GraphNode>;
  readonly edges: readonly GraphEdge[];
  /** Edges by either end. */
  readonly touching: ReadonlyMap<string, readonly GraphEdge[]>;
  readonly relations: Relations;
  /** Of a file that may be linked with nothing. */
  nodeOf(path: string): GraphNode;
}

/** What a graph is made of: read from the index, or held by an application that shows it. */
export interface GraphSource {
  readonly links: readonly Joined[];
  /** Paths of those that belong into it also without a link. */
  readonly documents: readonly string[];
  document(path: string): DocumentSummary | undefined;
}

/** Read all links of a workspace into a graph. The board, which names every task, is left out. */
export async function openGraph(workspace: Workspace): Promise<Graph> {
  const links = await linkGraph(workspace);
  // It has no failures: what cannot be read has no links.
  if (!links.ok) throw new Error(links.problem.message);
  const { links: all, documents, summary } = links.value;
  const source: GraphSource = {
    links: all,
    documents: documents.map(({ path }) => path),
    document(path) {
      const found = summary(path);
      return found && summaryOf(found);
    },
  };
  return graphOf(source, workspace.config.relations, `${workspace.folder}/board.md`);
}

/** The graph of these links, without those of `left`. */
export function graphOf(source: GraphSource, relations: Relations, left: string): Graph {
  const nodes = new Map<string, GraphNode>();
  for (const path of source.documents) nodes.set(path, nodeOf(path, source));
  const pairs = new Map<string, Pair>();
  for (const link of source.links) {
    if (link.from.path === left || link.to.path === left) continue;
    const to = link.broken ? `broken:${link.written}` : link.to.path;
    if (!nodes.has(link.from.path)) nodes.set(link.from.path, nodeOf(link.from.path, source));
    if (!nodes.has(to)) nodes.set(to, link.broken ? brokenNode(to, link.written) : nodeOf(to, source));
    addTo(pairs, link, to, relations);
  }
  const edges = [...pairs.values()].flatMap(edgesOf);
  const touching = new Map<string, GraphEdge[]>();
  for (const edge of edges) {
    for (const end of [edge.from, edge.to]) {
      const known = touching.get(end);
      if (known) known.push(edge);
      else touching.set(end, [edge]);
    }
  }
  return { nodes, edges, touching, relations, nodeOf: (path) => nodes.get(path) ?? nodeOf(path, source) };
}

function nodeOf(path: string, source: GraphSource): GraphNode {
  const document = source.document(path);
  return {
    key: path,
    id: document?.id ?? null,
    path,
    title: document?.title ?? '',
    type: document?.type ?? null,
    status: document?.status ?? '',
    closed: document?.closed ?? false,
    archived: document?.archived ?? false,
    broken: false,
  };
}

function brokenNode(key: string, written: string): GraphNode {
  const none = { id: null, path: null, type: null, status: '', closed: false, archived: false };
  return { key, title: written, broken: true, ...none };
}

/** Two files that are linked, the one that comes first by name as `a`. */
interface Pair {
  readonly a: string;
  readonly b: string;
  /** `relation` from a to b, and from b to a. */
  readonly forward: Set<string>;
  readonly backward: Set<string>;
}

function addTo(pairs: Map<string, Pair>, link: Joined, to: string, relations: Relations): void {
  const from = link.from.path;
  const [a, b] = from < to ? [from, to] : [to, from];
  const key = `${a}\0${b}`;
  let pair = pairs.get(key);
  if (!pair) {
    pair = { a, b, forward: new Set(), backward: new Set() };
    pairs.set(key, pair);
  }
  const [relation, turned] = canonical(link.relation, relations);
  const goesForward = (from === a) !== turned;
  (goesForward ? pair.forward : pair.backward).add(relation);
}

const bodyForms: ReadonlySet<string> = new Set(['wiki', 'markdown', 'image', 'html', 'bare']);

/** A relation or another key of the front matter as it is; a link in a body, in any form, is `link`. */
export function linkName(relation: string): string {
  return bodyForms.has(relation) ? 'link' : relation;
}

/** `output_of` is `output` the other way round. */
function canonical(relation: string, relations: Relations): [relation: string, turned: boolean] {
  if (linkName(relation) === 'link') return ['link', false];
  if (Object.hasOwn(relations, relation)) return [relation, false];
  const inverse = inverseRelation(relations, relation);
  return inverse === undefined ? [relation, false] : [inverse, true];
}

/** What says most: relations and other fields; else `related_docs`; else links in the bodies. */
function edgesOf({ a, b, forward, backward }: Pair): GraphEdge[] {
  const all = new Set([...forward, ...backward]);
  const telling = [...all].filter((name) => name !== 'link' && name !== 'related_docs');
  if (telling.length > 0) {
    return telling.flatMap((relation) => [
      ...(forward.has(relation) ? [{ from: a, to: b, relation, mutual: false }] : []),
      ...(backward.has(relation) ? [{ from: b, to: a, relation, mutual: false }] : []),
    ]);
  }
  const relation = all.has('related_docs') ? 'related_docs' : 'link';
  const mutual = forward.has(relation) && backward.has(relation);
  return [
    forward.has(relation) ? { from: a, to: b, relation, mutual } : { from: b, to: a, relation, mutual },
  ];
}

export type Direction = 'out' | 'in' | 'both';

export interface Walk {
  /** How many steps from the subject; 1 is what it is linked with itself. */
  readonly depth: number;
  readonly direction: Direction;
  /** Only these relations; empty: all. */
  readonly relations: readonly string[];
  /** Leave out what is finished. */
  readonly open: boolean;
}

/** A file in the neighbourhood of another. */
export type Neighbour = InferOutput<typeof neighbour>;

/** What a file is linked with, step by step. Every file unfolds once, at the place nearest to the subject. */
export function neighbourhood(graph: Graph, subject: string, walk: Walk): readonly Neighbour[] {
  const parents = nearest(graph, subject, walk);
  const unfold = (key: string, above: string | null, depth: number): Neighbour[] =>
    stepsFrom(graph, key, walk)
      .filter(({ node }) => node.key !== above && node.key !== subject)
      .map((step) => {
        const repeated = parents.get(step.node.key) !== key;
        const children = repeated || depth >= walk.depth ? [] : unfold(step.node.key, key, depth + 1);
        return { ...step, repeated, children };
      });
  return walk.depth < 1 ? [] : unfold(subject, null, 1);
}

/** For each file within reach the one through which it is reached first. */
function nearest(graph: Graph, subject: string, walk: Walk): Map<string, string | null> {
  const parents = new Map<string, string | null>([[subject, null]]);
  let ring = [subject];
  for (let depth = 0; depth < walk.depth && ring.length > 0; depth++) {
    const next: string[] = [];
    for (const key of ring) {
      for (const { node } of stepsFrom(graph, key, walk)) {
        if (parents.has(node.key)) continue;
        parents.set(node.key, key);
        next.push(node.key);
      }
    }
    ring = next;
  }
  return parents;
}

/** A file that another is linked with. */
export interface LinkedNode {
  readonly node: GraphNode;
  readonly relations: readonly string[];
  readonly direction: Direction;
}

/** What a file is linked with itself: relations first, broken links last. */
export function stepsFrom(graph: Graph, key: string, walk: Omit<Walk, 'depth'>): LinkedNode[] {
  const steps = new Map<string, { relations: Set<string>; out: boolean; in: boolean }>();
  for (const edge of graph.touching.get(key) ?? []) {
    const isOut = edge.from === key;
    if (!isWanted(edge, isOut, walk)) continue;
    const other = isOut ? edge.to : edge.from;
    const step = steps.get(other) ?? { relations: new Set<string>(), out: false, in: false };
    step.relations.add(
      isOut ? edge.relation : (inverseRelation(graph.relations, edge.relation) ?? edge.relation),
    );
    if (isOut || edge.mutual) step.out = true;
    if (!isOut || edge.mutual) step.in = true;
    steps.set(other, step);
  }
  return [...steps]
    .flatMap(([other, step]): LinkedNode[] => {
      const node = graph.nodes.get(other);
      if (!node || (walk.open && node.closed)) return [];
      const direction = step.out && step.in ? 'both' : step.out ? 'out' : 'in';
      return [{ node, relations: [...step.relations].sort(), direction }];
    })
    .sort((a, b) => rankOf(a) - rankOf(b) || (nameOf(a.node) < nameOf(b.node) ? -1 : 1));
}

function isWanted(edge: GraphEdge, isOut: boolean, { direction, relations }: Omit<Walk, 'depth'>): boolean {
  if (direction !== 'both' && !edge.mutual && (direction === 'out') !== isOut) return false;
  return relations.length === 0 || relations.includes(edge.relation);
}

/** Relations first, then what is related, then what is only mentioned. */
function rankOf({ relations, node }: LinkedNode): number {
  if (node.broken) return 3;
  return relations.includes('link') ? 2 : relations.includes('related_docs') ? 1 : 0;
}

function nameOf(node: GraphNode): string {
  return node.id ?? node.key;
}

export interface Drawn {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

/** The part of the graph within reach of a file, or all of it. */
export function partOf(graph: Graph, subject: string | null, walk: Walk): Drawn {
  const reached = subject === null ? null : nearest(graph, subject, walk);
  const shown = (key: string) => {
    const node = graph.nodes.get(key);
    if (!node || (walk.open && node.closed && key !== subject)) return false;
    return reached === null || reached.has(key);
  };
  const relevant = graph.edges.filter(
    (edge) =>
      (walk.relations.length === 0 || walk.relations.includes(edge.relation)) &&
      shown(edge.from) &&
      shown(edge.to),
  );
  return { nodes: [...graph.nodes.values()].filter(({ key }) => shown(key)), edges: relevant };
}

/** A relation, one of its inverses, `related_docs` or `link`, as edges are called; null for any other word. */
export function edgeName(name: string, relations: Relations, fields: readonly string[]): string | null {
  if (name === 'link' || name === 'related_docs' || fields.includes(name)) return name;
  return relationNames(relations).includes(name) ? canonical(name, relations)[0] : null;
}
