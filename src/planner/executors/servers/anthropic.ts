import { type Result, success } from '../../../model/result.js';
import { readAddress } from './address.js';
import { guardedFetch } from './guardedFetch.js';
import type { ServerKind } from './server.js';

type Env = Readonly<Record<string, string | undefined>>;

/**
 * The Messages API. ANTHROPIC_BASE_URL names another server, without `/v1` as Anthropic's own programs take it;
 * ANTHROPIC_API_KEY is the key, or ANTHROPIC_AUTH_TOKEN a token for a gateway.
 */
export function anthropicServer(env: Env): Result<ServerKind> {
  const address = readAddress(
    env.ANTHROPIC_BASE_URL || 'https://api.anthropic.com',
    'ANTHROPIC_BASE_URL',
    (path) => !path.endsWith('/v1'),
  );
  if (!address.ok) return address;
  const { ANTHROPIC_API_KEY: apiKey, ANTHROPIC_AUTH_TOKEN: authToken } = env;
  return success({
    name: 'anthropic',
    address: address.value,
    keyVariable: !apiKey && authToken ? 'ANTHROPIC_AUTH_TOKEN' : 'ANTHROPIC_API_KEY',
    baseVariable: 'ANTHROPIC_BASE_URL',
    key: apiKey || authToken,
    needsKey: !env.ANTHROPIC_BASE_URL,
    env,
    async model(name) {
      const { createAnthropic } = await import('./sdk.js');
      return createAnthropic({
        baseURL: address.value.base,
        // Without any the SDK would look for one itself.
        ...(!apiKey && authToken ? { authToken } : { apiKey: apiKey || 'none' }),
        fetch: guardedFetch(address.value.base),
      })(name);
    },
    schema: (schema) => schema,
  });
}
