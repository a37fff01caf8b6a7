import fs from 'node:fs';
import { dirname, join } from 'node:path';
import type { Workspace } from '../workspace.js';
import { DocumentReader, type Entry } from './documentReader.js';
import { type Index, loadIndex } from './load.js';
import { isLookedAt } from './snapshot.js';
import { statIdentity } from './statIdentity.js';

/** What a reading found: everything, or of some files what they say now, null where no document is there any more. */
export type IndexChange =
  | { readonly kind: 'all'; readonly index: Index }
  | { readonly kind: 'some'; readonly entries: ReadonlyMap<string, Entry | null> };

/** Of more changed files than this, git tells faster which they are and what they hold. */
const manyChanges = 200;

/** For those who keep what documents say in memory: reads everything once, then only the files that are named to it. */
export class LiveIndex {
  /** Whether a changed file can be read alone; not before everything was read. */
  #isPlain = false;

  /** `details`: whether facts are wanted beside rows. */
  constructor(readonly want: { readonly details: boolean }) {}

  /** Read these root-relative paths, or everything: where that is asked for and where a file alone does not do. */
  async read(workspace: Workspace, changed: ReadonlySet<string> | null): Promise<IndexChange> {
    const isConfig = changed?.has(`${workspace.folder}/config.yaml`);
    if (changed && this.#isPlain && !isConfig && changed.size <= manyChanges) {
      const entries = await readSome(workspace, changed);
      if (entries) return { kind: 'some', entries };
    }
    this.#isPlain = false;
    const index = await loadIndex(workspace, this.want);
    this.#isPlain = isPlain(workspace, index);
    return { kind: 'all', index };
  }
}

/** Null where links or special files are in the way, so that only a look at all files tells. */
async function readSome(
  workspace: Workspace,
  paths: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Entry | null> | null> {
  const takenAt = workspace.environment.now().getTime();
  const own = new Map<string, string>();
  const entries = new Map<string, Entry | null>();
  const reader = new DocumentReader(workspace, { identities: own, own, tracked: null, key: '', takenAt }, 0);
  for (const path of paths) {
    if (!isLookedAt(workspace, path)) continue;
    const kind = kindOf(join(workspace.root, path));
    if (kind === 'special') return null;
    const identity = kind === 'file' ? statIdentity(workspace, path) : null;
    if (identity !== null) own.set(path, identity);
    entries.set(path, identity === null ? null : (reader.read(path) ?? (await reader.readThoroughly(path))));
  }
  return entries;
}

function kindOf(absolute: string): 'file' | 'none' | 'special' {
  try {
    if (fs.realpathSync(dirname(absolute)) !== dirname(absolute)) return 'special';
    return fs.lstatSync(absolute).isFile() ? 'file' : 'special';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'none' : 'special';
  }
}

/** Whether none of the files is, or lies behind, a link, so that no change of one file is a change of another. */
function isPlain({ root }: Workspace, { rows, snapshot }: Index): boolean {
  const folders = new Set(rows.map(({ path }) => dirname(join(root, path))));
  try {
    return (
      [...folders].every((folder) => fs.realpathSync(folder) === folder) &&
      // What git knows as a plain file is one.
      [...snapshot.own].every(
        ([path, identity]) => identity === null || fs.lstatSync(join(root, path)).isFile(),
      )
    );
  } catch {
    // It was modified concurrently; the next reading looks at everything again.
    return false;
  }
}
