import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { replaceFile } from '../files/replaceFile.js';
import { branchCommits } from '../git/branchRefs.js';
import { GitObjects } from '../git/objects.js';
import { prefixOf } from '../git/repository.js';
import { parseTree, type TreeEntry } from '../git/tree.js';
import { ignoringDiskErrors, readJson } from '../index/cacheFile.js';
import type { Repository, Workspace } from '../workspace.js';
import { type HighestNumbers, includeAll, includeName } from './highestNumbers.js';

interface Cache {
  readonly version: string;
  /** Commit → the folders in its documents' folder, by tree id. */
  readonly commits: Record<string, readonly string[]>;
  /** Tree id → the highest numbers that its names hold. */
  readonly trees: Record<string, HighestNumbers>;
}

/**
 * The highest number of each prefix on any local or remote-tracking branch, by file names alone: the
 * refs, and for branches that moved one `cat-file` that reads the folders that changed. Never goes to the network.
 */
export async function branchHighest(workspace: Workspace): Promise<HighestNumbers> {
  const { repository } = workspace;
  if (!repository) return {};
  const commits = await branchCommits(workspace, repository);
  const known = readCache(workspace, repository);
  const fresh = commits.filter((commit) => !Object.hasOwn(known.commits, commit));
  const all = fresh.length === 0 ? known : await readBranches(workspace, known, commits, fresh);
  if (fresh.length > 0) writeCache(workspace, repository, all);
  const highest: HighestNumbers = {};
  for (const commit of commits)
    for (const tree of all.commits[commit] ?? []) includeAll(highest, all.trees[tree] ?? {});
  return highest;
}

async function readBranches(
  workspace: Workspace,
  known: Cache,
  commits: readonly string[],
  fresh: readonly string[],
): Promise<Cache> {
  const objects = new GitObjects(workspace);
  try {
    const folder = prefixOf(workspace) + workspace.folder;
    const tops = await readTrees(
      objects,
      fresh.map((commit) => `${commit}:${folder}`),
    );
    const found = new Map(
      fresh.map((commit) => [commit, foldersIn(tops.get(`${commit}:${folder}`))] as const),
    );
    const foldersOf = (commit: string) => found.get(commit) ?? known.commits[commit] ?? [];
    const wanted = new Set(commits.flatMap(foldersOf));
    const missing = [...wanted].filter((tree) => !Object.hasOwn(known.trees, tree));
    const read = await readHighest(workspace, objects, missing);
    return {
      version: known.version,
      commits: Object.fromEntries(commits.map((commit) => [commit, foldersOf(commit)])),
      trees: Object.fromEntries([...wanted].map((tree) => [tree, read.get(tree) ?? known.trees[tree] ?? {}])),
    };
  } finally {
    objects.close();
  }
}

/** The numbers in the names of each tree, and of the folders in it: `archive/` holds one for each type. */
async function readHighest(
  workspace: Workspace,
  objects: GitObjects,
  trees: readonly string[],
): Promise<Map<string, HighestNumbers>> {
  const { types } = workspace.config;
  const outer = await readTrees(objects, trees);
  const inner = await readTrees(objects, [...outer.values()].flatMap(foldersIn));
  const highest = new Map<string, HighestNumbers>();
  for (const tree of trees) {
    const one: HighestNumbers = {};
    const entries = outer.get(tree) ?? [];
    for (const { name } of [...entries, ...foldersIn(entries).flatMap((folder) => inner.get(folder) ?? [])])
      includeName(one, name, types);
    highest.set(tree, one);
  }
  return highest;
}

function foldersIn(entries: readonly TreeEntry[] = []): string[] {
  return entries.filter(({ isFolder }) => isFolder).map(({ id }) => id);
}

async function readTrees(objects: GitObjects, names: readonly string[]): Promise<Map<string, TreeEntry[]>> {
  const trees = new Map<string, TreeEntry[]>();
  for (const [name, { kind, id, bytes }] of await objects.read(names))
    if (kind === 'tree') trees.set(name, parseTree(bytes, id.length / 2));
  return trees;
}

/** Shared by all work trees, one for each documents' folder. */
function cacheAt(workspace: Workspace, repository: Repository): { path: string; version: string } {
  const { types } = workspace.config;
  const folder = prefixOf(workspace) + workspace.folder;
  const key = createHash('sha1').update(folder).digest('hex').slice(0, 8);
  const version = createHash('sha1')
    .update(JSON.stringify([folder, types.map(({ prefix, aliases }) => [prefix, aliases])]))
    .digest('hex');
  return { path: join(repository.commonDir, 'doc-ops', `branches-${key}.json`), version };
}

function readCache(workspace: Workspace, repository: Repository): Cache {
  const { path, version } = cacheAt(workspace, repository);
  const cached = readJson<Cache>(path);
  return cached?.version === version ? cached : { version, commits: {}, trees: {} };
}

function writeCache(workspace: Workspace, repository: Repository, cache: Cache): void {
  const { path } = cacheAt(workspace, repository);
  ignoringDiskErrors(() => {
    fs.mkdirSync(dirname(path), { recursive: true });
    replaceFile(path, JSON.stringify(cache), { token: workspace.environment.token(6) });
  });
}
