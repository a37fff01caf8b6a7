import fs from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Change } from '../model/change.js';
import { failure, type Result, success } from '../model/result.js';
import { namesIn, removeIfThere, writeDurably } from './durable.js';
import { currentHash, hashOf, type JournalEntry } from './journal.js';
import { isInside, resolveInside } from './safePath.js';
import { makeStateFolder, stateFolders } from './stateFolders.js';
import type { Workspace } from './workspace.js';

/** A file to change: what is there, what shall be there. */
export interface Target {
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  /** For a file that is made; an existing one keeps its own. */
  readonly mode?: number;
}

/** The files that changes are about; a rename is a deletion and a creation. */
export function targetsOf(changes: readonly Change[]): Target[] {
  return changes.flatMap((change): Target[] => {
    switch (change.kind) {
      case 'create':
        return [{ path: change.path, before: null, after: change.after }];
      case 'update':
        return [{ path: change.path, before: change.before, after: change.after }];
      case 'delete':
        return [{ path: change.path, before: change.before, after: null }];
      case 'rename':
        return [
          { path: change.to, before: null, after: change.after },
          { path: change.path, before: change.before, after: null },
        ];
      default:
        return change satisfies never;
    }
  });
}

export interface Staged {
  readonly entries: readonly JournalEntry[];
  readonly folders: readonly string[];
}

/**
 * Write every new content beside the documents, after checking that each file still is what the change was
 * computed from. Nothing that a person sees is touched.
 */
export function stage(workspace: Workspace, targets: readonly Target[]): Result<Staged> {
  const { staging } = stateFolders(workspace);
  const entries: JournalEntry[] = [];
  const folders: string[] = [];
  const checked: { target: Target; absolute: string; mode: number; exists: boolean }[] = [];
  for (const target of targets) {
    const absolute = resolveInside(workspace, target.path);
    if (!absolute.ok) return absolute;
    const stat = fs.statSync(absolute.value, { throwIfNoEntry: false });
    const same = currentHash(absolute.value) === (target.before === null ? null : hashOf(target.before));
    if (stat && target.before === null)
      return failure('exists', `${target.path} exists already`, { hint: 'nothing was changed' });
    if (!same)
      return failure('changed-meanwhile', `${target.path} changed while doc-ops was at work`, {
        hint: 'nothing was changed; run the command again',
      });
    const writable = checkWritable(absolute.value, target.path, stat !== undefined);
    if (!writable.ok) return writable;
    checked.push({
      target,
      absolute: absolute.value,
      mode: stat ? stat.mode & 0o7777 : (target.mode ?? 0o666 & ~process.umask()),
      exists: stat !== undefined,
    });
  }
  makeStateFolder(workspace);
  fs.mkdirSync(staging, { recursive: true });
  const device = fs.statSync(staging).dev;
  for (const { target, absolute, mode } of checked) {
    let temporary: string | null = null;
    if (target.after !== null) {
      makeParents(dirname(absolute), folders);
      const name = `${workspace.environment.token(8)}-${basename(absolute)}`.slice(0, 200);
      const beside = fs.statSync(dirname(absolute)).dev !== device;
      temporary = beside ? join(dirname(absolute), `.${name}.doc-ops`) : join(staging, name);
      writeDurably(temporary, target.after, mode);
    }
    entries.push({
      path: target.path,
      target: absolute,
      mode,
      before: target.before === null ? null : hashOf(target.before),
      after: target.after === null ? null : hashOf(target.after),
      beforeText: target.before,
      temporary,
    });
  }
  return success({ entries, folders });
}

/** A read-only file is refused, though its folder would let it be replaced. */
function checkWritable(absolute: string, path: string, exists: boolean): Result<null> {
  if (!exists) return success(null);
  try {
    fs.accessSync(absolute, fs.constants.W_OK);
  } catch {
    return failure('io', `${path} is read-only`, { hint: 'nothing was changed; make it writable first' });
  }
  const { mode } = fs.statSync(absolute);
  // Root may write everything; the file's owner still said that it is not to be changed.
  if ((mode & 0o222) === 0)
    return failure('io', `${path} is read-only`, { hint: 'nothing was changed; make it writable first' });
  return success(null);
}

function makeParents(folder: string, made: string[]): void {
  if (fs.existsSync(folder)) return;
  makeParents(dirname(folder), made);
  fs.mkdirSync(folder);
  made.push(folder);
}

/** Remove what a transaction staged before its journal was in place, and the folders it made. */
export function unstage({ entries, folders }: Staged): void {
  for (const { temporary } of entries) if (temporary) removeIfThere(temporary);
  removeEmptyFolders(folders);
}

/** Remove folders that are empty, innermost first. */
export function removeEmptyFolders(folders: readonly string[]): void {
  for (const folder of [...folders].reverse()) {
    try {
      fs.rmdirSync(folder);
    } catch {
      // Somebody put a file into it, or it is gone: either way it is not ours to remove.
    }
  }
}

/** Remove leftovers of a process that was killed before its journal was in place. Only under the lock. */
export function sweepStaging(workspace: Workspace): void {
  const { staging } = stateFolders(workspace);
  for (const name of namesIn(staging)) {
    const path = join(staging, name);
    if (isInside(staging, path)) removeIfThere(path);
  }
}
