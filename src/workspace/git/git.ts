import { failure, type Result, success } from '../../model/result.js';
import { type Ended, run } from '../process/plumbing.js';
import type { Repository, Workspace } from '../workspace.js';
import { gitCommand } from './command.js';

/** Run git in the root of a workspace. */
export function git(
  workspace: Workspace,
  args: readonly string[],
  { env = {}, reachesOut = false, ...options }: GitOptions = {},
): Promise<Ended> {
  const command = gitCommand(workspace, args, reachesOut);
  return run({ ...command, env: { ...command.env, ...env }, ...options });
}

export interface GitOptions {
  readonly input?: string | Uint8Array;
  readonly maximumBytes?: number;
  /** Variables beside those of the workspace: another index, no questions at the terminal. */
  readonly env?: Readonly<Record<string, string>>;
  /** It speaks with a remote, as the person asked: hooks, transports and questions are the person's own. */
  readonly reachesOut?: boolean;
}

/** Git's standard output as text, or why it failed. */
export async function gitOutput(
  workspace: Workspace,
  args: readonly string[],
  options: GitOptions = {},
): Promise<Result<string>> {
  const ended = await git(workspace, args, options);
  return ended.code === 0 ? success(ended.stdout.toString('utf8')) : gitFailure(ended, args);
}

/** A failed git call as a value. */
export function gitFailure(
  ended: Ended,
  args: readonly string[],
): { readonly ok: false; readonly problem: import('../../model/result.js').Problem } {
  const said = ended.stderr.trim().split('\n')[0] ?? '';
  return failure('git', `git ${args[0] ?? ''} failed${said ? `: ${said}` : ''}`);
}

/** The repository of a workspace that needs one. */
export function requireRepository(workspace: Workspace): Result<Repository> {
  if (workspace.repository) return success(workspace.repository);
  const { refusedRepository } = workspace;
  if (refusedRepository) return failure('not-a-repository', refusedRepository);
  return failure('not-a-repository', 'this folder is not in a git repository', {
    hint: 'git init makes it one',
  });
}

/** Split output that ends every record with NUL. */
export function records(output: Buffer | string): string[] {
  const text = typeof output === 'string' ? output : output.toString('utf8');
  const parts = text.split('\0');
  if (parts.at(-1) === '') parts.pop();
  return parts;
}
