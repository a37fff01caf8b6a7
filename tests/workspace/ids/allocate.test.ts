import fs, { rmSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { nextIds } from '../../../src/workspace/ids/allocate.js';
import { processesStarted } from '../../../src/workspace/process/plumbing.js';
import type { Workspace } from '../../../src/workspace/workspace.js';
import { temporaryFolder, writeFiles } from '../../support/folder.js';
import { git } from '../../support/process.js';
import { commit, openAs, page, repository } from '../support/gitWorkspace.js';

const start = {
  'dev_ops/plans/PLAN-003-login.md': page('PLAN-003'),
  'dev_ops/tasks/TASK-001-a.md': page('TASK-001', '', '', 'todo'),
  'dev_ops/board.md': '## Backlog\n',
};

async function next(workspace: Workspace | string, name = 'plan', count?: number): Promise<number[]> {
  const opened = typeof workspace === 'string' ? await openAs(workspace) : workspace;
  const type = opened.config.types.find((one) => one.name === name);
  if (!type) throw new Error(name);
  return nextIds(opened, type, count);
}

test('one more than the highest, several at once, 1 where there is none', async () => {
  const root = temporaryFolder(start);
  assert.equal(await next(root), [4]);
  assert.equal(await next(root, 'plan', 3), [4, 5, 6]);
  assert.equal(await next(root, 'bug'), [1]);
});

test('archive, ledger folders, cards and references keep their ids', async () => {
  for (const [path, text, expected] of [
    ['dev_ops/archive/plans/PLAN-010-old.md', page('PLAN-010'), 11],
    ['dev_ops/proofs/PLAN-012/20261120T221500Z-abc123.jsonl', '{}\n', 13],
    ['dev_ops/board.md', '## Backlog\n\n- [ ] [[PLAN-1234]] Gone\n', 1235],
    ['dev_ops/adrs/ADR-001-a.md', page('ADR-001', 'related_docs:\n  - plan-20\n'), 21],
    ['dev_ops/adrs/ADR-001-a.md', page('ADR-001', '', 'See PLAN-021 (deleted).\n'), 22],
  ] as const) {
    for (const root of [temporaryFolder(start), repository(start)]) {
      assert.equal(await next(root), [4]);
      writeFiles(root, { [path]: text });
      assert.equal(await next(root), [expected], path);
    }
  }
});

test('a reference counts also when it comes with a commit, a checkout or a revert', async () => {
  const root = repository(start);
  const path = 'dev_ops/adrs/ADR-001-a.md';
  assert.equal(await next(root), [4]);
  writeFiles(root, { [path]: page('ADR-001', '', 'PLAN-030\n') });
  commit(root);
  writeFiles(root, { [path]: page('ADR-001') });
  assert.equal(await next(root), [4]);
  git(root, ['checkout', '-q', '--', path]);
  assert.equal(await next(root), [31]);
});

test('a mark never falls: a deleted document that something named keeps its id', async () => {
  const root = repository({ ...start, 'dev_ops/plans/PLAN-009-gone.md': page('PLAN-009') });
  assert.equal(await next(root), [10]);
  rmSync(join(root, 'dev_ops/plans/PLAN-009-gone.md'));
  commit(root);
  assert.equal(await next(root), [10]);
});

test('other branches and remote-tracking ones, also after they move', async () => {
  const root = repository(start);
  git(root, ['checkout', '-q', '-b', 'side']);
  writeFiles(root, { 'dev_ops/plans/PLAN-040-side.md': page('PLAN-040') });
  commit(root);
  git(root, ['checkout', '-q', 'main']);
  assert.equal(await next(root), [41]);
  git(root, ['checkout', '-q', 'side']);
  writeFiles(root, { 'dev_ops/archive/plans/PLAN-050-side.md': page('PLAN-050') });
  commit(root);
  git(root, ['checkout', '-q', 'main']);
  assert.equal(await next(root), [51]);
  const clone = join(temporaryFolder(), 'clone');
  git(root, ['clone', '-q', root, clone]);
  assert.equal(await next(clone), [51]);
});

test('branches of a workspace below the top of the repository', async () => {
  const root = repository({ 'README.md': 'x\n' });
  const inside = join(root, 'packages/app');
  writeFiles(inside, start);
  commit(root);
  git(root, ['checkout', '-q', '-b', 'side']);
  writeFiles(inside, { 'dev_ops/plans/PLAN-040-side.md': page('PLAN-040') });
  commit(root);
  git(root, ['checkout', '-q', 'main']);
  assert.equal(await next(inside), [41]);
});

test('sibling work trees, with what they have not committed, both ways', async () => {
  const root = repository(start);
  const linked = join(temporaryFolder(), 'linked');
  git(root, ['worktree', 'add', '-q', linked]);
  writeFiles(linked, { 'dev_ops/plans/PLAN-060-new.md': page('PLAN-060') });
  assert.equal(await next(root), [61]);
  writeFiles(root, { 'dev_ops/archive/plans/PLAN-070-old.md': page('PLAN-070') });
  assert.equal(await next(linked), [71]);
  rmSync(linked, { recursive: true });
  assert.equal(await next(root), [71]);
});

test('a repository without commits, and a broken cache', async () => {
  const root = temporaryFolder(start);
  git(root, ['init', '-q']);
  assert.equal(await next(root), [4]);
  writeFiles(root, { 'dev_ops/.state/ids': 'nonsense' });
  assert.equal(await next(root), [4]);
});

test('reads only what changed since the last time', async () => {
  const root = repository(start);
  const workspace = await openAs(root);
  const opened: string[] = [];
  const { openSync } = fs;
  fs.openSync = (path, ...rest) => {
    if (String(path).endsWith('.md')) opened.push(String(path).slice(root.length + 1));
    return openSync(path, ...rest);
  };
  const reads = async () => {
    opened.length = 0;
    await next(workspace);
    return [...opened].sort();
  };
  try {
    assert.equal(await reads(), Object.keys(start).sort());
    assert.equal(await reads(), []);
    writeFiles(root, { 'dev_ops/new.md': 'x\n' });
    assert.equal(await reads(), ['dev_ops/new.md']);
    assert.equal(await reads(), []);
    commit(root);
    assert.equal(await reads(), ['dev_ops/new.md']);
    assert.equal(await reads(), []);
  } finally {
    fs.openSync = openSync;
  }
});

test('while the index stays as it is, a change of any file still counts', async () => {
  const root = repository({ ...start, 'notes/PLAN-080.md': 'See PLAN-090.\n' });
  symlinkSync('../notes', join(root, 'dev_ops/linked'));
  const old = new Date(Date.now() - 60_000);
  assert.equal(await next(root), [91]);
  rmSync(join(root, 'dev_ops/linked'));
  for (const [path, text, expected] of [
    ['dev_ops/tasks/TASK-001-a.md', 'See PLAN-100.\n', 101],
    ['dev_ops/new.md', 'See PLAN-110.\n', 111],
    ['dev_ops/new.md', 'See PLAN-120, at length.\n', 121],
    ['dev_ops/adrs/ADR-001-a.md', 'See PLAN-130.\n', 131],
  ] as const) {
    writeFiles(root, { [path]: text });
    utimesSync(join(root, path), old, old);
    assert.equal(await next(root), [expected], path);
    assert.equal(await next(root), [expected], path);
  }
  git(root, ['add', '--all']);
  assert.equal(await next(root), [131]);
  // A link to a folder that git tracks: what stands behind it is nobody's listing.
  symlinkSync('../notes', join(root, 'dev_ops/linked'));
  git(root, ['add', '--all']);
  assert.equal(await next(root), [131]);
  writeFiles(root, { 'notes/PLAN-080.md': 'See PLAN-140.\n' });
  assert.equal(await next(root), [141]);
});

test('two processes when nothing moved, one more when a branch did', async () => {
  const root = repository(start);
  const workspace = await openAs(root);
  const count = async () => {
    const before = processesStarted();
    await next(workspace);
    return processesStarted() - before;
  };
  assert.is(await count(), 3);
  assert.is(await count(), 2);
  commit(root);
  assert.is(await count(), 3);
});

test('branches, however git keeps them', async () => {
  const root = repository(start);
  const remote = temporaryFolder();
  git(remote, ['init', '-q', '--bare']);
  git(root, ['remote', 'add', 'origin', remote]);
  for (const [branch, number] of [
    ['side', 30],
    ['team/ada', 40],
    ['gone', 50],
  ] as const) {
    git(root, ['checkout', '-q', '-b', branch, 'main']);
    writeFiles(root, { [`dev_ops/plans/PLAN-0${number}-a.md`]: page(`PLAN-0${number}`) });
    commit(root);
  }
  git(root, ['checkout', '-q', 'main']);
  git(root, ['push', '-q', 'origin', 'gone']);
  git(root, ['branch', '-q', '-D', 'gone']);
  git(root, ['symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/gone']);
  assert.equal(await next(root), [51]);
  git(root, ['pack-refs', '--all']);
  assert.equal(await next(root), [51]);
  git(root, ['update-ref', '-d', 'refs/remotes/origin/gone']);
  assert.equal(await next(root), [41]);
  writeFiles(root, { '.git/refs/heads/broken': 'nonsense\n', '.git/refs/heads/main.lock': '' });
  assert.equal(await next(root), [41]);
  git(root, ['branch', '-q', '-D', 'team/ada']);
  assert.equal(await next(root), [31]);
});

test.run();
