import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { stagedCorpus } from '../../../../src/workspace/corpus/staged/corpus.js';
import { processesStarted } from '../../../../src/workspace/process/plumbing.js';
import { writeFiles } from '../../../support/folder.js';
import { git } from '../../../support/process.js';
import { commit, judgeCommit, openAs, page, repository } from '../../support/gitWorkspace.js';

const plan = 'dev_ops/plans/PLAN-001-login.md';
const adr = 'dev_ops/adrs/ADR-001-tokens.md';
const task = 'dev_ops/tasks/TASK-001-login.md';
const board = 'dev_ops/board.md';

function boardText(backlog: string, doing = ''): string {
  return `## Backlog\n\n${backlog}\n## In Progress\n\n${doing}\n## Review\n\n## Done\n`;
}

const start = {
  [plan]: page('PLAN-001', 'related_docs:\n  - ADR-001\n', 'See [it](../adrs/ADR-001-tokens.md#context).\n'),
  [adr]: page('ADR-001', '', '## Context\n\n## Decision\n', 'Accepted'),
  [task]: page('TASK-001', '', '', 'todo'),
  [board]: boardText('- [ ] [[TASK-001]] Login\n'),
  'src/auth.py': 'x\n',
};

async function judged(root: string): Promise<string[]> {
  return judgeCommit(await openAs(root));
}

test('judges what is staged, not what stands in the work tree', async () => {
  const root = repository(start);
  writeFiles(root, { [plan]: page('PLAN-001', 'related_docs:\n  - ADR-009\n') });
  git(root, ['add', '-A']);
  writeFiles(root, { [plan]: start[plan] ?? '' });
  assert.equal(await judged(root), [`${plan}:7 links/dangling`]);
  git(root, ['add', '-A']);
  writeFiles(root, { [plan]: page('PLAN-001', 'related_docs:\n  - ADR-009\n') });
  assert.equal(await judged(root), []);
});

test('a document without an id in its name goes by its front matter, though it is not staged', async () => {
  const root = repository({ ...start, 'dev_ops/tasks/other.md': page('TASK-002', '', '', 'todo') });
  writeFiles(root, { [plan]: page('PLAN-001', 'related_docs:\n  - TASK-002\n  - TASK-003\n') });
  git(root, ['add', '-A']);
  assert.equal(await judged(root), [`${plan}:8 links/dangling`]);
  git(root, ['commit', '-qm', 'x']);
  const second = 'dev_ops/tasks/TASK-002-second.md';
  writeFiles(root, { [second]: page('TASK-002', '', '', 'todo') });
  git(root, ['add', '-A']);
  assert.ok((await judged(root)).includes(`${second}:2 id/duplicate`));
});

test('a link to a file that only the work tree has is broken in the commit', async () => {
  const root = repository(start);
  writeFiles(root, {
    'docs/new.md': '# New\n',
    [plan]: page('PLAN-001', 'related_docs:\n  - docs/new.md#new\n'),
  });
  git(root, ['add', plan]);
  assert.equal(await judged(root), [`${plan}:7 links/dangling`]);
  git(root, ['add', 'docs']);
  assert.equal(await judged(root), []);
  writeFiles(root, { 'docs/new.md': '# Old\n' });
  assert.equal(await judged(root), []);
  git(root, ['add', 'docs']);
  assert.equal(await judged(root), [`${plan}:7 links/heading`]);
});

test('nothing staged and nothing committed yet are no trouble', async () => {
  const root = repository(start);
  assert.equal(await judged(root), []);
  rmSync(join(root, '.git'), { recursive: true });
  git(root, ['init', '-q']);
  assert.equal(await judged(root), []);
  git(root, ['add', plan]);
  assert.equal(await judged(root), [`${plan}:7 links/dangling`, `${plan}:12 links/dangling`]);
});

