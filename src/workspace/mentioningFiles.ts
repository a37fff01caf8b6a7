import { git, records } from './git.js';
import type { Workspace } from './workspace.js';

/**
 * Markdown files outside of the documents' folder that hold one of these texts, root-relative: those that git tracks
 * or would track. None without git.
 */
export async function mentioningFiles(workspace: Workspace, texts: readonly string[]): Promise<string[]> {
  if (!workspace.repository || texts.length === 0) return [];
  const options = ['--untracked', '--fixed-strings', '--ignore-case', '--files-with-matches', '-I', '-z'];
  const patterns = texts.flatMap((text) => ['-e', text]);
  const ended = await git(workspace, ['grep', ...options, ...patterns]);
  // 1 is "nothing found".
  if (ended.code !== 0) return [];
  const inside = `${workspace.folder}/`;
  return records(ended.stdout)
    .filter((path) => /\.(?:md|markdown)$/i.test(path) && !path.startsWith(inside))
    .sort();
}
