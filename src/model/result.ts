/**
 * Expected failures are values. A `Problem` says what is wrong, where, what is allowed and what to do next;
 * exceptions are reserved for bugs.
 */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem };

/** The closed set of expected failures. Faces map them to exit codes, never by looking at the message. */
export type ProblemCode =
  // wrong usage, an unknown name: exit 2
  | 'usage'
  | 'unknown-id'
  | 'unknown-type'
  | 'unknown-status'
  | 'unknown-relation'
  | 'unknown-column'
  | 'unknown-field'
  | 'unknown-variable'
  | 'ambiguous'
  | 'invalid-value'
  | 'outside-root'
  // the request cannot be done in the current state: exit 1
  | 'refused'
  | 'exists'
  | 'invalid-document'
  | 'invalid-config'
  | 'invalid-template'
  | 'merge-conflict'
  // waiting for a person: exit 3
  | 'needs-person'
  // the workspace cannot be read or written: exit 4
  | 'no-workspace'
  | 'not-a-repository'
  | 'locked'
  | 'journal-conflict'
  | 'changed-meanwhile'
  | 'io'
  | 'git'
  // a model's server or program cannot be used now: exit 4
  | 'unavailable'
  // the person stopped it: exit 130
  | 'interrupted';

export interface Problem {
  readonly code: ProblemCode;
  /** One sentence: what is wrong. Without a trailing full stop, without the place. */
  readonly message: string;
  /** Root-relative posix path, with 1-based line and column (UTF-16 units) where known. */
  readonly place?: FileLocation;
  /** The closest allowed name, ready to paste. */
  readonly suggestion?: string;
  /** What is allowed, for enumerations. */
  readonly allowed?: readonly string[];
  /** What to do next, one sentence or a command. */
  readonly hint?: string;
}

/** A location in a file; line and column are 1-based, columns count UTF-16 code units. */
export interface FileLocation {
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
}

export function success<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function failure(
  code: ProblemCode,
  message: string,
  more: Omit<Problem, 'code' | 'message'> = {},
): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem: { code, message, ...more } };
}
