import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readFile, temporaryFolder, writeFiles } from '../support/folder.js';
import { docOps, git, type Ran } from '../support/process.js';
import { snapshot } from '../workspace/support/snapshot.js';

function must(ran: Ran): Ran {
  if (ran.code !== 0) throw new Error(ran.stderr + ran.stdout);
  return ran;
}

/** A task and its plan, two decisions, and links to and from each. */
function repository(): string {
  const root = temporaryFolder();
  git(root, ['init', '-q', '-b', 'main']);
  must(docOps(root, ['init', '--yes']));
  for (const title of ['Cookies', 'Tokens']) must(docOps(root, ['create', 'adr', title]));
  must(docOps(root, ['create', 'task', 'Log in']));
  must(docOps(root, ['create', 'plan', 'Passkeys', '--task', 'TASK-001']));
  const plan = 'dev_ops/plans/PLAN-001-passkeys.md';
  writeFileSync(
    join(root, plan),
    `${readFile(root, plan)}
[adr](../adrs/ADR-001-cookies.md#context) [[adrs/ADR-001-cookies#Context]] [task](../tasks/TASK-001-log-in.md)
[self](PLAN-001-passkeys.md#goal) <a href="../adrs/ADR-002-tokens.md">x</a> ![i](../../x.png) [[TASK-001]] [web](https://example.org/a.md)

[r]: <../adrs/ADR-001-cookies.md>
[r]
`,
  );
  writeFiles(root, {
    'x.png': '',
    'README.md': '[plan](dev_ops/plans/PLAN-001-passkeys.md#goal) [[PLAN-001]]\n',
    'dev_ops/research/RES-001-r.md':
      '---\nid: RES-001\ntitle: R\nstatus: Active\ncreated: 2026-11-20\nrelated_docs: [dev_ops/plans/PLAN-001-passkeys.md, PLAN-001]\n---\n\n[[plans/PLAN-001-passkeys]]\n',
  });
  git(root, ['add', '-A']);
  git(root, ['commit', '-q', '-m', 'start']);
  assert.match(must(docOps(root, ['validate'])).stdout, 'no problems');
  return root;
}

