import { join } from 'node:path';
import { git, records } from '../git/git.js';
import type { Workspace } from '../workspace.js';
import { blobId, isNeverInput, type TreeSnapshot } from './treeSnapshot.js';

/** The files as the commit about to be made will hold them; those that it does not hold as they are. */
export async function stagedTree(workspace: Workspace): Promise<TreeSnapshot> {
  const [staged, others] = await Promise.all([
    git(workspace, ['ls-files', '--stage', '-z']),
    git(workspace, ['ls-files', '--others', '--exclude-standard', '-z']),
  ]);
  const tracked = new Map<string, string>();
  for (const record of records(staged.stdout)) {
    const tab = record.indexOf('\t');
    const path = record.slice(tab + 1);
    const [, id = ''] = record.slice(0, tab).split(' ');
    if (!isNeverInput(workspace, path)) tracked.set(path, id);
  }
  const untracked = new Map<string, string>();
  for (const path of records(others.stdout)) {
    const id = isNeverInput(workspace, path) ? null : blobId(join(workspace.root, path));
    if (id !== null) untracked.set(path, id);
  }
  return { tracked, untracked };
}
