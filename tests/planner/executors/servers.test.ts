import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type {
  ExecuteOptions,
  ExecutorResult,
  FailureReason,
} from '../../../src/planner/executors/executor.js';
import { anthropicServer } from '../../../src/planner/executors/servers/anthropic.js';
import { openaiServer } from '../../../src/planner/executors/servers/openai.js';
import { serverExecutor } from '../../../src/planner/executors/servers/server.js';
import {
  anthropicAnswer,
  anthropicCut,
  anthropicHang,
  type Behaviour,
  type ModelServer,
  openaiAnswer,
  startModelServer,
  status,
} from './support/modelServer.js';

const key = 'sk-ant-test-0123456789abcdefghijklmnop';
const base: ExecuteOptions = { schema: null, model: 'claude-test', maxTokens: 500, timeout: 5000 };

interface Asked {
  readonly result: ExecutorResult;
  readonly pieces: readonly string[];
  /** Seconds that it waited between its tries. */
  readonly waited: readonly number[];
}

async function ask(
  kind: 'anthropic' | 'openai',
  server: ModelServer,
  options: Partial<ExecuteOptions> = {},
  env: Record<string, string> = {},
): Promise<Asked> {
  const pieces: string[] = [];
  const waited: number[] = [];
  const made =
    kind === 'anthropic'
      ? anthropicServer({ ANTHROPIC_BASE_URL: server.url, ANTHROPIC_API_KEY: key, ...env })
      : openaiServer({ OPENAI_BASE_URL: `${server.url}/v1`, OPENAI_API_KEY: key, ...env });
  if (!made.ok) throw new Error(made.problem.message);
  const executor = serverExecutor({
    ...made.value,
    wait: async (seconds) => void waited.push(seconds),
  });
  const result = await executor.execute('Plan it', {
    ...base,
    ...options,
    onText: (piece) => pieces.push(piece),
  });
  return { result, pieces, waited };
}

async function withServer(work: (server: ModelServer) => Promise<void>): Promise<void> {
  const server = await startModelServer();
  try {
    await work(server);
  } finally {
    await server.close();
  }
}

test('anthropic: an answer streams, with its usage and the model that gave it', () =>
  withServer(async (server) => {
    server.behave(anthropicAnswer('{"title": "A plan"}'));
    const { result, pieces } = await ask('anthropic', server);
    assert.ok(result.ok);
    if (!result.ok) return;
    assert.is(result.text, '{"title": "A plan"}');
    assert.is(pieces.join(''), result.text);
    assert.is.not(pieces.length, 1);
    assert.is(result.usage.inputTokens, 120);
    assert.is(result.usage.outputTokens, 34);
    const [request] = server.requests;
    assert.is(request?.path, '/v1/messages');
    assert.is(request?.body.max_tokens, 500);
  }));

test('openai: an answer streams from a chat completions server', () =>
  withServer(async (server) => {
    server.behave(openaiAnswer('{"title": "A plan"}'));
    const { result, pieces } = await ask('openai', server, { model: 'gpt-test' });
    assert.ok(result.ok);
    if (!result.ok) return;
    assert.is(result.text, '{"title": "A plan"}');
    assert.is(pieces.join(''), result.text);
    assert.is(result.usage.inputTokens, 100);
    assert.is(result.usage.outputTokens, 20);
    assert.is(server.requests[0]?.path, '/v1/chat/completions');
  }));

const anthropicError = (type: string, message: string) => ({ type: 'error', error: { type, message } });
const openaiError = (code: string, message: string) => ({ error: { message, type: code, code } });

