import { type Result, success } from '../../model/result.js';
import { gitOutput } from '../../workspace/git/git.js';
import type { Workspace } from '../../workspace/workspace.js';

/** A local or remote-tracking branch. */
export interface Branch {
  /** `plan-001-login-11-30-1430`, without the remote's name. */
  readonly name: string;
  /** Null for a local one. */
  readonly remote: string | null;
  readonly commit: string;
}

/** All branches by one git, in the order of their names; a remote's `HEAD` is not one. */
export async function listBranches(workspace: Workspace): Promise<Result<Branch[]>> {
  const format = '--format=%(refname)%00%(objectname)%00%(symref)';
  const listed = await gitOutput(workspace, ['for-each-ref', format, 'refs/heads', 'refs/remotes']);
  if (!listed.ok) return listed;
  return success(
    listed.value.split('\n').flatMap((line): Branch[] => {
      const [ref = '', commit = '', symbolic] = line.split('\0');
      const [, kind, ...parts] = ref.split('/');
      if (parts.length === 0 || symbolic !== '') return [];
      // A remote's name may hold a slash; its branches of plans do not.
      const remote = kind === 'heads' ? null : parts.slice(0, -1).join('/');
      return [{ name: remote === null ? parts.join('/') : (parts.at(-1) ?? ''), remote, commit }];
    }),
  );
}
