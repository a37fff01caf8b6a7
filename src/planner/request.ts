import type { PlanningContext } from './context/contextItem.js';

/** What a plan is wanted for. */
export interface PlanRequest {
  /** The goal in the person's words; a roadmap step's description for `objective plan`. */
  readonly goal: string;
  readonly constraints: readonly string[];
  readonly maxTascs: number;
  /** Whether a manual review is wanted after all other tascs. */
  readonly approval: boolean;
  /** Plans whose proven work may be cited. */
  readonly prior: readonly PriorPlan[];
  /** The task that the plan is for, with its text. */
  readonly task: SourceDocument | null;
  /** The objective's step that the plan is for. */
  readonly step: RoadmapStepRequest | null;
  readonly context: PlanningContext;
}

export interface SourceDocument {
  readonly id: string;
  readonly title: string;
  readonly path: string;
  /** The document's text without front matter. */
  readonly body: string;
}

export interface RoadmapStepRequest {
  readonly objective: SourceDocument;
  readonly stepId: string;
  readonly description: string;
  readonly phase: string;
}

export interface PriorPlan {
  readonly id: string;
  readonly title: string;
  readonly tascs: readonly { readonly id: string; readonly title: string; readonly proven: boolean }[];
}
