import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { allOrNothing } from '../../../src/lifecycle/allOrNothing.js';
import { listBranches } from '../../../src/lifecycle/branches/listBranches.js';
import { makeCommit } from '../../../src/lifecycle/branches/makeCommit.js';
import { commitOf, moveBranch } from '../../../src/lifecycle/branches/moveBranch.js';
import { pushBranch, remoteFor } from '../../../src/lifecycle/branches/push.js';
import {
  addWorktree,
  removeWorktree,
  worktreePlace,
  worktreesOf,
} from '../../../src/lifecycle/branches/worktrees.js';
import { failure, success } from '../../../src/model/result.js';
import { writeFiles } from '../../support/folder.js';
import { git } from '../../support/process.js';
import { got, showFile, testRepository, traces, untouched, workspaceIn } from '../support/repository.js';

const message = 'Add plan\n\nwith a body\n';

test('a commit is made beside a dirty working tree, index and HEAD, byte for byte as given', async () => {
  const { root, workspace } = await testRepository({
    '.gitattributes': '* text=auto eol=lf\n*.md filter=shout\n',
  });
  git(root, ['config', 'filter.shout.clean', 'tr a-z A-Z']);
  writeFiles(root, { 'README.md': 'not committed\n', 'new.txt': 'untracked\n', 'staged.txt': 'x\n' });
  git(root, ['add', 'staged.txt']);
  const before = untouched(root);
  const head = git(root, ['rev-parse', 'HEAD']).stdout.trim();
  const files = [
    { path: '.worker-impl/plan.md', bytes: 'a\r\nb\r\n' },
    { path: '.worker-impl/ünï code.md', bytes: Buffer.from([0, 255, 10]) },
    { path: 'README.md', bytes: null },
  ];
  const commit = got(await makeCommit(workspace, { parent: head, files, message }));
  assert.equal(untouched(root), before);
  assert.equal(git(root, ['rev-parse', `${commit}^`]).stdout.trim(), head);
  assert.is(showFile(root, commit, '.worker-impl/plan.md'), 'a\r\nb\r\n');
  assert.is(git(root, ['show', '-s', '--format=%B', commit]).stdout.trim(), message.trim());
  assert.equal(git(root, ['diff', '--name-status', '-z', head, commit]).stdout.split('\0').filter(Boolean), [
    'A',
    '.worker-impl/plan.md',
    'A',
    '.worker-impl/ünï code.md',
    'D',
    'README.md',
  ]);
  assert.equal(readdirSync(join(root, '.git/doc-ops/scratch')), []);
  assert.is(git(root, ['for-each-ref', '--contains', commit]).stdout, '', 'no branch holds it');
});

test('a commit of a package counts from the top of the work tree', async () => {
  const { root } = await testRepository({ 'packages/app/dev_ops/board.md': 'x\n' });
  const workspace = await workspaceIn(join(root, 'packages/app'));
  const files = [{ path: '.worker-impl/plan.md', bytes: 'x' }];
  const commit = got(await makeCommit(workspace, { parent: 'HEAD', files, message }));
  assert.is(showFile(root, commit, 'packages/app/.worker-impl/plan.md'), 'x');
});

test('without an identity, and where git must sign and cannot, nothing is made and the reason is told', async () => {
  const { root, workspace } = await testRepository();
  const env = {
    ...workspace.environment.env,
    EMAIL: '',
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'user.useConfigOnly',
    GIT_CONFIG_VALUE_0: 'true',
  };
  for (const name of ['GIT_AUTHOR_NAME', 'GIT_AUTHOR_EMAIL', 'GIT_COMMITTER_NAME', 'GIT_COMMITTER_EMAIL'])
    Reflect.deleteProperty(env, name);
  const nobody = { ...workspace, environment: { ...workspace.environment, env } };
  const refused = await makeCommit(nobody, { parent: 'HEAD', files: [], message });
  assert.is(!refused.ok && refused.problem.message, 'git does not know who you are');
  git(root, ['config', 'commit.gpgSign', 'true']);
  git(root, ['config', 'gpg.program', '/nonexistent/gpg']);
  const unsigned = await makeCommit(workspace, { parent: 'HEAD', files: [], message });
  assert.is(!unsigned.ok && unsigned.problem.code, 'git');
});