test('deleting a document breaks its referrers, and only that is said of them', async () => {
  const root = repository({
    ...start,
    'dev_ops/plans/PLAN-002-other.md': page('PLAN-002', '', '[[ADR-01]] [[ADR-077]] [[nothing]]\n'),
    'dev_ops/plans/PLAN-003-wide.md': page('PLAN-003', 'related_docs:\n  - src/auth.py\n  - src\n'),
  });
  git(root, ['rm', '-q', adr]);
  assert.equal(await judged(root), [
    `${plan}:7 links/dangling`,
    `${plan}:12 links/dangling`,
    'dev_ops/plans/PLAN-002-other.md:10 links/dangling',
  ]);
  git(root, ['reset', '-q', '--hard']);
  git(root, ['rm', '-q', 'src/auth.py']);
  assert.equal(await judged(root), [
    'dev_ops/plans/PLAN-003-wide.md:7 links/dangling',
    'dev_ops/plans/PLAN-003-wide.md:8 links/dangling',
  ]);
});

test('a file that is renamed keeps its id, and loses the links to its name', async () => {
  const root = repository({
    ...start,
    'dev_ops/plans/PLAN-002-other.md': page('PLAN-002', '', '[[ADR-001]] [[ADR-001-tokens]]\n'),
  });
  renameSync(join(root, adr), join(root, 'dev_ops/adrs/ADR-001-sessions.md'));
  git(root, ['add', '-A']);
  assert.equal(await judged(root), [`${plan}:12 links/dangling`]);
});

test('an id that a document gives up breaks what names it', async () => {
  const root = repository(start);
  writeFiles(root, { 'dev_ops/adrs/ADR-002-tokens.md': page('ADR-002', '', '## Context\n', 'Accepted') });
  git(root, ['add', '-A']);
  git(root, ['rm', '-q', adr]);
  assert.equal(await judged(root), [`${plan}:7 links/dangling`, `${plan}:12 links/dangling`]);
});

test('a heading that is taken away breaks the links to it', async () => {
  const root = repository({
    ...start,
    'dev_ops/plans/PLAN-002-other.md': page(
      'PLAN-002',
      'related_docs:\n  - adr-1#decision\n',
      '[[ADR-001#Context]] [[ADR-001#Gone]]\n',
    ),
    'dev_ops/plans/PLAN-003-other.md': page('PLAN-003', '', '[[ADR-001]]\n'),
  });
  writeFiles(root, { [adr]: page('ADR-001', '', '## Decision\n', 'Accepted') });
  git(root, ['add', '-A']);
  assert.equal(await judged(root), [
    `${plan}:12 links/heading`,
    'dev_ops/plans/PLAN-002-other.md:12 links/heading',
  ]);
});

test('a heading with another text breaks the links to it, however many headings there are', async () => {
  const root = repository(start);
  writeFiles(root, { [adr]: page('ADR-001', '', '## Background\n\n## Decision\n\n## More\n', 'Accepted') });
  git(root, ['add', '-A']);
  assert.equal(await judged(root), [`${plan}:12 links/heading`]);
});

test('the board: a status that changes without its card, a card that changes without its status', async () => {
  const root = repository({
    ...start,
    'dev_ops/tasks/TASK-002-logout.md': page('TASK-002', '', '', 'done'),
    [board]: `${boardText('- [ ] [[TASK-001]] Login\n- [ ] [[TASK-002]] Login\n- [ ] [[TASK-099]] Lost\n')}\n## Someday\n`,
  });
  writeFiles(root, { [task]: page('TASK-001', '', '', 'in_progress') });
  git(root, ['add', '-A']);
  assert.equal(await judged(root), [`${board}:3 board/status-mismatch`]);
  git(root, ['reset', '-q', '--hard']);
  writeFiles(root, {
    [board]: boardText('- [ ] [[TASK-002]] Login\n- [ ] [[TASK-099]] Lost\n', '- [ ] [[TASK-001]] Login\n'),
  });
  git(root, ['add', '-A']);
  assert.equal(await judged(root), [`${board}:8 board/status-mismatch`]);
  writeFiles(root, { [task]: page('TASK-001', '', '', 'in_progress') });
  git(root, ['add', '-A']);
  assert.equal(await judged(root), []);
});

