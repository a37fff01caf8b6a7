import { type ChildProcess, spawn } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { repositoryRoot, temporaryFolder } from '../support/folder.js';
import { docOps, git, testEnvironment } from '../support/process.js';
import { planProject } from './support/planProject.js';

const manual = { proof_type: 'manual' };
const report = (stdout: string) => JSON.parse(stdout).data.report;

/** Lines of every ledger file of a plan. */
function ledger(root: string, plan = 'PLAN-001'): Record<string, unknown>[] {
  const folder = join(root, 'dev_ops/proofs', plan);
  return readdirSync(folder)
    .sort()
    .flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    );
}

test('a plan is run, waits for a person, is verified, completed and drifts', () => {
  const { root, call, planPath } = planProject(
    [
      { id: 'locate', run: 'grep -q login a.txt && echo found' },
      { id: 'fix', run: 'grep -q good a.txt', needs: ['locate'] },
      { id: 'review', needs: ['fix'], proof: manual },
      { id: 'suite', run: "echo '2 passed in 0.1s'", needs: ['review'], proof: { proof_type: 'test' } },
    ],
    { 'a.txt': 'login bad\n' },
  );
  const first = call('run', 'PLAN-001', '--yes', '--json');
  assert.is(first.code, 1);
  assert.equal(report(first.stdout).outcomes, {
    locate: 'proven',
    fix: 'failed',
    review: 'blocked',
    suite: 'blocked',
  });
  const refused = call('set', 'PLAN-001', 'status=Complete');
  assert.is(refused.code, 1);
  assert.match(refused.stderr, /fix, review, suite not proven/);
  assert.is(call('approve', 'PLAN-001/review').code, 1);
  writeFileSync(join(root, 'a.txt'), 'login good\n');
  const second = call('run', 'PLAN-001', '--yes', '--json');
  assert.is(second.code, 3);
  assert.equal(report(second.stdout).outcomes, {
    locate: 'proven',
    fix: 'proven',
    review: 'waiting',
    suite: 'blocked',
  });
  assert.match(call('approvals', '--plain').stdout, /^PLAN-001\/review\t0\t1/);
  assert.is(call('approve', 'PLAN-001/review', '--why', 'read it').code, 0);
  assert.is(call('approve', 'PLAN-001/review').code, 1, 'once a person');
  const third = call('run', 'PLAN-001', '--yes', '--json');
  assert.is(third.code, 0, third.stderr);
  assert.equal(report(third.stdout).outcomes, {
    locate: 'skipped',
    fix: 'skipped',
    review: 'proven',
    suite: 'proven',
  });
  const verified = call('verify', 'PLAN-001', '--json');
  assert.is(verified.code, 0, verified.stdout);
  assert.is(JSON.parse(verified.stdout).data[0].overall, report(third.stdout).overall);
  assert.is(call('verify', 'PLAN-001', '--json').stdout, verified.stdout);
  assert.is(call('set', 'PLAN-001', 'status=Complete').code, 0);
  assert.match(readFileSync(planPath, 'utf8'), new RegExp(`overall: ${report(third.stdout).overall}`));
  assert.is(call('validate').code, 0);
  appendFileSync(join(root, 'a.txt'), 'more\n');
  const drifted = call('verify', 'PLAN-001', '--json');
  assert.is(drifted.code, 0);
  assert.is(JSON.parse(drifted.stdout).data[0].drift.length, 4);
  writeFileSync(planPath, readFileSync(planPath, 'utf8').replace(/proof:\n(?: {2}.*\n)+/, ''));
  assert.match(call('validate').stdout, /plan\/unproven/);
});

