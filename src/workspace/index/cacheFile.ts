import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';
import { replaceFile } from '../files/replaceFile.js';
import { makeStateFolder } from '../files/stateFolders.js';
import type { Workspace } from '../workspace.js';

declare const DOC_OPS_VERSION: string;

/** Raised with every change of what the files of the cache hold. */
const cacheFormat = 5;

/** A cache of another program version, or of other document types, is ignored. */
export function cacheVersion(workspace: Workspace): string {
  const types = createHash('sha1').update(JSON.stringify(workspace.config.types)).digest('hex').slice(0, 12);
  return `${DOC_OPS_VERSION}/${types}/${cacheFormat}`;
}

/** Where a cache file is. */
export function cachePath(workspace: Workspace, name: string): string {
  return join(workspace.root, workspace.folder, '.state', name);
}

/** JSON of a cache file; null where it is missing or damaged, since it can be made again. */
export function readJson<T>(path: string): T | null {
  try {
    return JSON.parse(fs.readFileSync(path, 'utf8')) as T;
  } catch {
    return null;
  }
}

/**
 * Replace a cache file of this workspace in one step; where there are no documents yet, nothing is kept. Nothing is
 * synced unless it is asked for: what a power cut tears is not a cache any more.
 */
export function writeCache(
  workspace: Workspace,
  name: string,
  content: Iterable<string | Uint8Array>,
  syncs = false,
): void {
  if (!fs.existsSync(join(workspace.root, workspace.folder))) return;
  ignoringDiskErrors(() => {
    makeStateFolder(workspace);
    replaceFile(cachePath(workspace, name), content, { token: workspace.environment.token(6), syncs });
  });
}

/** A cache that cannot be written is a slower next start, nothing worse. */
export function ignoringDiskErrors(write: () => void): void {
  try {
    write();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}
