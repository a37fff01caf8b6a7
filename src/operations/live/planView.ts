import { neededResults } from '../../model/ledger/freshness.js';
import { type Result, success } from '../../model/result.js';
import { hasConsent } from '../../workspace/consent.js';
import { sha256 } from '../../workspace/ledger/sha256.js';
import type { Workspace } from '../../workspace/workspace.js';
import { loadPlanDocument } from '../plans/loadPlan.js';
import { type Pending, type PlanState, pendingIn, planHashes, planState } from '../plans/planState.js';
import { statusOf } from '../plans/tascStatus.js';

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

export interface ViewedRun {
  readonly started: string;
  readonly commit: string | null;
  readonly baseline: boolean;
  readonly interrupted: boolean;
  readonly verified: boolean;
  readonly proven: number;
  readonly failed: number;
  readonly total: number;
  readonly overall: string | null;
}

/** Load a plan for watching. */
export async function viewPlan(workspace: Workspace, reference: string): Promise<Result<PlanView>> {
  const loaded = await loadPlanDocument(workspace, reference);
  if (!loaded.ok) return loaded;
  const { document, valid, plan, problems, hasBlock } = loaded.value;
  const base = { id: document.id, path: document.path, title: plan?.title ?? document.id };
  if (!valid) {
    const said = problems.map(({ message, span }) => `${document.path}:${span.line}: ${message}`);
    return success({
      ...base,
      problems: hasBlock ? said : ['it has no tascs: doc-ops plan import makes a plan with them'],
      tascs: [],
      consented: false,
      overall: null,
      result: null,
      runs: [],
    });
  }
  const state = await planState(workspace, valid);
  const hashes = planHashes(valid, state.states);
  const pending = new Map(pendingIn(state).map((one) => [one.tasc, one]));
  const last = lastProofs(state);
  return success({
    ...base,
    problems: state.ledger.problems.map(
      ({ path, line, message }) => `${path}${line === null ? '' : `:${line}`}: ${message}`,
    ),
    tascs: valid.order.map((id) => viewTasc(state, id, pending.get(id) ?? null, last.get(id) ?? null)),
    consented: hasConsent(workspace, valid),
    overall: hashes?.overall ?? null,
    result: hashes?.result ?? null,
    runs: runsOf(state),
  });
}

/** The newest proof of every tasc, failed ones included. */
function lastProofs({ ledger }: PlanState): ReadonlyMap<string, string> {
  const last = new Map<string, string>();
  for (const { line } of ledger.lines)
    if (line.event === 'validation' || line.event === 'baseline') last.set(line.tasc, line.proof_hash);
  return last;
}

function viewTasc(standing: PlanState, id: string, pending: Pending | null, last: string | null): ViewedTasc {
  const { plan, states } = standing;
  const tasc = plan.byId.get(id);
  const manual = tasc?.proof.check.type === 'manual';
  const { state, title, why, proof } = statusOf(standing, id);
  return {
    id,
    title,
    command: tasc?.testingInstructions ?? '',
    manual,
    needs: tasc?.dependencies ?? [],
    state,
    why: pending?.rejected ? `rejected: ${pending.rejected}` : why,
    proof: proof ?? last,
    approved: manual && state !== 'fresh' && !pending && neededResults(plan, id, states, sha256) !== null,
    waiting: pending && {
      approvals: pending.approvals,
      needed: pending.needed,
      rejected: pending.rejected,
    },
  };
}

function runsOf({ ledger }: PlanState): ViewedRun[] {
  const byPath = new Map<string, (typeof ledger.lines)[number][]>();
  for (const one of ledger.lines) {
    const known = byPath.get(one.path);
    if (known) known.push(one);
    else byPath.set(one.path, [one]);
  }
  const runs: ViewedRun[] = [];
  for (const { line, path } of ledger.lines) {
    if (line.event !== 'run') continue;
    const own = byPath.get(path) ?? [];
    const report = own.find((one) => one.line.event === 'report')?.line;
    const counts = report?.event === 'report' ? report.counts : null;
    runs.push({
      started: line.started,
      commit: line.commit,
      baseline: own.some((one) => one.line.event === 'baseline'),
      interrupted: report?.event !== 'report' || report.interrupted,
      verified: report?.event === 'report' && report.verified,
      proven: counts?.proven ?? 0,
      failed: counts?.failed ?? 0,
      total: counts?.total ?? 0,
      overall: report?.event === 'report' ? report.overall_proof_hash : null,
    });
  }
  return runs.sort((a, b) => (a.started < b.started ? 1 : -1));
}
