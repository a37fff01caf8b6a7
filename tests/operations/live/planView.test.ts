import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type PlanView, viewPlan } from '../../../src/operations/live/planView.js';
import { realEnvironment } from '../../../src/workspace/environment.js';
import { openWorkspace } from '../../../src/workspace/open.js';
import { temporaryFolder, writeFiles } from '../../support/folder.js';
import { docOps, git } from '../../support/process.js';

const plan = `---
id: PLAN-001
title: A plan
status: Draft
created: 2026-01-05
---

# PLAN-001 - A plan

## Tascs

\`\`\`yaml tascs
- id: first
  title: The file says yes
  desired_outcome: Nobody has to ask
  testing_instructions: cat answer.txt; grep -q yes answer.txt
- id: second
  title: It goes on
  testing_instructions: test -f answer.txt
  dependencies: [first]
\`\`\`
`;

function repository(): string {
  const root = temporaryFolder();
  git(root, ['init', '-q', '-b', 'main']);
  assert.is(docOps(root, ['init', '--yes']).code, 0);
  writeFiles(root, { 'answer.txt': 'no\n', 'dev_ops/plans/PLAN-001-a-plan.md': plan });
  git(root, ['add', '-A']);
  git(root, ['commit', '-q', '-m', 'start']);
  return root;
}

async function viewed(root: string): Promise<PlanView> {
  const opened = await openWorkspace({ environment: realEnvironment(), root });
  assert.ok(opened.ok);
  const view = await viewPlan(opened.value, 'PLAN-001');
  assert.ok(view.ok);
  return view.value;
}

test('a run that proved nothing is looked back on, with why it failed and what it printed', async () => {
  const root = repository();
  assert.is(docOps(root, ['run', 'PLAN-001', '--yes']).code, 1);
  const view = await viewed(root);
  const [first, second] = view.tascs;
  assert.is(first?.state, 'failed');
  assert.is(first?.why, 'exit code 1, expected 0');
  assert.is(first?.wanted, 'Nobody has to ask');
  assert.is(second?.state, 'missing');
  const [run] = view.runs;
  assert.is(view.runs.length, 1);
  assert.is(run?.isKept, false);
  assert.is(run?.problem, null);
  assert.equal(
    run?.tascs.map(({ id, passed, why }) => [id, passed, why]),
    [['first', false, 'exit code 1, expected 0']],
  );
  assert.match(docOps(root, ['proof', 'show', first?.proof ?? '']).stdout, 'no\n');
});

test('the run of a file that was altered says so, with the line', async () => {
  const root = repository();
  writeFileSync(join(root, 'answer.txt'), 'yes\n');
  assert.is(docOps(root, ['run', 'PLAN-001', '--yes']).code, 0);
  const [kept] = (await viewed(root)).runs;
  assert.is(kept?.problem, null);
  assert.ok(kept?.isKept && kept.verified);
  const folder = join(root, 'dev_ops/proofs/PLAN-001');
  const path = join(folder, readdirSync(folder)[0] ?? '');
  writeFileSync(path, readFileSync(path, 'utf8').replace('"exit_code":0', '"exit_code":7'));
  const altered = await viewed(root);
  assert.match(altered.runs[0]?.problem ?? '', /^line 2: its content does not match/);
  assert.match(altered.problems[0] ?? '', /\.jsonl:2: its content/);
});

test('an earlier definition of a tasc says nothing of the present one', async () => {
  const root = repository();
  assert.is(docOps(root, ['run', 'PLAN-001', '--yes']).code, 1);
  writeFileSync(join(root, 'dev_ops/plans/PLAN-001-a-plan.md'), plan.replace('grep -q yes', 'grep -q no'));
  assert.is((await viewed(root)).tascs[0]?.state, 'missing');
});

test.run();