test('what a killed process left in the scratch folder goes with the next commit', async () => {
  const { root, workspace } = await testRepository();
  writeFiles(root, { '.git/doc-ops/scratch/dead/index': 'x' });
  got(await makeCommit(workspace, { parent: 'HEAD', files: [], message }));
  assert.equal(readdirSync(join(root, '.git/doc-ops/scratch')), []);
});

test('a branch is made, moved and deleted only from where it was seen', async () => {
  const { root, workspace } = await testRepository();
  const head = got({ ok: true, value: (await commitOf(workspace, 'HEAD')) ?? '' });
  const next = got(await makeCommit(workspace, { parent: 'HEAD', files: [], message }));
  const branch = 'plan-001-x';
  got(await moveBranch(workspace, { branch, from: null, to: head, why: 'submit' }));
  const again = await moveBranch(workspace, { branch, from: null, to: next, why: 'submit' });
  assert.is(!again.ok && again.problem.message, 'branch plan-001-x was made by somebody else meanwhile');
  got(await moveBranch(workspace, { branch, from: head, to: next, why: 'refresh' }));
  const stale = await moveBranch(workspace, { branch, from: head, to: null, why: 'remove' });
  assert.is(!stale.ok && stale.problem.code, 'changed-meanwhile');
  assert.is(await commitOf(workspace, branch), next);
  assert.match(git(root, ['reflog', 'show', branch]).stdout, /refresh/);
  got(await moveBranch(workspace, { branch, from: next, to: null, why: 'remove' }));
  assert.is(await commitOf(workspace, branch), null);
});

test('branches are listed with those of remotes, by one git', async () => {
  const { root, workspace } = await testRepository();
  git(root, ['branch', 'feature/a/b']);
  git(root, ['remote', 'set-head', 'origin', 'main']);
  const listed = got(await listBranches(workspace));
  assert.equal(
    listed.map(({ name, remote }) => [name, remote]),
    [
      ['feature/a/b', null],
      ['main', null],
      ['main', 'origin'],
    ],
  );
});

test('a push makes, moves and takes back a branch of the remote, only from where it was seen', async () => {
  const { root, remote, workspace } = await testRepository();
  const head = git(root, ['rev-parse', 'HEAD']).stdout.trim();
  const next = got(await makeCommit(workspace, { parent: 'HEAD', files: [], message }));
  const push = { remote: 'origin', branch: 'plan-001-x', asks: false };
  const there = () =>
    git(remote, ['rev-parse', '--verify', '-q', 'plan-001-x'], { check: false }).stdout.trim();
  const failed = await allOrNothing('submit', async (done) => {
    got(await pushBranch(workspace, { ...push, commit: head, expected: null }, done));
    assert.is(there(), head);
    got(await pushBranch(workspace, { ...push, commit: next, expected: head }, done));
    assert.is(there(), next);
    return failure('refused', 'a later step failed');
  });
  assert.equal(failed, failure('refused', 'a later step failed'));
  assert.is(there(), '', 'both pushes were taken back');
  git(remote, ['branch', 'plan-001-x', 'main']);
  const late = await pushBranch(workspace, { ...push, commit: next, expected: null }, () => undefined);
  assert.is(!late.ok && late.problem.message, 'somebody else pushed plan-001-x to origin meanwhile');
});

test('a remote that refuses or is not there gives its reason', async () => {
  const { root, remote, workspace } = await testRepository();
  writeFileSync(join(remote, 'hooks/pre-receive'), '#!/bin/sh\necho no plans on Fridays >&2\nexit 1\n', {
    mode: 0o755,
  });
  const push = { remote: 'origin', branch: 'x', asks: false, commit: 'HEAD', expected: null };
  const refused = await pushBranch(workspace, push, () => undefined);
  assert.match(
    refused.ok ? '' : refused.problem.message,
    /could not push to origin: \[remote rejected\] \(pre-receive hook declined\)/,
  );
  git(root, ['remote', 'set-url', 'origin', join(root, 'nowhere')]);
  const gone = await pushBranch(workspace, push, () => undefined);
  assert.match(
    gone.ok ? '' : gone.problem.message,
    /could not push to origin: '.*nowhere' does not appear to be a git repository/,
  );
});

