import fs from 'node:fs';
import { join } from 'node:path';
import { isInside } from '../files/safePath.js';
import type { Workspace } from '../workspace.js';

/** A file written this recently may be written again without its times telling. */
const racyNanoseconds = 50_000_000n;
/** The same where the file system counts whole seconds (some of them two). */
const coarseNanoseconds = 2_100_000_000n;

/**
 * What tells a file's content from others: size, times and inode; `special:` for what is not a readable file, null where
 * nothing is. A file written just now gets an identity that is never met again.
 */
export function statIdentity(workspace: Workspace, path: string): string | null {
  const absolute = join(workspace.root, path);
  try {
    const stat = fs.statSync(absolute, { bigint: true });
    return stat.isFile() ? identityOf(workspace, stat) : 'special:';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return 'special:';
    return fs.lstatSync(absolute, { throwIfNoEntry: false }) ? 'special:' : null;
  }
}

/** The same of a folder: what tells the names in it from others; null where there is none. */
export function folderIdentity(workspace: Workspace, path: string): string | null {
  const stat = fs.statSync(join(workspace.root, path), { bigint: true, throwIfNoEntry: false });
  return stat?.isDirectory() ? identityOf(workspace, stat) : null;
}

function identityOf({ environment }: Workspace, stat: fs.BigIntStats): string {
  const newest = latest(stat.mtimeNs, stat.ctimeNs);
  const age = BigInt(environment.now().getTime()) * 1_000_000n - newest;
  const limit = newest % 1_000_000_000n === 0n ? coarseNanoseconds : racyNanoseconds;
  const racy = age < limit ? `:${environment.token(8)}` : '';
  return `${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}:${stat.ino}${racy}`;
}

function latest(a: bigint, b: bigint): bigint {
  if (a < b) return b;
  return a;
}

/** Whether a path is a symbolic link to a folder inside the root, and not to one that it lies in. */
export function isFolderLink(workspace: Workspace, path: string): boolean {
  const absolute = join(workspace.root, path);
  try {
    if (!fs.lstatSync(absolute).isSymbolicLink()) return false;
    const real = fs.realpathSync(absolute);
    if (!isInside(workspace.root, real) || isInside(real, absolute)) return false;
    return fs.statSync(real).isDirectory();
  } catch {
    // A loop, or nothing behind the link: not a folder.
    return false;
  }
}
