/**
 * What answers a prompt: a model's server, a command line, a recording, or a fake in a test. One call is one prompt and
 * one answer; an executor keeps no conversation.
 */
export interface PromptExecutor {
  /** As the config names it: `anthropic`, `command`. It is recorded in the document. */
  readonly name: string;
  /** Never rejects: what can go wrong is a value with a reason. */
  execute(prompt: string, options: ExecuteOptions): Promise<ExecutorResult>;
}

export interface ExecuteOptions {
  /** The JSON Schema of the answer, for servers that hold to one; null where the answer is text. */
  readonly schema: Readonly<Record<string, unknown>> | null;
  /** The model's name; null leaves it to the executor. */
  readonly model: string | null;
  /** Tokens of the answer at most. */
  readonly maxTokens: number;
  /** US dollars that this call may cost, for executors that hold to it; not given: no limit. */
  readonly budget?: number | null;
  /** Milliseconds until it is given up. */
  readonly timeout: number;
  /** Ends the call at once when aborted. */
  readonly signal?: AbortSignal;
  /** Every piece of the answer as it comes. */
  onText?(piece: string): void;
}

export type ExecutorResult = ExecutorAnswer | ExecutorFailure;

export interface ExecutorAnswer {
  readonly ok: true;
  /** All of the answer's text. */
  readonly text: string;
  /** The model that answered, as it calls itself. */
  readonly model: string | null;
  readonly usage: Usage;
  /** What a person should know: the server took no schema, it was tried again. */
  readonly notes?: readonly string[];
}

/** What an answer cost; null where the executor does not say. */
export interface Usage {
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** US dollars, as the executor itself says; a price table may tell it otherwise. */
  readonly cost: number | null;
  readonly durationMs: number;
}

/** Why an answer is missing. Each reason has its own message. */
export interface ExecutorFailure {
  readonly ok: false;
  readonly reason: FailureReason;
  /** One sentence, without a full stop; never holds a key. */
  readonly message: string;
  /** What to do next. */
  readonly hint?: string;
  /** Seconds to wait before it is tried again, where the server told it. */
  readonly retryAfter?: number;
  /** The same call may work a moment later. */
  readonly passes?: boolean;
}

export const failureReasons = [
  /** The program is not on PATH. */
  'not-installed',
  /** No key or login is set. */
  'no-key',
  /** The key or login is set and not accepted. */
  'wrong-key',
  /** The account has no credit left. */
  'no-credit',
  /** The executor needs a model to be named. */
  'no-model',
  'unknown-model',
  /** The model declines to answer. */
  'refused',
  'rate-limited',
  'overloaded',
  'unreachable',
  'timed-out',
  /** The answer reached the limit of tokens. */
  'cut-off',
  /** The prompt is longer than the model takes. */
  'too-long',
  'bad-output',
  /** The signal was aborted. */
  'stopped',
  /** Anything else. */
  'failed',
] as const;
export type FailureReason = (typeof failureReasons)[number];

export function executorFailure(
  reason: FailureReason,
  message: string,
  more: Pick<ExecutorFailure, 'hint' | 'retryAfter' | 'passes'> = {},
): ExecutorFailure {
  return { ok: false, reason, message, ...more };
}

/** Nothing is known about what an answer cost. */
export function usageOf(durationMs: number, known: Partial<Omit<Usage, 'durationMs'>> = {}): Usage {
  return { inputTokens: null, outputTokens: null, cost: null, ...known, durationMs };
}
