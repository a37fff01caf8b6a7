import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';
import { titleOf } from '../../model/document.js';
import type { DocumentFacts, YamlValue } from '../../model/documentFacts.js';
import { makeStateFolder } from '../stateFolders.js';
import type { Workspace } from '../workspace.js';
import {
  type PackedDetails,
  type PackedRow,
  packDetails,
  packRow,
  type Row,
  unpackDetails,
  unpackRow,
} from './codec.js';
import { readFacts } from './readFacts.js';
import { type Snapshot, takeSnapshot } from './snapshot.js';

declare const DOC_OPS_VERSION: string;

/** The documents as they are now. */
export interface Index {
  readonly rows: readonly Row[];
  readonly snapshot: Snapshot;
  /** Facts by path; present when they were asked for. */
  readonly facts: ReadonlyMap<string, DocumentFacts> | null;
  /** How many files had to be read, for tests. */
  readonly filesRead: number;
}

interface CacheFile<T> {
  readonly version: string;
  /** The same in both files of one write. */
  readonly generation: string;
  readonly entries: readonly T[];
}

/** Bring the cache up to date, reading only what changed, and give what was asked for. */
export async function loadIndex(
  workspace: Workspace,
  want: { readonly details: boolean; readonly snapshot?: Snapshot },
): Promise<Index> {
  const version = cacheVersion(workspace);
  const taking = want.snapshot ?? takeSnapshot(workspace);
  const cachedRows = readCache<PackedRow>(workspace, 'rows.json', version);
  const snapshot = await taking;
  const known = new Map(
    (cachedRows?.entries ?? []).map((packed, index) => [packed[0], { row: unpackRow(packed), index }]),
  );
  const paths = [...snapshot.identities.keys()].sort();
  const stale = paths.filter((path) => known.get(path)?.row.identity !== snapshot.identities.get(path));
  const unchanged = stale.length === 0 && known.size === paths.length;
  if (unchanged && !want.details) {
    return { rows: paths.flatMap((path) => known.get(path)?.row ?? []), snapshot, facts: null, filesRead: 0 };
  }
  const cachedDetails = readCache<PackedDetails>(workspace, 'details.json', version);
  const usable = cachedDetails !== null && cachedDetails.generation === cachedRows?.generation;
  const details = usable ? cachedDetails.entries : [];
  const rows: Row[] = [];
  const packed: PackedDetails[] = [];
  const facts = new Map<string, DocumentFacts>();
  let filesRead = 0;
  for (const path of paths) {
    const identity = snapshot.identities.get(path) ?? '';
    const old = known.get(path);
    const oldDetails = old && old.row.identity === identity ? details[old.index] : undefined;
    if (old && oldDetails) {
      rows.push(old.row);
      packed.push(oldDetails);
      if (want.details) facts.set(path, unpackDetails(path, old.row.values, oldDetails));
      continue;
    }
    const read = await readFacts(workspace, path, identity);
    filesRead += 1;
    rows.push(rowOf(read, identity));
    packed.push(packDetails(read));
    if (want.details) facts.set(path, read);
  }
  if (filesRead > 0 || !unchanged) writeCaches(workspace, version, rows, packed);
  return { rows, snapshot, facts: want.details ? facts : null, filesRead };
}

function rowOf(facts: DocumentFacts, identity: string): Row {
  const values: Record<string, YamlValue> = Object.create(null);
  for (const { key, value } of facts.fields) values[key] = value;
  return {
    path: facts.path,
    identity,
    title: titleOf(facts),
    values,
    broken: facts.problems[0]?.message ?? null,
  };
}

/** A cache of another program version, or of other document types, is none. */
export function cacheVersion(workspace: Workspace): string {
  const types = createHash('sha1').update(JSON.stringify(workspace.config.types)).digest('hex').slice(0, 12);
  return `${DOC_OPS_VERSION}/${types}/1`;
}

export function cachePath(workspace: Workspace, name: string): string {
  return join(workspace.root, workspace.folder, '.state', name);
}

function readCache<T>(workspace: Workspace, name: string, version: string): CacheFile<T> | null {
  const cache = readJson<CacheFile<T>>(cachePath(workspace, name));
  return cache?.version === version && Array.isArray(cache.entries) ? cache : null;
}

/** JSON of a cache file; null where it is missing or damaged, since it can be made again. */
export function readJson<T>(path: string): T | null {
  try {
    return JSON.parse(fs.readFileSync(path, 'utf8')) as T;
  } catch {
    return null;
  }
}

function writeCaches(
  workspace: Workspace,
  version: string,
  rows: readonly Row[],
  details: readonly PackedDetails[],
): void {
  const generation = workspace.environment.token(12);
  writeCache(workspace, 'details.json', { version, generation, entries: details });
  writeCache(workspace, 'rows.json', { version, generation, entries: rows.map(packRow) });
}

/** Replace a cache file in one step. A cache that cannot be written is a slower next start, nothing worse. */
export function writeCache(workspace: Workspace, name: string, content: unknown): void {
  try {
    const state = makeStateFolder(workspace);
    const folder = join(state, 'cache-tmp');
    const draft = join(folder, `${name}.${process.pid}.${workspace.environment.token(6)}`);
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(draft, JSON.stringify(content));
    fs.renameSync(draft, join(state, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}
