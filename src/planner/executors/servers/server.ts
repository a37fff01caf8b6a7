import type { LanguageModelV3 } from '@ai-sdk/provider';
import { Deadline } from '../deadline.js';
import {
  type ExecuteOptions,
  type ExecutorResult,
  executorFailure,
  type PromptExecutor,
  usageOf,
} from '../executor.js';
import { quoted, secretsHidden } from '../secrets.js';
import { withoutNulls } from '../strictSchema.js';
import type { ServerAddress } from './address.js';
import { withRetries } from './retries.js';
import { type AskedServer, endedEarly, serverFailure } from './serverFailure.js';
import { readStream, type Streamed } from './stream.js';

/** A kind of server: where it is, how it is asked, and what its answers need. */
export interface ServerKind {
  readonly name: 'anthropic' | 'openai';
  readonly address: ServerAddress;
  readonly keyVariable: string;
  readonly baseVariable: string;
  readonly key: string | undefined;
  /** Whether it is known to answer nobody without a key. */
  readonly needsKey: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The SDK's model, made when it is asked. */
  model(name: string): Promise<LanguageModelV3>;
  /** The schema as this server takes it; null where it cannot be said to it. */
  schema(schema: NonNullable<ExecuteOptions['schema']>): ExecuteOptions['schema'];
  /** Waiting between two tries; tests give their own. */
  wait?(seconds: number, signal: AbortSignal): Promise<void>;
}

/** An executor that asks a server by its API. */
export function serverExecutor(kind: ServerKind): PromptExecutor {
  const hide = secretsHidden(kind.env);
  return {
    name: kind.name,
    async execute(prompt, options) {
      const where = kind.address.shown;
      if (options.model === null) {
        return executorFailure('no-model', `${kind.name} needs the name of a model`, {
          hint: 'set planner.model, DOC_OPS_MODEL or --model',
        });
      }
      if (!kind.key && kind.needsKey) {
        return executorFailure('no-key', `${kind.keyVariable} is not set, and ${where} asks for a key`);
      }
      const deadline = new Deadline(options.timeout, options.signal);
      const server: AskedServer = {
        ...kind,
        model: options.model,
        hasKey: Boolean(kind.key),
        hide,
        now: () => Date.now(),
      };
      try {
        return await askWithRetries(kind, server, prompt, options, deadline);
      } finally {
        deadline.end();
      }
    },
  };
}

async function askWithRetries(
  kind: ServerKind,
  server: AskedServer,
  prompt: string,
  options: ExecuteOptions,
  deadline: Deadline,
): Promise<ExecutorResult> {
  const model = await kind.model(server.model);
  let schema = options.schema && kind.schema(options.schema);
  let shown = 0;
  const wait = kind.wait ?? pause;
  const ask = async (): Promise<ExecutorResult> => {
    try {
      const streamed = await readStream(model, prompt, schema, {
        maxTokens: options.maxTokens,
        signal: deadline.signal,
        onText(piece) {
          shown += piece.length;
          options.onText?.(piece);
        },
      });
      return answerOf(streamed, server, options, deadline.elapsed, schema !== null);
    } catch (error) {
      return deadline.failure(server.address.shown) ?? serverFailure(error, server);
    }
  };
  return withRetries(
    async () => {
      const result = await ask();
      // A server that does not know schemas says so in many ways. The prompt holds the schema as well.
      if (result.ok || schema === null || result.reason !== 'failed' || result.passes) return result;
      schema = null;
      const plain = await ask();
      return plain.ok
        ? { ...plain, notes: [`${server.address.shown} took no schema: ${result.message}`] }
        : result;
    },
    {
      left: () => deadline.left / 1000,
      isClean: () => shown === 0,
      async wait(seconds) {
        await wait(seconds, deadline.signal);
        return !deadline.signal.aborted;
      },
    },
  );
}

function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, seconds * 1000);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}

function answerOf(
  streamed: Streamed,
  server: AskedServer,
  options: ExecuteOptions,
  durationMs: number,
  hasSchema: boolean,
): ExecutorResult {
  const { text, finish, contentType, inputTokens, outputTokens } = streamed;
  const where = server.address.shown;
  if (finish?.raw === undefined) {
    return text === '' && !contentType.includes('event-stream')
      ? executorFailure('bad-output', `${where} does not answer in the format of its API`, {
          hint: `see whether ${server.baseVariable} is right`,
        })
      : endedEarly(server, text.length);
  }
  if (finish.raw === 'model_context_window_exceeded') {
    return executorFailure('too-long', `prompt and answer are too long for ${server.model}`, {
      hint: 'planner.context_tokens makes the prompt shorter',
    });
  }
  if (finish.unified === 'length') {
    const count = outputTokens ?? options.maxTokens;
    return executorFailure('cut-off', `the answer of ${server.model} was cut off at ${count} tokens`, {
      hint: 'planner.max_tokens or --max-tokens lets it be longer',
    });
  }
  if (finish.unified === 'content-filter') {
    const said = text.trim() === '' ? '' : `: ${quoted(server.hide(text))}`;
    return executorFailure('refused', `${server.model} refuses to answer${said}`);
  }
  if (text.trim() === '') return executorFailure('bad-output', `the answer of ${server.model} is empty`);
  return {
    ok: true,
    text: hasSchema ? withoutNulls(text) : text,
    model: streamed.model ?? server.model,
    usage: usageOf(durationMs, { inputTokens, outputTokens }),
  };
}