test('archive moves documents and cards, every link follows, unarchive brings all of it back', () => {
  const root = repository();
  const before = snapshot(root);
  must(docOps(root, ['archive', 'PLAN-001', 'TASK-001', '--dry-run']));
  assert.equal(snapshot(root), before);
  const ran = must(docOps(root, ['archive', 'PLAN-001', 'TASK-001', '--json']));
  const { data } = JSON.parse(ran.stdout);
  assert.equal(data.subjects, [
    { id: 'PLAN-001', path: 'dev_ops/archive/plans/PLAN-001-passkeys.md' },
    { id: 'TASK-001', path: 'dev_ops/archive/tasks/TASK-001-log-in.md' },
  ]);
  assert.match(must(docOps(root, ['validate'])).stdout, 'no problems');
  const plan = readFile(root, 'dev_ops/archive/plans/PLAN-001-passkeys.md');
  for (const link of [
    '[adr](../../adrs/ADR-001-cookies.md#context) [[adrs/ADR-001-cookies#Context]] [task](../tasks/TASK-001-log-in.md)',
    '[self](PLAN-001-passkeys.md#goal) <a href="../../adrs/ADR-002-tokens.md">x</a> ![i](../../../x.png) [[TASK-001]] [web](https://example.org/a.md)',
    '[r]: <../../adrs/ADR-001-cookies.md>',
  ])
    assert.match(plan, link);
  assert.is(
    readFile(root, 'README.md'),
    '[plan](dev_ops/archive/plans/PLAN-001-passkeys.md#goal) [[PLAN-001]]\n',
  );
  const research = readFile(root, 'dev_ops/research/RES-001-r.md');
  assert.match(research, 'related_docs: [dev_ops/archive/plans/PLAN-001-passkeys.md, PLAN-001]');
  assert.match(research, '[[archive/plans/PLAN-001-passkeys]]');
  assert.match(readFile(root, 'dev_ops/board.md'), /\n\*\*\*\n\n## Archive\n\n- \[ \] \[\[TASK-001\]\]/);
  assert.not.match(must(docOps(root, ['list'])).stdout, 'PLAN-001');
  assert.match(must(docOps(root, ['list', '--archived'])).stdout, 'PLAN-001');
  const again = must(docOps(root, ['archive', 'PLAN-001']));
  assert.match(again.stdout, 'nothing to do: PLAN-001 stood there already');
  must(docOps(root, ['unarchive', 'PLAN-001', 'TASK-001']));
  assert.is(
    git(root, ['status', '--porcelain', '--', 'dev_ops/plans', 'dev_ops/tasks', 'README.md']).stdout,
    '',
  );
  assert.match(readFile(root, 'dev_ops/board.md'), /## Backlog\n\n- \[ \] \[\[TASK-001\]\]/);
  assert.match(must(docOps(root, ['validate'])).stdout, 'no problems');
  must(docOps(root, ['undo']));
  must(docOps(root, ['undo']));
  assert.equal(snapshot(root), before);
});

test('an archived task comes back to the column of its status, ticked where work is finished', () => {
  const root = repository();
  must(docOps(root, ['archive', 'TASK-001']));
  must(docOps(root, ['set', 'TASK-001', 'status=done']));
  must(docOps(root, ['unarchive', 'TASK-001']));
  assert.match(readFile(root, 'dev_ops/board.md'), /## Done\n\n\*\*Complete\*\*\n- \[x\] \[\[TASK-001\]\]/);
  must(docOps(root, ['set', 'ADR-001', 'status=Rejected']));
  const ran = must(docOps(root, ['archive', '--closed', '--type', 'task']));
  assert.match(ran.stdout, 'TASK-001 is archived');
  assert.ok(existsSync(join(root, 'dev_ops/adrs/ADR-001-cookies.md')));
  assert.match(must(docOps(root, ['archive', '--closed'])).stdout, 'ADR-001 is archived');
  assert.match(must(docOps(root, ['archive', '--closed'])).stdout, 'nothing to do');
  assert.is(docOps(root, ['archive']).code, 2);
  assert.is(docOps(root, ['archive', 'README.md']).code, 2);
});

const front = (root: string, path: string) => readFile(root, path).split('---\n')[1] ?? '';

test('supersede writes both sides and the status, and its undo takes all of it back', () => {
  const root = repository();
  const before = snapshot(root);
  const ran = must(docOps(root, ['supersede', 'adr-1', 'ADR-002']));
  assert.match(ran.stderr, 'ADR-002 is still Proposed');
  const [old, by] = ['dev_ops/adrs/ADR-001-cookies.md', 'dev_ops/adrs/ADR-002-tokens.md'] as const;
  assert.match(front(root, old), /^status: Superseded\b/m);
  assert.match(front(root, old), 'superseded_by:\n  - ADR-002\nrelated_docs:\n  - ADR-002\n');
  assert.match(front(root, by), 'supersedes:\n  - ADR-001\nrelated_docs:\n  - ADR-001\n');
  assert.match(front(root, by), /^status: Proposed\b/m);
  const judged = JSON.parse(docOps(root, ['validate', '--json']).stdout) as { findings: { rule: string }[] };
  assert.equal([...new Set(judged.findings.map(({ rule }) => rule))], ['template/prompt-left']);
  const after = snapshot(root);
  assert.match(
    must(docOps(root, ['supersede', 'ADR-001', 'ADR-002'])).stdout,
    'ADR-002 supersedes ADR-001 already',
  );
  assert.equal(snapshot(root), after);
  must(docOps(root, ['supersede', 'ADR-001', '--create', 'Passkeys only']));
  assert.match(front(root, old), 'superseded_by:\n  - ADR-002\n  - ADR-003\n');
  assert.match(front(root, 'dev_ops/adrs/ADR-003-passkeys-only.md'), 'supersedes:\n  - ADR-001\n');
  must(docOps(root, ['undo']));
  must(docOps(root, ['undo']));
  assert.equal(snapshot(root), before);
});

test('supersede refuses circles, other types and what has no such status', () => {
  const root = repository();
  must(docOps(root, ['supersede', 'ADR-001', 'ADR-002']));
  must(docOps(root, ['supersede', 'ADR-002', '--create', 'Third']));
  const before = snapshot(root);
  const call = (...args: string[]) => {
    const { code, stderr } = docOps(root, ['supersede', ...args]);
    return `${code} ${stderr.split('\n')[0]}`;
  };
  assert.is(
    call('ADR-003', 'ADR-001'),
    '1 error: they would supersede each other: ADR-001 is superseded by ADR-002 is superseded by ADR-003 already',
  );
  assert.is(call('ADR-001', 'ADR-001'), '2 error: ADR-001 cannot supersede itself');
  assert.is(call('ADR-001', 'PLAN-001'), '1 error: ADR-001 is of type adr, PLAN-001 of type plan');
  assert.is(
    call('TASK-001', 'TASK-001'),
    '1 error: a task cannot be superseded: it has no status Superseded',
  );
  assert.match(call('ADR-001'), /^2 /);
  assert.match(call('ADR-001', 'ADR-002', '--create', 'x'), /^2 /);
  assert.is(call('ADR-009', 'ADR-001'), '2 error: unknown id ADR-009');
  assert.equal(snapshot(root), before);
});

test.run();
