import { devNull } from 'node:os';
import { delimiter, isAbsolute, resolve } from 'node:path';
import { isInside, realPathOf } from '../files/safePath.js';
import type { Command } from '../process/plumbing.js';
import type { Environment, Repository, Workspace } from '../workspace.js';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * What a repository's config could start, and what would change an answer: off for every call. An empty
 * `core.fsmonitor` is off for every git; before 2.36 `false` was the name of a program.
 */
const always = settings('core.fsmonitor=', 'log.showSignature=false', 'submodule.recurse=false');
const quiet = [...always, ...settings(`core.hooksPath=${devNull}`)];
const reaching = [...always, ...settings('protocol.ext.allow=never')];

function settings(...given: readonly string[]): readonly string[] {
  return given.flatMap((setting) => ['-c', setting]);
}

const options: readonly string[] = ['--no-optional-locks', '--no-pager', '-c', 'core.quotePath=false'];

/**
 * A call of git in the root of a workspace, the only place that names git: for the repository that was found or for
 * none, in English, with literal paths that count from the root, without optional locks, and without a network unless it
 * `reachesOut`.
 */
export function gitCommand(workspace: Workspace, args: readonly string[], reachesOut = false): Command {
  return {
    command: 'git',
    // `git config` starts nothing, and is asked for the hooks' folder.
    args: [...options, ...(args[0] === 'config' ? [] : reachesOut ? reaching : quiet), ...args],
    cwd: workspace.root,
    env: gitEnvironment(workspace, reachesOut),
  };
}

/** A call of git that belongs to no workspace, in the working folder, with the repository that git was told of. */
export function plainGitCommand({ cwd, env }: Environment, args: readonly string[]): Command {
  return { command: 'git', args: [...options, ...quiet, ...args], cwd, env: quietEnvironment(env, null) };
}

/**
 * The environment for git in this workspace. Repository and work tree are named in full, so that git looks for none:
 * a folder in between could pass for a bare repository. `GIT_INDEX_FILE`, which a hook gets, counts from the top of
 * the work tree; what a hook of another repository set is taken out.
 */
function gitEnvironment(workspace: Workspace, reachesOut: boolean): Env {
  const { repository } = workspace;
  const { env, cwd } = workspace.environment;
  const own = quietEnvironment(env, repository);
  if (reachesOut) for (const name of forbidding) delete own[name];
  const named = env.GIT_DIR ? realPathOf(resolve(cwd, env.GIT_DIR)) : null;
  const isOurs =
    repository !== null &&
    (env.GIT_DIR
      ? named === repository.gitDir
      : isInside(repository.workTree, realPathOf(cwd) ?? repository.workTree));
  if (!isOurs) for (const name of ofOneRepository) delete own[name];
  own.GIT_DIR = repository?.gitDir ?? devNull;
  if (!repository) return own;
  own.GIT_WORK_TREE = repository.workTree;
  if (isOurs && env.GIT_COMMON_DIR) own.GIT_COMMON_DIR = repository.commonDir;
  else delete own.GIT_COMMON_DIR;
  if (isOurs && env.GIT_INDEX_FILE) own.GIT_INDEX_FILE = resolve(repository.workTree, env.GIT_INDEX_FILE);
  return own;
}

/** No such protocol: nothing is fetched, whatever `protocol.allow` says. */
const noNetwork = { GIT_ALLOW_PROTOCOL: 'none', GIT_TERMINAL_PROMPT: '0' };
const forbidding = Object.keys(noNetwork);

function quietEnvironment(env: Env, repository: Repository | null): Record<string, string | undefined> {
  const own: Record<string, string | undefined> = {
    ...env,
    LC_ALL: 'C',
    GIT_PAGER: 'cat',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_NO_LAZY_FETCH: '1',
    ...noNetwork,
    PATH: trustedPath(env.PATH, repository),
  };
  delete own.GIT_EXTERNAL_DIFF;
  return own;
}

/** The folders of PATH that are absolute and not in the work tree: in all others a commit could put a `git`. */
export function trustedPath(path: string | undefined, repository: Repository | null): string | undefined {
  return path
    ?.split(delimiter)
    .filter((folder) => isAbsolute(folder) && !(repository && isInside(repository.workTree, folder)))
    .join(delimiter);
}

/** What git sets for one repository (`git rev-parse --local-env-vars`, the part that hooks get). */
export const ofOneRepository: readonly string[] = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_COMMON_DIR',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_QUARANTINE_PATH',
];
