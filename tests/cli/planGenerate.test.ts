import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { repositoryRoot, temporaryFolder } from '../support/folder.js';
import { docOps, git, testEnvironment } from '../support/process.js';

/** Consents are kept here, not in the home of a person. */
const env = { XDG_STATE_HOME: temporaryFolder({}) };
const run = (root: string, args: readonly string[]) => docOps(root, args, { env });

const answer = JSON.stringify({
  title: 'Fix the login',
  reasoning: 'it is broken',
  confidence: 0.7,
  tascs: [{ id: 'fix', title: 'Fix', testing_instructions: 'test -f fixed.txt' }],
});

function repository(config = ''): string {
  const root = temporaryFolder({
    'dev_ops/config.yaml': config,
    'src/auth.py': 'def login():\n    return 500\n',
    '.env': 'PASSWORD=verysecret1234\n',
    'answer.sh': `#!/bin/sh\ncat > prompt.txt\ncat <<'END'\nHere is the plan:\n\n\`\`\`json\n${answer}\n\`\`\`\nEND\n`,
  });
  git(root, ['init', '--quiet']);
  git(root, ['add', '--all', '--force']);
  git(root, ['commit', '--quiet', '--message', 'first']);
  return root;
}

const plansIn = (root: string) =>
  existsSync(join(root, 'dev_ops/plans')) ? readdirSync(join(root, 'dev_ops/plans')) : [];

test('offline: a plan is saved, nothing of the models is loaded, and validate is clean', () => {
  const root = repository();
  const made = run(root, ['plan', 'generate', 'Fix the 500 error on the login endpoint', '--json']);
  assert.is(made.code, 0, made.stderr);
  const { data } = JSON.parse(made.stdout);
  assert.is(data.plan.provenance.executor, 'offline');
  assert.equal(plansIn(root), ['PLAN-001-fix-the-500-error-on-the-login-endpoint.md']);
  assert.is(run(root, ['validate']).code, 0);
});

test('a command of the person answers; its fenced answer becomes the plan', () => {
  const root = repository();
  const made = run(root, [
    'plan',
    'generate',
    'Fix the login',
    '--executor',
    'command',
    '--command',
    'sh answer.sh',
  ]);
  assert.is(made.code, 0, made.stderr);
  const text = readFileSync(join(root, 'dev_ops/plans/PLAN-001-fix-the-login.md'), 'utf8');
  assert.match(text, /by: command/);
  assert.match(text, /test -f fixed\.txt/);
  const prompt = readFileSync(join(root, 'prompt.txt'), 'utf8');
  assert.match(prompt, /def login/);
  assert.not.match(prompt, /verysecret1234/);
  assert.is(run(root, ['validate']).code, 0);
});

test('what a repository proposes is neither started nor sent to without consent', () => {
  const root = repository('planner:\n  executor: command\n  command: sh answer.sh\n');
  const refused = run(root, ['plan', 'generate', 'Fix the login']);
  assert.is(refused.code, 3);
  assert.match(refused.stderr, /sh answer\.sh/);
  assert.match(refused.stderr, /approve planner/);
  assert.not(existsSync(join(root, 'prompt.txt')));
  const asked = run(root, ['approve', 'planner']);
  assert.is(asked.code, 3);
  const digest = /--definition ([0-9a-f]{64})/.exec(asked.stderr)?.[1] ?? '';
  assert.is(run(root, ['approve', 'planner', '--definition', digest]).code, 0);
  assert.is(run(root, ['plan', 'generate', 'Fix the login']).code, 0);
});

test('what is recorded is replayed, and nobody is asked again', () => {
  const root = repository();
  const command = ['--executor', 'command', '--command', 'sh answer.sh'];
  assert.is(
    run(root, ['plan', 'generate', 'Fix the login', ...command, '--record', 'r.jsonl', '--no-save']).code,
    0,
  );
  const replayed = run(root, [
    'plan',
    'generate',
    'Fix the login',
    '--replay',
    'r.jsonl',
    '--no-save',
    '--json',
  ]);
  assert.is(replayed.code, 0, replayed.stderr);
  assert.is(JSON.parse(replayed.stdout).data.plan.title, 'Fix the login');
  assert.equal(plansIn(root), []);
});

test('failures have exit codes of their own, and nothing is half written', () => {
  const root = repository();
  const generate = (...args: string[]) => run(root, ['plan', 'generate', 'Fix the login', ...args]);
  assert.is(generate('--executor', 'claude').code, 3, 'not installed');
  assert.is(generate('--executor', 'anthropic', '--model', 'm').code, 3, 'no key');
  assert.is(generate('--executor', 'nobody').code, 2);
  assert.is(generate('--executor', 'command', '--command', 'exit 7').code === 0, false);
  assert.is(generate('--executor', 'command', '--command', 'echo no plan').code, 1);
  assert.is(generate('--max-tascs', '0').code, 2);
  assert.is(run(root, ['plan', 'generate']).code, 2);
  assert.equal(plansIn(root), []);
});

test('Ctrl-C stops at once, and what was started with it', async () => {
  const root = repository();
  const child = spawn(
    process.execPath,
    [
      join(repositoryRoot, 'dist/doc-ops.cjs'),
      'plan',
      'generate',
      'Fix it',
      '--executor',
      'command',
      '--command',
      'echo $$ > started; sleep 600',
    ],
    { cwd: root, env: testEnvironment() },
  );
  const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
  await new Promise<void>((resolve) => {
    const look = setInterval(() => {
      const text = existsSync(join(root, 'started')) ? readFileSync(join(root, 'started'), 'utf8') : '';
      if (!text.endsWith('\n')) return;
      clearInterval(look);
      resolve();
    }, 20);
  });
  child.kill('SIGINT');
  assert.is(await ended, 130);
  const pid = Number(readFileSync(join(root, 'started'), 'utf8'));
  assert.throws(() => process.kill(pid, 0));
  assert.equal(plansIn(root), []);
});

test('a review is left out where the person does not want it', () => {
  const root = repository();
  const tascs = (...more: string[]) =>
    JSON.parse(run(root, ['plan', 'generate', 'Fix the login', '--no-save', '--json', ...more]).stdout).data
      .plan.tascs;
  const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
  assert.ok(ids(tascs()).includes('final_review'));
  assert.not(ids(tascs('--no-approval')).includes('final_review'));
});

test('the context and the prompt are shown, and nothing is asked', () => {
  const root = repository();
  const shown = run(root, ['plan', 'generate', 'Fix the login', '--show-context']);
  assert.is(shown.code, 0);
  assert.match(shown.stdout, /src\/auth\.py:1-2/);
  const prompt = run(root, [
    'plan',
    'generate',
    'Fix the login',
    '--executor',
    'command',
    '--command',
    'sh answer.sh',
    '--show-prompt',
  ]);
  assert.match(prompt.stdout, /You write a TascPlan/);
  assert.not(existsSync(join(root, 'prompt.txt')));
});

test.run();
