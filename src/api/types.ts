import type { VerbData } from '../operations/verbs/output/schemas.js';

/** The types of the library. The build makes them self-contained: a program that uses it needs no other file. */

/** What each verb prints as `data` with `--json`. */
export type { VerbData };

/** A tasc as it is written: the fields of docs/plans.md. */
export interface TascInput {
  readonly id: string;
  readonly title: string;
  readonly testing_instructions?: string;
  readonly desired_outcome?: string;
  readonly additional_notes?: string;
  readonly dependencies?: readonly string[];
  readonly inputs?: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly proof_required?: Readonly<Record<string, unknown>> | string;
}

export interface PlanInput {
  readonly title: string;
  readonly description?: string;
  readonly tascs: readonly TascInput[];
}

/** A plan that can run: unique ids, known dependencies, no cycle, a proof for every tasc. */
export interface Plan {
  /** `PLAN-001`; null until it is saved. */
  readonly id: string | null;
  readonly title: string;
  readonly description: string;
  readonly tascs: readonly TascInput[];
  /** Ids in the order of execution. */
  readonly order: readonly string[];
  /** Definition digest, 64 hex digits: what consent is given to. */
  readonly definition: string;
}

/** Where to work. */
export interface ProjectRoot {
  /** A folder of the repository; default the working folder. */
  readonly root?: string;
}

export interface TascValidity {
  readonly valid: boolean;
  /** What is wrong, a sentence each. */
  readonly problems: readonly string[];
}

export interface ExecuteOptions extends ProjectRoot {
  /** Whether the calling program consents to run exactly this plan; otherwise it must have been consented to before. */
  readonly consent?: boolean;
  readonly jobs?: number;
  readonly keepGoing?: boolean;
  readonly only?: readonly string[];
  readonly force?: boolean;
  readonly baseline?: boolean;
  readonly signal?: AbortSignal;
  /** Called with every event: `planned`, `started`, `output`, `gate`, `retried`, `finished`, `waiting`, `blocked`, `report`. */
  readonly onEvent?: (event: { readonly kind: string } & Readonly<Record<string, unknown>>) => void;
}

type Report = NonNullable<VerbData['run']['report']>;

export type Outcome = Report['outcomes'][string];

export interface ExecutionReport extends Pick<Report, 'plan' | 'verified' | 'interrupted' | 'outcomes'> {
  readonly totalTasks: number;
  readonly provenTasks: number;
  readonly failedTasks: number;
  /** Why, for those that are not proven. */
  readonly notes: VerbData['run']['notes'];
  readonly overallProofHash: string | null;
  readonly resultHash: string | null;
}

export interface Completion extends Pick<VerbData['verify'][number], 'plan' | 'verified'> {
  readonly overallProofHash: string | null;
  readonly resultHash: string | null;
  /** What is wrong with the ledger, and which tascs have no fresh proof. */
  readonly problems: readonly string[];
}

export interface ApprovalRequest extends ProjectRoot {
  readonly plan: string;
  /** A manual tasc; without it consent to run the plan on this machine is asked for. */
  readonly tasc?: string;
}

export interface Approval {
  readonly state: 'approved' | 'waiting' | 'rejected';
  /** What a person types to decide. */
  readonly command: string;
  /** Everything that would run, for consent; empty for a tasc. */
  readonly shown: readonly string[];
}

/** The content of a library error. */
export interface ProblemData {
  readonly code: string;
  readonly message: string;
  readonly place?: { readonly path: string; readonly line?: number; readonly column?: number };
  readonly suggestion?: string;
  readonly hint?: string;
}
