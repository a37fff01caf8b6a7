import fs from 'node:fs';
import { join, relative } from 'node:path';
import { watch } from 'chokidar';
import type { Repository, Workspace } from '../workspace.js';

/** When a burst of changes is over, in milliseconds. */
export interface Burst {
  /** Changes closer together than this are one. */
  readonly quiet: number;
  /** A stream of changes that never pauses is not waited out. */
  readonly longest: number;
}

/** What a burst was about. */
export interface Changes {
  /** Root-relative files that were written, made or deleted. */
  readonly paths: ReadonlySet<string>;
  /** Whether git's index or what is checked out changed. */
  readonly git: boolean;
}

/**
 * chokidar tells of a change of a file once in 50 milliseconds (of its removal once in 100) and of nothing that follows
 * within them: who saves twice, as a formatter does after an editor, is looked at once more after these.
 */
const secondLook = 120;

/** What is watched of a workspace. */
export interface Watched extends Pick<Workspace, 'root' | 'folder'> {
  readonly repository: Pick<Repository, 'gitDir'> | null;
}

export interface Watcher {
  /** Resolves once after a burst of changes has ended; at once where one ended since the last call. */
  changed(): Promise<Changes>;
  /** Watch further files: root-relative paths, there or not. */
  alsoWatch(paths: readonly string[]): void;
  close(): Promise<void>;
}

/**
 * Watch the documents' folder and, for what is staged, git's index. What doc-ops itself writes below `.state` is left
 * out. Resolves when the first look is done: from then on no change is missed.
 */
export async function watchDocuments(
  { root, folder, repository }: Watched,
  { quiet, longest }: Burst,
): Promise<Watcher> {
  const state = join(root, folder, '.state');
  const gitDir = repository?.gitDir;
  const ofGit = new Set(gitDir === undefined ? [] : [join(gitDir, 'index'), join(gitDir, 'HEAD')]);
  // The index is replaced at every change, and may not be there yet: its folder is what lasts.
  const folders = [join(root, folder), ...(gitDir === undefined ? [] : [gitDir])];
  const watcher = watch(folders, {
    ignoreInitial: true,
    ignored: (path) =>
      path === state ||
      path.startsWith(`${state}/`) ||
      (gitDir !== undefined && path.startsWith(`${gitDir}/`) && !ofGit.has(path)),
  });
  let paths = new Set<string>();
  let isOfGit = false;
  let pending = false;
  let wake: (() => void) | null = null;
  let timer: NodeJS.Timeout | undefined;
  let since = 0;
  const report = () => {
    timer = undefined;
    pending = true;
    wake?.();
  };
  const note = (path: string) => {
    if (ofGit.has(path) || path === gitDir) isOfGit = true;
    else paths.add(relative(root, path));
    const now = Date.now();
    if (timer === undefined) since = now;
    else clearTimeout(timer);
    timer = setTimeout(report, Math.min(quiet, Math.max(0, since + longest - now)));
  };
  /** Files that were reported, as they were then. */
  let seen = new Map<string, string>();
  let looking: NodeJS.Timeout | undefined;
  const see = (path: string) => {
    seen.set(path, identityOf(path));
    looking ??= setTimeout(() => {
      const before = seen;
      seen = new Map();
      looking = undefined;
      for (const [path, identity] of before) {
        if (identityOf(path) === identity) continue;
        note(path);
        see(path);
      }
    }, secondLook);
  };
  watcher.on('all', (_, path) => {
    note(path);
    see(path);
  });
  // A file that may not be read is a finding, not a reason to end.
  watcher.on('error', () => undefined);
  await new Promise<void>((resolve) => watcher.on('ready', () => resolve()));
  const known = new Set<string>();
  return {
    async changed() {
      if (!pending) await new Promise<void>((resolve) => (wake = resolve));
      wake = null;
      pending = false;
      const changes = { paths, git: isOfGit };
      paths = new Set();
      isOfGit = false;
      return changes;
    },
    alsoWatch(more) {
      const added = more.filter((path) => !known.has(path));
      for (const path of added) known.add(path);
      if (added.length > 0) watcher.add(added.map((path) => join(root, path)));
    },
    async close() {
      clearTimeout(timer);
      clearTimeout(looking);
      await watcher.close();
    },
  };
}

/** Differs whenever a file was written, replaced or removed; what is in a folder is reported by itself. */
function identityOf(path: string): string {
  try {
    const stat = fs.statSync(path);
    return stat.isDirectory() ? 'folder' : `${stat.ino} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs}`;
  } catch {
    // Not there, or not to be looked at: the next event tells more.
    return 'none';
  }
}
