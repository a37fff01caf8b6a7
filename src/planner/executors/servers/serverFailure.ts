import type { APICallError } from '@ai-sdk/provider';
import { type ExecutorFailure, executorFailure, type FailureReason } from '../executor.js';
import { quoted } from '../secrets.js';
import type { ServerAddress } from './address.js';
import { TooMuchOutput } from './guardedFetch.js';
import { readServerError, retryAfterOf, type ServerError, serverErrorOf } from './serverError.js';
import { BrokenStream } from './stream.js';

/** A server, as messages about it need it. */
export interface AskedServer {
  readonly address: ServerAddress;
  readonly model: string;
  /** The variable that holds the key, and whether it does. */
  readonly keyVariable: string;
  readonly hasKey: boolean;
  readonly baseVariable: string;
  /** Takes keys out of what the server said. */
  hide(text: string): string;
  /** Milliseconds since the epoch, for dates in headers. */
  now(): number;
}

/** Why a server gave no answer, from what its SDK threw. What nobody can know is a bug and is thrown again. */
export function serverFailure(error: unknown, server: AskedServer): ExecutorFailure {
  const where = server.address.shown;
  if (error instanceof BrokenStream) return brokenFailure(error, server);
  if (isApiError(error)) {
    return error.statusCode === undefined
      ? connectionFailure(error.cause ?? error, server)
      : statusFailure(error, error.statusCode, server);
  }
  if (unreadable.has(nameOf(error)))
    return executorFailure('bad-output', `${where} does not answer in the format of its API`, {
      hint: `see whether ${server.baseVariable} is right`,
    });
  return connectionFailure(error, server);
}

/** The server took the prompt, and then something went wrong. */
function brokenFailure({ cause, received }: BrokenStream, server: AskedServer): ExecutorFailure {
  const where = server.address.shown;
  if (hasCause(cause, TooMuchOutput))
    return executorFailure('bad-output', `${where} sent more than 64 MiB, which is not an answer`);
  if (nameOf(cause) === 'AI_InvalidResponseDataError') return endedEarly(server, received);
  if (unreadable.has(nameOf(cause)))
    return executorFailure('bad-output', `${where} sent a piece of the answer that is not valid JSON`);
  const told = isApiError(cause) || cause instanceof Error ? null : serverErrorOf(cause);
  if (told) return toldFailure(told, undefined, server);
  const broken = connectionFailure(cause, server);
  return received === 0 || broken.reason !== 'unreachable'
    ? broken
    : executorFailure(
        'unreachable',
        `the connection to ${where} broke after ${received} characters of the answer`,
      );
}

/** The stream closed in good order, without a word that the answer is whole. */
export function endedEarly(server: AskedServer, received: number): ExecutorFailure {
  const after = received === 0 ? 'before the answer' : `after ${received} characters of the answer`;
  return executorFailure('unreachable', `${server.address.shown} closed the connection ${after}`);
}

function statusFailure(error: APICallError, status: number, server: AskedServer): ExecutorFailure {
  const where = server.address.shown;
  const told = readServerError(error.responseBody);
  const retryAfter = retryAfterOf(error.responseHeaders, server.now);
  if (status >= 300 && status < 400) {
    return executorFailure('unreachable', `${where} redirects to another address`, {
      hint: `let ${server.baseVariable} name the server that answers`,
    });
  }
  if (!told && (status === 404 || status === 405)) {
    return executorFailure('unreachable', `${where} has no such API (HTTP ${status})`, {
      hint: `see whether ${server.baseVariable} is right`,
    });
  }
  return toldFailure(told ?? { message: `HTTP ${status}`, kinds: [] }, status, server, retryAfter);
}

/** By status and the words of its type; many servers send only one of the two. */
function toldFailure(
  told: ServerError,
  status: number | undefined,
  server: AskedServer,
  retryAfter?: number,
): ExecutorFailure {
  const where = server.address.shown;
  const said = quoted(server.hide(told.message));
  const reason = reasonOf(told, status);
  const more = { passes: true, ...(retryAfter === undefined ? {} : { retryAfter }) };
  switch (reason) {
    case 'wrong-key':
      return server.hasKey
        ? executorFailure('wrong-key', `${where} does not accept the key in ${server.keyVariable}: ${said}`)
        : executorFailure('no-key', `${where} asks for a key, and ${server.keyVariable} is not set`);
    case 'no-credit':
      return executorFailure('no-credit', `${where} does not answer without credit: ${said}`);
    case 'unknown-model':
      return executorFailure('unknown-model', `${where} does not know the model ${server.model}: ${said}`, {
        hint: 'set planner.model, DOC_OPS_MODEL or --model',
      });
    case 'too-long':
      return executorFailure('too-long', `the prompt is too long for ${server.model}: ${said}`, {
        hint: 'planner.context_tokens makes it shorter',
      });
    case 'rate-limited':
      return executorFailure('rate-limited', `${where} limits how often it is asked: ${said}`, more);
    case 'overloaded':
      return executorFailure('overloaded', `${where} is overloaded: ${said}`, more);
    case 'timed-out':
      return executorFailure('timed-out', `${where} gave up waiting for the model: ${said}`, more);
    case 'refused':
      return executorFailure('refused', `${server.model} refuses the prompt: ${said}`);
    default: {
      const code = status === undefined ? '' : ` (HTTP ${status})`;
      return executorFailure(
        'failed',
        `${where} reports an error${code}: ${said}`,
        isClientError(status) ? {} : more,
      );
    }
  }
}

