import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Analyser, type Analysis } from '../../operations/live/analyse.js';

/** Reads links, judges documents and searches their text, beside the thread that draws. */
export interface Analyst {
  /** Of root-relative paths that changed, or anything. */
  analyse(changed: ReadonlySet<string> | null): Promise<Analysis | null>;
  search(text: string): Promise<readonly string[]>;
  end(): Promise<void>;
}

/** What the worker is asked; it answers with the same number. */
export type Question = Wish & { readonly number: number };

type Wish =
  | { readonly kind: 'analyse'; readonly changed: ReadonlySet<string> | null }
  | { readonly kind: 'search'; readonly text: string };

export interface Answer {
  readonly number: number;
  readonly value: unknown;
  /** Why there is none, which is a bug. */
  readonly error?: string;
}

/** In this thread, without a worker: in tests of the source. */
export function analystHere(root: string | undefined): Analyst {
  const analyser = new Analyser(root);
  return {
    analyse: (changed) => analyser.analyse(changed),
    search: (text) => analyser.search(text),
    end: async () => {},
  };
}

/**
 * In a worker of its own, `analyst.cjs` in this folder, started when it is asked. What it remembers takes memory: after
 * `idleTime` milliseconds without a question it ends.
 */
export function analystBeside(folder: string, root: string | undefined, idleTime = 60_000): Analyst {
  const file = join(folder, 'analyst.cjs');
  if (!existsSync(file)) return analystHere(root);
  let worker: Worker | null = null;
  let count = 0;
  let isOver = false;
  const waiting = new Map<number, (answer: Omit<Answer, 'number'>) => void>();
  /** A worker that is gone answers nothing any more; the next question starts another. */
  const lose = (why: string) => {
    worker = null;
    for (const resolve of waiting.values()) resolve(isOver ? { value: null } : { value: null, error: why });
    waiting.clear();
  };
  let idle: NodeJS.Timeout | undefined;
  const rest = () => {
    clearTimeout(idle);
    if (waiting.size > 0) return;
    idle = setTimeout(() => {
      const idling = worker;
      // Whoever asks meanwhile asks a new one.
      worker = null;
      void idling?.terminate();
    }, idleTime);
    idle.unref();
  };
  const started = () => {
    const fresh = new Worker(file, { workerData: { root } });
    fresh.on('message', ({ number, ...answer }: Answer) => {
      waiting.get(number)?.(answer);
      waiting.delete(number);
      rest();
    });
    const lost = (why: string) => {
      if (worker === fresh) lose(why);
    };
    fresh.on('error', (error: unknown) => lost(error instanceof Error ? error.message : String(error)));
    fresh.on('exit', () => lost('it ended'));
    return fresh;
  };
  const ask = (question: Wish) =>
    new Promise<unknown>((resolve, reject) => {
      // Nobody waits for an answer any more.
      if (isOver) return resolve(null);
      clearTimeout(idle);
      worker ??= started();
      count += 1;
      waiting.set(count, ({ value, error }) =>
        error === undefined ? resolve(value) : reject(new Error(error)),
      );
      worker.postMessage({ ...question, number: count } satisfies Question);
    });
  return {
    analyse: async (changed) => (await ask({ kind: 'analyse', changed })) as Analysis | null,
    search: async (text) => ((await ask({ kind: 'search', text })) as readonly string[] | null) ?? [],
    async end() {
      isOver = true;
      clearTimeout(idle);
      await worker?.terminate();
    },
  };
}
