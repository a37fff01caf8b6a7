import fs from 'node:fs';
import { basename, join } from 'node:path';
import { codeOf, namesIn, removeIfThere } from '../../files/durable.js';
import { isGone, type LockHolder, parseHolder, thisHolder } from '../../transaction/lock/holder.js';
import type { Repository } from '../../workspace.js';

/** Name of the folder of every throw-away tree: nothing else is ever removed. */
const treeName = /^doc-ops-probe-[a-z0-9]{8,32}$/;

export function treeNameFor(token: string): string {
  return `doc-ops-probe-${token}`;
}

/**
 * Notes that a throw-away tree is there, before it is made: in git's own folder, shared by all work trees. Who kills
 * this process leaves the note, by which the next probe and `doctor` find the tree.
 */
export function recordTree(repository: Repository, path: string, token: string): string {
  const folder = recordsFolder(repository);
  fs.mkdirSync(folder, { recursive: true });
  const record = join(folder, `${token}.json`);
  fs.writeFileSync(record, `${JSON.stringify({ ...thisHolder('plan probe', token), path })}\n`, {
    flag: 'wx',
  });
  return record;
}

/** Throw-away trees whose process is provably gone, by the paths of their notes. */
export async function abandonedTrees(repository: Repository): Promise<{ record: string; path: string }[]> {
  const found: { record: string; path: string }[] = [];
  for (const name of namesIn(recordsFolder(repository))) {
    const record = join(recordsFolder(repository), name);
    const holder = readRecord(record);
    if (holder && (await isGone(holder))) found.push({ record, path: holder.path });
  }
  return found;
}

/** Remove what killed probes have left; returns how many trees that were. */
export async function sweepTrees(repository: Repository): Promise<number> {
  const abandoned = await abandonedTrees(repository);
  for (const { record, path } of abandoned) removeTree(repository, path, record);
  return abandoned.length;
}

/**
 * Remove a throw-away tree, what git knows of it, and its note. Links in it are removed, never what they lead to. By
 * hand and not by `git worktree remove`, which refuses trees that a check has damaged.
 */
export function removeTree({ commonDir }: Repository, path: string, record: string): void {
  const name = basename(path);
  if (treeName.test(name) && isOwnFolder(path)) removeFolder(path);
  const known = join(commonDir, 'worktrees', name);
  if (treeName.test(name) && isOwnFolder(known)) {
    removeFolder(known);
    removeIfEmpty(join(commonDir, 'worktrees'));
  }
  removeIfThere(record);
}

function recordsFolder({ commonDir }: Repository): string {
  return join(commonDir, 'doc-ops', 'trees');
}

function readRecord(path: string): (LockHolder & { readonly path: string }) | null {
  const stat = fs.lstatSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile() || stat.size > 64 * 1024) return null;
  const holder = parseHolder(fs.readFileSync(path, 'utf8')) as
    | (LockHolder & { readonly path?: unknown })
    | null;
  return holder && typeof holder.path === 'string' ? { ...holder, path: holder.path } : null;
}

function isOwnFolder(path: string): boolean {
  const stat = fs.lstatSync(path, { throwIfNoEntry: false });
  return stat?.isDirectory() === true && stat.uid === (process.getuid?.() ?? stat.uid);
}

function removeFolder(path: string): void {
  try {
    fs.rmSync(path, { recursive: true, force: true });
  } catch (error) {
    if (codeOf(error) !== 'EACCES' && codeOf(error) !== 'EPERM') throw error;
    // A check made a folder read-only.
    makeWritable(path);
    fs.rmSync(path, { recursive: true, force: true });
  }
}

function makeWritable(folder: string): void {
  fs.chmodSync(folder, 0o700);
  for (const entry of fs.readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) makeWritable(join(folder, entry.name));
}

function removeIfEmpty(folder: string): void {
  try {
    fs.rmdirSync(folder);
  } catch (error) {
    if (codeOf(error) !== 'ENOTEMPTY' && codeOf(error) !== 'EEXIST' && codeOf(error) !== 'ENOENT')
      throw error;
  }
}