function reasonOf({ message, kinds }: ServerError, status: number | undefined): FailureReason {
  const kind = kinds.join(' ').toLowerCase();
  if (/insufficient_quota|billing/.test(kind) || status === 402 || /credit balance/i.test(message))
    return 'no-credit';
  if (/authentication_error|invalid_api_key|permission/.test(kind) || status === 401 || status === 403)
    return 'wrong-key';
  if (/content_filter|content_policy/.test(kind)) return 'refused';
  if (
    /context_length_exceeded|exceed_context_size|request_too_large/.test(kind) ||
    status === 413 ||
    (isClientError(status) &&
      /prompt is too long|context (?:length|window|size)|maximum context/i.test(message))
  )
    return 'too-long';
  if (/model_not_found/.test(kind) || status === 404 || /not_found/.test(kind)) return 'unknown-model';
  if (isClientError(status) && /\bmodel\b.*\b(?:not found|does not exist|not exist|unknown)/i.test(message))
    return 'unknown-model';
  if (/rate_limit/.test(kind) || status === 429) return 'rate-limited';
  if (/overloaded/.test(kind) || status === 529 || status === 503) return 'overloaded';
  return status === 408 || status === 504 || /timeout/.test(kind) ? 'timed-out' : 'failed';
}

function isClientError(status: number | undefined): boolean {
  return status === undefined || (status >= 400 && status < 500);
}

/** No answer came, or it stopped coming. */
function connectionFailure(error: unknown, server: AskedServer): ExecutorFailure {
  const where = server.address.shown;
  if (hasCause(error, TooMuchOutput))
    return executorFailure('bad-output', `${where} sent more than 64 MiB, which is not an answer`);
  const code = causeCode(error);
  const why = (code && connectionCodes[code]) ?? code ?? quoted(server.hide(messageOf(error)));
  return executorFailure('unreachable', `${where} cannot be reached: ${why}`, {
    hint: `see whether it runs and whether ${server.baseVariable} is right`,
    passes: code !== undefined && broken.has(code),
  });
}

const connectionCodes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing answers there (ECONNREFUSED)',
  ENOTFOUND: 'its name is not known (ENOTFOUND)',
  EAI_AGAIN: 'its name cannot be looked up now (EAI_AGAIN)',
  ECONNRESET: 'the connection broke (ECONNRESET)',
  ETIMEDOUT: 'the connection takes too long (ETIMEDOUT)',
  UND_ERR_CONNECT_TIMEOUT: 'the connection takes too long',
  UND_ERR_SOCKET: 'the connection broke',
  EPROTO: 'it does not speak TLS (EPROTO)',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is self-signed; NODE_EXTRA_CA_CERTS can name it',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is self-signed; NODE_EXTRA_CA_CERTS can name it',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate cannot be verified; NODE_EXTRA_CA_CERTS can name it',
  CERT_HAS_EXPIRED: 'its certificate has expired',
};

/** The connection was there and broke. */
const broken = new Set(['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE']);

/** The SDK's errors about an answer that it cannot read. */
const unreadable = new Set([
  'AI_JSONParseError',
  'AI_TypeValidationError',
  'AI_EmptyResponseBodyError',
  'AI_InvalidResponseDataError',
]);

function isApiError(error: unknown): error is APICallError {
  return nameOf(error) === 'AI_APICallError';
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  for (let at = error; at !== undefined && at !== null && causes.length < 8; ) {
    causes.push(at);
    at = at instanceof AggregateError ? at.errors[0] : (at as { cause?: unknown }).cause;
  }
  return causes;
}

function causeCode(error: unknown): string | undefined {
  const codes = causesOf(error).map((one) => (one as NodeJS.ErrnoException).code);
  return codes.find((code) => typeof code === 'string');
}

function hasCause(error: unknown, kind: abstract new (...given: never[]) => Error): boolean {
  return causesOf(error).some((one) => one instanceof kind);
}
