import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failure, type Result, success } from '../../../model/result.js';
import { isInside, realPathOf } from '../../files/safePath.js';
import type { Repository, Workspace } from '../../workspace.js';
import { ofOneRepository } from '../command.js';
import { git, gitFailure, gitOutput, records, requireRepository } from '../git.js';
import { prefixOf } from '../repository.js';
import { holdsDependencies, linkInto } from './dependencyLinks.js';
import { recordTree, removeTree, treeNameFor } from './treeRecord.js';

/** A commit, checked out in a folder of its own outside of the repository, to run commands in that may change it. */
export interface ThrowAwayTree {
  /** The same documents and configuration, at the tree's own place; git run in it works on the tree. */
  readonly workspace: Workspace;
  readonly commit: string;
  /** Folders and files that git does not track and that were linked or copied into it; from the top of the tree. */
  readonly linked: readonly string[];
  /** What git ignores, and is not in the tree. */
  readonly absent: readonly string[];
  /** What differs from the commit, from the top of the tree, sorted; ignored files do not count. */
  changes(): Promise<Result<readonly string[]>>;
  /** Make it again as it was. Caches that call themselves so (`CACHEDIR.TAG`) stay. */
  restore(): Promise<Result<null>>;
  remove(): void;
}

const quiet = ['-c', 'advice.detachedHead=false'];

/**
 * Check out the last commit in a new folder below the system's temporary one. Index, HEAD, branches and files of the
 * work tree stay as they are. `link`: untracked files and folders, root-relative, that are wanted in it as well.
 */
