import { type Result, success } from '../../../model/result.js';
import { strictSchema } from '../strictSchema.js';
import { readAddress } from './address.js';
import { guardedFetch } from './guardedFetch.js';
import type { ServerKind } from './server.js';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The chat completions API of OpenAI and of everything that speaks it: ollama, llama.cpp, LM Studio, vLLM, a gateway.
 * OPENAI_BASE_URL names the server with its `/v1`, OPENAI_API_KEY the key; a server of one's own may need none.
 */
export function openaiServer(env: Env): Result<ServerKind> {
  const address = readAddress(
    env.OPENAI_BASE_URL || 'https://api.openai.com/v1',
    'OPENAI_BASE_URL',
    (path) => path === '',
  );
  if (!address.ok) return address;
  const { base } = address.value;
  const apiKey = env.OPENAI_API_KEY || undefined;
  return success({
    name: 'openai',
    address: address.value,
    keyVariable: 'OPENAI_API_KEY',
    baseVariable: 'OPENAI_BASE_URL',
    key: apiKey,
    needsKey: !env.OPENAI_BASE_URL,
    env,
    async model(name) {
      const { createOpenAICompatible } = await import('./sdk.js');
      return createOpenAICompatible({
        name: 'openai',
        baseURL: base,
        ...(apiKey === undefined ? {} : { apiKey }),
        includeUsage: true,
        supportsStructuredOutputs: true,
        fetch: guardedFetch(base),
        ...(new URL(base).hostname === 'api.openai.com'
          ? { transformRequestBody: withCompletionTokens }
          : {}),
      })(name);
    },
    schema: strictSchema,
  });
}

/** OpenAI's newer models refuse `max_tokens`; other servers do not know its new name. */
function withCompletionTokens({ max_tokens, ...rest }: Record<string, unknown>): Record<string, unknown> {
  return max_tokens === undefined ? rest : { ...rest, max_completion_tokens: max_tokens };
}
