import type { RoadmapStepRequest, SourceDocument } from '../request.js';

/** What context is gathered for. */
export interface ContextRequest {
  /** The goal in the person's words; a roadmap step's description for `objective plan`. */
  readonly goal: string;
  readonly constraints: readonly string[];
  readonly task: SourceDocument | null;
  readonly step: RoadmapStepRequest | null;
  /** Files that the person wants in it, counted from the root: `src/auth.py`, `src/auth.py:10-40`. */
  readonly files: readonly string[];
  /** Texts of the person. */
  readonly texts: readonly string[];
  /** What the person wants to be searched for, word for word. */
  readonly queries: readonly string[];
  /** Estimated tokens of all that is gathered, at most. */
  readonly budget: number;
  /** What the search index and the links tell of the documents. */
  readonly documents: Promise<DocumentHints>;
}

export interface DocumentHints {
  /** Documents that may matter, best first. */
  readonly hints: readonly DocumentHint[];
  /** A line for each decision in force: `ADR-001 Title`. */
  readonly decisions: readonly string[];
}

/** A document that may matter, and why. */
export interface DocumentHint {
  /** Root-relative. */
  readonly path: string;
  readonly why: string;
  /** Whether it is a decision in force. */
  readonly decision: boolean;
}
