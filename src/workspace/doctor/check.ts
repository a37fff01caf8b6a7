import type { Result } from '../../model/result.js';

/** One thing that was looked at. */
export interface Check {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'broken';
  readonly message: string;
  /** What to do. */
  readonly hint?: string;
}

/** A check whose remedy is certain carries it, for `doctor --fix`. */
export interface Inspected extends Check {
  fix?(): Promise<Result<unknown>>;
}
