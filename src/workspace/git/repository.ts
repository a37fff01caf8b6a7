import fs from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { isInside } from '../files/safePath.js';
import type { Repository, Workspace } from '../workspace.js';

type Env = Readonly<Record<string, string | undefined>>;

/** Find the git repository of a folder without starting git; honours what git sets in hooks. */
export function findRepository(folder: string, env: Env, cwd: string): Repository | null {
  const named = repositoryOfEnvironment(folder, env, cwd);
  if (named) return named;
  const top = topOf(folder);
  const gitDir = top === null ? null : gitDirOf(top);
  return top === null || gitDir === null ? null : { workTree: top, gitDir, commonDir: commonDirOf(gitDir) };
}

/**
 * The repository that `GIT_DIR` names, where the folder lies in its work tree. Git runs hooks in the top of the work
 * tree, and names that folder only where it was named to git.
 */
function repositoryOfEnvironment(folder: string, env: Env, cwd: string): Repository | null {
  if (!env.GIT_DIR) return null;
  const gitDir = realOr(resolve(cwd, env.GIT_DIR));
  if (!fs.existsSync(join(gitDir, 'HEAD'))) return null;
  const above = topOf(folder);
  const workTree = env.GIT_WORK_TREE
    ? realOr(resolve(cwd, env.GIT_WORK_TREE))
    : above !== null && gitDirOf(above) === gitDir
      ? above
      : realOr(cwd);
  if (!isInside(workTree, folder)) return null;
  const commonDir = env.GIT_COMMON_DIR ? realOr(resolve(cwd, env.GIT_COMMON_DIR)) : commonDirOf(gitDir);
  return { workTree, gitDir, commonDir };
}

/**
 * The environment for git in this workspace. Git reads a relative `GIT_DIR` from where it is started and takes that
 * for the top of the work tree, so both are named in full (`GIT_INDEX_FILE` counts from that top anyway); what a hook
 * of another repository set is taken out.
 */
export function gitEnvironment(workspace: Workspace): Env {
  const { repository } = workspace;
  const { env, cwd } = workspace.environment;
  const own: Record<string, string | undefined> = {
    ...env,
    LC_ALL: 'C',
    GIT_PAGER: 'cat',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_NO_LAZY_FETCH: '1',
  };
  const named = env.GIT_DIR ? realOr(resolve(cwd, env.GIT_DIR)) : null;
  if (repository && named === repository.gitDir) {
    own.GIT_DIR = repository.gitDir;
    own.GIT_WORK_TREE = repository.workTree;
    if (env.GIT_COMMON_DIR) own.GIT_COMMON_DIR = repository.commonDir;
  } else if (named !== null || !repository || !isInside(repository.workTree, realOr(cwd))) {
    for (const name of ofOneRepository) delete own[name];
  }
  return own;
}

/** What git sets in the environment for one repository (`git rev-parse --local-env-vars`, the part that hooks get). */
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

/** How paths from the root are named from the top of the work tree: `''` or `packages/app/`. */
export function prefixOf(workspace: Workspace): string {
  const top = workspace.repository?.workTree ?? workspace.root;
  return workspace.root === top ? '' : `${workspace.root.slice(top.length + 1)}/`;
}

/** The nearest folder upwards that holds `.git`. */
function topOf(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    if (fs.existsSync(join(at, '.git'))) return at;
    if (dirname(at) === at) return null;
  }
}

/** `.git` itself, or what the file `.git` of a linked work tree names; null where that is not a repository. */
function gitDirOf(top: string): string | null {
  const path = join(top, '.git');
  try {
    if (fs.statSync(path).isDirectory()) return fs.existsSync(join(path, 'HEAD')) ? realOr(path) : null;
    const named = /^gitdir: (.*)$/m.exec(fs.readFileSync(path, 'utf8'))?.[1]?.trim();
    if (!named) return null;
    const absolute = isAbsolute(named) ? named : resolve(top, named);
    return fs.existsSync(absolute) ? realOr(absolute) : null;
  } catch {
    // Not readable: work continues as without git.
    return null;
  }
}

function commonDirOf(gitDir: string): string {
  try {
    return realOr(resolve(gitDir, fs.readFileSync(join(gitDir, 'commondir'), 'utf8').trim()));
  } catch {
    // Only linked work trees have that file.
    return gitDir;
  }
}

function realOr(path: string): string {
  try {
    return fs.realpathSync(path);
  } catch {
    return path;
  }
}
