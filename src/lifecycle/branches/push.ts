import { failure, type Result, success } from '../../model/result.js';
import { git, gitFailure, gitOutput } from '../../workspace/git/git.js';
import type { Workspace } from '../../workspace/workspace.js';
import type { Done } from '../allOrNothing.js';

export interface Push {
  readonly remote: string;
  /** Without `refs/heads/`. */
  readonly branch: string;
  readonly commit: string;
  /** Where the remote's branch is to be now; null where there must be none. */
  readonly expected: string | null;
  /** Whether git may ask a person for a password. */
  readonly asks: boolean;
}

/** The remote that a branch is pushed to: the one that the base follows, `remote.pushDefault`, `origin`, or the only one. */
export async function remoteFor(workspace: Workspace, base: string): Promise<Result<string>> {
  const names = await gitOutput(workspace, ['remote']);
  if (!names.ok) return names;
  const remotes = names.value.split('\n').filter(Boolean);
  if (remotes.length === 0) {
    return failure('refused', 'this repository has no remote to push to', {
      hint: 'git remote add origin URL',
    });
  }
  for (const key of [`branch.${base}.pushRemote`, 'remote.pushDefault', `branch.${base}.remote`]) {
    const set = await gitOutput(workspace, ['config', key]);
    const name = set.ok ? set.value.trim() : '';
    if (remotes.includes(name)) return success(name);
  }
  const [only, second] = remotes;
  const found = remotes.includes('origin') ? 'origin' : second === undefined ? only : undefined;
  if (found !== undefined) return success(found);
  return failure('ambiguous', 'git does not tell which remote to push to', {
    allowed: remotes,
    hint: 'git config remote.pushDefault NAME',
  });
}

/** The branches of a remote that a pattern (`plan-001-*`) matches: name → commit. */
export async function remoteBranches(
  workspace: Workspace,
  { remote, asks }: Pick<Push, 'remote' | 'asks'>,
  pattern: string,
): Promise<Result<ReadonlyMap<string, string>>> {
  const args = ['ls-remote', '--heads', remote, `refs/heads/${pattern}`];
  const listed = await git(workspace, args, { env: asking(asks), reachesOut: true });
  if (listed.code !== 0) return gitFailure(listed, args);
  const branches = listed.stdout
    .toString('utf8')
    .split('\n')
    .flatMap((line): [string, string][] => {
      const [commit = '', name = ''] = line.split('\t');
      return name === '' ? [] : [[name.slice('refs/heads/'.length), commit]];
    });
  return success(new Map(branches));
}

/**
 * Push a commit to a branch, only if that still is where it is expected. A push that is reported as failed though it
 * arrived counts as one that arrived.
 */
export async function pushBranch(workspace: Workspace, push: Push, done: Done): Promise<Result<null>> {
  const { remote, branch, commit, expected } = push;
  const pushed = await send(workspace, push, commit, expected);
  if (!pushed.ok) {
    const listed = await remoteBranches(workspace, push, branch);
    if (!listed.ok) return pushed;
    const now = listed.value.get(branch) ?? null;
    if (now !== commit) return now === expected ? pushed : movedMeanwhile(push);
  }
  done({
    left: `branch ${branch} on ${remote} (git push ${remote} --delete ${branch})`,
    takeBack: () => send(workspace, push, expected, commit),
  });
  return success(null);
}

/** Delete a branch of a remote, if it still is where it is expected. */
export function deleteRemoteBranch(
  workspace: Workspace,
  push: Omit<Push, 'commit' | 'expected'>,
  expected: string,
): Promise<Result<null>> {
  return send(workspace, push, null, expected);
}

/** Let a remote's branch lead to a commit, or nowhere. */
async function send(
  workspace: Workspace,
  { remote, branch, asks }: Omit<Push, 'commit' | 'expected'>,
  commit: string | null,
  expected: string | null,
): Promise<Result<null>> {
  const name = `refs/heads/${branch}`;
  const args = [
    'push',
    '--porcelain',
    `--force-with-lease=${name}:${expected ?? ''}`,
    remote,
    `${commit ?? ''}:${name}`,
  ];
  const pushed = await git(workspace, args, { env: asking(asks), reachesOut: true });
  if (pushed.code === 0) return success(null);
  return failure('git', `git could not push to ${remote}: ${reasonOf(pushed)}`, {
    hint: `nothing was pushed; git push ${remote} shows all of what it says`,
  });
}

/** What git's porcelain says of the branch (`!<tab>names<tab>[rejected] (stale info)`), else its first complaint. */
function reasonOf({ stdout, stderr }: { readonly stdout: Buffer; readonly stderr: string }): string {
  const rejected = /^!\t[^\t]*\t(.+)$/m.exec(stdout.toString('utf8'))?.[1];
  const complaint = /^(?:fatal|error|remote|ERROR): *(.+)$/m.exec(stderr)?.[1];
  return (rejected ?? complaint ?? stderr.trim().split('\n')[0] ?? '').trim();
}

function movedMeanwhile({ remote, branch }: Push): ReturnType<typeof failure> {
  return failure('changed-meanwhile', `somebody else pushed ${branch} to ${remote} meanwhile`, {
    hint: `git fetch ${remote} shows it`,
  });
}

/** Without a person git must not wait for a password. */
function asking(asks: boolean): Record<string, string> {
  return asks ? {} : { GIT_TERMINAL_PROMPT: '0' };
}
