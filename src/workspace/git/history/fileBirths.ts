import { nameOf } from '../../../model/links/path.js';
import type { Workspace } from '../../workspace.js';
import { withoutFilters } from '../filters.js';
import { git, records } from '../git.js';
import { readObjects } from '../objects.js';
import { prefixOf } from '../repository.js';

/** The commit that brought a file into the repository. */
export interface Birth {
  readonly commit: string;
  readonly author: string;
  /** Author's time, in seconds. */
  readonly time: number;
}

/** What git tells of a file. */
export interface FileHistory {
  readonly path: string;
  /** Null for a file that no commit holds. */
  readonly birth: Birth | null;
  /** File names that it had, the present one included. */
  readonly names: readonly string[];
  /** Whether the branch that this one follows holds the file (else `origin/HEAD`); null where there is none. */
  readonly published: boolean | null;
}

/** A file is followed through so many renames. */
const mostRenames = 20;

/** The history of files, renames followed; of a merge that is not committed yet, both sides. */
export async function fileHistories(workspace: Workspace, paths: readonly string[]): Promise<FileHistory[]> {
  const commits = await startingCommits(workspace);
  const upstream = await upstreamOf(workspace);
  const histories: FileHistory[] = [];
  for (const path of paths) {
    const names = [nameOf(path)];
    let at = prefixOf(workspace) + path;
    let birth = await additionOf(workspace, commits, at);
    for (let count = 0; birth && count < mostRenames; count++) {
      const before = await nameBefore(workspace, birth.commit, at);
      const earlier = before === null ? null : await additionOf(workspace, [`${birth.commit}^`], before);
      if (before === null || !earlier) break;
      names.push(nameOf(before));
      at = before;
      birth = earlier;
    }
    const published = upstream === null ? null : await holds(workspace, upstream, path);
    histories.push({ path, birth, names: [...new Set(names)], published });
  }
  return histories;
}

/** HEAD, and the commit that is being merged into it. */
export async function startingCommits(workspace: Workspace): Promise<string[]> {
  const found: string[] = [];
  for (const name of ['HEAD', 'MERGE_HEAD']) {
    const ended = await git(workspace, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`]);
    if (ended.code === 0) found.push(ended.stdout.toString('utf8').trim());
  }
  return found;
}

async function upstreamOf(workspace: Workspace): Promise<string | null> {
  for (const name of ['@{upstream}', 'origin/HEAD']) {
    const ended = await git(workspace, ['rev-parse', '--verify', '--quiet', `${name}^{commit}`]);
    if (ended.code === 0) return ended.stdout.toString('utf8').trim();
  }
  return null;
}

async function holds(workspace: Workspace, commit: string, path: string): Promise<boolean> {
  return (await git(workspace, ['cat-file', '-e', `${commit}:${prefixOf(workspace)}${path}`])).code === 0;
}

/** The last commit that added a file of this path, which counts from the top of the work tree. */
async function additionOf(
  workspace: Workspace,
  commits: readonly string[],
  path: string,
): Promise<Birth | null> {
  if (commits.length === 0) return null;
  const format = '--format=%H%x00%at%x00%an';
  const place = path.slice(prefixOf(workspace).length);
  const ended = await git(workspace, [
    'log',
    '-1',
    '--diff-filter=A',
    '--no-renames',
    format,
    ...commits,
    '--',
    place,
  ]);
  const [commit, time, author] = ended.stdout.toString('utf8').trim().split('\0');
  if (ended.code !== 0 || !commit || time === undefined || author === undefined) return null;
  return { commit, time: Number(time), author };
}

/** What a file was called before the commit that gave it this path; null where that commit made it. */
async function nameBefore(workspace: Workspace, commit: string, path: string): Promise<string | null> {
  const ended = await git(workspace, [
    'diff-tree',
    '-r',
    '-z',
    '-M',
    '--diff-filter=R',
    '--name-status',
    '--no-commit-id',
    commit,
  ]);
  const parts = ended.code === 0 ? records(ended.stdout) : [];
  for (let at = 0; at + 2 < parts.length; at += 3) if (parts[at + 2] === path) return parts[at + 1] ?? null;
  return null;
}

/** Questions about commits, each asked once. */
export class CommitOrder {
  readonly #known = new Map<string, Promise<boolean>>();

  constructor(readonly workspace: Workspace) {}

  /** Whether the first is the second or an ancestor of it. */
  isAncestor(first: string, second: string): Promise<boolean> {
    const key = `${first} ${second}`;
    let known = this.#known.get(key);
    if (!known) {
      known = git(this.workspace, ['merge-base', '--is-ancestor', first, second]).then(
        ({ code }) => code === 0,
      );
      this.#known.set(key, known);
    }
    return known;
  }

  /** Where two commits parted; null where they never met. */
  async base(first: string, second: string): Promise<string | null> {
    const ended = await git(this.workspace, ['merge-base', first, second]);
    return ended.code === 0 ? ended.stdout.toString('utf8').trim() : null;
  }
}

/**
 * The commit that last wrote each line of a file, from line 1 on, as it is in the work tree or in a commit; null for
 * a line that is not committed.
 */
export async function blamedCommits(
  workspace: Workspace,
  path: string,
  commit?: string,
): Promise<readonly (string | null)[]> {
  const of = commit === undefined ? [] : [commit];
  const calm = await withoutFilters(workspace);
  const ended = await git(workspace, [...calm, 'blame', '--no-textconv', '--porcelain', ...of, '--', path]);
  const commits: (string | null)[] = [];
  if (ended.code !== 0) return commits;
  for (const line of ended.stdout.toString('utf8').split('\n')) {
    const head = /^([0-9a-f]{40,64}) \d+ (\d+)/.exec(line);
    if (head) commits[Number(head[2]) - 1] = /^0+$/.test(head[1] ?? '') ? null : (head[1] ?? null);
  }
  return commits;
}

/** The texts that a file had at some commits; left out where there was none. */
export async function textsAt(
  workspace: Workspace,
  commits: readonly string[],
  path: string,
): Promise<ReadonlyMap<string, string>> {
  const nameAt = (commit: string) => `${commit}:${prefixOf(workspace)}${path}`;
  const objects = await readObjects(workspace, commits.map(nameAt));
  return new Map(
    commits.flatMap((commit) => {
      const bytes = objects.get(nameAt(commit))?.bytes;
      return bytes ? [[commit, bytes.toString('utf8')] as const] : [];
    }),
  );
}
