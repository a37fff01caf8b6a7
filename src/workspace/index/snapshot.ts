import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';
import { git, records } from '../git.js';
import { type Walked, walkMarkdown } from '../walk.js';
import type { Workspace } from '../workspace.js';

/** The markdown files below the documents' folder as they are now, each with what tells its content from others. */
export interface Snapshot {
  /** Root-relative path → identity; `special:` for what cannot be read as a file. */
  readonly identities: ReadonlyMap<string, string>;
  /** Changes whenever any file of the folder changes. */
  readonly key: string;
}

/** A file written this recently may be written again without its times telling. */
const racyMilliseconds = 50n;

/**
 * Ask git which files there are and which differ from its index: for ten thousand unchanged files that is faster
 * than `stat`, and blob ids survive checkouts. Without git, or where git ignores the folder, walk and `stat`.
 */
export async function takeSnapshot(workspace: Workspace): Promise<Snapshot> {
  if (workspace.repository) {
    const pathspec = ['--', workspace.folder];
    const [listed, status] = await Promise.all([
      git(workspace, ['ls-files', '--stage', '-z', ...pathspec]),
      git(workspace, [
        'status',
        '--porcelain=v2',
        '-z',
        '--untracked-files=all',
        '--no-renames',
        '--ignored=matching',
        ...pathspec,
      ]),
    ]);
    if (listed.code === 0 && status.code === 0) {
      const prefix = await prefixOf(workspace);
      const taken = prefix === null ? null : fromGit(workspace, prefix, listed.stdout, status.stdout);
      if (taken) return taken;
    }
  }
  return fromWalk(workspace);
}

/** Git's status names paths from the top of the work tree, its listing from here. */
async function prefixOf(workspace: Workspace): Promise<string | null> {
  const top = workspace.repository?.workTree ?? workspace.root;
  if (top === workspace.root) return '';
  return workspace.root.startsWith(`${top}/`) ? `${workspace.root.slice(top.length + 1)}/` : null;
}

function fromGit(workspace: Workspace, prefix: string, listed: Buffer, status: Buffer): Snapshot | null {
  const identities = new Map<string, string>();
  const dirty = new Set<string>();
  for (const record of records(listed)) {
    const tab = record.indexOf('\t');
    const path = record.slice(tab + 1);
    const mode = record.slice(0, 6);
    if (mode === '160000' || !isDocument(workspace, path)) continue;
    const blob = record.slice(7, record.indexOf(' ', 7));
    if (mode === '120000' || record[tab - 1] !== '0') dirty.add(path);
    else identities.set(path, blob);
  }
  for (const record of records(status)) {
    const kind = record[0];
    if (kind === '1' || kind === 'u') {
      const path = pathOfRecord(record, kind === '1' ? 8 : 10).slice(prefix.length);
      if (!isDocument(workspace, path)) continue;
      if (record[3] !== '.' || kind === 'u') {
        identities.delete(path);
        dirty.add(path);
      }
    } else if (kind === '?' || kind === '!') {
      const path = record.slice(2 + prefix.length);
      if (path === `${workspace.folder}/`) return null;
      if (path.endsWith('/')) {
        if (!path.endsWith('.state/') && !path.endsWith('.git/')) {
          for (const walked of walkMarkdown(workspace.root, path.slice(0, -1), skipped))
            dirty.add(walked.path);
        }
      } else if (isDocument(workspace, path)) dirty.add(path);
    }
  }
  const hash = createHash('sha1').update(listed).update(status);
  for (const path of [...dirty].sort()) {
    const identity = statIdentity(workspace, path);
    if (identity === null) identities.delete(path);
    else identities.set(path, identity);
    hash.update(`${path}\0${identity}\0`);
  }
  return { identities, key: hash.digest('hex') };
}

function fromWalk(workspace: Workspace): Snapshot {
  const identities = new Map<string, string>();
  const walked = walkMarkdown(workspace.root, workspace.folder, skipped).filter(({ path }) =>
    isDocument(workspace, path),
  );
  walked.sort((a: Walked, b: Walked) => (a.path < b.path ? -1 : 1));
  const hash = createHash('sha1');
  for (const { path, special } of walked) {
    const identity = special ? 'special:' : statIdentity(workspace, path);
    if (identity === null) continue;
    identities.set(path, identity);
    hash.update(`${path}\0${identity}\0`);
  }
  return { identities, key: hash.digest('hex') };
}

/** Folders that hold no documents. */
const skipped: ReadonlySet<string> = new Set(['.state', '.git', 'node_modules']);

function isDocument(workspace: Workspace, path: string): boolean {
  return (
    path.endsWith('.md') &&
    !path.startsWith(`${workspace.folder}/.state/`) &&
    !path.startsWith(`${workspace.folder}/templates/`)
  );
}

/** Size, times and inode; null where there is no file. A file written just now gets one that is never met again. */
export function statIdentity(workspace: Workspace, path: string): string | null {
  try {
    const stat = fs.statSync(join(workspace.root, path), { bigint: true });
    if (!stat.isFile()) return 'special:';
    const newest = stat.mtimeMs > stat.ctimeMs ? stat.mtimeMs : stat.ctimeMs;
    const racy = BigInt(Date.now()) - newest < racyMilliseconds ? `:${workspace.environment.token(8)}` : '';
    return `${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}:${stat.ino}${racy}`;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') return 'special:';
    return fs.lstatSync(join(workspace.root, path), { throwIfNoEntry: false }) ? 'special:' : null;
  }
}

/** The path of a porcelain v2 record: what follows so many fields. */
function pathOfRecord(record: string, fields: number): string {
  let at = 0;
  for (let i = 0; i < fields; i++) at = record.indexOf(' ', at) + 1;
  return record.slice(at);
}
