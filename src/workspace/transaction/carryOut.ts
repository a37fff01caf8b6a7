import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf, readIfThere, removeIfThere, syncFolder, writeDurably } from '../files/durable.js';
import { isItself } from '../files/safePath.js';
import { makeOwnFolder, makeStateFolder, stateFolders } from '../files/stateFolders.js';
import type { Workspace } from '../workspace.js';
import { stateOf } from './fileState.js';
import type { Journal, JournalEntry } from './journal.js';
import { modeOfNew } from './prepare.js';

/**
 * Carry out what a journal says, as often as needed: a file exactly as before is changed, one exactly as after is
 * done, any other is left alone. Returns the paths left alone. When it throws, some files are done and some not.
 */
export function carryOut(workspace: Workspace, journal: Journal): string[] {
  const conflicts: string[] = [];
  for (const folder of journal.folders) makeFolder(workspace, folder);
  for (const entry of journal.entries) {
    // Looked for first: between looking at the target and replacing it there shall be nothing else.
    const staged = stagedOf(workspace, entry);
    const state = stateOf(workspace, entry);
    if (state === 'after') removeIfThere(besideOf(workspace, entry));
    else if (state === 'other' || !replace(workspace, entry, staged)) conflicts.push(entry.path);
  }
  // Also those that were replaced by a process that was killed before it came here.
  const touched = new Set(journal.entries.map(({ path }) => dirname(path)));
  for (const folder of journal.folders) touched.add(dirname(folder));
  for (const folder of journal.leaves.toReversed()) {
    if (removeFolder(workspace, folder)) touched.add(dirname(folder));
  }
  for (const folder of touched) syncInside(workspace, folder);
  return conflicts;
}

/** Move one file from before to after; false when something else was put there. */
function replace(workspace: Workspace, entry: JournalEntry, found: string | null): boolean {
  const target = join(workspace.root, entry.path);
  if (entry.after === null) {
    removeIfThere(target);
    return true;
  }
  const staged = found ?? restage(workspace, entry);
  try {
    return move(staged, target, entry);
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
    const beside = besideOf(workspace, entry);
    removeIfThere(beside);
    writeDurably(beside, entry.after, modeOfNew(workspace, entry));
    const moved = move(beside, target, entry);
    removeIfThere(beside);
    removeIfThere(staged);
    return moved;
  }
}

/** The staged file, if it is there and whole: somebody may have tidied up (`git clean -x`). */
function stagedOf(workspace: Workspace, { temporary, after }: JournalEntry): string | null {
  if (temporary === null) return null;
  const path = join(stateFolders(workspace).staging, temporary);
  return readIfThere(path)?.equals(Buffer.from(after ?? '')) ? path : null;
}

/**
 * Where a folder inside the root is mounted from elsewhere, a file cannot be renamed into it and is written beside
 * its target first. The name is always the same, so that a second try replaces what the first left.
 */
function besideOf(workspace: Workspace, { path, temporary }: JournalEntry): string {
  return join(workspace.root, dirname(path), `.${temporary ?? 'restored'}.doc-ops`);
}

function move(staged: string, target: string, entry: JournalEntry): boolean {
  if (entry.before !== null) {
    fs.renameSync(staged, target);
    return true;
  }
  try {
    // A link, unlike a rename, never replaces what somebody else put there in this instant.
    fs.linkSync(staged, target);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') return false;
    if (code === undefined || !withoutLinks.has(code)) throw error;
    if (fs.lstatSync(target, { throwIfNoEntry: false })) return false;
    fs.renameSync(staged, target);
    return true;
  }
  removeIfThere(staged);
  return true;
}

/** What file systems without hard links answer. */
const withoutLinks: ReadonlySet<string> = new Set(['EPERM', 'EMLINK', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP']);

/** Write the new content again, from the journal. */
function restage(workspace: Workspace, entry: JournalEntry): string {
  makeStateFolder(workspace);
  const staging = makeOwnFolder(workspace, '.state/tmp');
  const path = join(staging, entry.temporary ?? `restored-${workspace.environment.token(8)}`);
  removeIfThere(path);
  writeDurably(path, entry.after ?? '', modeOfNew(workspace, entry));
  return path;
}

function makeFolder(workspace: Workspace, folder: string): void {
  if (!isItself(workspace, folder)) return;
  try {
    fs.mkdirSync(join(workspace.root, folder));
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
}

/** Remove a folder that is empty; false where it is not, or gone. */
function removeFolder(workspace: Workspace, folder: string): boolean {
  if (!isItself(workspace, folder)) return false;
  try {
    fs.rmdirSync(join(workspace.root, folder));
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw error;
  }
}

function syncInside(workspace: Workspace, folder: string): void {
  if (folder !== '.' && !isItself(workspace, folder)) return;
  try {
    syncFolder(join(workspace.root, folder));
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}
