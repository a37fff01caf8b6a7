import fs from 'node:fs';
import { dirname, isAbsolute, join, sep } from 'node:path';
import { failure, type Result, success } from '../model/result.js';
import type { Workspace } from './workspace.js';

/**
 * The absolute path behind a root-relative one, symbolic links followed; refused when it leaves the root in any
 * way. The file itself need not exist.
 */
export function resolveInside(workspace: Workspace, path: string): Result<string> {
  const outside = failure('outside-root', `${path} is outside of the repository`, {
    hint: 'doc-ops reads and writes only below the folder that holds its documents',
  });
  if (path === '' || path.includes('\0') || isAbsolute(path) || path.split(/[\\/]/).includes('..'))
    return outside;
  const wanted = join(workspace.root, path);
  const real = realPathOf(wanted);
  if (real === null || !isInside(workspace.root, real)) return outside;
  return success(real);
}

/** Whether something stands at a root-relative path, inside the root. */
export function existsInside(workspace: Workspace, path: string): boolean {
  const resolved = resolveInside(workspace, path.replace(/#.*$/, '').replace(/\/$/, ''));
  return resolved.ok && fs.existsSync(resolved.value);
}

/** Whether an absolute real path is the folder or lies below it. */
export function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** The real path, with parts that do not exist yet kept as they are; null for a loop of links or a dangling one. */
function realPathOf(path: string): string | null {
  try {
    return fs.realpathSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') return null;
  }
  if (fs.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return null;
  const parent = dirname(path);
  if (parent === path) return path;
  const real = realPathOf(parent);
  return real === null ? null : join(real, path.slice(parent.length).replace(/^[\\/]/, ''));
}