test('the remote is the one that git is told to push to', async () => {
  const { root, workspace } = await testRepository();
  assert.equal(await remoteFor(workspace, 'main'), success('origin'));
  git(root, ['remote', 'rename', 'origin', 'one']);
  git(root, ['remote', 'add', 'two', 'x']);
  git(root, ['config', '--unset', 'branch.main.remote']);
  const which = await remoteFor(workspace, 'main');
  assert.equal(!which.ok && which.problem.allowed, ['one', 'two']);
  git(root, ['config', 'remote.pushDefault', 'two']);
  assert.equal(await remoteFor(workspace, 'main'), success('two'));
  for (const name of ['one', 'two']) git(root, ['remote', 'remove', name]);
  const none = await remoteFor(workspace, 'main');
  assert.is(!none.ok && none.problem.message, 'this repository has no remote to push to');
});

test('a work tree is added beside the repository, listed without git, and taken back with its folders', async () => {
  const { root, workspace } = await testRepository();
  const { repository } = workspace;
  git(root, ['branch', 'plan-001-x']);
  const before = [untouched(root), traces(root)];
  const path = worktreePlace(repository, 'plan-001-x');
  assert.is(path, `${root}.worktrees/plan-001-x`);
  const failed = await allOrNothing('dispatch', async (done) => {
    got(await addWorktree(workspace, path, 'plan-001-x', done));
    assert.equal(worktreesOf(repository), [
      { path: root, branch: 'main', isMain: true, exists: true },
      { path, branch: 'plan-001-x', isMain: false, exists: true },
    ]);
    const linked = await workspaceIn(path);
    assert.equal(worktreesOf(linked.repository), worktreesOf(repository));
    writeFiles(path, { 'untracked.txt': 'x' });
    const unsafe = await removeWorktree(workspace, path, { force: false, upTo: null });
    assert.is(!unsafe.ok && unsafe.problem.code, 'git');
    assert.ok(existsSync(path));
    return failure('refused', 'a later step failed');
  });
  assert.not.ok(failed.ok);
  assert.equal([untouched(root), traces(root)], before);
});

test('a work tree cannot take a folder that holds something, or a branch that is checked out', async () => {
  const { root, workspace } = await testRepository();
  const taken = `${root}.worktrees/taken`;
  writeFiles(taken, { 'mine.txt': 'x' });
  const full = await allOrNothing('dispatch', (done) => addWorktree(workspace, taken, 'main', done));
  assert.is(!full.ok && full.problem.code, 'exists');
  assert.equal(readdirSync(taken), ['mine.txt']);
  mkdirSync(`${root}.worktrees/empty`);
  const checkedOut = await allOrNothing('dispatch', (done) =>
    addWorktree(workspace, `${root}.worktrees/empty`, 'main', done),
  );
  assert.is(!checkedOut.ok && checkedOut.problem.code, 'git');
  assert.equal(readdirSync(`${root}.worktrees`), ['taken'], 'the empty folder was of no use to anybody');
});

test('what cannot be taken back is named', async () => {
  const failed = await allOrNothing('submit', async (done) => {
    done({ left: 'branch x (git branch -D x)', takeBack: async () => failure('git', 'it is locked') });
    done({
      left: 'a folder',
      takeBack: () => {
        throw Object.assign(new Error('EACCES'), { code: 'EACCES', syscall: 'rmdir' });
      },
    });
    done({ left: 'nothing', takeBack: async () => success(null) });
    return failure('io', 'the disk is full', { hint: 'make room' });
  });
  assert.is(
    !failed.ok && failed.problem.hint,
    'make room; this could not be taken back: a folder; branch x (git branch -D x)',
  );
});

test.run();
