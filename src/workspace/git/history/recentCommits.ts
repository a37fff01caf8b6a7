import type { Workspace } from '../../workspace.js';
import { git } from '../git.js';

/** A commit with what it touched. */
export interface RecentCommit {
  /** Abbreviated. */
  readonly id: string;
  /** `2026-01-31`. */
  readonly date: string;
  readonly subject: string;
  /** Root-relative paths below the root. */
  readonly paths: readonly string[];
}

/** A commit that touches more says nothing about any file. */
const mostPaths = 40;

/** The last commits that touched files below the root, newest first, without merges; none without git or commits. */
export async function recentCommits(workspace: Workspace, count: number): Promise<RecentCommit[]> {
  if (!workspace.repository) return [];
  const ended = await git(workspace, [
    ...['-c', 'log.showRoot=false', '-c', 'log.showSignature=false', '-c', 'diff.renames=false'],
    ...['log', `--max-count=${count}`, '--no-merges', '--name-only', '--relative', '--no-color', '-z'],
    ...['--format=%x01%h%x02%cs%x02%s%x02', '--'],
  ]);
  if (ended.code !== 0) return [];
  return ended.stdout
    .toString('utf8')
    .split('\u0001')
    .flatMap((record): RecentCommit[] => {
      const [id, date, subject, rest] = record.split('\u0002');
      if (!id || !date || subject === undefined || rest === undefined) return [];
      const paths = rest.split(/[\0\n]/).filter((path) => path !== '');
      return paths.length > mostPaths ? [] : [{ id, date, subject, paths }];
    });
}
