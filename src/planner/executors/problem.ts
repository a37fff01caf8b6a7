import { failure, type Problem, type ProblemCode } from '../../model/result.js';
import type { ExecutorFailure, FailureReason } from './executor.js';

/**
 * A failure to answer as a problem. Wrong names are wrong usage (exit 2), keys and programs are a person's to provide
 * (3), what a model did not do is refused (1), and what may work later is unavailable (4).
 */
export function problemOf({ reason, message, hint, retryAfter }: ExecutorFailure): Problem {
  const later = retryAfter === undefined ? undefined : `try again in ${spoken(retryAfter)}`;
  const advice = [later, hint].filter((one) => one !== undefined).join('; ');
  return failure(codes[reason], message, advice === '' ? {} : { hint: advice }).problem;
}

const codes: Readonly<Record<FailureReason, ProblemCode>> = {
  'no-model': 'usage',
  'unknown-model': 'invalid-value',
  'not-installed': 'needs-person',
  'no-key': 'needs-person',
  'wrong-key': 'needs-person',
  'no-credit': 'needs-person',
  refused: 'refused',
  'cut-off': 'refused',
  'too-long': 'refused',
  'bad-output': 'refused',
  'rate-limited': 'unavailable',
  overloaded: 'unavailable',
  unreachable: 'unavailable',
  'timed-out': 'unavailable',
  failed: 'unavailable',
  stopped: 'interrupted',
};

/** `40 seconds`, `5 minutes`, `2 hours`: rounded up, so that it is not too early. */
export function spoken(seconds: number): string {
  const [size, unit] = seconds < 120 ? [1, 'second'] : seconds < 7200 ? [60, 'minute'] : [3600, 'hour'];
  const count = Math.max(1, Math.ceil(seconds / size));
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
