import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { viewPlan } from '../../src/operations/live/planView.js';
import { realEnvironment } from '../../src/workspace/environment.js';
import { openWorkspace } from '../../src/workspace/open.js';
import { temporaryFolder } from '../support/folder.js';
import { docOps, git } from '../support/process.js';

test('a plan as it is watched: its tascs in order, the newest proof of each, its runs with the newest first', async () => {
  const root = temporaryFolder();
  git(root, ['init', '-q', '-b', 'main']);
  assert.is(docOps(root, ['init', '--yes']).code, 0);
  writeFileSync(join(root, 'hello.txt'), 'Hello\n');
  const tascs = [
    {
      id: 'second',
      title: 'Second',
      testing_instructions: 'grep -q World hello.txt',
      dependencies: ['first'],
    },
    { id: 'first', title: 'First', testing_instructions: 'grep -q Hello hello.txt' },
  ];
  writeFileSync(join(root, 'plan.json'), JSON.stringify({ title: 'Say hello', tascs }));
  assert.is(docOps(root, ['plan', 'import', 'plan.json']).code, 0);
  git(root, ['add', '-A']);
  git(root, ['commit', '-q', '-m', 'start']);
  const opened = await openWorkspace({ environment: realEnvironment(), root });
  assert.ok(opened.ok);
  const viewed = async () => {
    const plan = await viewPlan(opened.value, 'PLAN-001');
    assert.ok(plan.ok);
    return plan.value;
  };
  const before = await viewed();
  assert.equal(
    before.tascs.map(({ id, state, proof }) => [id, state, proof]),
    [
      ['first', 'missing', null],
      ['second', 'missing', null],
    ],
  );
  assert.is(docOps(root, ['run', 'PLAN-001', '--yes']).code, 1);
  const failed = await viewed();
  assert.equal(
    failed.tascs.map(({ id, state }) => [id, state]),
    [
      ['first', 'fresh'],
      ['second', 'failed'],
    ],
  );
  assert.match(failed.tascs[1]?.proof ?? '', /^[0-9a-f]{64}$/);
  writeFileSync(join(root, 'hello.txt'), 'Hello World\n');
  assert.is(docOps(root, ['run', 'PLAN-001', '--yes']).code, 0);
  const proven = await viewed();
  assert.is.not(proven.tascs[1]?.proof, failed.tascs[1]?.proof, 'the newest proof');
  assert.ok(proven.overall);
  assert.equal(
    proven.runs.map(({ verified, failed }) => [verified, failed]),
    [
      [true, 0],
      [false, 1],
    ],
  );
});

test.run();
