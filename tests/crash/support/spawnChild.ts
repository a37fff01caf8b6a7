import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { testEnvironment } from '../../support/process.js';

export interface ChildEnd {
  readonly signal: NodeJS.Signals | null;
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Start a process of `child.ts`, with a fault of faultyFs.mjs where one is given. */
export function spawnChild(args: readonly string[], fault?: string): Promise<ChildEnd> {
  const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const preload = fault === undefined ? [] : ['--import', path('./faultyFs.mjs')];
  const child = spawn(process.execPath, [...preload, path('./child.js'), ...args], {
    env: testEnvironment(fault === undefined ? {} : { DOC_OPS_TEST_FAULT: fault }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr })),
  );
}

/** Do something for each, so many at once. */
export async function eachOf<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
