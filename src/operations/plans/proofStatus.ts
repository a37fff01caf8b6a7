import { type Result, success } from '../../model/result.js';
import { workspaceOf } from '../openContext.js';
import { defineVerb, type Outcome, required } from '../verb.js';
import { loadValidPlan } from './loadPlan.js';
import { planState } from './planState.js';
import { describeStale } from './verify.js';

export interface ProofStatus {
  readonly plan: string;
  readonly tascs: readonly {
    readonly tasc: string;
    readonly title: string;
    readonly state: 'fresh' | 'stale' | 'failed' | 'missing';
    readonly why: string;
    readonly proof: string | null;
  }[];
}

/** `proof status PLAN-001` */
export const verb = defineVerb({
  name: 'proof status',
  group: 'proofs',
  summary: 'Tell which proofs are fresh, stale and by what, or missing',
  arguments: { plan: required('a plan', { completes: 'id', value: 'id' }) },
  options: {},
  examples: [{ command: 'doc-ops proof status PLAN-001', shows: 'a row a tasc' }],
  writes: false,
  needs: 'workspace',
  run: async (context, input): Promise<Result<Outcome<ProofStatus>>> => {
    const workspace = workspaceOf(context);
    const plan = await loadValidPlan(workspace, input.plan);
    if (!plan.ok) return plan;
    const { states, emptyInputs } = await planState(workspace, plan.value);
    const tascs = plan.value.order.map((tasc) => {
      const state = states.get(tasc) ?? { state: 'missing' as const };
      const whys = state.state === 'stale' ? state.by.map(describeStale) : [];
      const globs = emptyInputs.get(tasc);
      if (globs) whys.push(`inputs ${globs.join(', ')} match no file`);
      if (state.state === 'fresh' && state.proof.inputs === null && !state.proof.approvals)
        whys.push('proven for its definition only: there is no git and it names no inputs');
      return {
        tasc,
        title: plan.value.byId.get(tasc)?.title ?? '',
        state: state.state,
        why: whys.join(', '),
        proof: state.state === 'missing' ? null : state.proof.proof_hash,
      };
    });
    return success({ data: { plan: plan.value.id, tascs } });
  },
});
