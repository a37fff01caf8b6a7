import fs from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { failure, type Result, success } from '../../model/result.js';
import { namesIn } from '../../workspace/files/durable.js';
import { readOrNull } from '../../workspace/files/readOrNull.js';
import { git, gitFailure } from '../../workspace/git/git.js';
import type { Repository, Workspace } from '../../workspace/workspace.js';
import type { Done } from '../allOrNothing.js';

/** A work tree of a repository. */
export interface Worktree {
  /** Absolute path of its top. */
  readonly path: string;
  /** The branch that is checked out, without `refs/heads/`; null where none is. */
  readonly branch: string | null;
  /** Whether it is the repository's own, not a linked one. */
  readonly isMain: boolean;
  /** Whether its folder is there. */
  readonly exists: boolean;
}

/** All work trees, as git's files tell (gitrepository-layout(5)): no process is started. */
export function worktreesOf({ commonDir }: Repository): Worktree[] {
  const all = join(commonDir, 'worktrees');
  const linked = namesIn(all).flatMap((name): Worktree[] => {
    const link = readOrNull(join(all, name, 'gitdir'))?.trim();
    if (!link) return [];
    const path = dirname(resolve(join(all, name), link));
    return [{ path, branch: branchOf(join(all, name)), isMain: false, exists: fs.existsSync(path) }];
  });
  // A bare repository has only linked ones.
  if (basename(commonDir) !== '.git') return linked;
  return [{ path: dirname(commonDir), branch: branchOf(commonDir), isMain: true, exists: true }, ...linked];
}

function branchOf(gitDir: string): string | null {
  return /^ref: refs\/heads\/(.+)$/m.exec(readOrNull(join(gitDir, 'HEAD')) ?? '')?.[1]?.trim() ?? null;
}

/** Where the work tree of a branch goes unless a person says otherwise: `<repository>.worktrees/<branch>`, beside it. */
export function worktreePlace({ commonDir }: Repository, branch: string): string {
  const main = basename(commonDir) === '.git' ? dirname(commonDir) : commonDir.replace(/\.git$/, '');
  return join(`${main}.worktrees`, branch);
}

/** Check a branch out in a work tree of its own. Only an empty folder, or none, may be at the path. */
export async function addWorktree(
  workspace: Workspace,
  path: string,
  branch: string,
  done: Done,
): Promise<Result<null>> {
  if (namesIn(path).length > 0) {
    return failure('exists', `${path} is there and is not empty`, {
      hint: 'remove it, or name another folder with --worktree',
    });
  }
  const made = firstMissing(path);
  done({
    left: `the work tree ${path} (git worktree remove --force ${path})`,
    takeBack: () => removeWorktree(workspace, path, { force: true, upTo: made }),
  });
  fs.mkdirSync(dirname(path), { recursive: true });
  const args = ['worktree', 'add', '--quiet', path, branch];
  const added = await git(workspace, args);
  if (added.code !== 0) return gitFailure(added, args);
  return success(null);
}

/**
 * Remove a work tree with all that is in it, and git's notes of it. Without `force` git refuses where files are modified
 * or untracked. `upTo` is the topmost folder that goes as well where it
 * is empty then.
 */
export async function removeWorktree(
  workspace: Workspace,
  path: string,
  { force, upTo }: { readonly force: boolean; readonly upTo: string | null },
): Promise<Result<null>> {
  const args = ['worktree', 'remove', ...(force ? ['--force', '--force'] : []), path];
  const removed = await git(workspace, args);
  if (removed.code !== 0 && !force) return gitFailure(removed, args);
  if (force) fs.rmSync(path, { recursive: true, force: true });
  // One that was only half made is not known to `remove`.
  const pruned = removed.code === 0 ? removed : await git(workspace, ['worktree', 'prune']);
  if (upTo !== null) removeEmpty(dirname(path), upTo);
  return pruned.code === 0 ? success(null) : gitFailure(pruned, ['worktree prune']);
}

/** The topmost folder on the way to a path that is not there; null where the path's own folder is there. */
function firstMissing(path: string): string | null {
  let missing: string | null = null;
  for (let at = dirname(path); !fs.existsSync(at); at = dirname(at)) missing = at;
  return missing;
}

/** Remove folders that are empty, from one upwards to another. */
function removeEmpty(from: string, upTo: string): void {
  for (let at = from; at.startsWith(upTo) && fs.existsSync(at) && namesIn(at).length === 0; at = dirname(at))
    fs.rmdirSync(at);
}
