import type { Corpus, CorpusDocument } from '../../../model/corpus.js';
import type { LinkFact } from '../../../model/document/facts.js';
import { isDocument } from '../../../model/document/identify.js';
import { parseId, prefixesOf } from '../../../model/ids.js';
import { fieldLinks } from '../../../model/links/fieldLinks.js';
import { hasHeading, headingTarget } from '../../../model/links/heading.js';
import { folderOf, nameOf } from '../../../model/links/path.js';
import { type Resolution, resolveLink } from '../../../model/links/resolve.js';
import { type Result, success } from '../../../model/result.js';
import type { Workspace } from '../../workspace.js';
import type { StagedDocuments } from './documents.js';
import { grepIndex, type StagedIndex } from './gitIndex.js';

/** Documents that the commit leaves as they are and that may name what it takes away: files, ids, headings. */
export async function findReferrers(
  workspace: Workspace,
  index: StagedIndex,
  documents: StagedDocuments,
): Promise<Result<string[]>> {
  const patterns = [
    ...removedPaths(index).flatMap(({ path, isFolder }) =>
      isFolder ? folderPattern(path) : filePatterns(path),
    ),
    ...removedIds(documents).flatMap((id) => idPattern(id, '([^0-9]|$)', workspace)),
    ...documents.changed.filter(losesHeading).flatMap((one) => headingPatterns(one.before, workspace)),
  ];
  const safe = [...new Set(patterns)].filter((pattern) => !/[\n\0]/.test(pattern));
  const found = await grepIndex(workspace, safe);
  if (!found.ok) return found;
  return success(
    found.value.filter(
      (path) =>
        isDocument(path, workspace) && !documents.document(path) && index.files.blobOf(path) !== undefined,
    ),
  );
}

/** Files that the commit takes away, and the folders that vanish with them. */
function removedPaths({ changes, lookup }: StagedIndex): { path: string; isFolder: boolean }[] {
  const removed: { path: string; isFolder: boolean }[] = [];
  const folders = new Set<string>();
  for (const { path, after, unmerged } of changes) {
    if (after !== null || unmerged || lookup.exists(path) !== null) continue;
    removed.push({ path, isFolder: false });
    for (
      let at = folderOf(path);
      at !== '' && !folders.has(at) && lookup.exists(at) === null;
      at = folderOf(at)
    ) {
      folders.add(at);
      removed.push({ path: at, isFolder: true });
    }
  }
  return removed;
}

/** Ids that no document has after the commit, though one had them before. */
export function removedIds(documents: StagedDocuments): string[] {
  const ids = documents.changed.flatMap(({ before }) => (before?.id ? [before.id] : []));
  return [...new Set(ids)].filter((id) => documents.pathsOf(id).length === 0);
}

interface Changed {
  readonly before: CorpusDocument | null;
  readonly after: CorpusDocument | null;
}

function losesHeading({ before, after }: Changed): boolean {
  if (!before || !after) return false;
  const kept = new Set([...after.facts.headings.map(({ anchor }) => anchor), ...after.facts.anchors]);
  const had = [...before.facts.headings.map(({ anchor }) => anchor), ...before.facts.anchors];
  return had.some((anchor) => !kept.has(anchor));
}

/** How links name a file: by its name, which markdown may write encoded and wiki links without `.md`. */
function filePatterns(path: string): string[] {
  const name = nameOf(path).replace(/\.md$/i, '');
  return [...new Set([name, encodeURI(name)])].map(escaped);
}

function folderPattern(path: string): string[] {
  return [...new Set([nameOf(path), encodeURI(nameOf(path))])].map(
    (name) => `(^|[^[:alnum:]_])${escaped(name)}([^[:alnum:]_]|$)`,
  );
}

/** The id in every spelling: `RESEARCH-7` names RES-007. */
function idPattern(id: string, after: string, { config }: Workspace): string[] {
  const parsed = parseId(id, config.types);
  if (!parsed) return [];
  return [`(${prefixesOf(parsed.type, config.types).join('|')})-0*${parsed.number}${after}`];
}

/** Any link to a heading of this document. */
function headingPatterns(document: CorpusDocument | null, workspace: Workspace): string[] {
  if (!document) return [];
  const byName = filePatterns(document.facts.path).map((name) => `${name}(\\.md)?#`);
  return document.id === null
    ? byName
    : [...byName, ...idPattern(document.id, '([^0-9#][^#]*)?#', workspace)];
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Where a document's links are that lead somewhere before the commit and nowhere after it. */
export function concerned(document: CorpusDocument, corpus: Corpus, documents: StagedDocuments): Set<number> {
  const before = corpusBefore(corpus, documents);
  const places = new Set<number>();
  for (const link of [...fieldLinks(document, corpus.config), ...document.facts.links]) {
    const was = resolveLink(document, link, before);
    const now = resolveLink(document, link, corpus);
    const breaks = leads(was) && !leads(now);
    if (breaks || (hasIts(link, was, before) && !hasIts(link, now, corpus))) places.add(link.span.offset);
  }
  return places;
}

function leads({ kind }: Resolution): boolean {
  return kind === 'file' || kind === 'folder';
}

/** Whether the heading that a link names is there; so it is where none is named. */
function hasIts(link: LinkFact, resolution: Resolution, corpus: Corpus): boolean {
  const target = headingTarget(link, resolution, corpus);
  return !target || link.fragment === null || hasHeading(target.facts, link.fragment, link.form);
}

/** The corpus as links saw it before the commit. */
function corpusBefore(corpus: Corpus, documents: StagedDocuments): Corpus {
  const removed = new Map(
    removedPaths(documents.index).map(({ path, isFolder }) => [path, isFolder ? 'folder' : 'file'] as const),
  );
  const old = new Map<string, CorpusDocument>();
  const byId = new Map<string, string[]>();
  for (const { path, before } of documents.changed) {
    if (!before) continue;
    old.set(path, before);
    if (before.id) byId.set(before.id, [...(byId.get(before.id) ?? []), path]);
  }
  return {
    ...corpus,
    exists: (path) => removed.get(path) ?? corpus.exists(path),
    pathsOf: (id) => [...(byId.get(id) ?? []), ...corpus.pathsOf(id).filter((path) => !old.has(path))],
    document: (path) => old.get(path) ?? corpus.document(path),
  };
}
