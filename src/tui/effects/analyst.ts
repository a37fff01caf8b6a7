import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { type Analysis, analyse } from '../../operations/live/analyse.js';

/** Reads links and judges documents, beside the thread that draws. */
export interface Analyst {
  analyse(root: string | undefined): Promise<Analysis | null>;
  end(): Promise<void>;
}

/** In this thread, where there is no worker: in tests of the source. */
export const analystHere: Analyst = { analyse, end: async () => {} };

/** In a worker of its own: `dist/analyst.cjs`, started when it is first asked. */
export function analystBeside(folder: string): Analyst {
  const file = join(folder, 'analyst.cjs');
  if (!existsSync(file)) return analystHere;
  let worker: Worker | null = null;
  return {
    analyse(root) {
      worker ??= new Worker(file);
      const asked = worker;
      return new Promise((resolve, reject) => {
        const settle = (action: () => void) => {
          asked.removeAllListeners();
          action();
        };
        asked.once('message', (analysis: Analysis | null) => settle(() => resolve(analysis)));
        asked.once('error', (error) => {
          worker = null;
          settle(() => reject(error));
        });
        asked.once('exit', () => {
          worker = null;
          settle(() => resolve(null));
        });
        asked.postMessage({ root });
      });
    },
    async end() {
      await worker?.terminate();
    },
  };
}
