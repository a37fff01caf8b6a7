import fs from 'node:fs';
import { dirname, join } from 'node:path';
import type { DocumentType } from '../../model/document/type.js';
import { namesIn } from '../files/durable.js';
import { readOrNull } from '../files/readOrNull.js';
import { prefixOf } from '../git/repository.js';
import type { Workspace } from '../workspace.js';
import { branchHighest } from './branchIds.js';
import { includeAll, includeNames } from './highestNumbers.js';
import { referencedHighest } from './referencedIds.js';

/**
 * The next free ids of a type: one more than the highest seen in this work tree and its archive, in the names of
 * proof ledgers, on cards and in references, in sibling work trees and on every local or remote-tracking branch.
 * Call under the lock: it is shared by all work trees, so two callers never get the same number.
 */
export async function nextIds(workspace: Workspace, type: DocumentType, count = 1): Promise<number[]> {
  const [highest, branches] = await Promise.all([referencedHighest(workspace), branchHighest(workspace)]);
  includeAll(highest, branches);
  for (const root of [workspace.root, ...siblingRoots(workspace)]) {
    for (const folder of [type.folder, `archive/${type.folder}`, 'proofs']) {
      // The documents of this work tree have to be readable.
      const names =
        root === workspace.root && folder !== 'proofs'
          ? namesIn(join(root, workspace.folder, folder))
          : namesBelow(root, workspace.folder, folder);
      includeNames(highest, names, workspace.config.types);
    }
  }
  const next = (highest[type.prefix] ?? 0) + 1;
  return Array.from({ length: count }, (_, index) => next + index);
}

/** Roots of the same workspace in the other work trees: git keeps the path of each one's `.git` in `worktrees/`. */
function siblingRoots(workspace: Workspace): string[] {
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
function namesBelow(...parts: readonly string[]): string[] {
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
