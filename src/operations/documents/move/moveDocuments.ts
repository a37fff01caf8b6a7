import type { InferOutput } from 'valibot';
import type { Corpus, CorpusDocument } from '../../../model/corpus.js';
import type { LinkFact } from '../../../model/document/facts.js';
import { parseId, prefixesOf, prefixTable } from '../../../model/ids.js';
import { folderOf, joinPath, nameOf } from '../../../model/links/path.js';
import { resolveLink } from '../../../model/links/resolve.js';
import { type Moved, rewriteLink } from '../../../model/links/rewrite.js';
import { rewriteLabel } from '../../../model/links/rewriteLabel.js';
import { type Result, success } from '../../../model/result.js';
import { applyPatches, type TextPatch } from '../../../model/text.js';
import { workingCorpus } from '../../../workspace/corpus/workingCorpus.js';
import { mentioningFiles } from '../../../workspace/git/mentioningFiles.js';
import { loadIndex } from '../../../workspace/index/load.js';
import type { Transaction } from '../../../workspace/transaction/transaction.js';
import type { Workspace } from '../../../workspace/workspace.js';
import type { movedReferences } from '../../verbs/output/documents.js';
import { factsOf } from '../loadDocument.js';
import { followHeadings, type Linked, linksOf, rewrite } from './followHeadings.js';

/** What moving documents did to references. */
export type MovedReferences = InferOutput<typeof movedReferences>;

/** A link by an id that several documents have. */
export interface AmbiguousLink {
  readonly document: CorpusDocument;
  readonly link: LinkFact;
  /** Paths of the documents that it may mean. */
  readonly candidates: readonly string[];
}

export interface MoveOptions {
  /** Which document is meant, by link; a link that is not decided stays as it is. */
  readonly attribute?: (
    links: readonly AmbiguousLink[],
    corpus: Corpus,
  ) => Promise<ReadonlyMap<AmbiguousLink, string>>;
  /** Edits of the moved documents themselves; at their old paths, with links already rewritten. */
  readonly edit?: () => Promise<Result<unknown>>;
}

/**
 * Give documents another path or id in the transaction: every link to them, in documents, on the board and in other
 * markdown files of the repository, and their own relative links are rewritten, and so are links to headings that
 * change by it. Front matter and title of the moved documents are for `edit`.
 */
export async function moveDocuments(
  transaction: Transaction,
  moves: readonly Moved[],
  options: MoveOptions = {},
): Promise<Result<MovedReferences>> {
  const { corpus, documents } = await documentsWithLinks(transaction, moves);
  const wanted = await wantedLinks(documents, corpus, moves, options.attribute);
  const byPath = new Map(moves.map((move) => [move.from, move]));
  const changed = new Set<string>();
  let links = 0;
  for (const [document, ofDocument] of wanted) {
    const { path } = document.facts;
    const text = transaction.read(path);
    if (!text.ok) return text;
    const folder = folderOf(byPath.get(path)?.to ?? path);
    const patches = ofDocument.flatMap((one) => patchesOf(text.value, one, folder));
    const rewritten = rewrite(transaction, path, text.value, patches);
    if (rewritten > 0) changed.add(path);
    links += rewritten;
  }
  const edited = await options.edit?.();
  if (edited && !edited.ok) return edited;
  const meant = new Map([...wanted.values()].flat().map(({ link, move }) => [link, move.from]));
  const paths = [...changed, ...byPath.keys()];
  const followed = await followHeadings(transaction, { corpus, documents }, meant, paths);
  if (!followed.ok) return followed;
  for (const path of followed.value.files) changed.add(path);
  for (const { from, to } of moves) {
    if (from === to) continue;
    const text = transaction.read(from);
    if (!text.ok) return text;
    transaction.rename(from, to);
  }
  const unread = unreadable(transaction, documents, moves);
  return success({ files: [...changed].sort(), links: links + followed.value.links, unread });
}

/** Every document, the board, and other markdown files that name one of those that move. */
async function documentsWithLinks(transaction: Transaction, moves: readonly Moved[]): Promise<Linked> {
  const { workspace } = transaction;
  const index = await loadIndex(workspace, { details: true });
  const others = new Map<string, CorpusDocument['facts']>();
  for (const path of await mentioningFiles(workspace, mentionPatterns(workspace, moves))) {
    const text = transaction.read(path);
    if (text.ok) others.set(path, await factsOf(path, text.value, workspace.config.types));
  }
  const { corpus } = workingCorpus(workspace, new Map(index.facts ?? []), others);
  const documents = [...corpus.judged, ...[...others.keys()].flatMap((path) => corpus.document(path) ?? [])];
  return { corpus, documents };
}

/** Files with problems for which links may have been missed. */
function unreadable(
  transaction: Transaction,
  documents: readonly CorpusDocument[],
  moves: readonly Moved[],
): string[] {
  const patterns = mentionPatterns(transaction.workspace, moves).map((pattern) => new RegExp(pattern, 'i'));
  return documents.flatMap(({ facts: { path, problems } }) => {
    if (problems.length === 0) return [];
    const text = transaction.read(path);
    return text.ok && patterns.some((pattern) => pattern.test(text.value)) ? [path] : [];
  });
}