test('the board: a deleted item, a new task without a card, an item twice', async () => {
  const root = repository(start);
  git(root, ['rm', '-q', task]);
  assert.equal(await judged(root), [`${board}:3 board/unknown-item`]);
  git(root, ['reset', '-q', '--hard']);
  writeFiles(root, { 'dev_ops/tasks/TASK-002-logout.md': page('TASK-002', '', '', 'todo') });
  git(root, ['add', '-A']);
  assert.equal(await judged(root), ['dev_ops/tasks/TASK-002-logout.md board/missing-card']);
  git(root, ['reset', '-q', '--hard']);
  writeFiles(root, { [board]: boardText('- [ ] [[TASK-001]] Login\n- [ ] [[TASK-001]] Again\n') });
  git(root, ['add', '-A']);
  assert.equal(await judged(root), [`${board}:4 board/title-mismatch`, `${board}:4 board/duplicate-item`]);
});

test('config.yaml is the staged one', async () => {
  const root = repository(start);
  writeFiles(root, {
    'dev_ops/config.yaml': 'types:\n  spike: { prefix: SPK, folder: spikes, statuses: [Open, Done] }\n',
    'dev_ops/spikes/SPK-001-try.md': page('SPK-001', 'related_docs:\n  - SPK-002\n', '', 'Open'),
  });
  git(root, ['add', '-A']);
  writeFiles(root, { 'dev_ops/config.yaml': 'nonsense: true\n' });
  assert.equal(await judged(root), ['dev_ops/spikes/SPK-001-try.md:7 links/dangling']);
  git(root, ['add', 'dev_ops/config.yaml']);
  assert.ok((await judged(root)).includes('dev_ops/config.yaml:1 config/invalid'));
});

test('the index is the one that git names, from hooks of linked work trees and below the top as well', async () => {
  const root = repository({ 'README.md': 'top\n' });
  const inside = join(root, 'packages/app');
  writeFiles(inside, start);
  commit(root);
  writeFiles(inside, { [plan]: page('PLAN-001', '', '[[ADR-009]]\n') });
  const other = { GIT_INDEX_FILE: join(root, '.git/other-index') };
  git(root, ['read-tree', 'HEAD'], { env: other });
  git(root, ['add', '-A'], { env: other });
  assert.equal(await judgeCommit(await openAs(inside)), []);
  const relative = { GIT_INDEX_FILE: '.git/other-index', GIT_DIR: '.git' };
  assert.equal(await judgeCommit(await openAs(inside, { cwd: inside, env: other })), [
    `${plan}:10 links/dangling`,
  ]);
  // Git starts hooks in the top of the work tree; the workspace lies below it.
  const hook = await openAs(inside, { cwd: root, env: relative });
  assert.equal(await judgeCommit(hook), [`${plan}:10 links/dangling`]);

  const linked = join(root, '..', `${root.slice(root.lastIndexOf('/') + 1)}-linked`);
  process.on('exit', () => rmSync(linked, { recursive: true, force: true }));
  git(root, ['worktree', 'add', '-q', linked]);
  writeFiles(join(linked, 'packages/app'), { [plan]: page('PLAN-001', '', '\n[[ADR-008]]\n') });
  git(linked, ['add', '-A']);
  const gitDir = git(linked, ['rev-parse', '--absolute-git-dir']).stdout.trim();
  const env = { GIT_DIR: gitDir, GIT_INDEX_FILE: join(gitDir, 'index') };
  const there = await openAs(join(linked, 'packages/app'), { cwd: linked, env });
  assert.equal(await judgeCommit(there), [`${plan}:11 links/dangling`]);
});

test('a hook of another repository has no say', async () => {
  const theirs = repository(start);
  const root = repository(start);
  writeFiles(root, { [plan]: page('PLAN-001', '', '[[ADR-009]]\n') });
  git(root, ['add', '-A']);
  const env = { GIT_INDEX_FILE: join(theirs, '.git/index'), GIT_DIR: join(theirs, '.git') };
  for (const one of [env, { GIT_INDEX_FILE: env.GIT_INDEX_FILE }])
    assert.equal(await judgeCommit(await openAs(root, { cwd: theirs, env: one })), [
      `${plan}:10 links/dangling`,
    ]);
});

