import fs from 'node:fs';
import { join, relative } from 'node:path';
import { isDocument } from '../../model/document/identify.js';
import { cachePath, cacheVersion, readJson, writeCache } from '../index/cacheFile.js';
import { readFile } from '../index/readFacts.js';
import { type Snapshot, takeOwn, takeSnapshot } from '../index/snapshot.js';
import { statIdentity } from '../index/statIdentity.js';
import { changedPaths, readTracked } from '../index/tracked.js';
import type { Workspace } from '../workspace.js';
import { type HighestNumbers, includeText } from './highestNumbers.js';

interface Header {
  readonly version: string;
  /** The same in both files of one write. */
  readonly generation: string;
  readonly highest: HighestNumbers;
  /** Whether git listed the files. */
  readonly git: boolean;
  /** Git's index as a file, when it was listed; null where its listing has to be asked for every time. */
  readonly index: string | null;
  /** Files whose identity is not git's, as they were counted. */
  readonly own: Record<string, string | null>;
}

/**
 * The highest number of each prefix that any document or card names, so that the id of a deleted document which
 * others still name is not given again. A mark that only rises: of ten thousand documents only those are read that
 * changed since it was last counted, and while git's index is the same file not even their names are listed.
 */
export async function referencedHighest(workspace: Workspace): Promise<HighestNumbers> {
  const cached = readHeader(workspace);
  const index = indexIdentity(workspace);
  if (cached && cached.index !== null && cached.index === index) {
    const own = await takeOwn(workspace);
    if (own && indexIdentity(workspace) === index) {
      const changed = ownSince(own, cached);
      const highest = withChanged(workspace, cached.highest, changed, own);
      if (changed.length > 0) saveHeader(workspace, { ...cached, highest, own: Object.fromEntries(own) });
      return highest;
    }
  }
  return countAll(workspace, cached, index);
}

async function countAll(
  workspace: Workspace,
  cached: Header | null,
  index: string | null,
): Promise<HighestNumbers> {
  const snapshot = await takeSnapshot(workspace);
  const { own, tracked } = snapshot;
  const listing = cached && readListing(workspace, cached);
  const isSame = listing?.equals(tracked ?? nothing) && cached?.git === (tracked !== null);
  const changed =
    listing === null
      ? [...snapshot.identities.keys()]
      : changedSince(workspace, snapshot, cached?.own ?? {}, listing);
  const highest = withChanged(workspace, listing === null ? {} : (cached?.highest ?? {}), changed, own);
  const usual = tracked !== null && readTracked(tracked, 'unusual').next().done === true;
  const header = {
    version: cacheVersion(workspace),
    generation: isSame && cached ? cached.generation : workspace.environment.token(16),
    highest,
    git: tracked !== null,
    index: usual ? index : null,
    own: Object.fromEntries(own),
  };
  if (!isSame)
    writeCache(workspace, listingName, [Buffer.from(`${header.generation}\n`), tracked ?? nothing]);
  if (!isSame || changed.length > 0 || cached?.index !== header.index) saveHeader(workspace, header);
  return highest;
}

const nothing = Buffer.alloc(0);

function withChanged(
  workspace: Workspace,
  before: HighestNumbers,
  changed: readonly string[],
  own: ReadonlyMap<string, string | null>,
): HighestNumbers {
  const highest: HighestNumbers = { ...before };
  for (const path of changed) {
    const file = readFile(workspace, path, own.get(path) ?? '');
    if ('bytes' in file) includeText(highest, file.bytes.toString('utf8'), workspace.config.types);
  }
  return highest;
}

/** Files that may name other ids than when they were counted. */
function changedSince(
  workspace: Workspace,
  { own, tracked }: Snapshot,
  before: Header['own'],
  listing: Buffer,
): string[] {
  const paths = new Set(ownSince(own, { own: before }));
  for (const path of changedPaths(listing, tracked ?? nothing))
    if (isDocument(path, workspace) && !own.has(path)) paths.add(path);
  return [...paths];
}

function ownSince(own: ReadonlyMap<string, string | null>, before: Pick<Header, 'own'>): string[] {
  const paths: string[] = [];
  for (const [path, identity] of own)
    if (identity !== null && before.own[path] !== identity) paths.push(path);
  // What git's listing says of a file that differed from it then was not counted.
  for (const path of Object.keys(before.own)) if (!own.has(path)) paths.push(path);
  return paths;
}

/** Git replaces its index with every change, so the file tells; null without git, or with an index of a hook's own. */
function indexIdentity(workspace: Workspace): string | null {
  const { repository, root, environment } = workspace;
  if (!repository || environment.env.GIT_INDEX_FILE) return null;
  return statIdentity(workspace, relative(root, join(repository.gitDir, 'index')));
}

const headerName = 'ids.json';
const listingName = 'ids';

function readHeader(workspace: Workspace): Header | null {
  const header = readJson<Header>(cachePath(workspace, headerName));
  return header?.version === cacheVersion(workspace) ? header : null;
}

/** Git's listing as it was counted, empty where git did not list; null where it is not of the same write. */
function readListing(workspace: Workspace, { generation }: Header): Buffer | null {
  try {
    const bytes = fs.readFileSync(cachePath(workspace, listingName));
    const end = bytes.indexOf(10);
    return bytes.toString('latin1', 0, end) === generation ? bytes.subarray(end + 1) : null;
  } catch {
    // Missing: it can be made again.
    return null;
  }
}

function saveHeader(workspace: Workspace, header: Header): void {
  writeCache(workspace, headerName, [JSON.stringify(header)]);
}
