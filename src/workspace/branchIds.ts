import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';
import { idOfFileName, parseId } from '../model/ids.js';

import { git } from './git.js';
import { type Highest, raise } from './highest.js';
import { readJson } from './index/cacheFile.js';
import type { Workspace } from './workspace.js';

interface Cache {
  readonly version: string;
  readonly commits: Record<string, Highest>;
}

/**
 * The highest number of each prefix on any local or remote-tracking branch, by file names alone. One
 * `for-each-ref`; commits that are known from before cost nothing, new ones one `cat-file` a level of folders.
 */
export async function branchHighest(workspace: Workspace): Promise<Highest> {
  const { repository } = workspace;
  if (!repository) return {};
  const refs = await git(workspace, ['for-each-ref', '--format=%(objectname)', 'refs/heads', 'refs/remotes']);
  if (refs.code !== 0) return {};
  const commits = [...new Set(refs.stdout.toString('utf8').split('\n').filter(Boolean))];
  const inside = workspace.root.slice(repository.workTree.length + 1);
  const folder = inside === '' ? workspace.folder : `${inside}/${workspace.folder}`;
  const version = createHash('sha1')
    .update(JSON.stringify([folder, workspace.config.types]))
    .digest('hex');
  const path = join(repository.commonDir, 'doc-ops', 'branch-ids.json');
  const cached = readJson<Cache>(path);
  const known = cached?.version === version ? cached.commits : {};
  const fresh = commits.filter((commit) => !Object.hasOwn(known, commit));
  const found = fresh.length > 0 ? await readCommits(workspace, folder, fresh) : {};
  const all = Object.fromEntries(commits.map((commit) => [commit, known[commit] ?? found[commit] ?? {}]));
  if (fresh.length > 0) save(workspace, path, { version, commits: all });
  const highest: Highest = {};
  for (const one of Object.values(all)) raise(highest, one);
  return highest;
}

async function readCommits(
  workspace: Workspace,
  folder: string,
  commits: readonly string[],
): Promise<Record<string, Highest>> {
  const tops = await readTrees(
    workspace,
    commits.map((commit) => `${commit}:${folder}`),
  );
  const named = (entries: readonly TreeEntry[] | undefined) =>
    (entries ?? []).filter((entry) => entry.folder);
  const folders = [...new Set([...tops.values()].flatMap((entries) => named(entries).map(({ id }) => id)))];
  const inner = await readTrees(workspace, folders);
  const archives = [...new Set([...inner.values()].flatMap((entries) => named(entries).map(({ id }) => id)))];
  const archived = await readTrees(workspace, archives);
  const result: Record<string, Highest> = {};
  for (const commit of commits) {
    const highest: Highest = {};
    for (const { id } of named(tops.get(`${commit}:${folder}`))) {
      raiseByNames(workspace, highest, inner.get(id));
      for (const { id: deeper } of named(inner.get(id)))
        raiseByNames(workspace, highest, archived.get(deeper));
    }
    result[commit] = highest;
  }
  return result;
}

/** Documents by file name, ledgers by folder name. */
function raiseByNames(
  workspace: Workspace,
  highest: Highest,
  entries: readonly TreeEntry[] | undefined,
): void {
  for (const { name } of entries ?? []) {
    const parsed = idOfFileName(name, workspace.config.types) ?? parseId(name, workspace.config.types);
    if (parsed) raise(highest, { [parsed.type.prefix]: parsed.number });
  }
}

interface TreeEntry {
  readonly name: string;
  readonly id: string;
  readonly folder: boolean;
}

/** Several trees in one call; a name that is no tree gives nothing. */
async function readTrees(workspace: Workspace, names: readonly string[]): Promise<Map<string, TreeEntry[]>> {
  const trees = new Map<string, TreeEntry[]>();
  if (names.length === 0) return trees;
  const ended = await git(workspace, ['cat-file', '--batch'], { input: `${names.join('\n')}\n` });
  let at = 0;
  for (const name of names) {
    const end = ended.stdout.indexOf(10, at);
    if (end < 0) break;
    const head = ended.stdout.toString('utf8', at, end);
    at = end + 1;
    const match = /^([0-9a-f]+) (\w+) (\d+)$/.exec(head);
    if (!match) continue;
    const size = Number(match[3]);
    if (match[2] === 'tree')
      trees.set(name, parseTree(ended.stdout.subarray(at, at + size), (match[1] ?? '').length / 2));
    at += size + 1;
  }
  return trees;
}

/** Git's tree object: `<mode> <name>\0<binary id>` again and again. */
function parseTree(bytes: Buffer, idLength: number): TreeEntry[] {
  const entries: TreeEntry[] = [];
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(32, at);
    const zero = bytes.indexOf(0, space);
    if (space < 0 || zero < 0) break;
    entries.push({
      name: bytes.toString('utf8', space + 1, zero),
      id: bytes.toString('hex', zero + 1, zero + 1 + idLength),
      folder: bytes.toString('latin1', at, space) === '40000',
    });
    at = zero + 1 + idLength;
  }
  return entries;
}

function save(workspace: Workspace, path: string, cache: Cache): void {
  try {
    const draft = `${path}.${process.pid}.${workspace.environment.token(6)}`;
    fs.mkdirSync(join(path, '..'), { recursive: true });
    fs.writeFileSync(draft, JSON.stringify(cache));
    fs.renameSync(draft, path);
  } catch (error) {
    // Only a cache: the next command reads the branches again.
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}
