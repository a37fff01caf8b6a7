import fs from 'node:fs';
import { dirname, join } from 'node:path';
import type { DocumentType } from '../model/documentType.js';
import { idOfFileName, parseId } from '../model/ids.js';
import { branchHighest } from './branchIds.js';
import { namesIn } from './durable.js';
import { documentsOf } from './locate.js';
import { referencedHighest } from './referencedIds.js';
import type { Workspace } from './workspace.js';

/**
 * The next free ids of a type: one more than the highest seen in this work tree and its archive, in the names of
 * proof ledgers, on cards and in references, in sibling work trees and on every local or remote-tracking branch.
 * Call under the lock: it is shared by all work trees, so two callers never get the same number.
 */
export async function nextIds(workspace: Workspace, type: DocumentType, count = 1): Promise<number[]> {
  const [referenced, branches] = await Promise.all([referencedHighest(workspace), branchHighest(workspace)]);
  const highest = Math.max(
    0,
    referenced[type.prefix] ?? 0,
    branches[type.prefix] ?? 0,
    ...[false, true].flatMap((archived) => documentsOf(workspace, type, archived)).map((one) => one.number),
    ...ledgerNumbers(workspace, type),
    ...siblingNumbers(workspace, type),
  );
  return Array.from({ length: count }, (_, index) => highest + 1 + index);
}

function ledgerNumbers(workspace: Workspace, type: DocumentType): number[] {
  return namesIn(join(workspace.root, workspace.folder, 'proofs')).flatMap((name) => {
    const parsed = parseId(name, workspace.config.types);
    return parsed?.type === type ? [parsed.number] : [];
  });
}

/** Numbers in the other work trees of the repository, by their file names. */
function siblingNumbers(workspace: Workspace, type: DocumentType): number[] {
  return siblingRoots(workspace).flatMap((root) =>
    ['', 'archive/'].flatMap((part) =>
      namesIn(join(root, workspace.folder, part + type.folder)).flatMap((name) => {
        const named = idOfFileName(name, workspace.config.types);
        return named?.type === type ? [named.number] : [];
      }),
    ),
  );
}

/** Roots of the other work trees: git keeps the path of each one's `.git` in `worktrees/<name>/gitdir`. */
export function siblingRoots(workspace: Workspace): string[] {
  const { repository } = workspace;
  if (!repository) return [];
  const inside = workspace.root.slice(repository.workTree.length);
  const tops = namesIn(join(repository.commonDir, 'worktrees')).flatMap((name) => {
    try {
      return [
        dirname(fs.readFileSync(join(repository.commonDir, 'worktrees', name, 'gitdir'), 'utf8').trim()),
      ];
    } catch {
      // A work tree that is being removed.
      return [];
    }
  });
  if (repository.commonDir !== repository.gitDir) tops.push(dirname(repository.commonDir));
  return tops.filter((top) => top !== repository.workTree).map((top) => top + inside);
}
