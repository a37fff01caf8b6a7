import { join } from 'node:path';
import { watch } from 'chokidar';
import type { Workspace } from './workspace.js';

/** Changes closer together than this are one; milliseconds. */
const quiet = 80;
/** A stream of changes that never pauses is not waited out. */
const longest = 3000;

export interface Watcher {
  /** Resolves once after a burst of changes has ended; at once where one ended since the last call. */
  changed(): Promise<void>;
  /** Watch further files: root-relative paths, there or not. */
  alsoWatch(paths: readonly string[]): void;
  close(): Promise<void>;
}

/**
 * Watch the documents' folder and, for what is staged, git's index. What doc-ops itself writes below `.state` is left
 * out. Resolves when the first look is done: from then on no change is missed.
 */
export async function watchDocuments(workspace: Workspace): Promise<Watcher> {
  const { root, folder, repository } = workspace;
  const state = join(root, folder, '.state');
  const gitDir = repository?.gitDir;
  const index = gitDir === undefined ? null : join(gitDir, 'index');
  // The index is replaced at every change, and may not be there yet: its folder is what lasts.
  const paths = [join(root, folder), ...(gitDir === undefined ? [] : [gitDir])];
  const watcher = watch(paths, {
    ignoreInitial: true,
    ignored: (path) =>
      path === state ||
      path.startsWith(`${state}/`) ||
      (gitDir !== undefined && path.startsWith(`${gitDir}/`) && path !== index),
  });
  let pending = false;
  let wake: (() => void) | null = null;
  let timer: NodeJS.Timeout | undefined;
  let since = 0;
  const settled = () => {
    timer = undefined;
    pending = true;
    wake?.();
  };
  watcher.on('all', () => {
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
