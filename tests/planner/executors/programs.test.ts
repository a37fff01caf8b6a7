import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type {
  ExecuteOptions,
  ExecutorResult,
  FailureReason,
} from '../../../src/planner/executors/executor.js';
import { claudeExecutor } from '../../../src/planner/executors/programs/claude.js';
import { codexExecutor } from '../../../src/planner/executors/programs/codex.js';
import { geminiExecutor } from '../../../src/planner/executors/programs/gemini.js';
import { temporaryFolder } from '../../support/folder.js';

const options: ExecuteOptions = {
  schema: { type: 'object', properties: { title: { type: 'string' } }, required: ['title'] },
  model: 'model-1',
  maxTokens: 500,
  timeout: 20_000,
};

/** A folder on PATH with a stand-in for a program, which keeps its arguments and what it was given. */
function standIn(name: string, script: string) {
  const folder = temporaryFolder({
    [name]: `#!/bin/sh\nprintf '%s\\n' "$@" > "$0.args"\ncat > "$0.prompt"\n${script}\n`,
  });
  chmodSync(join(folder, name), 0o755);
  const env = { PATH: `${folder}:/usr/bin:/bin`, HOME: folder, SECRET_TOKEN: 'not for it' };
  const kept = (what: string) => {
    const path = join(folder, `${name}.${what}`);
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  };
  return { env, arguments: () => kept('args').split('\n'), prompt: () => kept('prompt') };
}

const executors = { claude: claudeExecutor, codex: codexExecutor, gemini: geminiExecutor } as const;
type Name = keyof typeof executors;

async function ask(name: Name, script: string, more: Partial<ExecuteOptions> = {}) {
  const program = standIn(name, script);
  const result: ExecutorResult = await executors[name](program.env).execute('Plan it', {
    ...options,
    ...more,
  });
  return { result, program };
}

const claudeAnswer = {
  type: 'result',
  subtype: 'success',
  is_error: false,
  result: '{"title":"T"}',
  structured_output: { title: 'T' },
  total_cost_usd: 0.01,
  usage: { input_tokens: 10, output_tokens: 5, cache_read_input_tokens: 90 },
  modelUsage: { 'claude-x': { inputTokens: 10 } },
};

test('claude: non-interactive, without tools, the prompt on standard input', async () => {
  const { result, program } = await ask('claude', `cat <<'END'\n${JSON.stringify(claudeAnswer)}\nEND`);
  assert.ok(result.ok, JSON.stringify(result));
  if (!result.ok) return;
  assert.equal(JSON.parse(result.text), { title: 'T' });
  assert.is(result.usage.cost, 0.01);
  assert.is(result.usage.inputTokens, 100);
  assert.is(result.model, 'claude-x');
  assert.is(program.prompt(), 'Plan it');
  for (const wanted of [
    '-p',
    '--output-format',
    '--json-schema',
    '--tools',
    '--no-session-persistence',
    '--strict-mcp-config',
    '--model',
  ])
    assert.ok(program.arguments().includes(wanted), wanted);
});

test('codex: JSON Lines and the last message', async () => {
  const lines = [
    { type: 'thread.started', thread_id: 't' },
    { type: 'item.completed', item: { type: 'error', message: 'a mere warning' } },
    { type: 'item.completed', item: { type: 'agent_message', text: '{"title":"T"}' } },
    { type: 'turn.completed', usage: { input_tokens: 7, cached_input_tokens: 0, output_tokens: 3 } },
  ];
  const { result, program } = await ask(
    'codex',
    `cat <<'END'\n${lines.map((line) => JSON.stringify(line)).join('\n')}\nEND`,
  );
  assert.ok(result.ok, JSON.stringify(result));
  if (!result.ok) return;
  assert.equal(JSON.parse(result.text), { title: 'T' });
  assert.is(result.usage.inputTokens, 7);
  for (const wanted of ['exec', '--json', '--output-schema', 'read-only', '--ephemeral', '-'])
    assert.ok(program.arguments().includes(wanted), wanted);
});

test('gemini: one object', async () => {
  const answer = {
    session_id: 's',
    response: '{"title":"T"}',
    stats: { models: { g: { api: {}, tokens: { prompt: 4, candidates: 2, total: 6 } } } },
  };
  const { result, program } = await ask('gemini', `cat <<'END'\n${JSON.stringify(answer)}\nEND`);
  assert.ok(result.ok, JSON.stringify(result));
  if (result.ok) assert.equal(JSON.parse(result.text), { title: 'T' });
  assert.ok(program.arguments().includes('--approval-mode'));
});

const failures: readonly (readonly [name: string, program: Name, script: string, reason: FailureReason])[] = [
  [
    'is_error with exit code 0',
    'claude',
    `echo '${JSON.stringify({ ...claudeAnswer, is_error: true, result: 'Credit balance is too low', structured_output: null })}'`,
    'no-credit',
  ],
  ['only standard error', 'claude', "echo 'error: --json-schema is not valid' >&2; exit 1", 'failed'],
  ['no JSON', 'claude', 'echo hello', 'bad-output'],
  [
    'an empty answer',
    'claude',
    `echo '${JSON.stringify({ ...claudeAnswer, result: '', structured_output: null })}'`,
    'bad-output',
  ],
  [
    'a failed turn',
    'codex',
    `echo '${JSON.stringify({ type: 'turn.failed', error: { message: 'stream error: 429 Too Many Requests' } })}'; exit 1`,
    'rate-limited',
  ],
  ['no events', 'codex', 'echo hello', 'bad-output'],
  [
    'a missing login on standard error',
    'gemini',
    `echo 'Loaded cached credentials.' >&2; echo '${JSON.stringify({ error: { type: 'Error', message: 'Please set an Auth method', code: 41 } })}' >&2; exit 41`,
    'no-key',
  ],
  ['output without end', 'claude', 'yes | head -c 100000000', 'bad-output'],
];

for (const [name, program, script, reason] of failures) {
  test(`${program}: ${name}`, async () => {
    const { result } = await ask(program, script);
    assert.not.ok(result.ok);
    if (!result.ok) assert.is(result.reason, reason, result.message);
  });
}

test('a program that is not there is named, with what to do', async () => {
  const result = await claudeExecutor({ PATH: temporaryFolder({}), HOME: '/nowhere' }).execute('x', options);
  assert.ok(!result.ok && result.reason === 'not-installed' && /claude/.test(result.message));
});

test('what hangs and does not listen to SIGTERM is ended at the deadline, and at once where it is stopped', async () => {
  const deaf = "trap '' TERM; while :; do sleep 0.1; done";
  const late = await ask('claude', deaf, { timeout: 500 });
  assert.ok(!late.result.ok && late.result.reason === 'timed-out');
  const stop = new AbortController();
  const asked = ask('codex', 'sleep 60', { signal: stop.signal });
  setImmediate(() => stop.abort());
  const { result } = await asked;
  assert.ok(!result.ok && result.reason === 'stopped');
});

test.run();
