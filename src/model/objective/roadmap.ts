import type { Span } from '../text.js';

/** The roadmap of an objective: plain data, so that the index can keep it. */
export interface Roadmap {
  /** In document order, those without steps included. */
  readonly phases: readonly Phase[];
  /** In document order, across phases and tables. */
  readonly steps: readonly Step[];
  /** Whether a table has a Depends On column: what it names then replaces the step before, for every step. */
  readonly usesDependencies: boolean;
  /** What is wrong with the document alone; what needs other documents, rules look at. */
  readonly problems: readonly RoadmapProblem[];
}

/** `### Phase 2A: Storage (3 PRs) ✅`. */
export interface Phase {
  readonly number: number;
  /** `A`; `''` where it has none. */
  readonly letter: string;
  /** Without number, count of pull requests and mark. */
  readonly name: string;
  /** Of the heading's text. */
  readonly span: Span;
}

export interface Step {
  /** Exactly as written, without markup: `2A.1`. */
  readonly id: string;
  readonly description: string;
  /** Index into `phases`; null where it belongs to none. */
  readonly phase: number | null;
  /** What its cells come to. */
  readonly status: StepStatus;
  /** The Status cell's text; `''` where it is empty, `-`, or not there. */
  readonly word: string;
  /** What the Plan and PR cells hold together; null where both are empty. */
  readonly reference: StepReference | null;
  /** Ids in its Depends On cell. */
  readonly dependsOn: readonly string[];
  /** The text of the HTML comment behind the row; null without one. */
  readonly comment: string | null;
  /** Of its cells, without the white space around; null where the row has no such cell. */
  readonly spans: StepSpans;
}

export interface StepSpans {
  readonly id: Span;
  readonly status: Span | null;
  /** The Plan cell where the table has one, else the PR cell: it names the plan that is made for the step. */
  readonly reference: Span | null;
  readonly dependsOn: Span | null;
}

/** `unknown`: the Status cell holds a word that is not one, or the row cannot be read; never free, never done. */
export type StepStatus = (typeof stepStatuses)[number];
export const stepStatuses = [
  'pending',
  'planned',
  'planning',
  'in_progress',
  'done',
  'blocked',
  'skipped',
  'unknown',
] as const;

/** Words that a Status cell may hold. */
export const statusWords = ['pending', 'planning', 'in_progress', 'done', 'blocked', 'skipped'] as const;
export type StatusWord = (typeof statusWords)[number];

export interface StepReference {
  /** As it is read: `PLAN-001`, `plan #77, #42`. */
  readonly text: string;
  /** A pull request is work under way, a plan is planned; anything else says nothing. */
  readonly kind: 'pr' | 'plan' | 'other';
  /** Ids of documents in it, as written: `PLAN-001`. Not looked up. */
  readonly documents: readonly string[];
}

/** Something wrong with a roadmap, by the rule that it breaks. */
export interface RoadmapProblem {
  readonly rule: RoadmapRule;
  readonly message: string;
  readonly span: Span;
  readonly suggestion?: string;
}

export type RoadmapRule =
  | 'objective/malformed-table'
  | 'objective/duplicate-step'
  | 'objective/unknown-status'
  | 'objective/unknown-dependency'
  | 'objective/dependency-cycle'
  | 'objective/done-without-reference'
  | 'objective/contradiction'
  | 'objective/phase-order';

/** Whether nothing is left to do for a step, so that what comes after it is free. */
export function isFinished({ status }: Pick<Step, 'status'>): boolean {
  return status === 'done' || status === 'skipped';
}

/** `Phase 2A: Storage`; null for a step that belongs to no phase. */
export function phaseNameOf({ phases }: Roadmap, { phase }: Pick<Step, 'phase'>): string | null {
  const found = phase === null ? undefined : phases[phase];
  if (!found) return null;
  return `${phaseLabel(found)}${found.name === '' ? '' : `: ${found.name}`}`;
}

/** `Phase 2A`. */
export function phaseLabel({ number, letter }: Pick<Phase, 'number' | 'letter'>): string {
  return `Phase ${number}${letter}`;
}

/** How many steps are done or skipped, of how many. */
export function progressOf({ steps }: Roadmap): { readonly done: number; readonly total: number } {
  return { done: steps.filter(isFinished).length, total: steps.length };
}
