import { join, relative } from 'node:path';
import { watch } from 'chokidar';
import type { Workspace } from './workspace.js';

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
export async function watchDocuments(workspace: Workspace, { quiet, longest }: Burst): Promise<Watcher> {
  const { root, folder, repository } = workspace;
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
  const settled = () => {
    timer = undefined;
    pending = true;
    wake?.();
  };
  watcher.on('all', (_, path) => {
    if (ofGit.has(path) || path === gitDir) isOfGit = true;
    else paths.add(relative(root, path));
    const now = Date.now();
    if (timer === undefined) since = now;
    else clearTimeout(timer);
    timer = setTimeout(settled, Math.min(quiet, Math.max(0, since + longest - now)));
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
      await watcher.close();
    },
  };
}
