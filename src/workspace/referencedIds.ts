import fs from 'node:fs';
import { type Highest, raiseByText } from './highest.js';
import { cachePath, cacheVersion, writeCache } from './index/cacheFile.js';
import { readFile } from './index/readFacts.js';
import { isDocument, type Snapshot, takeSnapshot } from './index/snapshot.js';
import { changedPaths } from './index/tracked.js';
import type { Workspace } from './workspace.js';

interface Header {
  readonly version: string;
  readonly highest: Highest;
  /** Files whose identity is not git's, as they were counted. */
  readonly own: Record<string, string | null>;
}

interface Cache extends Header {
  /** Git's listing as it was counted; null where there was none. */
  readonly tracked: Buffer | null;
}

/**
 * The highest number of each prefix that any document or card names, so that the id of a deleted document which
 * others still name is not given again. A mark that only rises: of ten thousand documents only those are read that
 * changed since it was last raised.
 */
export async function referencedHighest(workspace: Workspace): Promise<Highest> {
  const cached = readCache(workspace);
  const snapshot = await takeSnapshot(workspace);
  const changed = changedSince(workspace, snapshot, cached);
  const highest: Highest = { ...cached?.highest };
  for (const path of changed) {
    const file = readFile(workspace, path, snapshot.own.get(path) ?? '');
    if ('bytes' in file) raiseByText(highest, file.bytes.toString('utf8'), workspace.config.types);
  }
  if (cached === null || changed.length > 0 || !isSameListing(cached, snapshot))
    save(workspace, highest, snapshot);
  return highest;
}

/** Files that may name other ids than when they were counted. */
function changedSince(workspace: Workspace, snapshot: Snapshot, cached: Cache | null): string[] {
  if (!cached) return [...snapshot.identities.keys()];
  const paths = new Set<string>();
  for (const [path, identity] of snapshot.own)
    if (identity !== null && cached.own[path] !== identity) paths.add(path);
  // What git's listing says of a file that differed from it then was not counted.
  for (const path of Object.keys(cached.own)) if (!snapshot.own.has(path)) paths.add(path);
  for (const path of changedPaths(cached.tracked ?? Buffer.alloc(0), snapshot.tracked ?? Buffer.alloc(0)))
    if (isDocument(workspace, path) && !snapshot.own.has(path)) paths.add(path);
  return [...paths];
}

function isSameListing({ tracked }: Cache, snapshot: Snapshot): boolean {
  return tracked === null || snapshot.tracked === null
    ? tracked === snapshot.tracked
    : tracked.equals(snapshot.tracked);
}

/** A line of JSON, and git's listing below it. */
const cacheName = 'ids';

function readCache(workspace: Workspace): Cache | null {
  try {
    const bytes = fs.readFileSync(cachePath(workspace, cacheName));
    const end = bytes.indexOf(10);
    const header = JSON.parse(bytes.toString('utf8', 0, end)) as Header & { readonly git: boolean };
    if (header.version !== cacheVersion(workspace)) return null;
    return { ...header, tracked: header.git ? bytes.subarray(end + 1) : null };
  } catch {
    // Missing, or damaged: it can be made again.
    return null;
  }
}

function save(workspace: Workspace, highest: Highest, { own, tracked }: Snapshot): void {
  const header = {
    version: cacheVersion(workspace),
    git: tracked !== null,
    highest,
    own: Object.fromEntries(own),
  };
  writeCache(workspace, cacheName, [`${JSON.stringify(header)}\n`, tracked?.toString('utf8') ?? '']);
}
