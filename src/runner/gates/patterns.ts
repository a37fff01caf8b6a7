import { Worker } from 'node:worker_threads';

/** Which patterns matched a line, and which took too long. */
export interface Matches {
  readonly matched: ReadonlySet<number>;
  /** Patterns that did not come to an end in time. */
  readonly stuck: ReadonlySet<number>;
}

/** What the worker runs: a string, since the program is one file. */
const source = `
const { parentPort, workerData } = require('node:worker_threads');
const fs = require('node:fs');
const patterns = workerData.patterns.map((one) => (one === null ? null : new RegExp(one)));
const open = new Set(patterns.flatMap((one, index) => (one ? [index] : [])));
const busy = new Int32Array(workerData.busy);
function look(line) {
  for (const index of open) {
    Atomics.store(busy, 0, index + 1);
    if (patterns[index].test(line)) {
      open.delete(index);
      parentPort.postMessage({ matched: index });
    }
  }
  Atomics.store(busy, 0, 0);
  Atomics.add(busy, 1, 1);
}
for (const path of workerData.paths) {
  let descriptor;
  try { descriptor = fs.openSync(path, 'r'); } catch { continue; }
  const buffer = Buffer.allocUnsafe(262144);
  let parts = [], length = 0;
  const flush = () => { look(Buffer.concat(parts).toString('utf8').replace(/\\r$/, '')); parts = []; length = 0; };
  for (let read = fs.readSync(descriptor, buffer); read > 0 && open.size > 0; read = fs.readSync(descriptor, buffer)) {
    let start = 0;
    while (start < read) {
      const newline = buffer.indexOf(10, start);
      const end = newline < 0 || newline >= read ? read : newline;
      const room = Math.max(0, 65536 - length);
      if (room > 0) { parts.push(Buffer.from(buffer.subarray(start, Math.min(end, start + room)))); length += Math.min(end - start, room); }
      if (end === read) break;
      flush();
      start = end + 1;
    }
  }
  if (length > 0) flush();
  fs.closeSync(descriptor);
}
parentPort.postMessage({ done: true });
`;

/**
 * Match patterns against the lines of files, in a worker: a pattern that makes no headway for `deadline` milliseconds
 * is given up, and the others continue without it.
 */
export async function matchPatterns(
  patterns: readonly string[],
  paths: readonly string[],
  deadline = 2000,
): Promise<Matches> {
  const matched = new Set<number>();
  const stuck = new Set<number>();
  if (patterns.length === 0) return { matched, stuck };
  for (;;) {
    const open = patterns.map((one, index) => (matched.has(index) || stuck.has(index) ? null : one));
    if (open.every((one) => one === null)) return { matched, stuck };
    const hung = await runWorker(open, paths, deadline, (index) => matched.add(index));
    if (hung === null) return { matched, stuck };
    stuck.add(hung);
  }
}

/** Null when it came to its end; else the pattern at which it hung. */
function runWorker(
  patterns: readonly (string | null)[],
  paths: readonly string[],
  deadline: number,
  onMatch: (index: number) => void,
): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const shared = new SharedArrayBuffer(8);
    const busy = new Int32Array(shared);
    const worker = new Worker(source, { eval: true, workerData: { patterns, paths, busy: shared } });
    let seen = -1;
    const end = (result: number | null) => {
      clearInterval(timer);
      void worker.terminate().then(() => resolve(result));
    };
    const timer = setInterval(() => {
      const at = Atomics.load(busy, 0);
      const lines = Atomics.load(busy, 1);
      if (at > 0 && lines === seen) end(at - 1);
      seen = lines;
    }, deadline);
    worker.on('message', (message: { matched?: number; done?: true }) => {
      if (message.matched !== undefined) onMatch(message.matched);
      if (message.done) end(null);
    });
    worker.on('error', (error) => {
      clearInterval(timer);
      reject(error);
    });
  });
}
