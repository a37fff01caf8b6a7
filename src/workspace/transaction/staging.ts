import fs from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { failure, type Result, success } from '../../model/result.js';
import { codeOf, namesIn, removeIfThere, writeDurably } from '../files/durable.js';
import { maximumBytes } from '../files/readText.js';
import { resolveInside } from '../files/safePath.js';
import { isOwnFolder, makeOwnFolder, makeStateFolder, stateFolders } from '../files/stateFolders.js';
import type { Workspace } from '../workspace.js';
import { stateOf, statOf } from './fileState.js';
import type { JournalEntry } from './journal.js';
import { likenessOf } from './placing.js';
import { type Step, twinsIn } from './steps.js';

/** A transaction that can be carried out as things stand. */
export interface Prepared {
  readonly entries: readonly JournalEntry[];
  /** Root-relative folders that have to be made, outermost first. */
  readonly folders: readonly string[];
}

/**
 * Check that every file still is what its change was computed from, may be written and lies inside the root.
 * Changes nothing.
 */
export function prepare(workspace: Workspace, steps: readonly Step[]): Result<Prepared> {
  const entries: JournalEntry[] = [];
  const folders = new Set<string>();
  const twins = twinsIn(steps);
  for (const step of steps) {
    const entry = prepareOne(workspace, step, twins.has(step.path), entries.length);
    if (!entry.ok) return entry;
    if (entries.some(({ path }) => path === entry.value.path))
      return failure('refused', `${step.path} and another path lead to the same file`, {
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
  // The journal is one string; they have an end.
  if (size > 2 * maximumBytes) return failure('refused', 'the change is too large to be made at once');
  return success({ entries: inOrder(entries), folders: [...folders] });
}

function prepareOne(
  workspace: Workspace,
  { path, before, after, mode, like }: Step,
  twin: boolean,
  index: number,
): Result<JournalEntry> {
  const resolved = resolveInside(workspace, path);
  if (!resolved.ok) return resolved;
  const stat = statOf(resolved.value, twin);
  const named = statOf(join(workspace.root, path), twin);
  if (before === null && named)
    return failure('exists', `${path} exists already`, { place: { path }, hint: 'nothing was changed' });
  if (before !== null && !stat) return changed(path, 'is gone');
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
    mode: stat ? stat.mode & 0o7777 : (mode ?? modeOf(workspace, like)),
    before,
    after,
    temporary: after === null ? null : `${workspace.environment.token(8)}-${index}`,
    twin,
  };
  if (before === null) return success(entry);
  const expected = before === after ? 'after' : 'before';
  return stateOf(workspace, entry) === expected ? success(entry) : changed(path, 'changed');
}

function changed(path: string, how: string): Result<never> {
  return failure('changed-meanwhile', `${path} ${how} while doc-ops was at work`, {
    place: { path },
    hint: 'nothing was changed; run the command again',
  });
}

function modeOf(workspace: Workspace, like: string | undefined): number | null {
  return like === undefined ? null : fs.statSync(join(workspace.root, like)).mode & 0o7777;
}

/** A read-only file is refused, though its folder would let it be replaced. */
function isReadOnly(absolute: string, stat: fs.Stats): boolean {
  // Root may write everything; the file's owner still said that it is not to be changed.
  return (stat.mode & 0o222) === 0 || !mayWrite(absolute);
}

function mayWrite(path: string): boolean {
  try {
    fs.accessSync(path, fs.constants.W_OK);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false;
    throw error;
  }
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

/** Nothing is ever missing at both its old and its new name, except where the two cannot stand side by side. */
function inOrder(entries: readonly JournalEntry[]): JournalEntry[] {
  const rank = ({ after, twin }: JournalEntry) => (after !== null ? 1 : twin ? 0 : 2);
  return [...entries].sort((a, b) => rank(a) - rank(b));
}

/** Write every new content beside the documents, and wait until it is on the disk. Nothing that a person sees is touched. */
export function stage(workspace: Workspace, { entries }: Prepared): void {
  makeStateFolder(workspace);
  const staging = makeOwnFolder(workspace, '.state/tmp');
  for (const entry of entries) {
    if (entry.temporary === null || entry.after === null) continue;
    const like = likenessOf(join(workspace.root, entry.path), entry);
    writeDurably(join(staging, entry.temporary), entry.after, like);
  }
}

/** Remove what was staged and not used, by this process or by one that was killed. Only under the lock. */
export function sweepStaging(workspace: Workspace): void {
  if (!isOwnFolder(workspace, '.state/tmp')) return;
  const { staging } = stateFolders(workspace);
  for (const name of namesIn(staging)) removeIfThere(join(staging, name));
}
