import {
  type ExecuteOptions,
  type ExecutorFailure,
  type ExecutorResult,
  executorFailure,
  type PromptExecutor,
  usageOf,
} from './executor.js';

/** What a fake answers with. */
export type FakeOutput = string | ExecutorFailure;

/**
 * An executor for tests: it answers every prompt with one text or failure, or with those of a list, one after the other.
 * It keeps what it was asked in `calls`.
 */
export class FakePromptExecutor implements PromptExecutor {
  readonly name = 'fake';
  readonly calls: { readonly prompt: string; readonly options: ExecuteOptions }[] = [];
  readonly #outputs: readonly FakeOutput[];
  readonly #isList: boolean;

  constructor({ output }: { readonly output: FakeOutput | readonly FakeOutput[] }) {
    this.#isList = Array.isArray(output);
    this.#outputs = this.#isList ? (output as readonly FakeOutput[]) : [output as FakeOutput];
  }

  async execute(prompt: string, options: ExecuteOptions): Promise<ExecutorResult> {
    const output = this.#outputs[this.#isList ? this.calls.length : 0];
    this.calls.push({ prompt, options });
    if (options.signal?.aborted) return executorFailure('stopped', 'stopped before there was an answer');
    if (output === undefined) {
      const count = this.#outputs.length;
      return executorFailure(
        'failed',
        `the fake has ${count} answers and was asked ${this.calls.length} times`,
      );
    }
    if (typeof output !== 'string') return output;
    options.onText?.(output);
    return { ok: true, text: output, model: options.model, usage: usageOf(0) };
  }
}
