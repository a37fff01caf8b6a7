import { type ExecutorFailure, executorFailure, type FailureReason } from '../executor.js';
import { quoted } from '../secrets.js';

/** What a program's words mean, first match; they have no codes for most of it. */
const meanings: readonly (readonly [FailureReason, RegExp])[] = [
  ['no-credit', /credit balance|insufficient_quota|billing|payment required|out of credits/i],
  [
    'wrong-key',
    /invalid (?:x-)?(?:api[ -]?key|bearer|auth)|incorrect api key|api[ _]key not valid|api_key_invalid|(?:token|login|session|credentials?) (?:has |have |is |are )?(?:expired|revoked|invalid)|unauthori[sz]ed|authentication_error|\b401\b/i,
  ],
  [
    'no-key',
    /not logged in|\/login\b|log ?in (?:first|to|with)|set an auth method|no (?:api key|credentials|auth)|api[_ ]key\b.*\b(?:missing|required|not set|must be set|environment variable)/i,
  ],
  [
    'too-long',
    /prompt is too long|context[ _](?:length|window)|maximum context|too many (?:input )?tokens|exceeds the maximum number of tokens|input token count/i,
  ],
  [
    'unknown-model',
    /model\b.*\b(?:not found|does not exist|may not exist|not exist|not supported|unknown|invalid|not_found)|(?:unknown|invalid|unsupported) model|model_not_found|not_found_error/i,
  ],
  ['cut-off', /output token maximum|max(?:imum)?[ _]output[ _]tokens/i],
  ['rate-limited', /rate[ _-]?limit|usage limit|quota|resource_exhausted|too many requests|\b429\b/i],
  ['overloaded', /overloaded|at capacity|service unavailable|\b(?:503|529)\b/i],
  ['refused', /content[ _](?:filter|policy)|\brefus(?:al|ed to answer)|safety/i],
  ['timed-out', /timed? ?out|deadline exceeded/i],
  [
    'unreachable',
    /ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ETIMEDOUT|fetch failed|stream disconnected|(?:connection|network) (?:error|refused|reset|failed)|could(?: not|n't) connect|error sending request/i,
  ],
];

/** HTTP statuses that a program hands on. */
const statuses: Readonly<Record<number, FailureReason>> = {
  401: 'wrong-key',
  402: 'no-credit',
  403: 'wrong-key',
  404: 'unknown-model',
  408: 'timed-out',
  413: 'too-long',
  429: 'rate-limited',
  503: 'overloaded',
  504: 'timed-out',
  529: 'overloaded',
};

/** Why a program gave no answer, from what it said and the HTTP status that it hands on. */
export function toldFailure(
  shown: string,
  said: string,
  hide: (text: string) => string,
  status?: number,
): ExecutorFailure {
  const words = meanings.find(([, pattern]) => pattern.test(said))?.[0];
  const reason = words ?? (status === undefined ? undefined : statuses[status]) ?? 'failed';
  const text = quoted(hide(said));
  return executorFailure(reason, `${shown} ${verbs[reason] ?? 'failed'}${text === '' ? '' : `: ${text}`}`);
}

const verbs: Partial<Record<FailureReason, string>> = {
  'no-credit': 'has no credit',
  'wrong-key': 'is not let in with its key or login',
  'no-key': 'has no key or login',
  'too-long': 'finds the prompt too long',
  'unknown-model': 'does not know the model',
  'cut-off': 'had its answer cut off',
  'rate-limited': 'is limited in how often it may ask',
  overloaded: 'finds its service overloaded',
  refused: 'refuses to answer',
  'timed-out': 'waited too long for its service',
  unreachable: 'cannot reach its service',
};

/** The last lines of a program's messages, where its error is. */
export function lastLines(text: string, count = 3): string {
  return text.trim().split('\n').slice(-count).join('\n');
}
