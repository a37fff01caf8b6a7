import type { Finding } from '../model/finding.js';
import { idOfFileName } from '../model/ids.js';
import { failure, type Result, success } from '../model/result.js';
import { git, records } from './git.js';
import { documentsOf } from './locate.js';
import type { Workspace } from './workspace.js';

/**
 * Documents here whose id another document has on a branch or commit: they would be two of one id after the merge.
 * A file that stood in the common ancestor already is the same document, renamed or not.
 */
export async function collisionsWith(
  workspace: Workspace,
  base: string,
): Promise<Result<readonly Finding[]>> {
  const [theirs, merged] = await Promise.all([
    git(workspace, ['ls-tree', '-r', '-z', '--name-only', base, '--', workspace.folder]),
    git(workspace, ['merge-base', 'HEAD', base]),
  ]);
  if (theirs.code !== 0) {
    return failure('git', `git knows no '${base}'`, {
      hint: 'name a branch or a commit, such as origin/main',
    });
  }
  const ancestor = merged.stdout.toString('utf8').trim();
  const old =
    ancestor === ''
      ? null
      : await git(workspace, ['ls-tree', '-r', '-z', '--name-only', ancestor, '--', workspace.folder]);
  const inherited = old?.code === 0 ? idsIn(workspace, records(old.stdout)) : new Map<string, string>();
  const there = idsIn(workspace, records(theirs.stdout));
  const findings: Finding[] = [];
  for (const type of workspace.config.types) {
    for (const { id, path } of [
      ...documentsOf(workspace, type, false),
      ...documentsOf(workspace, type, true),
    ]) {
      const other = there.get(id);
      if (other === undefined || inherited.has(id) || nameOf(other) === nameOf(path)) continue;
      findings.push({
        rule: 'id/duplicate',
        severity: 'error',
        path,
        message: `${id} is another document on ${base}: ${other}`,
        suggestion: `doc-ops renumber ${path}`,
      });
    }
  }
  return success(findings);
}

function idsIn(workspace: Workspace, paths: readonly string[]): Map<string, string> {
  const ids = new Map<string, string>();
  for (const path of paths) {
    const named = idOfFileName(nameOf(path), workspace.config.types);
    if (named) ids.set(named.id, path);
  }
  return ids;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
