import fs from 'node:fs';
import { join } from 'node:path';
import { type Result, success } from '../../model/result.js';
import { codeOf } from '../files/durable.js';
import { ioFailure } from '../files/ioFailure.js';
import { isOwnFolder } from '../files/stateFolders.js';
import { draftName, journalName } from '../transaction/journal.js';
import type { Workspace } from '../workspace.js';

/** What doc-ops keeps in `.state/` and can do without. */
export const cleanable = {
  output: 'what the commands of runs printed',
  runs: 'records of runs that proved nothing',
  inputs: 'lists of files behind the digests of inputs',
  cache: 'what is known of the documents, to start faster',
} as const;
export type Cleanable = keyof typeof cleanable;

export interface Cleaned {
  readonly part: Cleanable;
  readonly files: number;
  readonly bytes: number;
}

/** Remove parts of `.state/`, or tell what there is to remove; only files that were last written before `olderThan`. */
export function clean(
  workspace: Workspace,
  parts: readonly Cleanable[],
  options: { readonly olderThan: Date | null; readonly dryRun: boolean },
): Result<readonly Cleaned[]> {
  try {
    return success(
      parts.map((part) => {
        const files = filesOf(workspace, part).filter(
          ({ written }) => options.olderThan === null || written < options.olderThan.getTime(),
        );
        if (!options.dryRun) for (const { path } of files) fs.rmSync(path, { force: true });
        return { part, files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) };
      }),
    );
  } catch (error) {
    return ioFailure(error, 'not everything could be removed');
  }
}

interface CacheFile {
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly written: number;
}

function filesOf(workspace: Workspace, part: Cleanable): CacheFile[] {
  const state = join(workspace.root, workspace.folder, '.state');
  if (part !== 'cache') return isOwnFolder(workspace, `.state/${part}`) ? below(join(state, part), true) : [];
  // Without git the journal is beside the caches.
  const others = new Set(['.gitignore', journalName, draftName].map((name) => join(state, name)));
  return isOwnFolder(workspace, '.state') ? below(state, false).filter(({ path }) => !others.has(path)) : [];
}

/** Files of a folder; links are files of their own, and nothing behind them is looked at. */
function below(folder: string, deep: boolean): CacheFile[] {
  let entries: fs.Dirent[];
  try {
    entries = fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
  return entries.flatMap((entry): CacheFile[] => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return deep ? below(path, true) : [];
    const stat = fs.lstatSync(path, { throwIfNoEntry: false });
    return stat ? [{ path, bytes: stat.size, written: stat.mtimeMs }] : [];
  });
}
