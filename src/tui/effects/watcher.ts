import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Watched } from '../../operations/live/watchLive.js';

/** Root-relative files that changed; null: anything may have changed. */
type Paths = ReadonlySet<string> | null;

/** Calls back at every change; gives, when no change is missed any more, the function that ends it. */
export type Watch = (watched: Watched, onChange: (paths: Paths) => void) => Promise<() => Promise<void>>;

/** What the worker says: that its first look is done, then what changed. */
export type WatcherMessage = 'ready' | ReadonlySet<string>;

/** In this thread. */
export const watchHere: Watch = async (watched, onChange) => {
  const { watchLive } = await import('../../operations/live/watchLive.js');
  return watchLive(watched, ({ paths }) => onChange(paths));
};

/**
 * In a worker of its own, `watcher.cjs` in this folder: the first look at ten thousand files takes a second, for which
 * keys would wait. Where the worker fails it is watched in this thread.
 */
export function watchBeside(folder: string): Watch {
  const file = join(folder, 'watcher.cjs');
  if (!existsSync(file)) return watchHere;
  return ({ root, folder, repository }, onChange) => {
    const watched: Watched = { root, folder, repository: repository && { gitDir: repository.gitDir } };
    const worker = new Worker(file, { workerData: watched });
    let isOver = false;
    let end = async () => {
      await worker.terminate();
    };
    return new Promise((resolve, reject) => {
      const ready = () =>
        resolve(() => {
          isOver = true;
          return end();
        });
      const fallBack = () => {
        if (isOver) return;
        worker.removeAllListeners();
        watchHere(watched, onChange).then((endHere) => {
          if (isOver) return void endHere();
          end = endHere;
          ready();
          // Whatever changed between the two looks.
          onChange(null);
        }, reject);
      };
      worker.on('message', (message: WatcherMessage) => (message === 'ready' ? ready() : onChange(message)));
      worker.on('error', fallBack);
      worker.on('exit', fallBack);
    });
  };
}
