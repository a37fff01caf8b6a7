import fs from 'node:fs';
import { join } from 'node:path';
import type { Repository, Workspace } from '../workspace.js';
import { git } from './git.js';

const kinds = ['refs/heads', 'refs/remotes'] as const;
/** More files than this git reads faster. */
const mostFiles = 256;

/** The object ids of all local and remote-tracking branches, each once. */
export async function branchCommits(workspace: Workspace, repository: Repository): Promise<string[]> {
  const read = readRefs(repository.commonDir);
  if (read) return [...new Set(read)];
  // A broken ref is reported and left out; the others are still listed.
  const refs = await git(workspace, ['for-each-ref', '--format=%(objectname)', ...kinds]);
  return [...new Set(refs.stdout.toString('utf8').split('\n').filter(Boolean))];
}

/**
 * As git keeps them in files: one for each branch that moved, and a list of the others. Null where they are kept in
 * another way, or are too many.
 */
function readRefs(commonDir: string): Iterable<string> | null {
  try {
    if (fs.existsSync(join(commonDir, 'reftable'))) return null;
    const found = new Map<string, string | null>();
    for (const kind of kinds) if (!readLoose(commonDir, kind, found)) return null;
    // The list last: a branch that is moved into it just now is still there.
    readPacked(commonDir, found);
    return [...found.values()].filter((id) => id !== null);
  } catch {
    // What cannot be read here, git may explain.
    return null;
  }
}

const objectId = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/** False where git has to be asked. */
function readLoose(commonDir: string, folder: string, found: Map<string, string | null>): boolean {
  let entries: fs.Dirent[];
  try {
    entries = fs.readdirSync(join(commonDir, folder), { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return true;
    throw error;
  }
  for (const entry of entries) {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) {
      if (!readLoose(commonDir, name, found)) return false;
    } else if (!name.endsWith('.lock')) {
      const text = fs.readFileSync(join(commonDir, name), 'utf8').trim();
      // `origin/HEAD` names another branch, which is listed itself.
      const isBranch = /^ref: refs\/(?:heads|remotes)\//.test(text);
      if ((!isBranch && !objectId.test(text)) || found.size >= mostFiles) return false;
      found.set(name, isBranch ? null : text);
    }
  }
  return true;
}

function readPacked(commonDir: string, found: Map<string, string | null>): void {
  const path = join(commonDir, 'packed-refs');
  const text = fs.existsSync(path) ? fs.readFileSync(path, 'utf8') : '';
  for (const line of text.split('\n')) {
    const [id = '', name = ''] = line.split(' ');
    if (objectId.test(id) && kinds.some((kind) => name.startsWith(`${kind}/`)) && !found.has(name))
      found.set(name, id);
  }
}
