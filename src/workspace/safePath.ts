import fs from 'node:fs';
import { dirname, isAbsolute, join, sep } from 'node:path';
import { failure, type Result, success } from '../model/result.js';
import { codeOf } from './durable.js';
import type { Workspace } from './workspace.js';

/**
 * The absolute path behind a root-relative one, symbolic links followed; refused when it leaves the root in any
 * way, or enters git's own folder, where a file can be a program. The file itself need not exist.
 */
export function resolveInside(workspace: Workspace, path: string): Result<string> {
  const parts = path.split(sep === '\\' ? /[\\/]/ : '/');
  if (path === '' || path.includes('\0') || isAbsolute(path) || parts.includes('..')) return outside(path);
  const found = realPathOf(join(workspace.root, path));
  if (found.kind === 'not-a-folder')
    return failure('io', `${path} cannot be there: a part of it is a file, not a folder`);
  if (found.kind === 'unresolvable' || !isInside(workspace.root, found.path)) return outside(path);
  if (isGitOwned(workspace, found.path))
    return failure('outside-root', `${path} belongs to git`, { hint: 'doc-ops does not touch it' });
  return success(found.path);
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

type RealPath =
  | { readonly kind: 'found'; readonly path: string }
  /** A loop of links, a dangling one, a folder that may not be entered. */
  | { readonly kind: 'unresolvable' }
  | { readonly kind: 'not-a-folder' };

/** The real path, with parts that do not exist yet kept as they are. */
function realPathOf(path: string): RealPath {
  try {
    return { kind: 'found', path: fs.realpathSync(path) };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOTDIR') return { kind: 'not-a-folder' };
    if (code !== 'ENOENT') return { kind: 'unresolvable' };
  }
  if (fs.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) return { kind: 'unresolvable' };
  const parent = dirname(path);
  if (parent === path) return { kind: 'found', path };
  const real = realPathOf(parent);
  return real.kind === 'found'
    ? { kind: 'found', path: join(real.path, path.slice(parent.length).replace(/^[\\/]/, '')) }
    : real;
}
