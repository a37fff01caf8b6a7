import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  forgetOldRuns,
  type LocalRun,
  outputOf,
  plansWithRuns,
  recordRun,
  runsOf,
} from '../../../src/lifecycle/runs/localRun.js';
import { stopRun } from '../../../src/lifecycle/runs/stopRun.js';
import { type LockHolder, thisHolder } from '../../../src/workspace/transaction/lock/holder.js';
import { readFile, writeFiles } from '../../support/folder.js';
import { got, testRepository } from '../support/repository.js';

function runBy(holder: LockHolder, more: Partial<LocalRun> = {}): LocalRun {
  return {
    v: 1,
    plan: 'PLAN-001',
    id: 'abc123',
    branch: 'plan-001-x',
    worktree: '/work/tree',
    implementer: 'claude',
    from: 'f'.repeat(40),
    started: '2026-11-30T14:30:00.000Z',
    holder,
    ended: null,
    ...more,
  };
}

/** A process that does not end by itself, and who it is. */
async function living(script: string): Promise<{ holder: LockHolder; ended: Promise<unknown[]> }> {
  const child = spawn('/bin/sh', ['-c', `${script}; echo ready; while :; do sleep 1; done`], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  const stat = readFile('/proc', `${child.pid}/stat`);
  const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  return {
    holder: { ...thisHolder('plan implement', 'x'), pid: child.pid ?? 0, started },
    ended: once(child, 'exit'),
  };
}

test('a run is running, ended, or died without a word', async () => {
  const { workspace } = await testRepository();
  const { repository } = workspace;
  assert.equal(await runsOf(repository, 'PLAN-001'), []);
  const me = thisHolder('plan implement', 'x');
  recordRun(workspace, repository, runBy(me));
  assert.equal(await runsOf(repository, 'PLAN-001'), [{ ...runBy(me), state: 'running' }]);
  const dead = { ...me, started: '1' };
  recordRun(workspace, repository, runBy(dead, { id: 'def456', started: '2026-11-30T14:31:00.000Z' }));
  const ended = { at: '2026-11-30T15:00:00.000Z', status: 'failed' as const, reason: 'no-changes' };
  recordRun(workspace, repository, runBy(me, { ended }));
  assert.equal(
    (await runsOf(repository, 'PLAN-001')).map(({ id, state }) => [id, state]),
    [
      ['abc123', 'ended'],
      ['def456', 'died'],
    ],
  );
  assert.equal(plansWithRuns(repository), ['PLAN-001']);
});

test('what is not the record of a run is passed over, and old runs go with their output', async () => {
  const { root, workspace } = await testRepository();
  const { repository } = workspace;
  writeFiles(root, {
    '.git/doc-ops/runs/PLAN-001/x.json': '{"v":1}',
    '.git/doc-ops/runs/PLAN-001/y.json': '{',
  });
  const me = thisHolder('plan implement', 'x');
  for (let number = 10; number < 23; number++) {
    const run = runBy(me, { id: `run0${number}`, started: `2026-11-${number}T00:00:00.000Z` });
    recordRun(workspace, repository, run);
    writeFileSync(outputOf(repository, run), 'printed\n');
  }
  forgetOldRuns(repository, 'PLAN-001');
  const left = await runsOf(repository, 'PLAN-001');
  assert.is(left.length, 10);
  assert.is(left[0]?.id, 'run013');
  assert.not.ok(existsSync(join(root, '.git/doc-ops/runs/PLAN-001/run012.log')));
  assert.ok(existsSync(join(root, '.git/doc-ops/runs/PLAN-001/run013.log')));
});

test('a run is stopped by asking; one that does not listen is ended', async () => {
  const polite = await living('true');
  got(await stopRun(runBy(polite.holder), 10_000));
  assert.equal(await polite.ended, [null, 'SIGTERM']);
  const deaf = await living("trap '' TERM");
  got(await stopRun(runBy(deaf.holder), 0));
  assert.equal(await deaf.ended, [null, 'SIGKILL']);
  got(await stopRun(runBy(deaf.holder), 0));
});

test('a process of another machine, and another one by the same id, is left alone', async () => {
  const { holder, ended } = await living('true');
  const elsewhere = await stopRun(runBy({ ...holder, boot: 'another', machine: 'm', host: 'other' }), 0);
  assert.is(
    !elsewhere.ok && elsewhere.problem.message,
    'the run PLAN-001:abc123 is on other, not on this machine',
  );
  got(await stopRun(runBy({ ...holder, started: '1' }), 0));
  process.kill(holder.pid, 0);
  got(await stopRun(runBy(holder), 10_000));
  await ended;
});

test.run();
