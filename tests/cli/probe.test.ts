import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { repositoryRoot, temporaryFolder } from '../support/folder.js';
import { docOps, git, type Ran, testEnvironment } from '../support/process.js';
import { type PlannedTasc, planProject } from './support/planProject.js';

interface Labelled {
  readonly tasc: string;
  readonly label: string;
  readonly reason: string;
}

/** A project whose probes are made below a temporary folder of its own. */
function probeProject(tascs: readonly PlannedTasc[], files?: Readonly<Record<string, string>>) {
  const project = planProject(tascs, files);
  const tmp = temporaryFolder();
  const env = { ...project.env, TMPDIR: tmp };
  const call = (...args: string[]): Ran => docOps(project.root, args, { env });
  const probe = (...args: string[]) => {
    const ran = call('plan', 'probe', 'PLAN-001', '--yes', '--json', ...args);
    const data: { tascs: Labelled[]; commit: string; ledger: string | null; dirty: boolean } = JSON.parse(
      ran.stdout,
    ).data;
    return { ...ran, data, labels: data.tascs.map(({ tasc, label }) => `${tasc} ${label}`) };
  };
  const left = () => [readdirSync(tmp), existsSync(join(project.root, '.git/worktrees'))];
  return { ...project, call, probe, env, tmp, left };
}

const nothing = [[], false];

/** Resolves once the program has said this. */
function heard(child: ChildProcess, wanted: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        said += chunk;
        if (wanted.test(said)) resolve();
      });
    child.once('exit', () => reject(new Error(said)));
  });
}

test('every kind of check gets its label, on the committed tree, and nothing of it is left', () => {
  const { root, call, probe, left } = probeProject(
    [
      { id: 'red', run: 'grep -q new a.txt' },
      { id: 'green', run: 'grep -q old a.txt' },
      { id: 'program', run: 'no-such-program --check' },
      { id: 'module', run: 'python3 -m no_such_tool' },
      { id: 'untested', run: 'python3 -m unittest discover -s src' },
      { id: 'watch', run: "echo 'Watching for file changes.'; sleep 60" },
      { id: 'slow', run: 'sleep 60' },
      { id: 'asks', run: "python3 -c 'input()'" },
      { id: 'changes', run: 'echo more >> a.txt; echo new > b.txt; git checkout -q -b other; false' },
      { id: 'build', run: 'mkdir -p out && echo 1 > out/cli.js && exit 1' },
      { id: 'use', run: 'node out/cli.js', needs: ['build'] },
      { id: 'outside', run: 'true' },
      { id: 'review', needs: ['red'], proof: { proof_type: 'manual' } },
    ],
    { 'a.txt': 'old\n', 'src/x.py': '', '.gitignore': 'out/\n' },
  );
  writeFileSync(join(root, 'a.txt'), 'new, not committed\n');
  const probed = probe('--timeout', '6');
  assert.is(probed.code, 1, probed.stderr);
  assert.equal(probed.labels, [
    'red red',
    'green green',
    'program cannot-run',
    'module red',
    'untested no-tests',
    'watch watch-mode',
    'slow too-slow',
    'asks waits-for-input',
    'changes changed-tree',
    'build red',
    'use needs-another',
    'outside green',
    'review manual',
  ]);
  assert.is(probed.data.dirty, true);
  assert.match(
    call('plan', 'probe', 'PLAN-001', '--yes', '--only', 'red').stderr,
    /uncommitted changes were not in the tree/,
  );
  assert.is(readFileSync(join(root, 'a.txt'), 'utf8'), 'new, not committed\n');
  assert.equal(left(), nothing);
  assert.is(git(root, ['symbolic-ref', '--short', 'HEAD']).stdout, 'main\n');
  assert.is(call('verify', 'PLAN-001').code, 1, 'nothing of it is a proof');
  assert.not.match(call('verify', 'PLAN-001').stdout, /cannot be believed/);
  const status = JSON.parse(call('proof', 'status', 'PLAN-001', '--json').stdout).data.tascs;
  assert.equal(status.map(({ probe }: { probe: Labelled | null }) => probe?.label ?? null).slice(0, 3), [
    'red',
    'green',
    'cannot-run',
  ]);
  assert.is(status[0].state, 'missing');
  assert.match(
    call('proof', 'status', 'PLAN-001').stdout,
    /probed: cannot run: `no-such-program` is not installed/,
  );
  assert.match(call('plan', 'check', 'PLAN-001').stdout, /\[FAIL\] Probe: .*program cannot run/);
});

