import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { readOrNull } from '../files/readOrNull.js';
import { prefixOf } from '../git/repository.js';
import type { Workspace } from '../workspace.js';

/** Roots of the same workspace in the other work trees: git keeps the path of each one's `.git` in `worktrees/`. */
export function siblingRoots(workspace: Workspace): string[] {
  const { repository } = workspace;
  if (!repository) return [];
  const folder = join(repository.commonDir, 'worktrees');
  const tops = namesBelow(folder).flatMap((name) => {
    const path = readOrNull(join(folder, name, 'gitdir'));
    return path === null ? [] : [dirname(path.trim())];
  });
  // The first work tree is not listed there; its `.git` is the common folder.
  if (repository.commonDir !== repository.gitDir) tops.push(dirname(repository.commonDir));
  return tops.filter((top) => !isSame(top, repository.workTree)).map((top) => join(top, prefixOf(workspace)));
}

/** Names in a folder of another work tree; none where it is missing or cannot be read. */
export function namesBelow(...parts: readonly string[]): string[] {
  try {
    return fs.readdirSync(join(...parts));
  } catch {
    return [];
  }
}

function isSame(a: string, b: string): boolean {
  if (a === b) return true;
  try {
    return fs.realpathSync(a) === b;
  } catch {
    // A work tree that was removed by hand.
    return false;
  }
}
