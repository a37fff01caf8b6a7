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
}

/** What an answer cost; null where the executor does not say. */
export interface Usage {
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** US dollars, as the executor itself says; a price table may tell it otherwise. */
  readonly cost: number | null;
  readonly durationMs: number;
}

/** Why there is no answer. Each reason has its own message; `retryAfter` is in seconds, where the server told it. */
export interface ExecutorFailure {
  readonly ok: false;
  readonly reason: FailureReason;
  /** One sentence, without a full stop; never holds a key. */
  readonly message: string;
  /** What to do next. */
  readonly hint?: string;
  readonly retryAfter?: number;
}

export const failureReasons = [
  'not-installed',
  'no-key',
  'wrong-key',
  'unknown-model',
  'refused',
  'rate-limited',
  'overloaded',
  'unreachable',
  'timed-out',
  'cut-off',
  'too-long',
  'bad-output',
  'stopped',
  'failed',
] as const;
export type FailureReason = (typeof failureReasons)[number];
