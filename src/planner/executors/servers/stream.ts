import type { LanguageModelV3, LanguageModelV3FinishReason } from '@ai-sdk/provider';
import type { ExecuteOptions } from '../executor.js';

/** What a server's stream came to. */
export interface Streamed {
  readonly text: string;
  readonly model: string | null;
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** Null where the stream ended without saying why. */
  readonly finish: LanguageModelV3FinishReason | null;
  /** As the server declares it. */
  readonly contentType: string;
}

/** Something went wrong after a part of the answer had come. */
export class BrokenStream extends Error {
  constructor(
    override readonly cause: unknown,
    readonly received: number,
  ) {
    super('the stream broke');
  }
}

/** Ask a server and read its answer as it comes. Rejects with what the SDK throws, or `BrokenStream` for what it sends. */
export async function readStream(
  model: LanguageModelV3,
  prompt: string,
  schema: ExecuteOptions['schema'],
  options: Pick<ExecuteOptions, 'maxTokens' | 'onText'> & { readonly signal: AbortSignal },
): Promise<Streamed> {
  const { stream, response } = await model.doStream({
    prompt: [{ role: 'user', content: [{ type: 'text', text: prompt }] }],
    maxOutputTokens: options.maxTokens,
    abortSignal: options.signal,
    ...(schema ? { responseFormat: { type: 'json', schema, name: 'plan' } as const } : {}),
  });
  let text = '';
  let named: string | null = null;
  let finish: LanguageModelV3FinishReason | null = null;
  let inputTokens: number | null = null;
  let outputTokens: number | null = null;
  try {
    for await (const part of stream) {
      if (part.type === 'text-delta') {
        text += part.delta;
        options.onText?.(part.delta);
      } else if (part.type === 'response-metadata') named = part.modelId ?? named;
      else if (part.type === 'error') throw part.error;
      else if (part.type === 'finish') {
        finish = part.finishReason;
        inputTokens = part.usage.inputTokens.total ?? null;
        outputTokens = part.usage.outputTokens.total ?? null;
      }
    }
  } catch (error) {
    throw new BrokenStream(error, text.length);
  }
  const contentType = response?.headers?.['content-type'] ?? '';
  return { text, model: named, inputTokens, outputTokens, finish, contentType };
}
