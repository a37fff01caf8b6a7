import fs from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { codeOf } from '../files/durable.js';
import { readRegular } from '../files/openFile.js';
import { isInside } from '../files/safePath.js';
import { run } from '../process/plumbing.js';
import type { Environment, Repository, Workspace } from '../workspace.js';
import { ofOneRepository, plainGitCommand } from './command.js';

type Env = Readonly<Record<string, string | undefined>>;

/** The repository of a folder, or why what looks like one is none. */
export interface Found {
  readonly repository: Repository | null;
  readonly refused: string | null;
}

const nothing: Found = { repository: null, refused: null };

/**
 * Find the git repository of a folder, as git does: without starting git, unless somebody else owns it. What git would
 * not take is refused. Honours what git sets in hooks.
 */
export async function findRepository(folder: string, environment: Environment): Promise<Found> {
  const named = repositoryOfEnvironment(folder, environment.env, environment.cwd);
  if (named) return { repository: named, refused: null };
  const found = discover(folder);
  return found.repository && !isOwn(found.repository) ? admit(found.repository, environment) : found;
}

/**
 * The repository that `GIT_DIR` names, where the folder lies in its work tree. Git runs hooks in the top of the work
 * tree, and names that folder only where it was named to git.
 */
function repositoryOfEnvironment(folder: string, env: Env, cwd: string): Repository | null {
  if (!env.GIT_DIR) return null;
  const gitDir = realOr(resolve(cwd, env.GIT_DIR));
  if (!fs.existsSync(join(gitDir, 'HEAD'))) return null;
  const above = env.GIT_WORK_TREE ? null : discover(folder).repository;
  const workTree = env.GIT_WORK_TREE
    ? realOr(resolve(cwd, env.GIT_WORK_TREE))
    : above?.gitDir === gitDir
      ? above.workTree
      : realOr(cwd);
  if (!isInside(workTree, folder)) return null;
  const commonDir = env.GIT_COMMON_DIR
    ? realOr(resolve(cwd, env.GIT_COMMON_DIR))
    : (commonDirOf(gitDir) ?? gitDir);
  return { workTree, gitDir, commonDir };
}

/** The nearest folder upwards with a `.git` that is a repository, or names one. */
function discover(folder: string): Found {
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, '.git');
    const kind = kindOf(path);
    // Git looks on above a folder that is not a repository, and gives up at a file that names none.
    if (kind !== 'none') {
      const repository = repositoryAt(at, kind === 'folder' ? realOr(path) : gitDirNamed(path, at));
      if (repository) return { repository, refused: null };
      if (kind !== 'folder') return { repository: null, refused: `${path} names no git repository` };
    }
    if (dirname(at) === at) return nothing;
  }
}

/** What the file `.git` of a linked work tree or of a submodule names. */
function gitDirNamed(path: string, top: string): string | null {
  const named = /^gitdir: (.*)$/m.exec(smallText(path) ?? '')?.[1]?.trim();
  return named ? realOr(isAbsolute(named) ? named : resolve(top, named)) : null;
}

/** What git asks of a repository: HEAD, objects, refs. Null where that is not so. */
function repositoryAt(workTree: string, gitDir: string | null): Repository | null {
  if (gitDir === null || !isHead(join(gitDir, 'HEAD'))) return null;
  const commonDir = commonDirOf(gitDir);
  if (commonDir === null || !isFolder(join(commonDir, 'objects')) || !isFolder(join(commonDir, 'refs')))
    return null;
  return { workTree, gitDir, commonDir };
}

function isHead(path: string): boolean {
  const text = smallText(path);
  if (text !== null) return /^(?:ref:\s*refs\/|[0-9a-f]{40})/.test(text);
  // The older form, a link: its branch need not be there yet.
  const link = fs.lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink();
  return link === true && fs.readlinkSync(path).startsWith('refs/');
}

/**
 * The folder that all work trees share. Only a linked work tree has the file that names it, and its own folder is
 * `worktrees/<name>` of it; null where another one is named, in which we would write.
 */
function commonDirOf(gitDir: string): string | null {
  const named = smallText(join(gitDir, 'commondir'));
  if (named === null) return fs.existsSync(join(gitDir, 'commondir')) ? null : gitDir;
  const commonDir = realOr(resolve(gitDir, named.trim()));
  const worktrees = dirname(gitDir);
  return basename(worktrees) === 'worktrees' && dirname(worktrees) === commonDir ? commonDir : null;
}

/** Whether this person owns the repository, by the three paths that git looks at. */
function isOwn({ workTree, gitDir }: Repository): boolean {
  const person = process.geteuid?.();
  const paths = [workTree, join(workTree, '.git'), gitDir];
  return person === undefined || paths.every((path) => fs.lstatSync(path).uid === person);
}

/** Ask git about a repository of somebody else: it may be in the person's `safe.directory`. */
async function admit(repository: Repository, environment: Environment): Promise<Found> {
  const env = { ...environment.env };
  for (const name of ofOneRepository) delete env[name];
  const asked = plainGitCommand({ ...environment, cwd: repository.workTree, env }, [
    'rev-parse',
    '--absolute-git-dir',
  ]);
  const { code, stdout, stderr } = await run(asked);
  if (code === 0 && realOr(stdout.toString('utf8').trimEnd()) === repository.gitDir)
    return { repository, refused: null };
  const said = stderr
    .trim()
    .split('\n')[0]
    ?.replace(/^fatal: /, '');
  return { repository: null, refused: said ? `git refuses it: ${said}` : 'git refuses the repository here' };
}

/** How paths from the root are named from the top of the work tree: `''` or `packages/app/`. */
export function prefixOf(workspace: Workspace): string {
  const top = workspace.repository?.workTree ?? workspace.root;
  return workspace.root === top ? '' : `${workspace.root.slice(top.length + 1)}/`;
}

/** Files of git that hold a line. */
const mostBytes = 64 * 1024;

function smallText(path: string): string | null {
  try {
    return readRegular(path, mostBytes).bytes.toString('utf8');
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return null;
  }
}

function isFolder(path: string): boolean {
  return kindOf(path) === 'folder';
}

function kindOf(path: string): 'folder' | 'other' | 'none' {
  try {
    const stat = fs.statSync(path, { throwIfNoEntry: false });
    return stat?.isDirectory() ? 'folder' : stat ? 'other' : 'none';
  } catch {
    // A link that leads in a circle, or a folder that may not be entered.
    return 'other';
  }
}

function realOr(path: string): string {
  try {
    return fs.realpathSync(path);
  } catch {
    return path;
  }
}
