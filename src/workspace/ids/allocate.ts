import { join } from 'node:path';
import type { DocumentType } from '../../model/document/type.js';
import { namesIn } from '../files/durable.js';
import type { Workspace } from '../workspace.js';
import { branchHighest } from './branchIds.js';
import { includeAll, includeNames } from './highestNumbers.js';
import { referencedHighest } from './referencedIds.js';
import { namesBelow, siblingRoots } from './siblings.js';

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
