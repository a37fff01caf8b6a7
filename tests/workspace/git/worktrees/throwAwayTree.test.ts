import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  makeThrowAwayTree,
  type ThrowAwayTree,
} from '../../../../src/workspace/git/worktrees/throwAwayTree.js';
import { abandonedTrees, sweepTrees } from '../../../../src/workspace/git/worktrees/treeRecord.js';
import type { Workspace } from '../../../../src/workspace/workspace.js';
import { temporaryFolder, writeFiles } from '../../../support/folder.js';
import { git } from '../../../support/process.js';
import { commit, openAs, repository } from '../../support/gitWorkspace.js';

interface Made {
  readonly root: string;
  readonly tmp: string;
  readonly workspace: Workspace;
  readonly tree: ThrowAwayTree;
  readonly top: string;
}

const files = {
  'dev_ops/config.yaml': '',
  '.gitignore': 'node_modules/\ndist/\n.env\n.venv/\ntarget/\n',
  'src/a.txt': 'one\n',
};

/** A tree of a repository, whose untracked files `before` makes. */
async function made(
  before: (root: string) => void = () => undefined,
  link: readonly string[] = [],
): Promise<Made> {
  const root = repository(files);
  before(root);
  const tmp = temporaryFolder();
  const workspace = await openAs(root, { env: { TMPDIR: tmp } });
  const tree = await makeThrowAwayTree(workspace, link);
  if (!tree.ok) throw new Error(tree.problem.message);
  return { root, tmp, workspace, tree: tree.value, top: tree.value.workspace.root };
}

async function changesOf({ tree }: Made): Promise<readonly string[]> {
  const changes = await tree.changes();
  if (!changes.ok) throw new Error(changes.problem.message);
  return changes.value;
}

async function restored({ tree }: Made): Promise<void> {
  const done = await tree.restore();
  if (!done.ok) throw new Error(done.problem.message);
}

test('the last commit, in a folder of its own; hooks, index, HEAD and changes of the real tree are left alone', async () => {
  const ran = join(temporaryFolder(), 'hook-ran');
  const one = await made((root) => {
    const hook = join(root, '.git/hooks/post-checkout');
    mkdirSync(join(root, '.git/hooks'), { recursive: true });
    writeFileSync(hook, `#!/bin/sh\ntouch '${ran}'\n`);
    chmodSync(hook, 0o755);
    writeFileSync(join(root, 'src/a.txt'), 'two\n');
    writeFileSync(join(root, 'src/b.txt'), 'staged\n');
    git(root, ['add', 'src/b.txt']);
  });
  const before = git(one.root, ['status', '--porcelain']).stdout;
  const index = readFileSync(join(one.root, '.git/index'));
  assert.ok(one.top.startsWith(`${one.tmp}/doc-ops-probe-`));
  assert.is(lstatSync(one.top).mode & 0o777, 0o700);
  assert.is(readFileSync(join(one.top, 'src/a.txt'), 'utf8'), 'one\n');
  assert.not.ok(existsSync(join(one.top, 'src/b.txt')));
  assert.is(one.tree.commit, git(one.root, ['rev-parse', 'HEAD']).stdout.trim());
  writeFileSync(join(one.top, 'src/a.txt'), 'changed\n');
  await restored(one);
  one.tree.remove();
  assert.equal(readdirSync(one.tmp), []);
  assert.not.ok(existsSync(join(one.root, '.git/worktrees')));
  assert.equal(readdirSync(join(one.root, '.git/doc-ops/trees')), []);
  assert.is(git(one.root, ['status', '--porcelain']).stdout, before);
  assert.equal(readFileSync(join(one.root, '.git/index')), index);
  assert.is(git(one.root, ['symbolic-ref', 'HEAD']).stdout, 'refs/heads/main\n');
  assert.not.ok(existsSync(ran));
});