const failures: readonly (readonly [
  name: string,
  kind: 'anthropic' | 'openai',
  behaviour: Behaviour,
  reason: FailureReason,
  message: RegExp,
])[] = [
  [
    'a limit of rate with a long pause',
    'anthropic',
    status(429, anthropicError('rate_limit_error', 'too many'), { 'retry-after': '120' }),
    'rate-limited',
    /limit|many/i,
  ],
  [
    'overloaded',
    'anthropic',
    status(529, anthropicError('overloaded_error', 'Overloaded')),
    'overloaded',
    /overload|busy/i,
  ],
  [
    'a wrong key',
    'anthropic',
    status(401, anthropicError('authentication_error', `invalid x-api-key ${key}`)),
    'wrong-key',
    /ANTHROPIC_API_KEY/,
  ],
  [
    'an unknown model',
    'anthropic',
    status(404, anthropicError('not_found_error', 'model: claude-test')),
    'unknown-model',
    /claude-test/,
  ],
  [
    'a prompt that is too long',
    'anthropic',
    status(
      400,
      anthropicError('invalid_request_error', 'prompt is too long: 210000 tokens > 200000 maximum'),
    ),
    'too-long',
    /long/,
  ],
  ['a refusal', 'anthropic', anthropicAnswer('', 'refusal'), 'refused', /refus|declin/i],
  [
    'an answer that is cut off',
    'anthropic',
    anthropicAnswer('{"title": ', 'max_tokens'),
    'cut-off',
    /tokens/,
  ],
  ['a cut connection', 'anthropic', anthropicCut('{"title": "A plan"}'), 'unreachable', /broke|ended|clos/i],
  [
    'something else than the API',
    'anthropic',
    status(200, '<html>hello</html>', { 'content-type': 'text/html' }),
    'bad-output',
    /format|API|JSON|answer/,
  ],
  [
    'a limit of rate of openai',
    'openai',
    status(429, openaiError('rate_limit_exceeded', 'slow down'), { 'retry-after': '90' }),
    'rate-limited',
    /limit|slow/i,
  ],
  [
    'a wrong key of openai',
    'openai',
    status(401, openaiError('invalid_api_key', `Incorrect API key ${key}`)),
    'wrong-key',
    /OPENAI_API_KEY/,
  ],
  [
    'an unknown model of openai',
    'openai',
    status(404, openaiError('model_not_found', 'The model does not exist')),
    'unknown-model',
    /model|claude-test/,
  ],
  [
    'a prompt too long for openai',
    'openai',
    status(400, openaiError('context_length_exceeded', "This model's maximum context length is 8192 tokens")),
    'too-long',
    /long/,
  ],
  ['an answer of openai that is cut off', 'openai', openaiAnswer('{"title"', 'length'), 'cut-off', /tokens/],
];

for (const [name, kind, behaviour, reason, message] of failures) {
  test(`${name} is its own failure`, () =>
    withServer(async (server) => {
      server.behave(behaviour);
      const { result } = await ask(kind, server);
      assert.not.ok(result.ok);
      if (result.ok) return;
      assert.is(result.reason, reason, result.message);
      assert.match(result.message, message);
      assert.not(JSON.stringify(result).includes(key), 'a key is never told');
    }));
}

test('when to try again is told where the server said it', () =>
  withServer(async (server) => {
    server.behave(status(429, anthropicError('rate_limit_error', 'x'), { 'retry-after': '120' }));
    const { result, waited } = await ask('anthropic', server);
    assert.ok(!result.ok && result.retryAfter === 120);
    assert.equal(waited, [], 'a long pause is the person’s');
  }));

test('a short limit and too much load are waited for, and the answer says so', () =>
  withServer(async (server) => {
    server.behave(
      status(429, anthropicError('rate_limit_error', 'x'), { 'retry-after': '2' }),
      status(529, anthropicError('overloaded_error', 'Overloaded')),
      anthropicAnswer('{}'),
    );
    const { result, waited } = await ask('anthropic', server, { timeout: 60_000 });
    assert.ok(result.ok);
    assert.is(waited.length, 2);
    assert.is(waited[0], 2);
    assert.ok(result.ok && result.notes?.some((note) => /3 times/.test(note)));
  }));

test('of several failures the first cause is told', () =>
  withServer(async (server) => {
    server.behave(
      status(529, anthropicError('overloaded_error', 'Overloaded')),
      status(401, anthropicError('authentication_error', 'invalid x-api-key')),
    );
    const { result } = await ask('anthropic', server, { timeout: 60_000 });
    assert.ok(!result.ok && result.reason === 'overloaded');
  }));

test('what hangs is given up at the deadline, and at once where the person stops it', () =>
  withServer(async (server) => {
    server.behave(anthropicHang('{"title": "A plan"}'));
    const late = await ask('anthropic', server, { timeout: 300 });
    assert.ok(!late.result.ok && late.result.reason === 'timed-out');
    const stop = new AbortController();
    const asked = ask('anthropic', server, { signal: stop.signal, timeout: 60_000 });
    server.behave((response) => {
      anthropicHang('x')(response, {});
      setImmediate(() => stop.abort());
    });
    const { result } = await asked;
    if (!stop.signal.aborted) stop.abort();
    assert.ok(!result.ok && result.reason === 'stopped', JSON.stringify(result));
  }));

test('nothing is sent without a model, or without a key where the server needs one', async () => {
  const made = anthropicServer({});
  if (!made.ok) throw new Error('no server');
  const executor = serverExecutor(made.value);
  const noKey = await executor.execute('x', base);
  assert.ok(!noKey.ok && noKey.reason === 'no-key' && /ANTHROPIC_API_KEY/.test(noKey.message));
  const noModel = await executor.execute('x', { ...base, model: null });
  assert.ok(!noModel.ok && noModel.reason === 'no-model');
});

test('a server that is not there is unreachable', async () => {
  const made = openaiServer({ OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' });
  if (!made.ok) throw new Error('no server');
  const executor = serverExecutor({ ...made.value, wait: async () => undefined });
  const result = await executor.execute('x', base);
  assert.ok(!result.ok && result.reason === 'unreachable');
});

test.run();
