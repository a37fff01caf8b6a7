import * as assert from 'node:assert/strict';
import { test } from 'uvu';
import { parse } from 'yaml';
import { readFile, temporaryFolder, writeFiles } from '../support/folder.js';
import { docOps, git, type Ran } from '../support/process.js';

function repository(): string {
  const folder = temporaryFolder();
  git(folder, ['init', '-q', '-b', 'main']);
  return folder;
}

function ok(ran: Ran): string {
  assert.equal(ran.code, 0, ran.stderr + ran.stdout);
  return ran.stdout;
}

const plan = 'dev_ops/plans/PLAN-001-fix-the-500-on-login-now.md';

function started(): string {
  const folder = repository();
  ok(docOps(folder, ['init', '--yes']));
  ok(docOps(folder, ['create', 'task', '--title', 'Login']));
  ok(docOps(folder, ['create', 'plan', '--title', 'Fix: the "500" on /login # now']));
  ok(docOps(folder, ['hooks', 'install']));
  git(folder, ['add', '-A']);
  git(folder, ['commit', '-qm', 'start']);
  return folder;
}

test('the first evening: init, create, link, validate; only the lines that a command is about change', () => {
  const folder = started();
  ok(docOps(folder, ['link', 'TASK-001', 'PLAN-001', '--relation', 'output'], { program: 'kanban-ops' }));
  ok(docOps(folder, ['validate']));
  const yaml = /^---\n([\s\S]*?)\n---/.exec(readFile(folder, plan))?.[1] ?? '';
  assert.equal(parse(yaml).title, 'Fix: the "500" on /login # now');
  const changed = git(folder, ['diff', '-U0'])
    .stdout.split('\n')
    .filter((line) => /^[+-](?!(?:\+\+|--) )/.test(line));
  assert.deepEqual(changed.sort(), [
    '+  - PLAN-001',
    '+  - PLAN-001',
    '+  - TASK-001',
    '+- [ ] [[TASK-001]] Login [output:: [[PLAN-001]]]',
    '+output:',
    '+related_docs:',
    '+related_docs:',
    '-- [ ] [[TASK-001]] Login',
  ]);
});

test('init twice changes nothing', () => {
  const folder = started();
  ok(docOps(folder, ['init', '--yes']));
  assert.equal(git(folder, ['status', '--porcelain']).stdout, '');
});

test('a broken link stops the commit, with place and suggestion, also when only the index is broken', () => {
  const folder = started();
  const good = readFile(folder, plan);
  writeFiles(folder, { [plan]: good.replace('created:', 'related_docs:\n  - TASK-010\ncreated:') });
  git(folder, ['add', '-A']);
  writeFiles(folder, { [plan]: good });
  const stopped = git(folder, ['commit', '-m', 'broken'], { check: false });
  assert.equal(stopped.code, 1);
  assert.match(stopped.stderr, new RegExp(`${plan}:\\d+:\\d+`));
  assert.match(stopped.stderr, /TASK-001/);
});

test('a broken working copy does not stop a commit whose index is fine', () => {
  const folder = started();
  const good = readFile(folder, plan);
  writeFiles(folder, { [plan]: good.replace('created:', 'tags: [x]\ncreated:') });
  git(folder, ['add', '-A']);
  writeFiles(folder, { [plan]: good.replace('created:', 'related_docs: [TASK-999]\ncreated:') });
  git(folder, ['commit', '-qm', 'fine']);
});

test('deleting a document that others name is refused by the verb and by the hook', () => {
  const folder = started();
  ok(docOps(folder, ['link', 'TASK-001', 'PLAN-001', '--relation', 'output']));
  git(folder, ['add', '-A']);
  git(folder, ['commit', '-qm', 'linked']);
  assert.equal(docOps(folder, ['delete', 'PLAN-001']).code, 1);
  git(folder, ['rm', '-q', plan]);
  const stopped = git(folder, ['commit', '-m', 'gone'], { check: false });
  assert.equal(stopped.code, 1);
  assert.match(stopped.stderr, /TASK-001-login\.md:\d+:\d+/);
});

test('a merge that brings a second PLAN-002 is refused', () => {
  const folder = started();
  git(folder, ['checkout', '-qb', 'other']);
  ok(docOps(folder, ['create', 'plan', 'Theirs']));
  git(folder, ['add', '-A']);
  git(folder, ['commit', '-qm', 'theirs']);
  git(folder, ['checkout', '-q', 'main']);
  writeFiles(folder, {
    'dev_ops/plans/PLAN-002-ours.md': readFile(folder, plan).replaceAll('PLAN-001', 'PLAN-002'),
  });
  git(folder, ['add', '-A']);
  git(folder, ['commit', '-qm', 'ours']);
  const merge = git(folder, ['merge', '--no-edit', 'other'], { check: false });
  assert.notEqual(merge.code, 0);
  assert.match(merge.stderr, /PLAN-002/);
});

test('ids are not given twice: other branches, work trees, deleted but named documents', () => {
  const folder = started();
  git(folder, ['checkout', '-qb', 'other']);
  ok(docOps(folder, ['create', 'plan', 'Theirs']));
  git(folder, ['add', '-A']);
  git(folder, ['commit', '-qm', 'theirs']);
  git(folder, ['checkout', '-q', 'main']);
  assert.match(ok(docOps(folder, ['create', 'plan', 'Ours', '--plain'])), /^PLAN-003\t/);
  const other = `${temporaryFolder()}/tree`;
  git(folder, ['worktree', 'add', '-q', other, '-b', 'third']);
  ok(docOps(other, ['create', 'plan', 'In the work tree']));
  assert.match(ok(docOps(folder, ['create', 'plan', 'Here', '--plain'])), /^PLAN-005\t/);
  writeFiles(folder, {
    'dev_ops/tasks/TASK-001-login.md': `${readFile(folder, 'dev_ops/tasks/TASK-001-login.md')}\nSee PLAN-041.\n`,
  });
  assert.match(ok(docOps(folder, ['create', 'plan', 'After a reference', '--plain'])), /^PLAN-042\t/);
});

