import fs from 'node:fs';
import { dirname, join } from 'node:path';
import type { Workspace } from '../workspace.js';
import type { Row } from './codec.js';
import { DocumentReader } from './documentReader.js';
import type { Index } from './load.js';
import { isLookedAt } from './snapshot.js';
import { statIdentity } from './statIdentity.js';

/**
 * A file that was reported as changed: its row now; `none` where no document is there any more or never was; `unclear`
 * where links or special files are in the way, so that only a look at all files tells.
 */
export type Reread = { readonly row: Row } | 'none' | 'unclear';

/**
 * Whether each file can be read again alone: none of them is, or lies behind, a link, so that no change of one file
 * is a change of another.
 */
export function isPlain(workspace: Workspace, { rows, snapshot }: Pick<Index, 'rows' | 'snapshot'>): boolean {
  const absolute = (path: string) => join(workspace.root, path);
  const folders = new Set(rows.map(({ path }) => dirname(path)));
  try {
    return (
      [...folders].every((folder) => fs.realpathSync(absolute(folder)) === absolute(folder)) &&
      // What git knows as a plain file is one.
      [...snapshot.own].every(
        ([path, identity]) => identity === null || fs.lstatSync(absolute(path)).isFile(),
      )
    );
  } catch {
    // It changed meanwhile; whoever asks reads all of it again.
    return false;
  }
}

/** Read one file of those whose rows somebody keeps in memory. */
export async function rereadRow(workspace: Workspace, path: string): Promise<Reread> {
  if (!isLookedAt(workspace, path)) return 'none';
  const absolute = join(workspace.root, path);
  try {
    if (fs.realpathSync(dirname(absolute)) !== dirname(absolute)) return 'unclear';
    if (!fs.lstatSync(absolute).isFile()) return 'unclear';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'none' : 'unclear';
  }
  const identity = statIdentity(workspace, path);
  if (identity === null) return 'none';
  const own = new Map([[path, identity]]);
  const takenAt = workspace.environment.now().getTime();
  const reader = new DocumentReader(workspace, { identities: own, own, tracked: null, key: '', takenAt }, 1);
  const { row } = reader.read(path) ?? (await reader.readThoroughly(path));
  return { row };
}
