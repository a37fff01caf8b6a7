import type { Span } from '../text.js';
import type { Tasc } from './tasc.js';

/** SHA-256 of UTF-8 text, 64 hex digits. Passed in, since the model knows no built-ins. */
export type Digest = (text: string) => string;

/** A plan whose tascs were read one by one; ids, dependencies and cycles are not checked yet. */
export interface UnvalidatedPlan {
  readonly id: string;
  /** Root-relative posix path of the document; `''` for a plan that is not in a document yet. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly tascs: readonly Tasc[];
  /** Where each tasc is in the document, by position in `tascs`; empty without a document. */
  readonly spans: readonly TascSpans[];
}

/** Places for findings about a tasc. */
export interface TascSpans {
  readonly tasc: Span;
  /** Of the value of a field, by its name in files (`testing_instructions`, `dependencies`). */
  readonly fields: Readonly<Record<string, Span>>;
}

declare const validated: unique symbol;

/** A plan that can run: unique ids, known dependencies, no cycle, an executable proof for every tasc. */
export interface ValidPlan extends UnvalidatedPlan {
  readonly [validated]: true;
  /** Ids in the order of execution: dependencies first, ties as declared. */
  readonly order: readonly string[];
  readonly byId: ReadonlyMap<string, Tasc>;
  /** Definition digest of the plan. */
  readonly definition: string;
  /** Definition digest of each tasc, by id. */
  readonly definitions: ReadonlyMap<string, string>;
}
