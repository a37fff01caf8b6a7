import { once } from 'node:events';
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Analysis } from '../../../src/operations/live/analyse.js';
import { LinkTable } from '../../../src/operations/live/linkTable.js';
import { analystBeside, analystHere } from '../../../src/tui/effects/analyst.js';
import { temporaryFolder } from '../../support/folder.js';
import { docOps } from '../../support/process.js';

const program = join(process.cwd(), 'dist');

function repository(): string {
  const root = temporaryFolder();
  assert.is(docOps(root, ['init', '--yes']).code, 0);
  for (const title of ['One', 'Two']) assert.is(docOps(root, ['create', 'task', title]).code, 0);
  assert.is(docOps(root, ['link', 'TASK-001', 'TASK-002', '--relation', 'blocks']).code, 0);
  return root;
}

function said(analysis: Analysis | null) {
  assert.ok(analysis);
  const findings = analysis.findings.map(({ rule, path, message }) => `${path} ${rule} ${message}`);
  const links = new LinkTable(analysis.links)
    .all()
    .map(({ from, relation, to }) => [from.id, relation, to.id]);
  return { findings, links };
}

test('the worker says what this thread says, also after it rested', async () => {
  const root = repository();
  const beside = analystBeside(program, root, 30);
  const ended: Promise<unknown>[] = [];
  const started = (worker: Worker) => ended.push(once(worker, 'exit'));
  process.on('worker', started);
  try {
    for (const round of [1, 2, 3]) {
      const path = 'dev_ops/tasks/TASK-001-one.md';
      appendFileSync(join(root, path), `\n[[TASK-90${round}]]\n`);
      const changed = round === 1 ? null : new Set([path]);
      const answer = said(await beside.analyse(changed));
      assert.equal(answer, said(await analystHere(root).analyse(null)));
      assert.is(answer.findings.filter((one) => one.includes('links/dangling')).length, round);
      assert.equal(await beside.search('one'), await analystHere(root).search('one'));
      assert.ok(ended.length >= round, 'every round starts another');
      await ended.at(-1);
    }
  } finally {
    process.off('worker', started);
    await beside.end();
  }
});

test('a text of several words is found where all of them are, a term of another search is a word like any', async () => {
  const root = repository();
  const write = (name: string, text: string) =>
    writeFileSync(
      join(root, 'dev_ops/tasks', `${name}.md`),
      `---\nid: ${name}\ntitle: x\nstatus: todo\n---\n\n${text}\n`,
    );
  write('TASK-010', 'zebra and quagga');
  write('TASK-011', 'zebra alone');
  write('TASK-012', 'quagga alone');
  const analyst = analystHere(root);
  const found = async (text: string) =>
    (await analyst.search(text)).map((path) => path.slice(-11, -3)).sort();
  assert.equal(await found('zebra'), ['TASK-010', 'TASK-011']);
  assert.equal(await found('zebra quagga'), ['TASK-010']);
  assert.equal(await found('zebra status:no-such-status'), []);
  assert.equal(await found('---'), []);
});

test('questions that come while the worker ends are answered all the same', async () => {
  const root = repository();
  const beside = analystBeside(program, root, 0);
  try {
    for (let round = 0; round < 20; round++) {
      assert.ok(await beside.analyse(null));
      for (let turns = round % 4; turns > 0; turns--) await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    await beside.end();
  }
});

/** Why a question got no answer. */
async function whyNot(asked: Promise<unknown>): Promise<string> {
  try {
    await asked;
    return 'it was answered';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

test('a worker that fails or ends says so, and the next question starts another', async () => {
  const folder = temporaryFolder();
  const worker = (code: string) =>
    writeFileSync(
      join(folder, 'analyst.cjs'),
      `const { parentPort } = require('node:worker_threads');\nparentPort.on('message', ({ number }) => {${code}});`,
    );
  worker('process.exit(3)');
  const beside = analystBeside(folder, undefined);
  try {
    assert.equal(await Promise.all([whyNot(beside.analyse(null)), whyNot(beside.search('a'))]), [
      'it ended',
      'it ended',
    ]);
    worker("throw new Error('out of memory')");
    assert.is(await whyNot(beside.analyse(null)), 'out of memory');
    worker("parentPort.postMessage({ number, value: null, error: 'a bug' })");
    assert.is(await whyNot(beside.analyse(null)), 'a bug');
  } finally {
    await beside.end();
  }
  assert.is(await beside.analyse(null), null, 'nothing is started after the end');
});

test('a question that is open at the end is no failure', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'analyst.cjs'), 'setInterval(() => {}, 1000);');
  const beside = analystBeside(folder, undefined);
  const asked = beside.analyse(null);
  await beside.end();
  assert.is(await asked, null);
});

test('what goes wrong in the worker is told, and it goes on', async () => {
  const beside = analystBeside(program, 5 as never);
  try {
    assert.match(await whyNot(beside.analyse(null)), /string/);
    assert.match(await whyNot(beside.search('a')), /string/);
  } finally {
    await beside.end();
  }
});

test.run();
