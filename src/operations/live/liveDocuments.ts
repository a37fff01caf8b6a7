import type { Row } from '../../workspace/index/codec.js';
import { loadIndex } from '../../workspace/index/load.js';
import { isPlain, rereadRow } from '../../workspace/index/rereading.js';
import type { Workspace } from '../../workspace/workspace.js';
import { readShownBoard, type ShownBoard } from '../board/show.js';
import { boardPath } from '../boardFile.js';
import { type Summary, summaryOf, summaryOrder } from '../documents.js';
import { isListed, type Listed, listed } from '../listing.js';

/** The documents and the board. What did not change since the last time is the same object. */
export interface DocumentsAndBoard {
  readonly documents: readonly Listed[];
  readonly board: ShownBoard | null;
  /** Why there is no board. */
  readonly boardProblem: string | null;
}

interface Entry {
  readonly row: Row;
  readonly summary: Summary;
  readonly listed: Listed;
}

/** Of more changed files than this, git tells faster which they are and what they hold. */
const manyChanges = 200;

/** Keeps every document in memory, so that of what changes only the changed files are read. */
export class LiveDocuments {
  /** In the order of lists; null before the first reading. */
  #entries: readonly Entry[] | null = null;
  #last: DocumentsAndBoard | null = null;
  /** Whether a changed file can be read alone. */
  #isPlain = false;

  /** How many files the last reading looked into; null where git was asked about all of them. For tests. */
  filesRead: number | null = null;

  /** Read what changed: these root-relative paths, or anything. */
  async read(workspace: Workspace, changed: ReadonlySet<string> | null): Promise<DocumentsAndBoard> {
    const reread = changed && isFew(workspace, changed) ? await this.#reread(workspace, changed) : null;
    this.filesRead = reread && changed ? changed.size : null;
    const entries = reread ?? (await this.#readAll(workspace));
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

  async #readAll(workspace: Workspace): Promise<readonly Entry[]> {
    const index = await loadIndex(workspace, { details: false });
    this.#isPlain = isPlain(workspace, index);
    const order = summaryOrder(workspace);
    return index.rows.map((row) => entryOf(workspace, row)).sort((a, b) => order(a.summary, b.summary));
  }

  /** The entries with these files read again; the same where they say the same; null where that does not do. */
  async #reread(workspace: Workspace, paths: ReadonlySet<string>): Promise<readonly Entry[] | null> {
    if (!this.#entries || !this.#isPlain) return null;
    const known = new Map(
      this.#entries.filter(({ row }) => paths.has(row.path)).map((one) => [one.row.path, one]),
    );
    const gone = new Set<string>();
    const fresh: Entry[] = [];
    for (const path of paths) {
      const read = await rereadRow(workspace, path);
      if (read === 'unclear') return null;
      const before = known.get(path);
      if (read === 'none') {
        if (before) gone.add(path);
        continue;
      }
      if (before && saysTheSame(before.row, read.row)) continue;
      if (before) gone.add(path);
      fresh.push(entryOf(workspace, read.row));
    }
    if (gone.size === 0 && fresh.length === 0) return this.#entries;
    return merged(
      workspace,
      this.#entries.filter(({ row }) => !gone.has(row.path)),
      fresh,
    );
  }
}

function isFew({ folder }: Workspace, changed: ReadonlySet<string>): boolean {
  return changed.size <= manyChanges && !changed.has(`${folder}/config.yaml`);
}

function entryOf(workspace: Workspace, row: Row): Entry {
  const summary = summaryOf(workspace, row);
  return { row, summary, listed: listed(summary) };
}

function saysTheSame(a: Row, b: Row): boolean {
  const said = ({ title, values, broken }: Row) => JSON.stringify([title, values, broken]);
  return said(a) === said(b);
}

/** Both in the order of lists. */
function merged(workspace: Workspace, kept: readonly Entry[], fresh: readonly Entry[]): readonly Entry[] {
  const order = summaryOrder(workspace);
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
function documentsOf(workspace: Workspace, entries: readonly Entry[]): readonly Listed[] {
  const board = boardPath(workspace);
  const others = entries.filter(({ summary }) => !isListed(summary) && summary.path !== board);
  return [...entries.filter(({ summary }) => isListed(summary)), ...others].map((one) => one.listed);
}