test('without consent on this machine nothing runs, whatever the repository says', () => {
  const { root, call, planPath, env } = planProject([{ id: 'a', run: 'touch ran' }]);
  const ran = () => existsSync(join(root, 'ran'));
  assert.is(call('run', 'PLAN-001').code, 3);
  const asked = call('approve', 'PLAN-001');
  assert.is(asked.code, 3);
  const definition = /--definition ([0-9a-f]{64})/.exec(asked.stderr)?.[1] ?? '';
  assert.is(call('approve', 'PLAN-001', '--definition', 'f'.repeat(64)).code, 1);
  assert.not.ok(ran());
  assert.is(call('approve', 'PLAN-001', '--definition', definition).code, 0);
  writeFileSync(planPath, readFileSync(planPath, 'utf8').replace('touch ran', 'touch ran other'));
  assert.is(call('run', 'PLAN-001').code, 3, 'edited after consent');
  assert.not.ok(ran());
  writeFileSync(planPath, readFileSync(planPath, 'utf8').replace('touch ran other', 'touch ran'));
  const consents = join(env.XDG_STATE_HOME, 'doc-ops/consent');
  const [file = ''] = readdirSync(consents);
  chmodSync(join(consents, file), 0o666);
  assert.is(call('run', 'PLAN-001').code, 3, 'a consent that others could have written');
  chmodSync(join(consents, file), 0o600);
  const clone = temporaryFolder();
  git(clone, ['clone', '-q', root, 'copy']);
  writeFileSync(join(clone, 'copy/dev_ops/config.yaml'), 'run: { jobs: 4, implementer: "touch ran" }\n');
  assert.is(docOps(join(clone, 'copy'), ['run', 'PLAN-001'], { env }).code, 3, 'a fresh clone');
  assert.is(call('run', 'PLAN-001').code, 0);
  assert.ok(ran());
});

test('what is shown before consent hides nothing', () => {
  const { call } = planProject([{ id: 'a', run: 'echo \u202e\u200b\u001b[8m safe; rm -rf x' }]);
  const { stdout } = call('run', 'PLAN-001', '--dry-run');
  assert.not.match(stdout, /[\u202e\u200b\u001b]/);
  assert.match(stdout, /\\u\{202e\}\\u\{200b\}\\u\{1b\}/);
});

test('committed ledgers are only added to: verify and the hook name what was rewritten', () => {
  const { root, call } = planProject([{ id: 'a', run: 'true && test -f a.txt' }]);
  assert.is(call('run', 'PLAN-001', '--yes').code, 0);
  git(root, ['add', '-A']);
  git(root, ['commit', '-q', '-m', 'proof']);
  const folder = join(root, 'dev_ops/proofs/PLAN-001');
  const path = join(folder, readdirSync(folder)[0] ?? '');
  const whole = readFileSync(path, 'utf8');
  assert.is(call('run', 'PLAN-001', '--yes', '--force').code, 0, 'a second run adds a file');
  git(root, ['add', '-A']);
  assert.is(call('validate', '--staged').code, 0);
  for (const [text, message] of [
    [whole.split('\n').slice(0, 2).join('\n'), /changed or removed|cut off/],
    [whole.replace('"exit_code":0', '"exit_code":1'), /does not match its proof_hash/],
    ['', /empty|changed or removed/],
  ] as const) {
    writeFileSync(path, text);
    const verified = call('verify', 'PLAN-001');
    assert.is(verified.code, 1);
    assert.match(verified.stdout, message);
    git(root, ['add', '-A']);
    const staged = call('validate', '--staged');
    assert.is(staged.code, 1);
    assert.match(staged.stdout, /ledger\/rewritten/);
    writeFileSync(path, whole);
  }
  rmSync(path);
  git(root, ['add', '-A']);
  assert.match(call('validate', '--staged').stdout, /was taken away/);
});

test('the same work in two clones gives one result hash; another result another', () => {
  const { root, call, env } = planProject([
    { id: 'a', run: 'test -f a.txt' },
    { id: 'b', run: 'test -d dev_ops', needs: ['a'] },
  ]);
  const clone = join(temporaryFolder(), 'copy');
  git(root, ['clone', '-q', root, clone]);
  const here = report(call('run', 'PLAN-001', '--yes', '--json').stdout);
  const there = report(docOps(clone, ['run', 'PLAN-001', '--yes', '--json'], { env }).stdout);
  assert.match(here.result, /^[0-9a-f]{64}$/);
  assert.is(here.result, there.result);
  assert.is.not(here.overall, there.overall);
  appendFileSync(join(clone, 'a.txt'), 'b\n');
  assert.is.not(
    report(docOps(clone, ['run', 'PLAN-001', '--yes', '--json'], { env }).stdout).result,
    here.result,
  );
});

