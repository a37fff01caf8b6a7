import { createHash } from 'node:crypto';
import { isDocument } from '../../model/document/identify.js';
import { walkMarkdown } from '../files/listing/walk.js';
import { withoutFilters } from '../git/filters.js';
import { git, records } from '../git/git.js';
import type { Workspace } from '../workspace.js';
import { isFolderLink, statIdentity } from './statIdentity.js';
import { readTracked, trackedIn } from './tracked.js';

/** The markdown files below the documents' folder as they are now, each with what tells its content from others. */
export interface Snapshot {
  /** Root-relative path → identity; `special:` for what cannot be read as a file. Made when it is asked for. */
  readonly identities: ReadonlyMap<string, string>;
  /** Changes whenever any file of the folder changes. */
  readonly key: string;
  /** Git's listing of the folder (`ls-files -s`), whose blob ids hold for all but the `own` files; null without git. */
  readonly tracked: Buffer | null;
  /** Files with an identity that is not git's: new ones, changed ones, links. Null where a file is gone. */
  readonly own: ReadonlyMap<string, string | null>;
  /** When it was taken, in ms. */
  readonly takenAt: number;
}

/**
 * Ask git which files there are and which differ from its index: for ten thousand unchanged files that is faster
 * than `stat` from here, and blob ids survive checkouts. `diff-files` compares times as `git status` does, but reads
 * no file. Without git, or where the folder lies behind a link, walk and `stat`.
 */
export async function takeSnapshot(workspace: Workspace): Promise<Snapshot> {
  const takenAt = workspace.environment.now().getTime();
  if (workspace.repository) {
    const calm = await withoutFilters(workspace);
    // The one that takes longer starts first.
    const [changed, listed] = await Promise.all([
      git(workspace, [...calm, ...differences(workspace)]),
      git(workspace, listing(workspace)),
    ]);
    if (listed.code === 0 && changed.code === 0) {
      const taken = fromGit(workspace, listed.stdout, changed.stdout, takenAt);
      if (taken) return taken;
    }
  }
  return fromWalk(workspace, takenAt);
}

/**
 * What a snapshot's `own` would hold, for whoever knows that git's listing is as it was and holds regular files
 * alone; null where that takes a snapshot.
 */
export async function takeOwn(workspace: Workspace): Promise<ReadonlyMap<string, string | null> | null> {
  const takenAt = workspace.environment.now().getTime();
  const calm = await withoutFilters(workspace);
  // The one that takes longer starts first.
  const [changed, others] = await Promise.all([
    git(workspace, [...calm, ...differences(workspace)]),
    git(workspace, ['ls-files', '-t', '--others', ...behindListing(workspace)]),
  ]);
  if (others.code !== 0 || changed.code !== 0) return null;
  return fromGit(workspace, others.stdout, changed.stdout, takenAt)?.own ?? null;
}

/** Tracked files with blob ids, and all others, ignored ones as well: whether git ignores a document is git's affair. */
function listing(workspace: Workspace): string[] {
  return ['ls-files', '-t', '--stage', '--others', ...behindListing(workspace)];
}

function behindListing({ folder }: Workspace): string[] {
  return ['-z', ...[...skippedFolders].map((name) => `--exclude=${name}/`), '--', folder];
}

function differences({ folder }: Workspace): string[] {
  return ['diff-files', '--raw', '-z', '--relative', '--', folder];
}

function fromGit(workspace: Workspace, listed: Buffer, changed: Buffer, takenAt: number): Snapshot | null {
  const { tracked, others } = trackedIn(listed);
  const paths = new Set<string>();
  const addBelow = (folder: string) => {
    for (const { path } of walkMarkdown(workspace.root, folder, skippedFolders)) paths.add(path);
  };
  for (const path of others) {
    if (path === `${workspace.folder}/`) return null;
    if (path.endsWith('/')) addBelow(path.slice(0, -1));
    else if (path.endsWith('.md')) paths.add(path);
    else if (isFolderLink(workspace, path)) addBelow(path);
  }
  const parts = records(changed);
  for (let i = 1; i < parts.length; i += 2) {
    const path = parts[i] ?? '';
    if (path.endsWith('.md')) paths.add(path);
  }
  for (const { path, mode, tag } of readTracked(tracked, 'unusual')) {
    if (path === workspace.folder) return null;
    if (tag === 'H' && mode === '120000' && !path.endsWith('.md') && isFolderLink(workspace, path))
      addBelow(path);
    else if (path.endsWith('.md')) paths.add(path);
  }
  const own = new Map<string, string | null>();
  for (const path of [...paths].sort()) {
    if (isDocument(path, workspace)) own.set(path, statIdentity(workspace, path));
  }
  let identities: ReadonlyMap<string, string> | undefined;
  return {
    tracked,
    own,
    takenAt,
    key: keyOf(tracked, own),
    get identities() {
      identities ??= mergedIdentities(workspace, tracked, own);
      return identities;
    },
  };
}

function mergedIdentities(
  workspace: Workspace,
  tracked: Buffer,
  own: ReadonlyMap<string, string | null>,
): Map<string, string> {
  const identities = new Map<string, string>();
  for (const { path, blob } of readTracked(tracked, 'usual')) {
    if (isDocument(path, workspace) && !own.has(path)) identities.set(path, blob);
  }
  for (const [path, identity] of own) if (identity !== null) identities.set(path, identity);
  return identities;
}

function fromWalk(workspace: Workspace, takenAt: number): Snapshot {
  const identities = new Map<string, string>();
  const walked = walkMarkdown(workspace.root, workspace.folder, skippedFolders)
    .filter(({ path }) => isDocument(path, workspace))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const { path, special } of walked) {
    const identity = special ? 'special:' : statIdentity(workspace, path);
    if (identity !== null) identities.set(path, identity);
  }
  return { identities, own: identities, tracked: null, takenAt, key: keyOf(null, identities) };
}

function keyOf(tracked: Buffer | null, own: ReadonlyMap<string, string | null>): string {
  const hash = createHash('sha1');
  if (tracked) hash.update(tracked);
  for (const [path, identity] of own) hash.update(`${path}\0${identity ?? ''}\0`);
  return hash.digest('hex');
}

/** Folders that hold no documents. */
export const skippedFolders: ReadonlySet<string> = new Set(['.state', '.git', 'node_modules']);

/** Whether a snapshot would look at a path at all: a document's, and in no folder that is skipped. */
export function isLookedAt(workspace: Workspace, path: string): boolean {
  return isDocument(path, workspace) && !path.split('/').some((part) => skippedFolders.has(part));
}