/** So many documents are looked for by their own ids; more of them by any id. */
const mostPatterns = 50;

function mentionPatterns(workspace: Workspace, moves: readonly Moved[]): string[] {
  if (moves.length <= mostPatterns) return moves.map(mentionOf(workspace));
  return [`(${[...prefixTable(workspace.config.types).keys()].join('|')})-[0-9]`];
}

/** A pattern of what names a document: its id in any spelling, with which its file name starts, else the name. */
function mentionOf({ config }: Workspace): (move: Moved) => string {
  return ({ from, oldId }) => {
    const parsed = oldId === null ? null : parseId(oldId, config.types);
    if (!parsed) return nameOf(from).replace(/[^\w-]/g, '.');
    return `(^|[^A-Za-z0-9])(${prefixesOf(parsed.type, config.types).join('|')})-0*${parsed.number}([^0-9]|$)`;
  };
}

interface LinkToRewrite {
  readonly link: LinkFact;
  readonly move: Moved;
}

/** The links to rewrite, by document. */
async function wantedLinks(
  documents: readonly CorpusDocument[],
  corpus: Corpus,
  moves: readonly Moved[],
  attribute: MoveOptions['attribute'],
): Promise<Map<CorpusDocument, LinkToRewrite[]>> {
  const byPath = new Map(moves.map((move) => [move.from, move]));
  const wanted = new Map<CorpusDocument, LinkToRewrite[]>();
  const ambiguous: AmbiguousLink[] = [];
  const add = (document: CorpusDocument, link: LinkFact, move: Moved) => {
    const known = wanted.get(document);
    if (known) known.push({ link, move });
    else wanted.set(document, [{ link, move }]);
  };
  for (const document of documents) {
    const { path } = document.facts;
    const isMoving = folderOf(byPath.get(path)?.to ?? path) !== folderOf(path);
    for (const link of linksOf(document, corpus)) {
      const found = resolveLink(document, link, corpus);
      const candidates = found.kind === 'file' ? candidatesOf(link, found, corpus) : null;
      if (candidates?.some((candidate) => byPath.has(candidate)))
        ambiguous.push({ document, link, candidates });
      if (candidates) continue;
      const move = found.kind === 'file' ? byPath.get(found.path) : undefined;
      if (move) {
        // Bare ids elsewhere may be of another numbering.
        if (link.form !== 'bare' || path.startsWith(`${corpus.folder}/`)) add(document, link, move);
      } else if (isMoving) {
        const stays = relativeTarget(path, link);
        if (stays !== null) add(document, link, { from: stays, to: stays, oldId: null, newId: null });
      }
    }
  }
  if (attribute && ambiguous.length > 0) {
    for (const [{ document, link }, path] of await attribute(ambiguous, corpus)) {
      const move = byPath.get(path);
      if (move) add(document, link, move);
    }
  }
  return wanted;
}

/** The documents that a link by id may mean, where they are several and it does not name the file of one. */
function candidatesOf(
  link: LinkFact,
  found: { readonly path: string; readonly id: string | null },
  corpus: Corpus,
): readonly string[] | null {
  if (found.id === null) return null;
  const paths = corpus.pathsOf(found.id);
  if (paths.length < 2) return null;
  if (parseId(link.target, corpus.config.types)) return paths;
  const name = nameOf(link.target).replace(/(?:\.md)?$/i, '.md');
  return paths.filter((path) => nameOf(path) === name).length === 1 ? null : paths;
}

function patchesOf(text: string, { link, move }: LinkToRewrite, folder: string): TextPatch[] {
  const start = link.span.offset;
  const end = start + link.span.length;
  const written = text.slice(start, end);
  const labels = rewriteLabel(text, link, move);
  if (link.form === 'field') {
    // The text behind the bar is part of the span.
    const now = rewriteLink(link, written, move, folder);
    const shift = now.length - written.length;
    const label = labels.map((patch) => ({
      ...patch,
      start: patch.start - start + shift,
      end: patch.end - start + shift,
    }));
    return [{ start, end, text: applyPatches(now, label) }];
  }
  return [{ start, end, text: rewriteLink(link, written, move, folder) }, ...labels];
}

/** Where a relative destination leads from here; null where the link does not count from its folder. */
function relativeTarget(path: string, { form, target }: LinkFact): string | null {
  if (form !== 'markdown' && form !== 'image' && form !== 'html') return null;
  if (target === '' || /^(?:[/\\?]|[a-z][a-z0-9+.-]*:)/i.test(target)) return null;
  return joinPath(folderOf(path), target.replace(/\?.*$/s, ''));
}

/** What a person should know of links that follow. */
export function movedNotes({ files, links, unread }: MovedReferences): string[] {
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
  const notes = links > 0 ? [`updated ${count(links, 'link')} in ${count(files.length, 'file')}`] : [];
  if (unread.length > 0)
    notes.push(`links in files that cannot be read were not looked at: ${unread.join(', ')}`);
  return notes;
}
