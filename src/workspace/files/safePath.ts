import fs from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { failure, type Result, success } from '../../model/result.js';
import type { Workspace } from '../workspace.js';
import { codeOf } from './durable.js';
import { ioFailure } from './ioFailure.js';

/**
 * The absolute path behind a root-relative one, symbolic links followed; refused when it leaves the root in any
 * way, or enters git's own folder, where a file can be a program. The file itself need not exist.
 */
export function resolveInside(workspace: Workspace, path: string): Result<string> {
  if (!isPlain(path)) return outside(path);
  let found: string | null;
  try {
    found = realPathBelow(workspace.root, path);
  } catch (error) {
    return ioFailure(error, `${path} cannot be reached`);
  }
  if (found === null || !isInside(workspace.root, found)) return outside(path);
  if (isGitOwned(workspace, found))
    return failure('outside-root', `${path} belongs to git`, { hint: 'doc-ops does not touch it' });
  return success(found);
}

/**
 * Whether a root-relative path leads, without any link, to where it says, inside the root and outside of git's
 * folder. Throws where the file system does not answer.
 */
export function isItself(workspace: Workspace, path: string): boolean {
  if (!isPlain(path)) return false;
  const absolute = join(workspace.root, path);
  if (isGitOwned(workspace, absolute)) return false;
  try {
    return realPathBelow(workspace.root, path) === absolute;
  } catch (error) {
    if (codeOf(error) === 'ENOTDIR') return false;
    throw error;
  }
}

/** Whether something is at a root-relative path, inside the root. */
export function existsInside(workspace: Workspace, path: string): boolean {
  const resolved = resolveInside(workspace, path.replace(/#.*$/, '').replace(/\/$/, ''));
  return resolved.ok && fs.existsSync(resolved.value);
}

/** Whether an absolute real path is the folder or lies below it. */
export function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** The real path of something that is below a root or the root itself; null where there is nothing, or it leads outside. */
export function realPathInside(root: string, path: string): string | null {
  try {
    const real = fs.realpathSync(join(root, path));
    return isInside(root, real) ? real : null;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return null;
  }
}

/** Relative, and never upwards. */
function isPlain(path: string): boolean {
  return path !== '' && !path.includes('\0') && !isAbsolute(path) && !partsOf(path).includes('..');
}

function partsOf(path: string): string[] {
  return path.split(sep === '\\' ? /[\\/]/ : '/').filter((part) => part !== '' && part !== '.');
}

/** `.git` at any depth, in any case: some file systems ignore it. */
function isGitOwned(workspace: Workspace, path: string): boolean {
  return path
    .slice(workspace.root.length)
    .split(sep)
    .some((part) => part.toLowerCase() === '.git');
}

function outside(path: string): Result<never> {
  return failure('outside-root', `${path} is outside of the repository`, {
    hint: 'doc-ops reads and writes only below the folder that holds its documents',
  });
}

/**
 * The real path of something below a folder whose own path is real, with parts that do not exist yet kept as they
 * are; null for a link that leads nowhere or in a circle. Only asks about what is below, since it is asked often.
 */
function realPathBelow(folder: string, path: string): string | null {
  const parts = partsOf(path);
  let at = folder;
  for (const part of parts) {
    at = join(at, part);
    const stat = fs.lstatSync(at, { throwIfNoEntry: false });
    if (!stat) return join(folder, ...parts);
    if (stat.isSymbolicLink()) return realPathOf(join(folder, path));
  }
  return at;
}

/** The real path of something that need not exist; null for a link that leads nowhere or in a circle. */
export function realPathOf(path: string): string | null {
  try {
    return fs.realpathSync(path);
  } catch (error) {
    if (codeOf(error) === 'ELOOP') return null;
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  if (fs.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return null;
  const parent = dirname(path);
  if (parent === path) return path;
  const real = realPathOf(parent);
  return real === null ? null : join(real, basename(path));
}

/** The posix path of a file or folder inside of another folder; `''` for the folder itself. */
export function pathBelow(above: string, path: string): string {
  return relative(above, path).split(sep).join('/');
}

/** Whether a path, there or not yet, is one that a commit could fill, whichever links lead to it. */
export function isInRepository({ root, repository }: Workspace, path: string): boolean {
  const real = realPathOf(path);
  return (
    real === null || isInside(root, real) || (repository !== null && isInside(repository.workTree, real))
  );
}