test('sound checks pass the check of the plan; a check that has changed since was not probed', () => {
  const { call, probe, planPath } = probeProject([
    { id: 'red', run: 'grep -q new a.txt' },
    { id: 'green', run: 'test -f a.txt' },
  ]);
  assert.is(probe().code, 0);
  assert.match(
    call('plan', 'check', 'PLAN-001').stdout,
    /\[PASS\] Probe: 1 of 2 checks are red before the work; green green already/,
  );
  writeFileSync(planPath, readFileSync(planPath, 'utf8').replaceAll('a.txt', 'b.txt'));
  assert.not.match(call('plan', 'check', 'PLAN-001').stdout, /Probe/);
});

test('a red probe is what a later run is compared with', () => {
  const { root, call, probe } = probeProject([{ id: 'red', run: 'grep -q new a.txt' }]);
  const { commit } = probe().data;
  writeFileSync(join(root, 'a.txt'), 'new\n');
  const ran = JSON.parse(call('run', 'PLAN-001', '--yes', '--json').stdout).data;
  assert.is(ran.notes.red, `failed at ${commit.slice(0, 9)}, passes now`);
});

test('nothing runs without consent, nor with a dry run, nor in the folder itself', () => {
  const { root, call, probe, left } = probeProject([
    { id: 'touch', run: 'touch ran' },
    { id: 'only', run: 'false' },
  ]);
  const refused = call('plan', 'probe', 'PLAN-001');
  assert.is(refused.code, 3);
  assert.match(refused.stderr, /was not consented to/);
  const dry = call('plan', 'probe', 'PLAN-001', '--dry-run');
  assert.is(dry.code, 0);
  assert.match(dry.stdout, /touch ran/);
  assert.not.ok(existsSync(join(root, 'dev_ops/proofs')));
  assert.equal(probe('--only', 'touch').labels, ['touch changed-tree']);
  assert.not.ok(existsSync(join(root, 'ran')));
  assert.is(call('plan', 'probe', 'PLAN-001', '--only', 'nope', '--yes').code, 2);
  assert.is(call('plan', 'probe', 'PLAN-001', '--timeout', '0', '--yes').code, 2);
  assert.is(call('plan', 'probe', 'PLAN-001', '--link', 'nope', '--yes').code, 2);
  assert.equal(left(), nothing);
});

test('a command that names the folder by its path does not run', () => {
  const { root, planPath, commit, probe } = probeProject([{ id: 'a', run: 'touch FOLDER/ran' }]);
  writeFileSync(planPath, readFileSync(planPath, 'utf8').replace('FOLDER', root));
  commit();
  const probed = probe();
  assert.equal(probed.labels, ['a cannot-run']);
  assert.match(probed.data.tascs[0]?.reason ?? '', /absolute path/);
  assert.not.ok(existsSync(join(root, 'ran')));
});