test('the front matter of a staged document says its id, not its name', async () => {
  const root = repository(start);
  writeFiles(root, {
    'dev_ops/tasks/TASK-005-other.md': page('TASK-006', '', '', 'done'),
    [plan]: page('PLAN-001', '', '[[TASK-005]] [[TASK-006]]\n'),
  });
  git(root, ['add', '-A']);
  const found = await judged(root);
  assert.ok(found.includes(`${plan}:10 links/dangling`));
  assert.is(found.filter((finding) => finding.startsWith(plan)).length, 1);
});

test('a merge that brings a second document of an id is told so', async () => {
  const root = repository(start);
  git(root, ['checkout', '-q', '-b', 'theirs']);
  writeFiles(root, { 'dev_ops/plans/PLAN-007-theirs.md': page('PLAN-007') });
  commit(root);
  git(root, ['checkout', '-q', 'main']);
  writeFiles(root, { 'dev_ops/plans/plan-7-ours.md': page('PLAN-007') });
  commit(root);
  git(root, ['merge', '-q', '--no-commit', 'theirs']);
  assert.equal(await judged(root), ['dev_ops/plans/PLAN-007-theirs.md:2 id/duplicate']);
});

test('a merge that is not finished is told so', async () => {
  const root = repository(start);
  git(root, ['checkout', '-q', '-b', 'theirs']);
  writeFiles(root, { [plan]: page('PLAN-001', '', 'theirs\n') });
  commit(root);
  git(root, ['checkout', '-q', 'main']);
  writeFiles(root, { [plan]: page('PLAN-001', '', 'ours\n') });
  commit(root);
  git(root, ['merge', '-q', 'theirs'], { check: false });
  assert.equal(await judged(root), [`${plan}:1 file/conflict`]);
});

test('names with spaces, umlauts and pattern characters', async () => {
  const root = repository({
    ...start,
    'docs/a (b) [ü].md': '# A\n',
    [plan]: page(
      'PLAN-001',
      '',
      '[x](<../../docs/a (b) [ü].md>) and [y](../../docs/a%20(b)%20%5B%C3%BC%5D.md)\n',
    ),
  });
  git(root, ['rm', '-q', '--', ':(literal)docs/a (b) [ü].md']);
  assert.equal(await judged(root), [`${plan}:10 links/dangling`, `${plan}:10 links/dangling`]);
});

test('links through a symbolic link are looked up behind it, and never outside', async () => {
  const root = repository({ ...start, 'docs/guide.md': '# Guide\n' });
  git(root, ['config', 'core.symlinks', 'true']);
  symlinkSync('../docs', join(root, 'dev_ops/docs'));
  symlinkSync('../..', join(root, 'dev_ops/up'));
  writeFiles(root, {
    [plan]: page('PLAN-001', '', '[a](../docs/guide.md) [b](../docs/none.md) [c](../up/x.md)\n'),
  });
  git(root, ['add', '-A']);
  assert.equal(await judged(root), [`${plan}:10 links/dangling`, `${plan}:10 links/outside-root`]);
});

test('starts three processes for a staged document and reads what is staged alone', async () => {
  const root = repository(start);
  writeFiles(root, { [plan]: `${start[plan]}More.\n` });
  git(root, ['add', '-A']);
  mkdirSync(join(root, 'elsewhere'));
  for (const name of ['adrs', 'tasks', 'plans'])
    renameSync(join(root, 'dev_ops', name), join(root, 'elsewhere', name));
  const workspace = await openAs(root);
  const before = processesStarted();
  assert.equal(await judgeCommit(workspace), []);
  assert.is(processesStarted() - before, 3);
});

test('without git it says that there is none', async () => {
  const root = repository(start);
  rmSync(join(root, '.git'), { recursive: true });
  const staged = await stagedCorpus(await openAs(root));
  assert.is(staged.ok ? 'ok' : staged.problem.code, 'not-a-repository');
});

test.run();
