import { join } from 'node:path';
import type { Workspace } from './workspace.js';

/** Ends the watching. */
export type Unwatch = () => Promise<void>;

/** Milliseconds of quiet after which a burst of changes is over, and after which it is reported all the same. */
const quiet = 40;
const longest = 250;

/**
 * Call back after every burst of changes below the documents' folder and after a change of branch. A burst of a
 * thousand files is one call.
 */
export async function watchDocuments(workspace: Workspace, onChange: () => void): Promise<Unwatch> {
  const { watch } = await import('chokidar');
  const folder = join(workspace.root, workspace.folder);
  const own = join(folder, '.state');
  const paths = [folder];
  if (workspace.repository) paths.push(join(workspace.repository.gitDir, 'HEAD'));
  const watcher = watch(paths, {
    ignoreInitial: true,
    ignored: (path) => path === own || path.startsWith(`${own}/`),
    followSymlinks: false,
  });
  let timer: NodeJS.Timeout | null = null;
  let first = 0;
  watcher.on('all', () => {
    const now = Date.now();
    if (timer) clearTimeout(timer);
    else first = now;
    timer = setTimeout(
      () => {
        timer = null;
        onChange();
      },
      Math.max(0, Math.min(quiet, first + longest - now)),
    );
  });
  // A folder that cannot be watched is read again after every action.
  watcher.on('error', () => {});
  await new Promise<void>((resolve) => void watcher.once('ready', resolve));
  return async () => {
    if (timer) clearTimeout(timer);
    await watcher.close();
  };
}