test('what a command changed is named and undone: files, commits, branches, folders that cannot be written', async () => {
  const one = await made();
  writeFiles(one.top, {
    'src/a.txt': 'changed\n',
    'new/b.txt': 'b\n',
    '__pycache__/x.pyc': 'x',
    'dist/out.js': 'out',
    'target/CACHEDIR.TAG': 'Signature: 8a477f597d28d172789f06886806bc55',
    'target/debug/x': 'x',
  });
  assert.equal(await changesOf(one), ['new/b.txt', 'src/a.txt']);
  git(one.top, ['checkout', '-q', '-b', 'other']);
  git(one.top, ['commit', '-q', '-a', '-m', 'a commit of a check']);
  const other = git(one.top, ['rev-parse', 'HEAD']).stdout;
  assert.ok((await changesOf(one)).includes('HEAD'));
  await restored(one);
  assert.equal(await changesOf(one), []);
  assert.is(readFileSync(join(one.top, 'src/a.txt'), 'utf8'), 'one\n');
  assert.not.ok(existsSync(join(one.top, 'dist')), 'ignored files of one check do not help the next');
  assert.ok(existsSync(join(one.top, 'target/debug/x')), 'a cache that says so stays');
  assert.is(git(one.root, ['rev-parse', 'other']).stdout, other, 'no branch is moved');
  mkdirSync(join(one.top, 'dist/closed'), { recursive: true });
  writeFileSync(join(one.top, 'dist/closed/x'), '');
  chmodSync(join(one.top, 'dist/closed'), 0o500);
  one.tree.remove();
  assert.equal(readdirSync(one.tmp), []);
});

test('installed packages are there as links: what is removed or added stays in the throw-away tree', async () => {
  const one = await made((root) => {
    writeFiles(root, {
      'node_modules/foo/index.js': 'module.exports = 42;\n',
      'node_modules/@s/bar/index.js': 'module.exports = 1;\n',
      'node_modules/.cache/x': 'x',
      'node_modules/.package-lock.json': '{}',
      'packages/own/index.js': "module.exports = 'real';\n",
      'dist/out.js': 'out',
    });
    mkdirSync(join(root, 'node_modules/.bin'));
    symlinkSync('../foo/index.js', join(root, 'node_modules/.bin/foo'));
    symlinkSync('../packages/own', join(root, 'node_modules/own'));
    git(root, ['add', '-A']);
    commit(root);
    writeFileSync(join(root, 'packages/own/index.js'), "module.exports = 'not committed';\n");
  });
  assert.equal(one.tree.linked, ['node_modules']);
  assert.equal(one.tree.absent, ['dist']);
  const node = (code: string) =>
    execFileSync(process.execPath, ['-p', code], { cwd: one.top, encoding: 'utf8' });
  assert.is(
    node("[require('foo'), require('@s/bar'), require('own'), require('./node_modules/.bin/foo')].join()"),
    '42,1,real,42\n',
  );
  assert.not.ok(existsSync(join(one.top, 'node_modules/.cache')));
  writeFiles(one.top, { 'node_modules/added/x': 'x' });
  assert.equal(await changesOf(one), []);
  rmSync(join(one.top, 'node_modules/foo'));
  await restored(one);
  assert.equal(readdirSync(join(one.top, 'node_modules')).sort(), [
    '.bin',
    '.package-lock.json',
    '@s',
    'foo',
    'own',
  ]);
  rmSync(join(one.top, 'node_modules'), { recursive: true });
  await restored(one);
  assert.ok(existsSync(join(one.top, 'node_modules/@s/bar/index.js')));
  one.tree.remove();
  assert.is(readFileSync(join(one.root, 'node_modules/foo/index.js'), 'utf8'), 'module.exports = 42;\n');
  assert.not.ok(existsSync(join(one.root, 'node_modules/added')));
});

test('a Python environment names the throw-away tree, also for what is installed in place', async () => {
  const one = await made((root) => {
    writeFiles(root, {
      '.venv/pyvenv.cfg': 'home = /usr/bin\n',
      '.venv/bin/tool': `#!${root}/.venv/bin/python\nprint(1)\n`,
      '.venv/lib/python3.11/site-packages/pkg/__init__.py': '',
      '.venv/lib/python3.11/site-packages/own.pth': `${root}/src\n`,
    });
    symlinkSync('/usr/bin/python3', join(root, '.venv/bin/python'));
    symlinkSync('lib', join(root, '.venv/lib64'));
  });
  const venv = join(one.top, '.venv');
  assert.is(readFileSync(join(venv, 'bin/tool'), 'utf8'), `#!${venv}/bin/python\nprint(1)\n`);
  const site = join(venv, 'lib64/python3.11/site-packages');
  assert.is(readFileSync(join(site, 'own.pth'), 'utf8'), `${one.top}/src\n`);
  assert.is(readlinkSync(join(site, 'pkg')), join(one.root, '.venv/lib/python3.11/site-packages/pkg'));
  assert.is(readlinkSync(join(venv, 'bin/python')), '/usr/bin/python3');
  one.tree.remove();
});

