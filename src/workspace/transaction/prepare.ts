import fs from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { FileOperation } from '../../model/fileOperation.js';
import { failure, type Result, success } from '../../model/result.js';
import { type FileMode, mayWrite, namesIn, removeIfThere, writeDurably } from '../files/durable.js';
import { maximumBytes } from '../files/readText.js';
import { resolveInside } from '../files/safePath.js';
import { isOwnFolder, makeOwnFolder, makeStateFolder, stateFolders } from '../files/stateFolders.js';
import type { Workspace } from '../workspace.js';
import { stateOf, statOf } from './fileState.js';
import type { JournalEntry } from './journal.js';

/** A transaction that can be carried out now. */
export interface Prepared {
  readonly entries: readonly JournalEntry[];
  /** Root-relative folders that have to be made, outermost first. */
  readonly folders: readonly string[];
}

/**
 * Check that every file still is what its change was computed from, may be written and lies inside the root.
 * Changes nothing.
 */
export function prepare(workspace: Workspace, operations: readonly FileOperation[]): Result<Prepared> {
  const entries: JournalEntry[] = [];
  const folders = new Set<string>();
  const steps = operations.flatMap((operation) => withoutRename(workspace, operation));
  const sharing = differingByCase(steps.map(({ path }) => path));
  for (const operation of steps) {
    const entry = prepareOne(workspace, operation, sharing.has(operation.path), entries.length);
    if (!entry.ok) return entry;
    if (entries.some(({ path }) => path === entry.value.path))
      return failure('refused', `${operation.path} and another path lead to the same file`, {
        hint: 'nothing was changed; one of them is a symbolic link',
      });
    if (entry.value.before === entry.value.after) continue;
    const missing = missingFolders(workspace, entry.value);
    if (!missing.ok) return missing;
    for (const folder of missing.value) folders.add(folder);
    entries.push(entry.value);
  }
  const size = entries.reduce(
    (sum, { before, after }) => sum + (before?.length ?? 0) + (after?.length ?? 0),
    0,
  );
  // The journal is one string, and a string has a limit.
  if (size > 2 * maximumBytes) return failure('refused', 'the change is too large to be made at once');
  return success({ entries: inOrder(entries), folders: [...folders] });
}

/** A rename is a new file with the permissions of the old one, and a deletion. */
function withoutRename(workspace: Workspace, operation: FileOperation): FileOperation[] {
  const { path, to, before, after } = operation;
  if (to === undefined || to === path) return [operation];
  const stat = fs.statSync(join(workspace.root, path), { throwIfNoEntry: false });
  return [
    { path: to, before: null, after, mode: stat ? stat.mode & 0o7777 : null },
    { path, before, after: null },
  ];
}

/** Paths that differ from another one only by case: on some file systems both name the same file. */
function differingByCase(paths: readonly string[]): Set<string> {
  const byFolded = new Map<string, string>();
  const differing = new Set<string>();
  for (const path of paths) {
    const folded = path.normalize('NFC').toLowerCase();
    const other = byFolded.get(folded);
    if (other === undefined) byFolded.set(folded, path);
    else if (other !== path) differing.add(path).add(other);
  }
  return differing;
}

function prepareOne(
  workspace: Workspace,
  { path, before, after, mode = null }: FileOperation,
  exactName: boolean,
  index: number,
): Result<JournalEntry> {
  const resolved = resolveInside(workspace, path);
  if (!resolved.ok) return resolved;
  const stat = statOf(resolved.value, exactName);
  const named = statOf(join(workspace.root, path), exactName);
  if (before === null && named)
    return failure('exists', `${path} exists already`, { place: { path }, hint: 'nothing was changed' });
  if (before !== null && !stat) return modifiedConcurrently(path, 'removed');
  if (stat && !stat.isFile())
    return failure('refused', `${path} is not a file`, { place: { path }, hint: 'nothing was changed' });
  if (after === null && named?.isSymbolicLink())
    return failure('refused', `${path} is a symbolic link`, {
      place: { path },
      hint: 'nothing was changed; remove the link by hand, or the file that it leads to',
    });
  if (stat && isReadOnly(resolved.value, stat)) return readOnly(path);
  const entry: JournalEntry = {
    path: relative(workspace.root, resolved.value).replaceAll(sep, '/'),
    mode: stat ? stat.mode & 0o7777 : mode,
    before,
    after,
    temporary: after === null ? null : `${workspace.environment.token(8)}-${index}`,
    exactName,
  };
  if (before === null) return success(entry);
  const expected = before === after ? 'after' : 'before';
  return stateOf(workspace, entry) === expected ? success(entry) : modifiedConcurrently(path);
}

/** A file was modified since the change was computed. */
export function modifiedConcurrently(path: string, how = 'modified'): Result<never> {
  return failure('changed-meanwhile', `${path} was ${how} concurrently; left unchanged`, {
    place: { path },
    hint: 'nothing was changed; run the command again',
  });
}

/** A read-only file is refused, though its folder would let it be replaced. */
function isReadOnly(absolute: string, stat: fs.Stats): boolean {
  // Root may write everything; the file's owner still said that it is not to be changed.
  return (stat.mode & 0o222) === 0 || !mayWrite(absolute);
}

function readOnly(path: string): Result<never> {
  return failure('io', `${path} is read-only`, {
    place: { path },
    hint: 'nothing was changed; make it writable first',
  });
}

/** Root-relative folders that a file needs and that are not there, outermost first. */
function missingFolders(workspace: Workspace, { path }: JournalEntry): Result<string[]> {
  const missing: string[] = [];
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const absolute = join(workspace.root, folder);
    if (fs.lstatSync(absolute, { throwIfNoEntry: false })) {
      // Asked before anything is written, so that it does not stop half way.
      return mayWrite(absolute) ? success(missing) : readOnly(folder);
    }
    missing.unshift(folder);
  }
}

/** Nothing is ever missing at both its old and its new name, except where the two cannot exist side by side. */
function inOrder(entries: readonly JournalEntry[]): JournalEntry[] {
  const rank = ({ after, exactName }: JournalEntry) => (after !== null ? 1 : exactName ? 0 : 2);
  return [...entries].sort((a, b) => rank(a) - rank(b));
}

/** Write every new content beside the documents, and wait until it is on the disk. Nothing that a person sees is touched. */
export function stage(workspace: Workspace, { entries }: Prepared): void {
  makeStateFolder(workspace);
  const staging = makeOwnFolder(workspace, '.state/tmp');
  for (const entry of entries) {
    if (entry.temporary === null || entry.after === null) continue;
    writeDurably(join(staging, entry.temporary), entry.after, modeOfNew(workspace, entry));
  }
}

/** Permissions of the new file: those of the one that it replaces, else those that the transaction gives. */
export function modeOfNew(workspace: Workspace, { path, before, mode }: JournalEntry): FileMode | undefined {
  if (before === null) return mode === null ? undefined : { mode };
  const stat = fs.lstatSync(join(workspace.root, path));
  return { mode: stat.mode & 0o7777, uid: stat.uid, gid: stat.gid };
}

/** Remove what was staged and not used, by this process or by one that was killed. Only under the lock. */
export function sweepStaging(workspace: Workspace): void {
  if (!isOwnFolder(workspace, '.state/tmp')) return;
  const { staging } = stateFolders(workspace);
  for (const name of namesIn(staging)) removeIfThere(join(staging, name));
}
