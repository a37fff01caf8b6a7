import v8 from 'node:v8';
import type { DocumentFacts } from '../../model/document/facts.js';
import type { Workspace } from '../workspace.js';
import { ByteWriter } from './byteWriter.js';
import { forgetIndex, readCachedDetails, readCachedRows, writeIndex, writeRows } from './cachedIndex.js';
import { type IndexRow, unpackDetails, writeDetails } from './codec.js';
import { DocumentReader } from './documentReader.js';
import { type Snapshot, takeSnapshot } from './snapshot.js';

/** The documents as they are now. */
export interface Index {
  /** By path. */
  readonly rows: readonly IndexRow[];
  readonly snapshot: Snapshot;
  /** Facts by path; present when they were asked for. */
  readonly facts: ReadonlyMap<string, DocumentFacts> | null;
  /** How many files had to be read, for tests. */
  readonly filesRead: number;
  /** Whether it is what the snapshot's key names: no file changed while it was read. */
  readonly unchanged: boolean;
}

/** Where rows suffice, so many changed files are read again at every start rather than writing all of the cache again. */
export const toleratedChanges = 32;

/** From so many files to be read on, the engine is made ready for it. */
const manyFiles = 1000;
const newline = 10;

/** Bring the cache up to date, reading only what changed, and give what was asked for. */
export async function loadIndex(
  workspace: Workspace,
  want: { readonly details: boolean; readonly snapshot?: Snapshot },
): Promise<Index> {
  const taking = want.snapshot ?? takeSnapshot(workspace);
  const cached = readCachedRows(workspace);
  const snapshot = await taking;
  if (cached?.key === snapshot.key && !want.details)
    return { rows: cached.rows, snapshot, facts: null, filesRead: 0, unchanged: true };
  const { identities } = snapshot;
  const paths = [...identities.keys()].sort();
  const known = matchRows(cached?.rows ?? [], paths, identities);
  const changed = known.reduce((count, at) => (at < 0 ? count + 1 : count), 0);
  const isSame = changed === 0 && cached?.rows.length === paths.length;
  const tolerated = want.details ? 0 : toleratedChanges;
  const isWorth =
    !cached || (!isSame && Math.max(changed, Math.abs(cached.rows.length - paths.length)) > tolerated);
  const lines = want.details || isWorth ? readCachedDetails(workspace, cached) : null;
  const writes = isWorth || (want.details && lines === null);
  if (changed > manyFiles) tuneForManyFiles();
  const reader = new DocumentReader(workspace, snapshot, changed);
  const rows: IndexRow[] = [];
  const details = writes ? new ByteWriter() : null;
  const facts = want.details ? new Map<string, DocumentFacts>() : null;
  for (const [index, path] of paths.entries()) {
    const at = known[index] ?? -1;
    const row = cached?.rows[at];
    const line = lines?.[at];
    const cachedFacts = facts && row && line !== undefined ? factsOfLine(row, line) : null;
    if (row && (facts ? cachedFacts !== null : !writes || line !== undefined)) {
      rows.push(row);
      if (details && line !== undefined) {
        details.raw(line);
        details.byte(newline);
      }
      if (cachedFacts) facts?.set(path, cachedFacts);
      continue;
    }
    const read = reader.read(path) ?? (await reader.readThoroughly(path));
    rows.push(read.row);
    if (details) {
      writeDetails(read.facts, details);
      details.byte(newline);
    }
    facts?.set(path, read.facts);
  }
  if (details) writeIndex(workspace, reader.sawRace ? '' : snapshot.key, rows, details.pieces());
  else if (reader.filesRead > changed) forgetIndex(workspace);
  else if (isSame && cached.key !== snapshot.key) writeRows(workspace, { ...cached, key: snapshot.key });
  return { rows, snapshot, facts, filesRead: reader.filesRead, unchanged: !reader.sawRace };
}

/** Null where the cache is damaged. */
function factsOfLine({ path, values }: IndexRow, line: string): DocumentFacts | null {
  try {
    return unpackDetails(path, values, JSON.parse(line));
  } catch {
    return null;
  }
}

/** For each path the place of its row; -1 where there is none of that identity. Both are in order. */
function matchRows(
  rows: readonly IndexRow[],
  paths: readonly string[],
  identities: ReadonlyMap<string, string>,
): Int32Array {
  const places = new Int32Array(paths.length).fill(-1);
  let at = 0;
  for (const [index, path] of paths.entries()) {
    while (at < rows.length && (rows[at]?.path ?? '') < path) at++;
    const row = rows[at];
    if (row?.path !== path) continue;
    const identity = identities.get(path);
    if (row.identity === identity || row.blob === identity) places[index] = at;
  }
  return places;
}

/** False in the library: the process is somebody else's. */
declare const DOC_OPS_OWNS_PROCESS: boolean;

let isTuned = false;

/**
 * Reading thousands of files runs much code for about a second. In that time the engine's compiler takes as long as
 * the code that it compiles, most of it for copies of functions inside of others, and the heap grows from one megabyte
 * in small steps, with a collection for each. So: fewer copies, and larger steps.
 */
function tuneForManyFiles(): void {
  if (isTuned || !DOC_OPS_OWNS_PROCESS) return;
  isTuned = true;
  v8.setFlagsFromString('--max-inlined-bytecode-size-cumulative=50');
  v8.setFlagsFromString('--semi-space-growth-factor=16');
}