test('moving a card sets the status; undo and redo are exact', () => {
  const folder = started();
  ok(docOps(folder, ['board', 'move', 'TASK-001', 'in progress']));
  assert.match(readFile(folder, 'dev_ops/tasks/TASK-001-login.md'), /^status: in_progress /m);
  const moved = git(folder, ['diff']).stdout;
  ok(docOps(folder, ['undo']));
  assert.equal(git(folder, ['status', '--porcelain']).stdout, '');
  ok(docOps(folder, ['redo']));
  assert.equal(git(folder, ['diff']).stdout, moved);
});

test('claim refuses while a prerequisite is open; done moves, ticks and links', () => {
  const folder = started();
  ok(docOps(folder, ['create', 'task', 'First', '--set', 'blocks=TASK-001']));
  const refused = docOps(folder, ['claim', 'TASK-001', '--as', 'ada'], { program: 'kanban-ops' });
  assert.equal(refused.code, 1);
  assert.match(refused.stderr, /TASK-002 \(todo\)/);
  assert.match(ok(docOps(folder, ['pick', '--as', 'ada'], { program: 'kanban-ops' })), /TASK-002/);
  ok(docOps(folder, ['done', 'TASK-002', '--outputs', 'PLAN-001'], { program: 'kanban-ops' }));
  ok(docOps(folder, ['claim', 'TASK-001', '--as', 'ada'], { program: 'kanban-ops' }));
  assert.match(
    readFile(folder, 'dev_ops/board.md'),
    /- \[x\] \[\[TASK-002\]\] First \[output:: \[\[PLAN-001\]\]\]/,
  );
  assert.equal(JSON.parse(ok(docOps(folder, ['validate', '--json']))).data.errors, 0);
});

test('errors name the closest thing, and exit codes tell them apart', () => {
  const folder = started();
  const wrong = (args: string[], code: number, said: RegExp) => {
    const ran = docOps(folder, args);
    assert.equal(ran.code, code, ran.stderr);
    assert.match(ran.stderr, said);
  };
  wrong(['creat', 'plan'], 2, /doc-ops create/);
  wrong(['show', 'PLAN-002'], 2, /PLAN-001/);
  wrong(['set', 'TASK-001', 'status=in_progres'], 2, /in_progress/);
  wrong(['link', 'TASK-001', 'PLAN-001', '--relation', 'outptu'], 2, /output/);
  wrong(['board', 'move', 'TASK-001', 'Reveiw'], 2, /Review/);
  wrong(['list', '--statuss', 'x'], 2, /--status/);
  wrong(['create', 'pln', 'x'], 2, /plan/);
  const outside = docOps(temporaryFolder(), ['list']);
  assert.equal(outside.code, 4);
  assert.match(outside.stderr, /doc-ops init/);
});

test('--json prints one object and nothing else; --dry-run writes nothing', () => {
  const folder = started();
  for (const args of [
    ['list'],
    ['show', 'PLAN-001'],
    ['links'],
    ['ready'],
    ['board', 'show'],
    ['validate'],
    ['doctor'],
    ['hooks', 'status'],
    ['show', 'PLAN-999'],
  ]) {
    const { stdout, stderr } = docOps(folder, [...args, '--json']);
    assert.equal(JSON.parse(stdout).schemaVersion, 1, args.join(' '));
    assert.equal(stderr, '');
  }
  for (const args of [
    ['create', 'plan', 'X'],
    ['set', 'PLAN-001', 'tags=x'],
    ['board', 'move', 'TASK-001', 'Done'],
    ['delete', 'TASK-001'],
    ['link', 'TASK-001', 'PLAN-001', '-r', 'output'],
  ]) {
    assert.match(ok(docOps(folder, [...args, '--dry-run'])), /^--- /m);
  }
  assert.equal(git(folder, ['status', '--porcelain']).stdout, '');
});

test('front matter in another language than YAML runs nothing; escape sequences print harmlessly', () => {
  const folder = started();
  for (const language of ['js', 'javascript', 'coffee', 'json']) {
    writeFiles(folder, {
      [`dev_ops/plans/PLAN-1${language.length}0-x.md`]: `---${language}\nrequire('fs').writeFileSync('owned', 'x')\n---\n# x\n`,
    });
  }
  writeFiles(folder, {
    'dev_ops/plans/PLAN-200-x.md':
      '---\nid: PLAN-200\ntitle: "\\e[31mred\\u202e"\nstatus: Draft\ncreated: 2026-01-01\n---\n',
  });
  for (const args of [['list'], ['validate'], ['show', 'PLAN-200'], ['links'], ['create', 'plan', 'Next']]) {
    const { stdout, stderr } = docOps(folder, args);
    assert.doesNotMatch(stdout + stderr, /\u001b|\u202e/);
  }
  assert.throws(() => readFile(folder, 'owned'));
});

test('paths that lead outside are refused', () => {
  const folder = started();
  const outside = temporaryFolder({ 'secret.md': '# secret\n' });
  for (const args of [
    ['set', '../../secret.md', 'a=b'],
    ['set', `${outside}/secret.md`, 'a=b'],
    ['show', `${outside}/secret.md`],
  ]) {
    assert.notEqual(docOps(folder, args).code, 0, args.join(' '));
  }
  assert.equal(readFile(outside, 'secret.md'), '# secret\n');
});

test.run();