test('installed packages are linked, and each check finds them as they are', () => {
  const { root, probe } = probeProject(
    [
      { id: 'uses', run: 'node -e "require(\'foo\') === 42 ? process.exit(3) : 0"' },
      { id: 'removes', run: 'rm -rf node_modules; exit 4' },
      { id: 'again', run: 'node -e "require(\'foo\') === 42 ? process.exit(3) : 0"' },
      { id: 'secret', run: 'grep -q A=1 .env' },
    ],
    { 'a.txt': 'a\n', '.gitignore': 'node_modules/\n.env\n' },
  );
  mkdirSync(join(root, 'node_modules/foo'), { recursive: true });
  writeFileSync(join(root, 'node_modules/foo/index.js'), 'module.exports = 42;\n');
  writeFileSync(join(root, '.env'), 'A=1\n');
  const probed = probe();
  assert.equal(probed.data.tascs.map(({ reason }) => reason).slice(0, 3), [
    'exit code 3, expected 0',
    'exit code 4, expected 0',
    'exit code 3, expected 0',
  ]);
  assert.match(probed.stderr + probed.stdout, /secret/);
  assert.equal(probed.labels[3], 'secret red');
  assert.equal(probe('--link', '.env', '--only', 'secret').labels, ['secret green']);
  assert.ok(existsSync(join(root, 'node_modules/foo/index.js')));
});

test('Ctrl-C ends the check, keeps the labels so far, and removes the tree', async () => {
  const { root, env, left, call } = probeProject([
    { id: 'red', run: 'false' },
    { id: 'slow', run: 'echo started; sleep 60' },
    { id: 'never', run: 'false' },
  ]);
  const program = join(repositoryRoot, 'dist/doc-ops.cjs');
  const args = [program, 'plan', 'probe', 'PLAN-001', '--yes', '--events'];
  const child = spawn(process.execPath, args, { cwd: root, env: testEnvironment(env) });
  await heard(child, /"kind":"output","tasc":"slow","line":"started"/);
  child.kill('SIGINT');
  const code = await new Promise((resolve) => child.once('exit', resolve));
  assert.is(code, 130);
  assert.equal(left(), nothing);
  const status = JSON.parse(call('proof', 'status', 'PLAN-001', '--json').stdout).data.tascs;
  assert.equal(
    status.map(({ probe }: { probe: Labelled | null }) => probe?.label ?? null),
    ['red', null, null],
  );
});

test('a killed probe leaves a tree that doctor names and removes; and so does the next probe', async () => {
  const project = probeProject([{ id: 'slow', run: 'echo started; exec sleep 60' }]);
  const { root, env, left, call, tmp } = project;
  const killed = async () => {
    const args = [join(repositoryRoot, 'dist/doc-ops.cjs'), 'plan', 'probe', 'PLAN-001', '--yes', '--events'];
    const child = spawn(process.execPath, args, { cwd: root, env: testEnvironment(env) });
    await heard(child, /"line":"started"/);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    assert.is(readdirSync(tmp).length, 1);
  };
  await killed();
  assert.match(call('doctor').stdout, /1 throw-away tree of a probe that was killed/);
  assert.match(call('doctor', '--fix').stdout, /fixed: probes/);
  assert.equal(left(), nothing);
  assert.not.match(call('doctor').stdout, /throw-away/);
  await killed();
  project.probe('--timeout', '1');
  assert.equal(left(), nothing);
});

test('a repository’s hooks do not run for the tree', () => {
  const { root, probe } = probeProject([{ id: 'a', run: 'false' }]);
  const ran = join(temporaryFolder(), 'ran');
  for (const name of ['post-checkout', 'reference-transaction', 'post-index-change']) {
    const hook = join(root, '.git/hooks', name);
    mkdirSync(join(root, '.git/hooks'), { recursive: true });
    writeFileSync(hook, `#!/bin/sh\ntouch '${ran}'\n`);
    chmodSync(hook, 0o755);
  }
  assert.is(probe().code, 0);
  assert.not.ok(existsSync(ran));
});

test('without a commit it says so', () => {
  const { root, call } = probeProject([{ id: 'a', run: 'false' }]);
  git(root, ['checkout', '-q', '--orphan', 'empty']);
  const probed = call('plan', 'probe', 'PLAN-001', '--yes');
  assert.is(probed.code, 1);
  assert.match(probed.stderr, /the repository has no commit yet/);
});

test.run();