test('two branches that both ran and approved merge without a conflict, and verify', () => {
  const { root, call, callAs } = planProject([
    { id: 'a', run: 'test -f a.txt' },
    { id: 'review', needs: ['a'], proof: { ...manual, criteria: { required_approvals: 2 } } },
  ]);
  const work = (branch: string, email: string) => {
    git(root, ['checkout', '-q', '-b', branch, 'main']);
    assert.is(callAs(email, 'run', 'PLAN-001', '--yes').code, 3);
    assert.is(callAs(email, 'approve', 'PLAN-001/review').code, 0);
    git(root, ['add', '-A']);
    git(root, ['commit', '-q', '-m', branch]);
  };
  work('one', 'ada@example.org');
  work('two', 'bob@example.org');
  git(root, ['merge', '-q', '--no-edit', 'one']);
  const merged = call('run', 'PLAN-001', '--yes', '--json');
  assert.is(merged.code, 0, merged.stdout);
  assert.is(call('verify', 'PLAN-001').code, 0);
});

test('a rejection stops what is behind it until its author approves', () => {
  const { call } = planProject([
    { id: 'review', proof: manual },
    { id: 'b', run: 'test -f a.txt', needs: ['review'] },
  ]);
  assert.is(call('reject', 'PLAN-001/review').code, 2, 'needs a reason');
  assert.is(call('reject', 'PLAN-001/review', '--why', 'no').code, 0);
  assert.is(call('run', 'PLAN-001', '--yes').code, 1);
  assert.is(call('approve', 'PLAN-001/review', '--as', 'the boss').code, 0);
  assert.is(call('run', 'PLAN-001', '--yes').code, 3, 'for somebody else is nobody');
  assert.is(call('approve', 'PLAN-001/review').code, 0);
  assert.is(call('run', 'PLAN-001', '--yes').code, 0);
});

test('a check that passed before the work is reported, one that failed as well', () => {
  const { root, call } = planProject([
    { id: 'early', run: 'test -f a.txt' },
    { id: 'late', run: 'test -f b.txt' },
  ]);
  const baseline = call('run', 'PLAN-001', '--yes', '--baseline', '--json');
  assert.is(baseline.code, 0);
  assert.match(JSON.parse(baseline.stdout).data.notes.early, /passes already/);
  writeFileSync(join(root, 'b.txt'), '');
  git(root, ['add', 'b.txt']);
  const after = call('run', 'PLAN-001', '--yes', '--json');
  assert.match(JSON.parse(after.stdout).data.notes.late, /^failed at [0-9a-f]{9}, passes now$/);
});

test('retries are lines of their own; a tasc that changes its own inputs is not fresh', () => {
  const { root, call } = planProject([
    { id: 'flaky', run: 'echo x >> count; test $(wc -l < count) -ge 3', proof: { max_retries: 3 } },
    { id: 'selfish', run: 'date +%N >> a.txt' },
  ]);
  assert.is(call('run', 'PLAN-001', '--yes', '--only', 'flaky').code, 0);
  const attempts = ledger(root).filter((line) => line.event === 'validation');
  assert.equal(
    attempts.map(({ attempt, validated }) => [attempt, validated]),
    [
      [1, false],
      [2, false],
      [3, true],
    ],
  );
  call('run', 'PLAN-001', '--yes', '--only', 'selfish');
  assert.match(call('proof', 'status', 'PLAN-001').stdout, /selfish\s+stale.*changes its own inputs/);
});

test('inputs decide what makes a proof stale', () => {
  const { root, call } = planProject(
    [
      { id: 'a', run: 'test -f src/x.py', inputs: ['src/**/*.py'] },
      { id: 'b', run: 'test -f a.txt' },
    ],
    {
      'src/x.py': 'x\n',
      'a.txt': 'a\n',
    },
  );
  assert.is(call('run', 'PLAN-001', '--yes').code, 0);
  const states = () =>
    JSON.parse(call('proof', 'status', 'PLAN-001', '--json').stdout).data.tascs.map(
      (one: { state: string }) => one.state,
    );
  assert.equal(states(), ['fresh', 'fresh']);
  mkdirSync(join(root, 'src/__pycache__'));
  writeFileSync(join(root, 'src/__pycache__/x.pyc'), 'junk');
  assert.equal(states(), ['fresh', 'fresh'], 'what git does not track does not matter');
  appendFileSync(join(root, 'a.txt'), 'b\n');
  assert.equal(states(), ['fresh', 'stale']);
  writeFileSync(join(root, 'a.txt'), 'a\n');
  assert.equal(states(), ['fresh', 'fresh'], 'content counts, not time');
  writeFileSync(join(root, 'src/y.py'), 'y\n');
  assert.equal(states(), ['stale', 'fresh'], 'a new file that the globs match');
});

