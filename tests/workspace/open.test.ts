import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openWorkspace } from '../../src/workspace/open.js';
import { processesStarted } from '../../src/workspace/process/plumbing.js';
import { temporaryFolder } from '../support/folder.js';
import { git, testEnvironment } from '../support/process.js';
import { openAs, page, repository } from './support/gitWorkspace.js';

function open(cwd: string, root?: string) {
  const environment = { cwd, env: testEnvironment(), now: () => new Date(0), token: () => 'x' };
  return openWorkspace({ environment, ...(root === undefined ? {} : { root }) });
}

test('finds the nearest folder upwards that holds dev_ops', async () => {
  const root = temporaryFolder({ 'dev_ops/board.md': '', 'src/deep/a.ts': '', 'pkg/dev_ops/board.md': '' });
  for (const [cwd, found] of [
    ['', root],
    ['src/deep', root],
    ['dev_ops', root],
    ['pkg', join(root, 'pkg')],
    ['pkg/dev_ops', join(root, 'pkg')],
  ] as const) {
    const opened = await open(join(root, cwd));
    assert.is(opened.ok && opened.value.root, found, cwd);
  }
});

test('package.json may give the folder another name; what it cannot name is ignored', async () => {
  const files = { 'work/board.md': '', 'dev_ops/board.md': '' };
  for (const [content, folder] of [
    ['{"docOps": {"folder": "work"}}', 'work'],
    ['{"docOps": {"folder": "missing"}}', 'dev_ops'],
    ['{"docOps": {"folder": "../work"}}', 'dev_ops'],
    ['{"docOps": {"folder": ["work"]}}', 'dev_ops'],
    ['{"docOps": ', 'dev_ops'],
  ] as const) {
    const opened = await open(temporaryFolder({ ...files, 'package.json': content }));
    assert.is(opened.ok && opened.value.folder, folder, content);
  }
});

test('without a workspace it says how to make one', async () => {
  const root = temporaryFolder({ 'a/b.txt': '' });
  for (const opened of [await open(root), await open(root, 'a'), await open(root, 'nowhere')]) {
    assert.is(opened.ok ? 'ok' : opened.problem.code, 'no-workspace');
  }
  const opened = await open(root);
  assert.match(opened.ok ? '' : (opened.problem.hint ?? ''), /doc-ops init/);
});

test('--root names the folder itself, relative to the working folder', async () => {
  const root = temporaryFolder({ 'a/dev_ops/board.md': '', 'a/b/c.txt': '' });
  assert.ok((await open(root, 'a')).ok);
  assert.not.ok((await open(root, 'a/b')).ok);
});

test('a broken config is reported with its place, and work goes on', async () => {
  const root = temporaryFolder({ 'dev_ops/config.yaml': 'boards: {}\n' });
  const opened = await open(root);
  if (!opened.ok) throw new Error(opened.problem.message);
  assert.is(opened.value.configFindings.length, 1);
  assert.is(opened.value.configFindings[0]?.span?.line, 1);
  assert.is(opened.value.config.types.length, 7);
});

test('finds the repository without starting git: plain, linked, submodule-like, from a hook', async () => {
  const root = repository({ 'pkg/dev_ops/board.md': '', 'dev_ops/board.md': '' });
  const before = processesStarted();
  const plain = await openAs(join(root, 'pkg'));
  assert.equal(plain.repository, {
    workTree: root,
    gitDir: join(root, '.git'),
    commonDir: join(root, '.git'),
  });
  assert.is(processesStarted(), before);

  const linked = join(temporaryFolder(), 'linked');
  git(root, ['worktree', 'add', '-q', linked]);
  const gitDir = join(root, '.git/worktrees/linked');
  const found = { workTree: linked, gitDir, commonDir: join(root, '.git') };
  assert.equal((await openAs(linked)).repository, found);
  const hook = await openAs(join(linked, 'pkg'), { cwd: linked, env: { GIT_DIR: gitDir } });
  assert.equal(hook.repository, found);

  const moved = temporaryFolder({ 'dev_ops/board.md': '' });
  writeFileSync(join(moved, '.git'), `gitdir: ${join(root, '.git')}\n`);
  assert.is((await openAs(moved)).repository?.gitDir, join(root, '.git'));
});

test('a repository that the environment names for another folder is not ours', async () => {
  const ours = repository({ 'dev_ops/board.md': '' });
  const theirs = repository({ 'dev_ops/board.md': '' });
  const opened = await openAs(ours, { cwd: theirs, env: { GIT_DIR: join(theirs, '.git') } });
  assert.is(opened.repository?.gitDir, join(ours, '.git'));
  const bare = temporaryFolder({ 'dev_ops/board.md': '' });
  assert.is((await openAs(bare, { cwd: theirs, env: { GIT_DIR: join(theirs, '.git') } })).repository, null);
});

test('what is no repository is none: an empty .git, a .git that names nothing', async () => {
  const empty = temporaryFolder({ 'dev_ops/board.md': '' });
  mkdirSync(join(empty, '.git'));
  assert.is((await openAs(empty)).repository, null);
  const lost = temporaryFolder({ 'dev_ops/board.md': '', '.git': 'gitdir: /nowhere/at/all\n' });
  assert.is((await openAs(lost)).repository, null);
});

test('the root is a real path', async () => {
  const root = temporaryFolder({ 'dev_ops/plans/PLAN-001-a.md': page('PLAN-001') });
  const link = join(dirname(root), `${root.slice(root.lastIndexOf('/') + 1)}-link`);
  symlinkSync(root, link);
  const opened = await open(link);
  assert.is(opened.ok && opened.value.root, root);
});

test.run();
