import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Changes, Watched } from '../../operations/live/watchLive.js';

/** Calls back at every change; gives, when no change is missed any more, the function that ends it. */
export type Watch = (watched: Watched, onChange: (changes: Changes) => void) => Promise<() => Promise<void>>;

/** What the worker says: that its first look is done, then what changed. */
export type Told = 'ready' | Changes;

/** In this thread. */
export const watchHere: Watch = async (watched, onChange) => {
  const { watchLive } = await import('../../operations/live/watchLive.js');
  return watchLive(watched, onChange);
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
      const ready = () => resolve(() => close());
      const close = async () => {
        isOver = true;
        await end();
      };
      const fallBack = () => {
        if (isOver) return;
        worker.removeAllListeners();
        watchHere(watched, onChange).then((endHere) => {
          end = endHere;
          if (isOver) void endHere();
          ready();
        }, reject);
      };
      worker.on('message', (told: Told) => (told === 'ready' ? ready() : onChange(told)));
      worker.on('error', fallBack);
      worker.on('exit', fallBack);
    });
  };
}
