import { stopped } from '../deadline.js';
import type { ExecutorFailure, ExecutorResult } from '../executor.js';

/** Seconds between asking again, where the server does not say; their count is the count of further tries. */
const pauses = [1, 4];
/** A server that wants a longer pause is told to the person instead. */
export const longestPause = 30;

export interface Retries {
  /** Waits for so many seconds; false where it was stopped meanwhile. */
  wait(seconds: number): Promise<boolean>;
  /** Seconds that are left. */
  left(): number;
  /** Whether nothing of an answer has been shown: what was shown is not taken back. */
  isClean(): boolean;
}

/**
 * Ask again where the failure passes by itself: a limit of rate, too much load, a connection that broke. It ends with
 * the first failure, which is the cause that a person needs, and says how often it was tried.
 */
export async function withRetries(
  ask: () => Promise<ExecutorResult>,
  retries: Retries,
): Promise<ExecutorResult> {
  let first: ExecutorFailure | null = null;
  let tries = 0;
  for (;;) {
    const result = await ask();
    tries += 1;
    if (result.ok) {
      if (!first) return result;
      return { ...result, notes: [...(result.notes ?? []), `asked ${tries} times: ${first.message}`] };
    }
    if (result.reason === 'stopped') return result;
    const cause: ExecutorFailure = first ?? result;
    const pause = result.retryAfter ?? pauses[tries - 1];
    const isLast = pauses.length < tries || !result.passes || !retries.isClean();
    if (isLast || pause === undefined || pause > longestPause || pause >= retries.left()) {
      return tries === 1
        ? cause
        : { ...withLast(cause, result), message: `${cause.message} (asked ${tries} times)` };
    }
    first = cause;
    if (!(await retries.wait(pause))) return stopped();
  }
}

/** When to try again is what was said last. */
function withLast(cause: ExecutorFailure, { retryAfter }: ExecutorFailure): ExecutorFailure {
  return retryAfter === undefined ? cause : { ...cause, retryAfter };
}
