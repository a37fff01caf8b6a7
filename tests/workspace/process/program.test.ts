import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isRunning } from '../../../src/workspace/process/group.js';
import { type ProgramOptions, runProgram } from '../../../src/workspace/process/program.js';
import { temporaryFolder } from '../../support/folder.js';

const env = { PATH: process.env.PATH, HERE: 'yes' };
const cwd = temporaryFolder();

const sh = (script: string, options: Partial<ProgramOptions> = {}) =>
  runProgram('sh', ['-c', script, 'sh', 'an argument'], { cwd, env, ...options });

test('gives arguments, environment, folder and input, and nothing else', async () => {
  process.env.NOT_INHERITED = 'x';
  const ended = await sh('echo "$1 $HERE $NOT_INHERITED" >&2; pwd; cat; exit 3', { input: 'typed\n' });
  delete process.env.NOT_INHERITED;
  assert.equal(ended, {
    kind: 'ended',
    code: 3,
    stdout: Buffer.from(`${cwd}\ntyped\n`),
    stderr: 'an argument yes \n',
  });
});

test('keeps bytes as they are, and does not wait for input that nobody gives', async () => {
  const ended = await sh("printf '\\377\\000\\n'; cat");
  assert.equal(ended.kind === 'ended' && [...ended.stdout], [255, 0, 10]);
});

test('gives input to a program that does not read it', async () => {
  const ended = await sh('exit 0', { input: 'x'.repeat(1 << 20) });
  assert.is(ended.kind === 'ended' && ended.code, 0);
});

test('tells output as it comes', async () => {
  const pieces: string[] = [];
  const folder = temporaryFolder();
  const fifo = join(folder, 'fifo');
  // The second line comes only after the first was told.
  const ended = await sh(`mkfifo '${fifo}'; echo one; cat '${fifo}'; echo three >&2`, {
    onOutput(piece, stream) {
      pieces.push(`${stream}: ${piece}`);
      if (pieces.length === 1) void sh(`echo two > '${fifo}'`);
    },
  });
  assert.equal(pieces, ['stdout: one\n', 'stdout: two\n', 'stderr: three\n']);
  assert.is('stdout' in ended && ended.stdout.toString(), 'one\ntwo\n');
});

test('a program that is missing, a folder that is missing, a file that cannot be executed', async () => {
  const options = { cwd, env };
  assert.equal(await runProgram('doc-ops-none', [], options), { kind: 'not-installed' });
  assert.equal(await runProgram(join(cwd, 'none'), [], options), { kind: 'not-installed' });
  assert.is((await runProgram('sh', ['-c', ':'], { env, cwd: join(cwd, 'none') })).kind, 'not-started');
  assert.is((await runProgram(cwd, [], options)).kind, 'not-started');
});

test('a program that somebody else stopped', async () => {
  const ended = await sh('echo out; kill -s KILL $$');
  assert.is(ended.kind === 'signalled' && ended.signal, 'SIGKILL');
  assert.is('stdout' in ended && ended.stdout.toString(), 'out\n');
});

/** Starts a child that holds its output, neither of which heeds a polite request; tells the group. */
const stubborn = `trap '' TERM; sh -c 'trap "" TERM; while :; do sleep 1; done' & echo $$; while :; do sleep 1; done`;

test('ends the whole process group when the time is over, also one that does not heed', async () => {
  const ended = await sh(stubborn, { timeout: 300, killAfter: 50 });
  assert.is(ended.kind, 'timed-out');
  const group = Number('stdout' in ended ? ended.stdout.toString() : '');
  assert.ok(group > 1);
  assert.not(isRunning(group));
});

test('ends the whole process group when it is aborted', async () => {
  const stop = new AbortController();
  let group = 0;
  const ended = await sh(stubborn, {
    signal: stop.signal,
    killAfter: 50,
    onOutput(piece) {
      group = Number(piece);
      stop.abort();
    },
  });
  assert.is(ended.kind, 'aborted');
  assert.ok(group > 1);
  assert.not(isRunning(group));
  assert.is((await sh('exit 0', { signal: stop.signal })).kind, 'aborted');
});

test('asks politely first', async () => {
  const stop = new AbortController();
  const path = join(temporaryFolder(), 'said');
  const ended = await sh(
    `trap 'echo bye > "${path}"; exit 0' TERM; echo ready; while :; do sleep 0.01; done`,
    {
      signal: stop.signal,
      onOutput: () => stop.abort(),
    },
  );
  assert.is(ended.kind, 'aborted');
  assert.is(readFileSync(path, 'utf8'), 'bye\n');
});

test('ends a program that prints too much, on either stream, and keeps what was allowed', async () => {
  for (const redirect of ['', '>&2']) {
    const ended = await sh(`trap '' PIPE; while :; do echo 0123456789 ${redirect}; done`, {
      maxOutput: 1000,
      killAfter: 50,
    });
    assert.is(ended.kind, 'too-much-output');
    const kept = 'stdout' in ended ? (redirect ? ended.stderr : ended.stdout.toString()) : '';
    assert.is(kept, '0123456789\n'.repeat(100).slice(0, 1000));
  }
});

test.run();
