import { failure, type Result, success } from '../../model/result.js';
import { git, gitFailure } from '../../workspace/git/git.js';
import type { Workspace } from '../../workspace/workspace.js';

/** A branch that is to lead to another commit. Null is a branch that is not there. */
export interface BranchMove {
  /** Without `refs/heads/`. */
  readonly branch: string;
  readonly from: string | null;
  readonly to: string | null;
  /** For git's log of the branch. */
  readonly why: string;
}

/**
 * Make, move or delete a branch, in one step and only if it still is where the caller saw it. No working tree follows:
 * a branch that is checked out is moved in that work tree.
 */
export async function moveBranch(workspace: Workspace, move: BranchMove): Promise<Result<null>> {
  const { branch, from, to, why } = move;
  const name = `refs/heads/${branch}`;
  const command =
    to === null
      ? `delete ${name} ${from ?? ''}`
      : from === null
        ? `create ${name} ${to}`
        : `update ${name} ${to} ${from}`;
  const args = ['update-ref', '-m', why, '--stdin'];
  const moved = await git(workspace, args, { input: `start\n${command}\ncommit\n` });
  if (moved.code === 0) return success(null);
  const now = await commitOf(workspace, name);
  if (now === to) return success(null);
  if (now === from) return gitFailure(moved, args);
  return failure(
    'changed-meanwhile',
    `branch ${branch} was ${now === null ? 'deleted' : from === null ? 'made' : 'moved'} by somebody else meanwhile`,
    {
      hint: 'nothing was changed; run the command again',
    },
  );
}

/** The commit that a name leads to; null where there is none. */
export async function commitOf(workspace: Workspace, name: string): Promise<string | null> {
  const found = await git(workspace, [
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${name}^{commit}`,
  ]);
  return found.code === 0 ? found.stdout.toString('utf8').trim() : null;
}
