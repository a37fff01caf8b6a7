import { isResult, type Sealed, type ValidationEvent } from '../../model/ledger/event.js';
import { neededResults } from '../../model/ledger/freshness.js';
import type { Ledger } from '../../model/ledger/ledger.js';
import { type Result, success } from '../../model/result.js';
import { hasConsent } from '../../workspace/ledger/consent.js';
import { readUnkeptRuns } from '../../workspace/ledger/ledgerFiles.js';
import { sha256 } from '../../workspace/ledger/sha256.js';
import type { Workspace } from '../../workspace/workspace.js';
import { loadPlanDocument } from '../plans/loadPlan.js';
import { type Pending, type PlanState, pendingIn, planHashes, planState } from '../plans/planState.js';
import { statusOf } from '../plans/tascStatus.js';
import { type ViewedRun, viewedRuns, whyFailed } from './viewedRuns.js';

/** A plan as a person watches it: tascs in order with where each stands, and the runs of its ledger. */
export interface PlanView {
  readonly id: string;
  readonly path: string;
  readonly title: string;
  /** What is wrong with its tascs; such a plan cannot run. */
  readonly problems: readonly string[];
  readonly tascs: readonly ViewedTasc[];
  /** Whether this person has consented to running it as it stands. */
  readonly consented: boolean;
  readonly overall: string | null;
  readonly result: string | null;
  /** The newest first. */
  readonly runs: readonly ViewedRun[];
}

export interface ViewedTasc {
  readonly id: string;
  readonly title: string;
  readonly command: string;
  /** What should be there then, and what else the plan says of it. */
  readonly wanted: string;
  readonly manual: boolean;
  readonly needs: readonly string[];
  readonly state: 'fresh' | 'stale' | 'failed' | 'missing';
  readonly why: string;
  /** Hash of its newest proof, failed ones included. */
  readonly proof: string | null;
  /** Of a manual tasc: everybody has approved it who must; the next run makes it proven. */
  readonly approved: boolean;
  /** Of a manual tasc that can be decided now: how many have approved, how many must, and why somebody rejected it. */
  readonly waiting: Pick<Pending, 'approvals' | 'needed' | 'rejected'> | null;
}

/** Load a plan for watching. */
export async function viewPlan(workspace: Workspace, reference: string): Promise<Result<PlanView>> {
  const loaded = await loadPlanDocument(workspace, reference);
  if (!loaded.ok) return loaded;
  const { document, valid, plan, problems, hasBlock } = loaded.value;
  const base = { id: document.id, path: document.path, title: plan?.title ?? document.id };
  if (!valid) {
    // A check that cannot fail is a warning: it keeps nothing from running.
    const said = problems
      .filter(({ rule }) => rule !== 'plan/idle-check')
      .map(({ message, span }) => `line ${span.line}: ${message}`);
    return success({
      ...base,
      problems: hasBlock ? said : ['it has no block of tascs, so there is nothing to run'],
      tascs: [],
      consented: false,
      overall: null,
      result: null,
      runs: [],
    });
  }
  const state = await planState(workspace, valid);
  const hashes = planHashes(valid, state.states);
  const unkept = readUnkeptRuns(workspace, valid.id);
  const pending = new Map(pendingIn(state).map((one) => [one.tasc, one]));
  const last = lastRuns(state, [state.ledger, ...unkept]);
  return success({
    ...base,
    problems: state.ledger.problems.map(
      ({ path, line, message }) => `${path}${line === null ? '' : `:${line}`}: ${message}`,
    ),
    tascs: valid.order.map((id) => viewTasc(state, id, pending.get(id) ?? null, last.get(id) ?? null)),
    consented: hasConsent(workspace, valid),
    overall: hashes?.overall ?? null,
    result: hashes?.result ?? null,
    runs: viewedRuns(state.ledger, unkept),
  });
}

type LastRun = ValidationEvent & Sealed;

/** The last time that each tasc was run as it is defined now. */
function lastRuns({ plan }: PlanState, ledgers: readonly Ledger[]): ReadonlyMap<string, LastRun> {
  const last = new Map<string, LastRun>();
  for (const { lines } of ledgers)
    for (const { line } of lines) {
      if (!isResult(line)) continue;
      if (line.definition !== plan.definitions.get(line.tasc)) continue;
      const before = last.get(line.tasc);
      // Two attempts may begin within one millisecond; the later one is below.
      if (!before || line.started >= before.started) last.set(line.tasc, line);
    }
  return last;
}

function viewTasc(
  standing: PlanState,
  id: string,
  pending: Pending | null,
  last: LastRun | null,
): ViewedTasc {
  const { plan, states } = standing;
  const tasc = plan.byId.get(id);
  const manual = tasc?.proof.check.type === 'manual';
  const { state, title, why, proof } = statusOf(standing, id);
  // Of what was proven never, or before something changed, it is told how it went.
  const hasFailed = last?.event === 'validation' && !last.validated && last.ended !== 'interrupted';
  const isFailed = state === 'failed' || (state === 'missing' && hasFailed);
  return {
    id,
    title,
    command: tasc?.testingInstructions ?? '',
    manual,
    needs: tasc?.dependencies ?? [],
    wanted: [tasc?.desiredOutcome, tasc?.additionalNotes].filter(Boolean).join(' '),
    state: isFailed ? 'failed' : state,
    why: pending?.rejected
      ? `rejected: ${pending.rejected}`
      : why || (isFailed && last ? whyFailed(last) : ''),
    proof: proof ?? last?.proof_hash ?? null,
    approved: manual && state !== 'fresh' && !pending && neededResults(plan, id, states, sha256) !== null,
    waiting: pending && {
      approvals: pending.approvals,
      needed: pending.needed,
      rejected: pending.rejected,
    },
  };
}
