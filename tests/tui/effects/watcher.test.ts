import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Watch, watchBeside, watchHere } from '../../../src/tui/effects/watcher.js';
import { repositoryRoot, temporaryFolder } from '../../support/folder.js';

/** A folder with this as the program of the worker. */
function programWith(code: string): string {
  return temporaryFolder({ 'watcher.cjs': code });
}

/** The paths that are told of when a document is written, once the first look is done. */
async function seenBy(watch: Watch): Promise<readonly string[]> {
  const root = temporaryFolder({ 'dev_ops/tasks/TASK-001-one.md': 'one\n' });
  let tell: (paths: readonly string[]) => void = () => {};
  const told = new Promise<readonly string[]>((resolve) => {
    tell = resolve;
  });
  const end = await watch({ root, folder: 'dev_ops', repository: null }, (paths) => {
    if (paths) tell([...paths]);
  });
  writeFileSync(join(root, 'dev_ops/tasks/TASK-001-one.md'), 'two\n');
  try {
    return await told;
  } finally {
    await end();
  }
}

const written = ['dev_ops/tasks/TASK-001-one.md'];

test('a change is told from a worker as from this thread', async () => {
  assert.is.not(watchBeside(join(repositoryRoot, 'dist')), watchHere);
  assert.equal(await seenBy(watchBeside(join(repositoryRoot, 'dist'))), written);
  assert.equal(await seenBy(watchHere), written);
});

test('where there is no worker, or it fails or ends, this thread watches', async () => {
  assert.is(watchBeside(temporaryFolder()), watchHere);
  assert.equal(await seenBy(watchBeside(programWith("throw new Error('no');"))), written);
  assert.equal(await seenBy(watchBeside(programWith('process.exit(3);'))), written);
});

test('a worker that ends after its first look is followed by this thread, and everything is looked at again', async () => {
  const code =
    "require('node:worker_threads').parentPort.postMessage('ready'); setInterval(() => undefined, 1000);";
  const started = once(process, 'worker') as Promise<[Worker]>;
  const root = temporaryFolder({ 'dev_ops/tasks/TASK-001-one.md': 'one\n' });
  let tell: (paths: ReadonlySet<string> | null) => void = () => {};
  const told = new Promise<ReadonlySet<string> | null>((resolve) => {
    tell = resolve;
  });
  const watched = { root, folder: 'dev_ops', repository: null };
  const end = await watchBeside(programWith(code))(watched, (paths) => tell(paths));
  const [worker] = await started;
  await worker.terminate();
  assert.is(await told, null);
  await end();
});

test.run();
