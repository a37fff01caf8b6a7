import type { Tasc } from '../model/plan/tasc.js';
import type { Usage } from './executors/executor.js';

/** A plan that a planner wrote, checked: what is saved as a document, and what the library returns. */
export interface GeneratedPlan {
  readonly title: string;
  readonly description: string;
  /** Sections of the document beside goal and tascs, markdown; '' where the planner wrote none. */
  readonly content: string;
  readonly tascs: readonly Tasc[];
  readonly reasoning: string;
  /** 0–1; null where the planner did not say. */
  readonly confidence: number | null;
  readonly citations: readonly Citation[];
  /** What was repaired or cut on the way, for the person. */
  readonly notes: readonly string[];
  readonly provenance: Provenance;
}

/** What a plan leans on: a file with lines, a document, or a tasc of an earlier plan. */
export interface Citation {
  /** `src/auth.py:10-20`, `ADR-015`, `PLAN-003/fix`. */
  readonly target: string;
  readonly kind: 'evidence' | 'prerequisite' | 'related' | 'supersedes' | 'derived_from';
  readonly description: string;
}

/** How a plan was made, as it is kept in its document. */
export interface Provenance {
  /** `offline`, `anthropic`… */
  readonly executor: string;
  readonly model: string | null;
  /** SHA-256 of the prompt, 64 hex digits; null for the offline planner. */
  readonly promptHash: string | null;
  /** Summed over all attempts; null for the offline planner. */
  readonly usage: Usage | null;
  readonly attempts: number;
}
