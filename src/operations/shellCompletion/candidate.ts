import type { Completes } from '../verb.js';

/** Something that may be completed where the person presses Tab. */
export interface Candidate {
  readonly value: string;
  readonly description: string;
  /** More belongs to the same word: no space behind it. */
  readonly isOpen?: boolean;
}

export interface CompletionQuestion {
  readonly completes: Completes;
  /** What is written already of the value. */
  readonly start: string;
  /** Values of the arguments before, in order: they say which type or plan it is about. */
  readonly before: readonly string[];
}
