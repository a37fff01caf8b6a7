import type { Workspace } from '../workspace.js';
import { git, records } from './git.js';

/** A line of a file. */
export interface Mention {
  /** Root-relative. */
  readonly path: string;
  readonly line: number;
}

const options: readonly string[] = ['--untracked', '--extended-regexp', '-I', '-z'];

/**
 * Markdown files outside of the documents' folder that hold one of these extended regular expressions, in any case,
 * root-relative: those that git tracks or would track. None without git.
 */
export async function mentioningFiles(workspace: Workspace, patterns: readonly string[]): Promise<string[]> {
  if (!workspace.repository || patterns.length === 0) return [];
  const wanted = [...new Set(patterns)].flatMap((pattern) => ['-e', pattern]);
  const ended = await git(workspace, [
    'grep',
    ...options,
    '--ignore-case',
    '--files-with-matches',
    ...wanted,
  ]);
  // 1 is "nothing found".
  if (ended.code !== 0) return [];
  const inside = `${workspace.folder}/`;
  return records(ended.stdout)
    .filter((path) => /\.(?:md|markdown)$/i.test(path) && !path.startsWith(inside))
    .sort();
}

/** Lines of files of any kind that hold an extended regular expression; none without git. Ledgers are left out. */
export async function mentions(workspace: Workspace, pattern: string): Promise<Mention[]> {
  if (!workspace.repository) return [];
  const ended = await git(workspace, ['grep', ...options, '--line-number', '-e', pattern]);
  if (ended.code !== 0) return [];
  const proofs = `${workspace.folder}/proofs/`;
  const found: Mention[] = [];
  for (const match of ended.stdout.toString('utf8').matchAll(/([^\0\n]+)\0(\d+)\0[^\n]*\n?/g)) {
    const [, path = '', line] = match;
    if (!path.startsWith(proofs)) found.push({ path, line: Number(line) });
  }
  return found;
}
