import type { InferOutput } from 'valibot';
import { completedProof } from '../../../model/plan/completedProof.js';
import { type Result, success } from '../../../model/result.js';
import { workspaceOf } from '../../openContext.js';
import { loadPlanDocument, validPlanOf } from '../../plans/loadPlan.js';
import { planState } from '../../plans/planState.js';
import { statusOf } from '../../plans/tascStatus.js';
import { defineVerb, type Outcome, required } from '../../verb.js';
import type { proofStatus } from '../output/proofs.js';

export type ProofStatus = InferOutput<typeof proofStatus>;

export const verb = defineVerb({
  name: 'proof status',
  summary: 'Show which proofs are fresh, stale and why, or missing',
  description: 'For a completed plan it shows what has changed since; that does not make the plan wrong.',
  arguments: { plan: required('a plan', { completes: 'plan', value: 'id' }) },
  examples: {
    'doc-ops proof status PLAN-001': 'one row for each tasc',
  },
  run: async (context, input): Promise<Result<Outcome<ProofStatus>>> => {
    const workspace = workspaceOf(context);
    const loaded = await loadPlanDocument(workspace, input.plan);
    if (!loaded.ok) return loaded;
    const plan = validPlanOf(loaded.value);
    if (!plan.ok) return plan;
    const state = await planState(workspace, plan.value);
    const tascs = plan.value.order.map((tasc) => statusOf(state, tasc));
    const proof = completedProof(loaded.value.document.type, loaded.value.document.facts.fields);
    const completed = proof && {
      overall: proof.overall,
      result: proof.result,
      commit: proof.commit,
      drifted: tascs.some((one) => one.state !== 'fresh'),
    };
    return success({ data: { plan: plan.value.id, tascs, completed } });
  },
});
