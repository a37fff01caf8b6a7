import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { temporaryFolder } from '../support/folder.js';
import { docOps, git } from '../support/process.js';

const table = (rows: string) => `| Step | Description | Status | PR |\n|:---|---|---|---|\n${rows}`;
const roadmap = `---
id: OBJ-001
title: Logins
status: Active
created: 2026-11-20
---

# OBJ-001 - Logins

### Phase 1: Tokens (1 PR)

${table('| 1.1 | Issue tokens  | done | #12 |\n| 1.2 | Refresh `a \\| b` | pending |  | <!-- soon -->\n')}
### Phase 2: Users

${table('| 2.1 | Store users | pending | - |\n')}
### Phase 3: Pages

${table('| 3.1 | Show users | pending | - |\n')}
## Action Log

- 2026-11-20: created
`;
const path = 'dev_ops/objectives/OBJ-001-logins.md';

function repository(text = roadmap): string {
  const root = temporaryFolder({ [path]: text, 'src/users.py': 'def store():\n    pass\n' });
  git(root, ['init', '--quiet']);
  git(root, ['add', '--all']);
  git(root, ['commit', '--quiet', '--message', 'first']);
  return root;
}

const objective = (root: string) => readFileSync(join(root, path), 'utf8');

test('the next step gets its plan, and exactly one cell changes', () => {
  const root = repository();
  const next = JSON.parse(docOps(root, ['objective', 'next', 'OBJ-001', '--json']).stdout).data;
  assert.is(next.step_id, '1.2');
  const planned = docOps(root, ['objective', 'plan', 'OBJ-001']);
  assert.is(planned.code, 0, planned.stderr);
  assert.is(
    objective(root),
    roadmap.replace('| pending |  | <!-- soon -->', '| pending | PLAN-001 | <!-- soon -->'),
  );
  const [plan = ''] = readdirSync(join(root, 'dev_ops/plans'));
  const text = readFileSync(join(root, 'dev_ops/plans', plan), 'utf8');
  assert.match(text, /^objective: OBJ-001$/m);
  assert.match(text, /^step: .?1\.2.?$/m);
  assert.is(docOps(root, ['validate']).code, 0);
});

test('a second call says what it waits for, and the same step gives the same plan', () => {
  const root = repository();
  docOps(root, ['objective', 'plan', 'OBJ-001']);
  const again = JSON.parse(docOps(root, ['objective', 'plan', 'OBJ-001', '--json']).stdout).data;
  assert.is(again.plan, null);
  assert.match(again.reason, /1\.2 is planned \(PLAN-001\)/);
  const same = JSON.parse(
    docOps(root, ['objective', 'plan', 'OBJ-001', '--step', '1.2', '--json']).stdout,
  ).data;
  assert.ok(same.existed);
  assert.is(same.plan.id, 'PLAN-001');
  assert.is(readdirSync(join(root, 'dev_ops/plans')).length, 1);
});

test('where two steps are free, two calls plan both; undo takes back plan and cell together', () => {
  const both = roadmap
    .replace('| 1.2 | Refresh', '| 1.2 | Refresh')
    .replace(/\| pending \| {2}\|/, '| skipped |  |');
  const root = repository(both);
  const before = objective(root);
  assert.is(docOps(root, ['objective', 'reconcile']).code, 0);
  assert.match(objective(root), /\| 2\.1 \| Store users \| pending \| PLAN-001 \|/);
  assert.is(docOps(root, ['undo']).code, 0);
  assert.is(objective(root), before);
});

test('a dry run of reconcile changes nothing; what fails with one does not stop the others', () => {
  const root = repository();
  writeFileSync(
    join(root, 'dev_ops/objectives/OBJ-002-other.md'),
    roadmap
      .replaceAll('OBJ-001', 'OBJ-002')
      .replace('title: Logins', 'title: Other')
      .replace('# OBJ-002 - Logins', '# OBJ-002 - Other'),
  );
  const dry = docOps(root, ['objective', 'reconcile', '--dry-run']);
  assert.is(dry.code, 0, dry.stderr);
  assert.is(objective(root), roadmap);
  const real = JSON.parse(docOps(root, ['objective', 'reconcile', '--json']).stdout).data;
  assert.equal(
    real.objectives.map((one: { plan: string | null }) => one.plan),
    ['PLAN-001', 'PLAN-002'],
  );
});

test('a plan that is complete finishes its step, and the log tells it; undo takes back both', () => {
  const root = repository();
  docOps(root, ['create', 'plan', 'Refresh', '--set', 'objective=OBJ-001', '--set', 'step=1.2']);
  writeFileSync(join(root, path), roadmap.replace('| pending |  |', '| pending | PLAN-001 |'));
  const before = objective(root);
  const done = docOps(root, ['set', 'PLAN-001', 'status=Complete']);
  assert.is(done.code, 0, done.stderr);
  assert.match(objective(root), /\| done \| PLAN-001 \| <!-- soon -->/);
  assert.match(objective(root), /: step 1\.2 done \(PLAN-001\)\n$/);
  assert.is(docOps(root, ['undo']).code, 0);
  assert.is(objective(root), before);
});

test('a step that names another plan is not finished', () => {
  const root = repository();
  docOps(root, ['create', 'plan', 'Other']);
  docOps(root, ['create', 'plan', 'Refresh', '--set', 'objective=OBJ-001', '--set', 'step=1.2']);
  writeFileSync(join(root, path), roadmap.replace('| pending |  |', '| pending | PLAN-001 |'));
  const before = objective(root);
  const done = docOps(root, ['set', 'PLAN-002', 'status=Complete']);
  assert.is(done.code, 0, done.stderr);
  assert.is(objective(root), before);
});

test('where the cell cannot be written nobody is asked', () => {
  const root = repository(
    roadmap.replaceAll('| Step | Description | Status | PR |', '| Step | Description | Status | Who |'),
  );
  const planned = docOps(root, [
    ...['objective', 'plan', 'OBJ-001', '--executor', 'command'],
    ...['--command', 'touch asked; exit 1'],
  ]);
  assert.is.not(planned.code, 0);
  assert.match(planned.stderr, /has no PR cell/);
  assert.not(existsSync(join(root, 'asked')));
});

test('faults of a roadmap are findings with their place, and lines of the check', () => {
  const root = repository(
    roadmap.replace('| 2.1 | Store users | pending | - |', '| 2.1 | Store users | shipped | - |'),
  );
  const found = docOps(root, ['validate']);
  assert.is(found.code, 1);
  assert.match(found.stdout, /objective\/unknown-status/);
  assert.match(found.stdout, /:\d+:\d+/);
  const checked = docOps(root, ['objective', 'check', 'OBJ-001']);
  assert.is(checked.code, 1);
  assert.match(checked.stdout, /\[FAIL\] Statuses are known: line \d+/);
  assert.match(checked.stdout, /Objective validation failed \(1 check failed\) \(1\/4 done\)/);
});

test.run();