test('order, overlap and --keep-going', () => {
  const { root, call } = planProject([
    { id: 'c', run: 'test -f a.txt', needs: ['a'] },
    { id: 'a', run: 'test -f a.txt' },
    { id: 'bad', run: 'false' },
    { id: 'after', run: 'test -f a.txt', needs: ['bad'] },
    { id: 'd', run: 'test -f a.txt', needs: ['c'] },
  ]);
  const stopped = report(call('run', 'PLAN-001', '--yes', '--jobs', '1', '--json').stdout).outcomes;
  assert.equal(stopped, { a: 'proven', c: 'proven', bad: 'failed', after: 'blocked', d: 'not_run' });
  const went = report(
    call('run', 'PLAN-001', '--yes', '--jobs', '1', '-k', '--force', '--json').stdout,
  ).outcomes;
  assert.equal(went, { a: 'proven', c: 'proven', bad: 'failed', after: 'blocked', d: 'proven' });
  const runs = readdirSync(join(root, 'dev_ops/proofs/PLAN-001')).map((name) =>
    readFileSync(join(root, 'dev_ops/proofs/PLAN-001', name), 'utf8')
      .split('\n')
      .flatMap((line) => /"event":"validation","tasc":"(\w+)"/.exec(line)?.[1] ?? []),
  );
  assert.equal(
    runs.find((tascs) => tascs.includes('d')),
    ['a', 'c', 'bad', 'd'],
  );
  const events = call('run', 'PLAN-001', '--yes', '--only', 'a', '--events').stdout.trimEnd().split('\n');
  assert.equal(
    events.map((line) => JSON.parse(line).kind),
    ['planned', 'report'],
  );
});

/** Start the program and wait until its output says that a tasc has started. */
async function start(root: string, env: Record<string, string>, ready: string): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [join(repositoryRoot, 'dist/doc-ops.cjs'), 'run', 'PLAN-001', '--yes', '--events'],
    { cwd: root, env: testEnvironment(env), stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let text = '';
  await new Promise<void>((resolve) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes(ready)) resolve();
    });
    child.once('close', () => resolve());
  });
  return child;
}

const ended = (child: ChildProcess) =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise<void>((resolve) => child.once('close', () => resolve()));

/** Wait until a process is gone: reading a FIFO whose only writer it holds ends then. */
async function gone(fifo: string): Promise<void> {
  await new Promise<void>((resolve) =>
    spawn('cat', [fifo], { stdio: 'ignore' }).once('close', () => resolve()),
  );
}

const stubborn = (fifo: string) => `trap '' TERM; exec 9>${fifo}; echo ready; while :; do sleep 1; done`;

test('Ctrl-C ends everything, records it, exits 130, and the next run goes on', async () => {
  const fifo = join(temporaryFolder(), 'fifo');
  spawn('mkfifo', [fifo]);
  const { root, env, call, planPath } = planProject([
    { id: 'quick', run: 'test -f a.txt' },
    { id: 'slow', run: stubborn(fifo), needs: ['quick'] },
  ]);
  const reading = gone(fifo);
  const child = await start(root, env, '"line":"ready"');
  child.kill('SIGINT');
  await ended(child);
  assert.is(child.exitCode, 130);
  await reading;
  const lines = ledger(root);
  assert.equal(lines.at(-1)?.interrupted, true);
  assert.is(call('verify', 'PLAN-001').code, 1);
  writeFileSync(
    planPath,
    readFileSync(planPath, 'utf8').replace(
      /testing_instructions: [|>-]*[^\n]*trap[^\n]*/,
      'testing_instructions: test -f a.txt',
    ),
  );
  const resumed = report(call('run', 'PLAN-001', '--yes', '--json').stdout).outcomes;
  assert.equal(resumed, { quick: 'skipped', slow: 'proven' });
});

test('a killed run leaves no process, keeps what was proven, and the next run goes on', async () => {
  const fifo = join(temporaryFolder(), 'fifo');
  spawn('mkfifo', [fifo]);
  const { root, env, call } = planProject([
    { id: 'quick', run: 'test -f a.txt' },
    { id: 'slow', run: stubborn(fifo), needs: ['quick'] },
  ]);
  const reading = gone(fifo);
  const child = await start(root, env, '"line":"ready"');
  child.kill('SIGKILL');
  await ended(child);
  await reading;
  assert.equal(JSON.parse(call('verify', 'PLAN-001', '--json').stdout).data[0].faults, []);
  const only = report(call('run', 'PLAN-001', '--yes', '--only', 'quick', '--json').stdout).outcomes;
  assert.equal(only, { quick: 'skipped' });
});