export async function makeThrowAwayTree(
  workspace: Workspace,
  link: readonly string[],
): Promise<Result<ThrowAwayTree>> {
  const repository = requireRepository(workspace);
  if (!repository.ok) return repository;
  const head = await git(workspace, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  const commit = head.stdout.toString('utf8').trim();
  if (head.code !== 0 || commit === '')
    return failure('refused', 'the repository has no commit yet', { hint: 'commit the present state first' });
  const token = workspace.environment.token(12);
  const folder = temporaryFolder(workspace, repository.value);
  if (folder === null) return failure('io', 'no temporary folder lies outside of the repository');
  const path = join(folder, treeNameFor(token));
  const record = recordTree(repository.value, path, token);
  const remove = () => removeTree(repository.value, path, record);
  try {
    fs.mkdirSync(path, { mode: 0o700 });
    const args = [...quiet, 'worktree', 'add', '--detach', '--quiet', path, commit];
    const added = await git(workspace, args);
    if (added.code !== 0) {
      remove();
      return gitFailure(added, ['worktree add']);
    }
    const made = await furnish(workspace, repository.value, { path, commit, link, remove });
    if (!made.ok) remove();
    return made;
  } catch (error) {
    remove();
    throw error;
  }
}

/** The system's temporary folder; another one where that is in the repository. */
function temporaryFolder({ environment }: Workspace, { workTree }: Repository): string | null {
  for (const candidate of [environment.env.TMPDIR || tmpdir(), '/tmp', '/var/tmp']) {
    const real = realPathOf(candidate);
    if (real !== null && !isInside(workTree, real) && fs.existsSync(real)) return real;
  }
  return null;
}

interface Bare {
  readonly path: string;
  readonly commit: string;
  readonly link: readonly string[];
  remove(): void;
}

async function furnish(
  workspace: Workspace,
  { workTree, commonDir }: Repository,
  { path, commit, link, remove }: Bare,
): Promise<Result<ThrowAwayTree>> {
  const prefix = prefixOf(workspace);
  const root = join(path, prefix.replace(/\/$/, ''));
  if (!fs.existsSync(root)) return failure('refused', `${prefix} is not in the last commit`);
  const pair = { from: workTree, to: path };
  const untracked = await untrackedIn(workspace, workTree);
  if (!untracked.ok) return untracked;
  const wanted = link.map((one) => `${prefix}${one}`);
  const missing = wanted.find((one) => !fs.existsSync(join(workTree, one)));
  if (missing !== undefined) return failure('invalid-value', `${missing} cannot be linked: it is not there`);
  const linked = [...untracked.value.filter((one) => holdsDependencies(workTree, one)), ...wanted];
  for (const one of linked) linkInto(pair, one);
  const documents = `${prefix}${workspace.folder}/`;
  const inTree = workspaceIn(workspace, { root, workTree: path, commonDir });
  return success({
    workspace: inTree,
    commit,
    linked,
    absent: untracked.value.filter(
      (one) => !linked.includes(one) && !isCache(one) && !`${one}/`.startsWith(documents),
    ),
    changes: () => changesIn(inTree, commit, linked),
    async restore() {
      const restored = await restore(inTree, commit);
      // A check may have taken packages out, or put some in.
      if (restored.ok) for (const one of linked) linkInto(pair, one);
      return restored;
    },
    remove,
  });
}

/** The tree as a workspace; what git set in the environment for another work tree is taken out. */
function workspaceIn(
  workspace: Workspace,
  { root, workTree, commonDir }: { root: string; workTree: string; commonDir: string },
): Workspace {
  const own = workspace.repository?.workTree ?? workspace.root;
  const env = Object.fromEntries(
    Object.entries(workspace.environment.env)
      .filter(([name]) => !ofOneRepository.includes(name))
      .map(([name, value]) => [name, value === undefined ? value : movedPaths(value, own, workTree)]),
  );
  return {
    ...workspace,
    root,
    repository: {
      workTree,
      gitDir: join(commonDir, 'worktrees', workTree.split('/').at(-1) ?? ''),
      commonDir,
    },
    environment: { ...workspace.environment, cwd: root, env },
  };
}

/** A path or list of paths with what lies in one tree moved to the other: `PATH` may name a folder of the repository. */
function movedPaths(value: string, from: string, to: string): string {
  if (!value.includes(from)) return value;
  return value
    .split(':')
    .map((one) => (isInside(from, one) ? `${to}${one.slice(from.length)}` : one))
    .join(':');
}

/** Untracked files and folders, from the top; a folder without a tracked file is one entry. */
async function untrackedIn(workspace: Workspace, workTree: string): Promise<Result<string[]>> {
  const found: string[] = [];
  for (const ignored of [['--ignored'], []]) {
    const asked = ['ls-files', '--others', ...ignored, '--exclude-standard', '--directory', '-z'];
    const listed = await gitOutput(workspace, ['-C', workTree, ...asked]);
    if (!listed.ok) return listed;
    found.push(...records(listed.value).map((one) => one.replace(/\/$/, '')));
  }
  return success([...new Set(found)].sort());
}

async function changesIn(
  workspace: Workspace,
  commit: string,
  linked: readonly string[],
): Promise<Result<readonly string[]>> {
  const top = workspace.repository?.workTree ?? workspace.root;
  const status = await gitOutput(workspace, [
    '-C',
    top,
    ...quiet,
    'status',
    '--porcelain',
    '-z',
    '--untracked-files=all',
    '--no-renames',
  ]);
  if (!status.ok) return status;
  const head = await gitOutput(workspace, ['rev-parse', 'HEAD']);
  const isLinked = (path: string) => linked.some((one) => path === one || path.startsWith(`${one}/`));
  const changed = records(status.value).flatMap((line) => {
    const path = line.slice(3);
    return isLinked(path) || (line.startsWith('??') && isCache(path)) ? [] : [path];
  });
  if (!head.ok || head.value.trim() !== commit) changed.push('HEAD');
  return success(changed.sort());
}

async function restore(workspace: Workspace, commit: string): Promise<Result<null>> {
  const top = workspace.repository?.workTree ?? workspace.root;
  const caches = await taggedCaches(workspace, top);
  const kept = caches.flatMap((path) => ['-e', `/${escapedPattern(path)}`]);
  // Not `reset`: a check may have switched to a branch, which stays where it is.
  const steps = [
    [...quiet, 'checkout', '--quiet', '--force', '--detach', commit],
    [...quiet, 'clean', '-ffdxq', ...kept],
  ];
  for (const step of steps) {
    const done = await git(workspace, ['-C', top, ...step]);
    if (done.code !== 0) return gitFailure(done, ['restoring the throw-away tree']);
  }
  return success(null);
}

/** Ignored folders that say that they are caches (https://bford.info/cachedir): a compiler starts from them. */
async function taggedCaches(workspace: Workspace, top: string): Promise<string[]> {
  const untracked = await untrackedIn(workspace, top);
  if (!untracked.ok) return [];
  return untracked.value.filter((path) => fs.existsSync(join(top, path, 'CACHEDIR.TAG')));
}

/** What tools leave behind wherever they run; nobody means it by a changed tree. */
function isCache(path: string): boolean {
  return /(?:^|\/)(?:__pycache__|\.pytest_cache|\.mypy_cache|\.ruff_cache|\.hypothesis|\.nyc_output|coverage|htmlcov|\.coverage|\.DS_Store|[^/]+\.pyc|[^/]+\.egg-info)(?:\/|$)/.test(
    path,
  );
}

/** A path as a pattern of gitignore(5). */
function escapedPattern(path: string): string {
  return path.replace(/[\\*?[\]]/g, '\\$&').replace(/ $/, '\\ ');
}
