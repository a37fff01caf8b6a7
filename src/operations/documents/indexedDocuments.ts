import type { InferOutput } from 'valibot';
import type { Corpus } from '../../model/corpus.js';
import type { YamlValue } from '../../model/document/facts.js';
import { type Identity, identify } from '../../model/document/identify.js';
import { canonicalStatus, isClosing, isCompleting } from '../../model/document/type.js';
import { fieldLinks } from '../../model/links/fieldLinks.js';
import { inverseRelation, relationNames } from '../../model/links/relations.js';
import { resolveLink } from '../../model/links/resolve.js';
import { namedProof } from '../../model/plan/completedProof.js';
import { type Result, success } from '../../model/result.js';
import { workingCorpus } from '../../workspace/corpus/workingCorpus.js';
import type { IndexRow } from '../../workspace/index/codec.js';
import { type Index, loadIndex } from '../../workspace/index/load.js';
import type { Workspace } from '../../workspace/workspace.js';
import type { end, joined } from '../verbs/output/board.js';

/** A document in the index, with what lists, boards and `ready` ask of it. */
export interface IndexedDocument extends Identity {
  readonly path: string;
  readonly title: string;
  /** Canonical where its type knows it. */
  readonly status: string;
  readonly closed: boolean;
  /** Whether it is a plan that was completed with a proof. */
  readonly proven: boolean;
  /** Why it cannot be read; null where it can. */
  readonly broken: string | null;
  /** A field that holds one text; undefined where it is missing or empty. */
  text(key: string): string | undefined;
  /** A field that holds a list. */
  list(key: string): readonly string[];
}

/** Every markdown file below the documents' folder, by type and id. */
export async function listDocuments(workspace: Workspace): Promise<Result<readonly IndexedDocument[]>> {
  return success(indexedDocuments(workspace, await loadIndex(workspace, { details: false })));
}

/** The rows of an index as documents, by type and id. */
export function indexedDocuments(
  workspace: Workspace,
  { rows }: Pick<Index, 'rows'>,
): readonly IndexedDocument[] {
  return rows.map((row) => indexedDocument(workspace, row)).sort(documentOrder(workspace));
}

/** By type and id, then by path. */
export function documentOrder({ config }: Workspace): (a: IndexedDocument, b: IndexedDocument) => number {
  const order = new Map(config.types.map((type, at) => [type, at]));
  const rank = (one: IndexedDocument) => (one.type ? (order.get(one.type) ?? 0) : order.size);
  return (a, b) => rank(a) - rank(b) || (a.number ?? 0) - (b.number ?? 0) || (a.path < b.path ? -1 : 1);
}

/** Ids that several documents have, or one whose name and front matter contradict each other. */
export function uncertainIds(documents: readonly Identity[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const uncertain = new Set<string>();
  for (const { id, contradiction } of documents) {
    if (id === null) continue;
    if (contradiction !== null || seen.has(id)) uncertain.add(id);
    seen.add(id);
  }
  return uncertain;
}

/** What a row of the index tells of its document. */
export function indexedDocument(workspace: Workspace, row: IndexRow): IndexedDocument {
  const { id, number, idFrom, contradiction, type, archived, misplaced } = identify(
    row.path,
    row.values,
    workspace,
  );
  const status = textOf(row.values.status) ?? '';
  // Named one by one: objects made by spreading are slow to read, and there are thousands.
  return {
    id,
    number,
    idFrom,
    contradiction,
    type,
    archived,
    misplaced,
    path: row.path,
    title: row.title,
    status: (type && canonicalStatus(type, status)) ?? status,
    closed: type !== null && isClosing(type, status),
    proven: isCompleting(type, status) && namedProof(row.values.proof) !== null,
    broken: row.broken,
    text: (key) => textOf(row.values[key]),
    list: (key) => listOf(row.values[key]),
  };
}

function textOf(value: YamlValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function listOf(value: YamlValue | undefined): readonly string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** One end of a link. */
export type End = InferOutput<typeof end>;

/** A link in a document. */
export type Joined = InferOutput<typeof joined>;

export interface LinkGraph {
  readonly links: readonly Joined[];
  /** Those of a known type. */
  readonly documents: readonly End[];
  /** A markdown file below the documents' folder. */
  summary(path: string): IndexedDocument | undefined;
}

/** Every link between documents, and every one that goes nowhere. URLs and anchors within a file are left out. */
export async function linkGraph(workspace: Workspace): Promise<Result<LinkGraph>> {
  const index = await loadIndex(workspace, { details: true });
  const { corpus } = workingCorpus(workspace, index.facts ?? new Map(), new Map());
  const rows = new Map(index.rows.map((row) => [row.path, row]));
  const titleOf = (path: string) => rows.get(path)?.title ?? path;
  const end = (path: string): End => ({
    id: corpus.document(path)?.id ?? null,
    path,
    title: titleOf(path),
  });
  return success({
    links: linksIn(corpus, titleOf),
    documents: corpus.judged.filter(({ type }) => type !== null).map(({ facts }) => end(facts.path)),
    summary: (path) => {
      const row = rows.get(path);
      return row && indexedDocument(workspace, row);
    },
  });
}

/** The same of documents that are in memory. */
export function linksIn(corpus: Corpus, titleOf: (path: string) => string): readonly Joined[] {
  const { config } = corpus;
  const end = (path: string): End => ({
    id: corpus.document(path)?.id ?? null,
    path,
    title: titleOf(path),
  });
  const relations = new Set(relationNames(config.relations));
  const links: Joined[] = [];
  for (const document of corpus.judged) {
    for (const link of [...fieldLinks(document, config), ...document.facts.links]) {
      const found = resolveLink(document, link, corpus);
      if (found.kind === 'external' || (found.kind === 'file' && found.path === document.facts.path))
        continue;
      const broken = found.kind !== 'file' && found.kind !== 'folder';
      const relation = link.field ?? link.form;
      const place = { line: link.span.line, column: link.span.column };
      const to =
        found.kind === 'file' || found.kind === 'folder'
          ? end(found.path)
          : { id: null, path: link.target, title: '' };
      const inverse = relations.has(relation) ? (inverseRelation(config.relations, relation) ?? null) : null;
      if (broken && link.form === 'bare') continue;
      links.push({
        from: end(document.facts.path),
        to,
        relation,
        inverse,
        written: link.target,
        ...place,
        broken,
      });
    }
  }
  return links;
}

/** A place that names a document. */
export interface Referrer {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** The front-matter key; null for a link in a body. */
  readonly field: string | null;
}

/** What names one of these documents, outside of themselves and of the board. */
export async function referrersOf(
  workspace: Workspace,
  paths: readonly string[],
): Promise<Result<readonly Referrer[]>> {
  const graph = await linkGraph(workspace);
  if (!graph.ok) return graph;
  const wanted = new Set(paths);
  const board = `${workspace.folder}/board.md`;
  return success(
    graph.value.links
      .filter(
        (link) =>
          !link.broken && wanted.has(link.to.path) && !wanted.has(link.from.path) && link.from.path !== board,
      )
      .filter((link) => link.relation !== 'bare')
      .map((link) => ({
        path: link.from.path,
        line: link.line,
        column: link.column,
        field: ['wiki', 'markdown', 'image', 'html'].includes(link.relation) ? null : link.relation,
      })),
  );
}
