import type { InputChanges } from '../../model/ledger/inputChanges.js';
import { type CompletedProof, completedProof } from '../../model/plan/completedProof.js';
import { type Result, success } from '../../model/result.js';
import { workspaceOf } from '../openContext.js';
import { defineVerb, type Outcome, required } from '../verb.js';
import { describeStale } from './describeStale.js';
import { loadPlanDocument, validPlanOf } from './loadPlan.js';
import { type PlanState, planState } from './planState.js';

export interface TascStatus {
  readonly tasc: string;
  readonly title: string;
  readonly state: 'fresh' | 'stale' | 'failed' | 'missing';
  readonly why: string;
  readonly proof: string | null;
  /** Which of its inputs are others now; null where that is not known, or does not matter. */
  readonly inputs: InputChanges | null;
}

export interface ProofStatus {
  readonly plan: string;
  readonly tascs: readonly TascStatus[];
  /** Of a completed plan: what completed it, and whether anything has changed since. */
  readonly completed:
    | (Pick<CompletedProof, 'overall' | 'result' | 'commit'> & { readonly drifted: boolean })
    | null;
}

/** `proof status PLAN-001` */
export const verb = defineVerb({
  name: 'proof status',
  group: 'proofs',
  summary: 'Tell which proofs are fresh, stale and by what, or missing',
  description: 'Of a completed plan it tells what has drifted since; that does not make the plan wrong.',
  arguments: { plan: required('a plan', { completes: 'plan', value: 'id' }) },
  options: {},
  examples: [{ command: 'doc-ops proof status PLAN-001', shows: 'a row a tasc' }],
  writes: false,
  needs: 'workspace',
  run: async (context, input): Promise<Result<Outcome<ProofStatus>>> => {
    const workspace = workspaceOf(context);
    const loaded = await loadPlanDocument(workspace, input.plan);
    if (!loaded.ok) return loaded;
    const plan = validPlanOf(loaded.value);
    if (!plan.ok) return plan;
    const state = await planState(workspace, plan.value);
    const tascs = plan.value.order.map((tasc) => statusOf(state, tasc));
    const proof = completedProof(loaded.value.document.facts.fields);
    const completed = proof && {
      overall: proof.overall,
      result: proof.result,
      commit: proof.commit,
      drifted: tascs.some((one) => one.state !== 'fresh'),
    };
    return success({ data: { plan: plan.value.id, tascs, completed } });
  },
});

function statusOf({ plan, states, emptyInputs, inputChanges }: PlanState, tasc: string): TascStatus {
  const state = states.get(tasc) ?? { state: 'missing' as const };
  const inputs = inputChanges.get(tasc);
  const whys = state.state === 'stale' ? state.by.map((by) => describeStale(by, inputs)) : [];
  const globs = emptyInputs.get(tasc);
  if (globs) whys.push(`inputs ${globs.join(', ')} match no file`);
  if (state.state === 'fresh' && state.proof.inputs === null && !state.proof.approvals)
    whys.push('proven for its definition only: there is no git and it names no inputs');
  return {
    tasc,
    title: plan.byId.get(tasc)?.title ?? '',
    state: state.state,
    why: whys.join(', '),
    proof: state.state === 'missing' ? null : state.proof.proof_hash,
    inputs: inputs ?? null,
  };
}
