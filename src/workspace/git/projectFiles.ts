import type { Workspace } from '../workspace.js';
import { git, records } from './git.js';

/**
 * The files below the root that git tracks or would track, root-relative, in git's order; null without git. Symbolic
 * links and files that are gone are among them.
 */
export async function projectFiles(workspace: Workspace): Promise<string[] | null> {
  if (!workspace.repository) return null;
  const ended = await git(workspace, ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
  if (ended.code !== 0) return null;
  // A file under merge is listed once for each side.
  return [...new Set(records(ended.stdout))].filter((path) => !path.endsWith('/'));
}
