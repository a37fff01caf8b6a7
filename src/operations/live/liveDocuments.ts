import type { IndexRow } from '../../workspace/index/codec.js';
import { LiveIndex } from '../../workspace/index/liveIndex.js';
import type { Index } from '../../workspace/index/load.js';
import type { Workspace } from '../../workspace/workspace.js';
import { boardPath } from '../board/boardFile.js';
import { type DocumentSummary, isListed, summaryOf } from '../documents/documentSummary.js';
import { documentOrder, type IndexedDocument, indexedDocument } from '../documents/indexedDocuments.js';
import { readShownBoard, type ShownBoard } from '../verbs/board/show.js';

/** The documents and the board. What did not change since the last time is the same object. */
export interface DocumentsAndBoard {
  readonly documents: readonly DocumentSummary[];
  readonly board: ShownBoard | null;
  /** Why the board is missing. */
  readonly boardProblem: string | null;
}

interface Entry {
  readonly row: IndexRow;
  readonly summary: IndexedDocument;
  readonly listed: DocumentSummary;
}

/** Keeps every document in memory, so that of what changes only the changed files are read. */
export class LiveDocuments {
  readonly #index = new LiveIndex({ details: false });
  /** In the order of lists. */
  #entries: readonly Entry[] = [];
  #last: DocumentsAndBoard | null = null;

  /** How many files the last reading looked into; null where git was asked about all of them. For tests. */
  filesRead: number | null = null;

  /** Read what changed: these root-relative paths, or anything. */
  async read(workspace: Workspace, changed: ReadonlySet<string> | null): Promise<DocumentsAndBoard> {
    const reading = await this.#index.read(workspace, changed);
    this.filesRead = reading.kind === 'some' ? reading.entries.size : null;
    const entries =
      reading.kind === 'all' ? allOf(workspace, reading.index) : this.#with(workspace, reading.entries);
    const before = entries === this.#entries ? this.#last : null;
    this.#entries = entries;
    if (before && changed && !changed.has(boardPath(workspace))) return before;
    const documents = before?.documents ?? documentsOf(workspace, entries);
    const board = readShownBoard(workspace, { archived: false });
    this.#last = board.ok
      ? { documents, board: board.value(entries.map(({ summary }) => summary)), boardProblem: null }
      : { documents, board: null, boardProblem: board.problem.message };
    return this.#last;
  }

  /** The entries with these files read again; the same where they say the same. */
  #with(
    workspace: Workspace,
    read: ReadonlyMap<string, { readonly row: IndexRow } | null>,
  ): readonly Entry[] {
    const replaced = new Set<string>();
    const same = new Set<string>();
    for (const { row } of this.#entries) {
      const now = read.get(row.path);
      if (now === undefined) continue;
      if (now && saysTheSame(row, now.row)) same.add(row.path);
      else replaced.add(row.path);
    }
    const fresh = [...read.values()].flatMap((one) =>
      one && !same.has(one.row.path) ? [entryOf(workspace, one.row)] : [],
    );
    if (replaced.size === 0 && fresh.length === 0) return this.#entries;
    const kept = this.#entries.filter(({ row }) => !replaced.has(row.path));
    return merged(workspace, kept, fresh);
  }
}

function allOf(workspace: Workspace, { rows }: Index): readonly Entry[] {
  const order = documentOrder(workspace);
  return rows.map((row) => entryOf(workspace, row)).sort((a, b) => order(a.summary, b.summary));
}

function entryOf(workspace: Workspace, row: IndexRow): Entry {
  const summary = indexedDocument(workspace, row);
  return { row, summary, listed: summaryOf(summary) };
}

function saysTheSame(a: IndexRow, b: IndexRow): boolean {
  const said = ({ title, values, broken }: IndexRow) => JSON.stringify([title, values, broken]);
  return said(a) === said(b);
}

/** Both in the order of lists. */
function merged(workspace: Workspace, kept: readonly Entry[], fresh: readonly Entry[]): readonly Entry[] {
  const order = documentOrder(workspace);
  const all: Entry[] = [];
  let next = 0;
  for (const one of [...fresh].sort((a, b) => order(a.summary, b.summary))) {
    for (; next < kept.length; next++) {
      const other = kept[next] as Entry;
      if (order(other.summary, one.summary) > 0) break;
      all.push(other);
    }
    all.push(one);
  }
  return [...all, ...kept.slice(next)];
}

/** Documents of a type and broken ones, then the other files but for the board. */
function documentsOf(workspace: Workspace, entries: readonly Entry[]): readonly DocumentSummary[] {
  const board = boardPath(workspace);
  const others = entries.filter(({ summary }) => !isListed(summary) && summary.path !== board);
  return [...entries.filter(({ summary }) => isListed(summary)), ...others].map((one) => one.listed);
}
