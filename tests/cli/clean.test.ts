import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { endOf, startRun } from '../crash/support/runs.js';
import { temporaryFolder } from '../support/folder.js';
import { docOps } from '../support/process.js';
import { planProject } from './support/planProject.js';

interface CleanedUp {
  readonly parts: readonly { readonly part: string; readonly files: number; readonly bytes: number }[];
  readonly files: number;
  readonly removed: boolean;
}

const project = () =>
  planProject([
    { id: 'loud', run: 'seq 1 1000' },
    { id: 'bad', run: 'echo no; false', needs: ['loud'] },
  ]);

test('clean removes output, failed runs and caches, and neither proofs nor documents nor history', () => {
  const { root, call, data, commit } = project();
  assert.is(call('create', 'task', '--title', 'To be undone').code, 0);
  assert.is(call('run', 'PLAN-001', '--yes').code, 1);
  assert.is(call('run', 'PLAN-001', '--yes').code, 1, 'a run that proves nothing');
  call('validate');
  const dry = data('clean', '--dry-run') as CleanedUp;
  assert.equal(
    dry.parts.map(({ part, files }) => `${part} ${files > 0}`),
    ['output true', 'runs true', 'inputs true', 'cache true'],
  );
  assert.is(dry.parts[0]?.bytes, 3893 + 3);
  assert.equal(data('clean', '--dry-run'), dry, 'a dry run removes nothing');
  const [name = ''] = readdirSync(join(root, 'dev_ops/proofs/PLAN-001'));
  const proof = readFileSync(join(root, 'dev_ops/proofs/PLAN-001', name), 'utf8');
  assert.equal(data('clean'), { ...dry, removed: true });
  assert.equal(
    [(data('clean') as CleanedUp).files, call('clean').stdout],
    [0, '· there is nothing to remove\n'],
  );
  assert.is(readFileSync(join(root, 'dev_ops/proofs/PLAN-001', name), 'utf8'), proof);
  assert.ok(existsSync(join(root, 'dev_ops/.state/.gitignore')));
  assert.equal((data('verify') as { faults: unknown[] }[])[0]?.faults, []);
  assert.match(call('proof', 'show', JSON.parse(proof.split('\n')[1] ?? '').proof_hash).stdout, /not kept/);
  assert.match(call('undo').stdout, /TASK-001/);
  commit();
});

test('clean takes parts and an age, and names what it does not know', () => {
  const { root, call, data } = project();
  call('run', 'PLAN-001', '--yes');
  const output = join(root, 'dev_ops/.state/output');
  const [old = '', young = ''] = readdirSync(output).filter((name) => name !== 'tmp');
  utimesSync(join(output, old), 1, 1);
  assert.is((data('clean', '--only', 'output', '--older-than', '7') as CleanedUp).files, 1);
  assert.equal(
    readdirSync(output).filter((name) => name !== 'tmp'),
    [young],
  );
  assert.ok(existsSync(join(root, 'dev_ops/.state/inputs')));
  const wrong = call('clean', '--only', 'outptu');
  assert.is(wrong.code, 2);
  assert.match(wrong.stderr, /did you mean output\?/);
});

test('clean does not follow links, and keeps what a run under way needs', async () => {
  const { root, call, data } = project();
  call('run', 'PLAN-001', '--yes');
  const outside = temporaryFolder({ precious: 'kept' });
  const state = join(root, 'dev_ops/.state');
  mkdirSync(join(state, 'runs'), { recursive: true });
  symlinkSync(outside, join(state, 'runs/link'));
  rmSync(join(state, 'inputs'), { recursive: true });
  symlinkSync(outside, join(state, 'inputs'));
  call('clean');
  assert.equal(readdirSync(outside), ['precious']);
  assert.not.ok(existsSync(join(state, 'runs/link')));
  assert.not.ok(existsSync(join(state, 'inputs')), 'a link is removed, not what it leads to');

  writeFileSync(join(root, 'go'), '');
  const waiting = planProject([{ id: 'a', run: 'echo ready; while ! test -f go; do sleep 0.02; done' }]);
  const child = startRun(waiting.root, 'clean', ['run', 'PLAN-001', '--yes', '--events']);
  await new Promise<void>((resolve) =>
    child.stdout?.on('data', (chunk: Buffer) => chunk.includes('"line":"ready"') && resolve()),
  );
  const cleaned = docOps(waiting.root, ['clean', '--json']);
  assert.equal(
    (JSON.parse(cleaned.stdout).data as CleanedUp).parts.map(({ part }) => part),
    ['inputs', 'cache'],
  );
  assert.match(docOps(waiting.root, ['clean']).stderr, /a run is under way/);
  writeFileSync(join(waiting.root, 'go'), '');
  assert.is(await endOf(child), 0);
  assert.ok((waiting.data('clean') as CleanedUp).parts.some(({ part }) => part === 'output'));
  assert.ok(data('clean'));
});

test.run();