test('ignored files come along where they are asked for; what is not there is a failure that leaves nothing', async () => {
  const withEnv = (root: string) => writeFileSync(join(root, '.env'), 'A=1\n');
  const one = await made(withEnv, ['.env']);
  assert.is(readFileSync(join(one.top, '.env'), 'utf8'), 'A=1\n');
  writeFileSync(join(one.top, '.env'), 'A=2\n');
  one.tree.remove();
  assert.is(readFileSync(join(one.root, '.env'), 'utf8'), 'A=1\n');
  const failed = await makeThrowAwayTree(one.workspace, ['nothing']);
  assert.not.ok(failed.ok);
  assert.equal(readdirSync(one.tmp), []);
  assert.not.ok(existsSync(join(one.root, '.git/worktrees')));
});

test('without a commit, and outside of git, there is nothing to check out', async () => {
  const root = temporaryFolder(files);
  const outside = await makeThrowAwayTree(await openAs(root), []);
  assert.is(outside.ok ? '' : outside.problem.code, 'not-a-repository');
  git(root, ['init', '-q', '-b', 'main']);
  const unborn = await makeThrowAwayTree(await openAs(root), []);
  assert.is(unborn.ok ? '' : unborn.problem.message, 'the repository has no commit yet');
});

test('a package below the top is found at its own place, and paths in the environment move with it', async () => {
  const root = repository({ 'packages/app/dev_ops/config.yaml': '', 'packages/app/a.txt': 'a\n' });
  const workspace = await openAs(join(root, 'packages/app'), {
    env: { TMPDIR: temporaryFolder(), PATH: `${root}/bin:/usr/bin:/bin`, GIT_PREFIX: 'packages/app/' },
  });
  const tree = await makeThrowAwayTree(workspace, []);
  assert.ok(tree.ok);
  if (!tree.ok) return;
  const inTree = tree.value.workspace;
  const top = inTree.repository?.workTree ?? '';
  assert.is(inTree.root, `${top}/packages/app`);
  assert.is(inTree.environment.env.PATH, `${top}/bin:/usr/bin:/bin`);
  assert.is(inTree.environment.env.GIT_PREFIX, undefined);
  tree.value.remove();
});

test('only trees whose process is gone are swept, and nothing that is not one', async () => {
  const one = await made();
  const repositoryOf = one.workspace.repository;
  assert.ok(repositoryOf);
  if (!repositoryOf) return;
  assert.is(await sweepTrees(repositoryOf), 0, 'this process lives');
  const records = join(one.root, '.git/doc-ops/trees');
  const [name = ''] = readdirSync(records);
  const record = JSON.parse(readFileSync(join(records, name), 'utf8'));
  const precious = join(one.tmp, 'precious');
  writeFiles(precious, { 'x.txt': 'x' });
  const gone = { ...record, boot: '', started: '1', pid: 2 ** 22 + 1 };
  writeFileSync(join(records, 'a.json'), JSON.stringify({ ...gone, boot: record.boot, path: precious }));
  writeFileSync(join(records, name), JSON.stringify({ ...gone, boot: record.boot }));
  writeFileSync(join(records, 'b.json'), 'not a record');
  assert.is((await abandonedTrees(repositoryOf)).length, 2);
  assert.is(await sweepTrees(repositoryOf), 2);
  assert.equal(readdirSync(one.tmp), ['precious']);
  assert.ok(existsSync(join(precious, 'x.txt')));
  assert.not.ok(existsSync(join(one.root, '.git/worktrees')));
});

test.run();
