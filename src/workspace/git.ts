import { resolve } from 'node:path';
import { failure, type Result, success } from '../model/result.js';
import { type Ended, run } from './process.js';
import type { Repository, Workspace } from './workspace.js';

/** Run git in the work tree; optional locks are never taken, messages are in English, names are unquoted. */
export function git(
  workspace: Workspace,
  args: readonly string[],
  options: { input?: string | Uint8Array; maximumBytes?: number } = {},
): Promise<Ended> {
  return run({
    command: 'git',
    args: ['--no-optional-locks', '-c', 'core.quotePath=false', ...args],
    cwd: workspace.root,
    env: { ...absoluteLocations(workspace.environment), LC_ALL: 'C', GIT_PAGER: 'cat' },
    ...options,
  });
}

/** In hooks git names its files relative to the folder that it started the hook in, which need not be ours. */
function absoluteLocations({ env, cwd }: Workspace['environment']): Record<string, string | undefined> {
  const result = { ...env };
  for (const name of [
    'GIT_DIR',
    'GIT_INDEX_FILE',
    'GIT_WORK_TREE',
    'GIT_COMMON_DIR',
    'GIT_OBJECT_DIRECTORY',
  ]) {
    const value = env[name];
    if (value) result[name] = resolve(cwd, value);
  }
  return result;
}

/** Git's standard output as text, or why it failed. */
export async function gitOutput(
  workspace: Workspace,
  args: readonly string[],
  input?: string,
): Promise<Result<string>> {
  const ended = await git(workspace, args, input === undefined ? {} : { input });
  return ended.code === 0 ? success(ended.stdout.toString('utf8')) : gitFailure(ended, args);
}

/** A failed git call as a value. */
export function gitFailure(
  ended: Ended,
  args: readonly string[],
): { readonly ok: false; readonly problem: import('../model/result.js').Problem } {
  const said = ended.stderr.trim().split('\n')[0] ?? '';
  return failure('git', `git ${args[0] ?? ''} failed${said ? `: ${said}` : ''}`);
}

/** The repository of a workspace that needs one. */
export function requireRepository(workspace: Workspace): Result<Repository> {
  if (workspace.repository) return success(workspace.repository);
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
