import type { GateRecord, LedgerEvent, LedgerLine } from '../model/ledger/event.js';
import type { Freshness } from '../model/ledger/freshness.js';
import type { ValidPlan } from '../model/plan/plan.js';
import type { Probe } from '../model/plan/probe.js';
import type { Tasc } from '../model/plan/tasc.js';
import type { Inputs } from '../workspace/ledger/inputs.js';
import type { Emit, TascOutcome } from './events.js';
import type { Guardian } from './guardian.js';
import type { CommandEnd, CommandRun } from './runCommand.js';

/** All that a run needs from outside, so that tests can give it. */
export interface Execution {
  readonly plan: ValidPlan;
  /** In the order of the plan. */
  readonly selected: readonly string[];
  /** Run the checks before the work, to see them fail: every one, once, nothing counts. */
  readonly baseline: boolean;
  readonly jobs: number;
  readonly keepGoing: boolean;
  /** Run also what is proven and fresh. */
  readonly force: boolean;
  readonly timeoutSeconds: number | undefined;
  readonly graceMilliseconds: number;
  /** Absolute, real. */
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Absolute folder for what is printed, by hash; with a folder `tmp`. */
  readonly outputFolder: string;
  readonly guardian: Guardian;
  readonly stop: AbortSignal;
  now(): Date;
  append(event: LedgerEvent): LedgerLine;
  inputsNow(tasc: Tasc): Promise<Inputs>;
  inputsLatest(tasc: Tasc): Promise<Inputs>;
  /** The state of a tasc, given the states of those that it needs. */
  freshness(tasc: Tasc, inputs: string | null, states: ReadonlyMap<string, Freshness>): Freshness;
  /** Decisions about a manual tasc whose needs are proven; asks for them where that was not done yet. */
  approvals(tasc: Tasc, states: ReadonlyMap<string, Freshness>): ManualState;
  emit: Emit;
  /** Only of a baseline on an untouched tree. */
  readonly probing?: Probing;
}

/** What a baseline on an untouched tree tells about the checks themselves. */
export interface Probing {
  readonly silenceAfter: NonNullable<CommandRun['silenceAfter']>;
  /** The label of a check that has run, after which the tree is as it was; null of one that was interrupted. */
  label(tasc: Tasc, ran: ProbedEnd): Promise<Probe | null>;
}

/** How a check ended, and what its gates said. */
export interface ProbedEnd extends CommandEnd {
  readonly passed: boolean;
  readonly gates: readonly GateRecord[];
}

export type ManualState =
  | { readonly kind: 'approved'; readonly approvals: readonly string[] }
  | { readonly kind: 'waiting'; readonly message: string }
  | { readonly kind: 'rejected'; readonly message: string };

export interface Executed {
  readonly outcomes: ReadonlyMap<string, TascOutcome>;
  readonly states: ReadonlyMap<string, Freshness>;
}

/** How a tasc ended, and the state of its proof then if that is known. */
export interface CarriedOut {
  readonly outcome: TascOutcome;
  readonly state?: Freshness;
}

/** The hashes of the proofs that a new one of a tasc rests on. */
export function provenNeeds(tasc: Tasc, states: ReadonlyMap<string, Freshness>): Record<string, string> {
  const found: Record<string, string> = {};
  for (const id of tasc.dependencies) {
    const state = states.get(id);
    if (state?.state === 'fresh') found[id] = state.proof.proof_hash;
  }
  return found;
}
