import { identify } from '../../model/document/identify.js';
import type { Finding } from '../../model/finding.js';
import { nameOf } from '../../model/links/path.js';
import { failure, type Result, success } from '../../model/result.js';
import { git, records } from '../git/git.js';
import { takeSnapshot } from '../index/snapshot.js';
import type { Workspace } from '../workspace.js';

/**
 * Documents here whose id another document has on a branch or commit: they would be two of one id after the merge.
 * A file that was in the common ancestor already is the same document, renamed or not. `paths` are those of the
 * commit to be; of the work tree where they are left out.
 */
export async function collisionsWith(
  workspace: Workspace,
  base: string,
  paths?: readonly string[],
): Promise<Result<readonly Finding[]>> {
  const theirs = await baseIds(workspace, base);
  if (!theirs.ok) return theirs;
  const merged = await git(workspace, ['merge-base', 'HEAD', base]);
  const ancestor = merged.stdout.toString('utf8').trim();
  const old = ancestor === '' ? null : await baseIds(workspace, ancestor);
  const inherited = old?.ok ? old.value : new Map<string, readonly string[]>();
  const ours = paths ?? [...(await takeSnapshot(workspace)).identities.keys()];
  const findings: Finding[] = [];
  for (const path of ours) {
    const { id } = identify(path, {}, workspace);
    const there = id === null ? [] : (theirs.value.get(id) ?? []);
    const other = there.find((one) => nameOf(one) !== nameOf(path));
    if (id === null || other === undefined || there.some((one) => nameOf(one) === nameOf(path))) continue;
    if (!inherited.has(id)) findings.push(collision(id, path, other, base));
  }
  return success(findings);
}

/** The documents that a branch or commit holds, by id; their names tell. */
async function baseIds(
  workspace: Workspace,
  base: string,
): Promise<Result<ReadonlyMap<string, readonly string[]>>> {
  const wanted = base.startsWith('-') ? null : await listTree(workspace, base);
  if (wanted?.code !== 0) {
    return failure('git', `git knows no '${base}'`, {
      hint: 'name a branch or a commit, such as origin/main',
    });
  }
  const ids = new Map<string, string[]>();
  for (const path of records(wanted.stdout)) {
    const { id } = identify(path, {}, workspace);
    if (id !== null) ids.set(id, [...(ids.get(id) ?? []), path]);
  }
  return success(ids);
}

function listTree(workspace: Workspace, base: string) {
  return git(workspace, ['ls-tree', '-r', '-z', '--name-only', base, '--', `${workspace.folder}/`]);
}

function collision(id: string, path: string, other: string, base: string): Finding {
  return {
    rule: 'id/duplicate',
    severity: 'error',
    path,
    message: `${id} is another document on ${base}: ${other}`,
    suggestion: `doc-ops renumber ${path}`,
  };
}
