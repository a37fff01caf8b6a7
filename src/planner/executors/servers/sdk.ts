import { config } from 'zod';

// Zod compiles its schemas with `new Function` where it may; nothing in doc-ops does.
config({ jitless: true });

/** The SDKs of model servers, a file of their own in dist/: loaded when a server is asked. */
export { createAnthropic } from '@ai-sdk/anthropic';
export { createOpenAICompatible } from '@ai-sdk/openai-compatible';