test('a timeout ends the whole group, a child that ignores SIGTERM too', async () => {
  const fifo = join(temporaryFolder(), 'fifo');
  spawn('mkfifo', [fifo]);
  const { call } = planProject([
    { id: 'slow', run: `(${stubborn(fifo)}) & sleep 600`, proof: { timeout_seconds: 3 } },
  ]);
  const reading = gone(fifo);
  const ran = call('run', 'PLAN-001', '--yes', '--json');
  await reading;
  assert.is(ran.code, 1);
  assert.match(JSON.parse(ran.stdout).data.notes.slow, /too long/);
});

test('a command that leaves a child behind ends without it', async () => {
  const fifo = join(temporaryFolder(), 'fifo');
  spawn('mkfifo', [fifo]);
  const { call } = planProject([
    {
      id: 'a',
      run: `(exec 9>${fifo}; touch ready; exec sleep 600) & while ! test -f ready; do sleep 0.01; done`,
    },
  ]);
  const reading = gone(fifo);
  assert.is(call('run', 'PLAN-001', '--yes').code, 0);
  await reading;
});

test('output is kept by its hash and is in no ledger', () => {
  const { root, call } = planProject([{ id: 'a', run: 'printf "hunter%s\\n" 2; test -f a.txt' }]);
  assert.is(call('run', 'PLAN-001', '--yes').code, 0);
  const text = readdirSync(join(root, 'dev_ops/proofs/PLAN-001'))
    .map((name) => readFileSync(join(root, 'dev_ops/proofs/PLAN-001', name), 'utf8'))
    .join('');
  assert.not.match(text, /hunter2/);
  const proof = ledger(root).find(({ event }) => event === 'validation')?.proof_hash as string;
  assert.match(call('proof', 'show', proof.slice(0, 12)).stdout, /hunter2/);
});

test('prove keeps a proof of one command', () => {
  const { root, call } = planProject([{ id: 'a', run: 'test -f a.txt' }]);
  assert.is(call('prove', '--', 'test', '-f', 'a.txt').code, 0);
  assert.is(call('prove', '--', 'false').code, 1);
  assert.is(call('prove', '--type', 'test', '--', "echo '1 passed in 0.1s'").code, 0);
  assert.is(call('verify', 'prove').code, 0);
  assert.is(ledger(root, 'prove').filter((line) => line.validated === true).length, 2);
});

test('the built program reads the closing lines of node:test with any reporter', () => {
  const { call } = planProject([{ id: 'a', run: 'test -f a.txt' }], {
    'some.test.mjs': "import test from 'node:test';\ntest('a', () => {});\n",
    'none.test.mjs': '',
  });
  for (const reporter of ['spec', 'tap', 'junit'])
    for (const [file, code] of [
      ['some', 0],
      ['none', 1],
    ] as const) {
      const command = `${process.execPath} --test --test-reporter=${reporter} ${file}.test.mjs`;
      const ran = call('prove', '--type', 'test', '--', command);
      assert.is(ran.code, code, `${command}: ${ran.stdout}`);
      assert.match(ran.stdout, code === 0 ? /verified/ : /no test ran/);
    }
  const program = readFileSync(join(repositoryRoot, 'dist/program.cjs'));
  assert.is(program.toString('latin1'), program.toString('utf8'), 'it is read as Latin-1');
});

test('without git a tasc without inputs is proven for its definition, and says so', () => {
  const root = temporaryFolder();
  const env = { XDG_STATE_HOME: temporaryFolder() };
  docOps(root, ['init', '--yes'], { env });
  const plan = JSON.stringify({
    title: 'x',
    tascs: [
      { id: 'a', title: 'a', testing_instructions: 'test -d dev_ops' },
      { id: 'b', title: 'b', testing_instructions: 'test -f x.txt', inputs: ['*.txt'] },
    ],
  });
  writeFileSync(join(root, 'x.txt'), 'x');
  docOps(root, ['plan', 'import', '-'], { env, input: plan });
  assert.is(docOps(root, ['run', 'PLAN-001', '--yes'], { env }).code, 0);
  assert.match(docOps(root, ['proof', 'status', 'PLAN-001'], { env }).stdout, /definition only/);
  writeFileSync(join(root, 'x.txt'), 'y');
  assert.match(docOps(root, ['proof', 'status', 'PLAN-001'], { env }).stdout, /b\s+stale/);
});

test.run();
