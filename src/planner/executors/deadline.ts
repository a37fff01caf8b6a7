import { type ExecutorFailure, executorFailure } from './executor.js';
import { spoken } from './problem.js';

/** When a call has to end: by its own time, or because the person stopped it. */
export class Deadline {
  readonly signal: AbortSignal;
  readonly #stop: AbortSignal | undefined;
  readonly #timer: AbortSignal;
  readonly #started = performance.now();
  readonly #own = new AbortController();

  constructor(
    readonly milliseconds: number,
    stop: AbortSignal | undefined,
  ) {
    this.#stop = stop;
    this.#timer = AbortSignal.timeout(milliseconds);
    this.signal = AbortSignal.any([this.#timer, this.#own.signal, ...(stop ? [stop] : [])]);
  }

  /** Milliseconds since the start, whole. */
  get elapsed(): number {
    return Math.round(performance.now() - this.#started);
  }

  /** Milliseconds that are left. */
  get left(): number {
    return Math.max(0, this.milliseconds - (performance.now() - this.#started));
  }

  /** Why it is over; null while it is not. */
  failure(what: string): ExecutorFailure | null {
    if (this.#stop?.aborted) return stopped();
    return this.#timer.aborted ? timedOut(what, this.milliseconds) : null;
  }

  /** Let go of what is still open. */
  end(): void {
    this.#own.abort();
  }
}

export function stopped(): ExecutorFailure {
  return executorFailure('stopped', 'stopped before there was an answer');
}

export function timedOut(what: string, milliseconds: number): ExecutorFailure {
  return executorFailure('timed-out', `${what} did not answer within ${spoken(milliseconds / 1000)}`, {
    hint: 'planner.timeout_seconds or --timeout gives it more time',
  });
}
