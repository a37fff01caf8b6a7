import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';
import { makeStateFolder } from '../files/stateFolders.js';
import type { Workspace } from '../workspace.js';

declare const DOC_OPS_VERSION: string;

/** Raised with every change of what the files of the cache hold. */
const cacheFormat = 4;

/** A cache of another program version, or of other document types, is none. */
export function cacheVersion(workspace: Workspace): string {
  const types = createHash('sha1').update(JSON.stringify(workspace.config.types)).digest('hex').slice(0, 12);
  return `${DOC_OPS_VERSION}/${types}/${cacheFormat}`;
}

/** Where a cache file stands. */
export function cachePath(workspace: Workspace, name: string): string {
  return join(workspace.root, workspace.folder, '.state', name);
}

/** The text of a cache file; null where it cannot be read, since it can be made again. */
export function readCacheText(path: string): string | null {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** JSON of a cache file; null where it is missing or damaged, since it can be made again. */
export function readJson<T>(path: string): T | null {
  try {
    return JSON.parse(fs.readFileSync(path, 'utf8')) as T;
  } catch {
    return null;
  }
}

/** Replace a cache file of this workspace in one step; where there are no documents yet, nothing is kept. */
export function writeCache(
  workspace: Workspace,
  name: string,
  content: Iterable<string | Uint8Array>,
  syncs = false,
): void {
  if (!fs.existsSync(join(workspace.root, workspace.folder))) return;
  ignoringDiskErrors(() => {
    makeStateFolder(workspace);
    replaceFile(cachePath(workspace, name), content, workspace.environment.token(6), syncs);
  });
}

/**
 * Write beside and rename, so that readers see the old file or the new one, whoever else writes. Nothing is synced
 * unless it is asked for: what a power cut tears is no cache any more.
 */
export function replaceFile(
  path: string,
  content: Iterable<string | Uint8Array>,
  token: string,
  syncs = false,
): void {
  const draft = `${path}.${process.pid}.${token}.tmp`;
  const file = fs.openSync(draft, 'wx');
  try {
    writePieces(file, content);
    if (syncs) fs.fsyncSync(file);
    fs.closeSync(file);
    fs.renameSync(draft, path);
  } catch (error) {
    fs.rmSync(draft, { force: true });
    throw error;
  }
}

const pieceLength = 1 << 18;

/** Texts in large pieces; bytes as they come, so the two do not mix in one file. */
function writePieces(file: number, content: Iterable<string | Uint8Array>): void {
  let piece = '';
  for (const text of content) {
    if (typeof text !== 'string') {
      fs.writeFileSync(file, text);
      continue;
    }
    piece += text;
    if (piece.length < pieceLength) continue;
    fs.writeFileSync(file, piece);
    piece = '';
  }
  if (piece !== '') fs.writeFileSync(file, piece);
}

/** A cache that cannot be written is a slower next start, nothing worse. */
export function ignoringDiskErrors(write: () => void): void {
  try {
    write();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
  }
}
