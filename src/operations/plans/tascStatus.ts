import type { InferOutput } from 'valibot';
import type { tascStatus } from '../verbs/output/proofs.js';
import { describeStale } from './describeStale.js';
import type { PlanState } from './planState.js';

/** Where the proof of a tasc stands. */
export type TascStatus = InferOutput<typeof tascStatus>;

/** The state of the proof of a tasc of a plan, and why it is stale. */
export function statusOf({ plan, states, emptyInputs, inputChanges }: PlanState, tasc: string): TascStatus {
  const state = states.get(tasc) ?? { state: 'missing' as const };
  const inputs = inputChanges.get(tasc);
  const whys = state.state === 'stale' ? state.by.map((by) => describeStale(by, inputs)) : [];
  const globs = emptyInputs.get(tasc);
  if (globs) whys.push(`inputs ${globs.join(', ')} match no file`);
  if (state.state === 'fresh' && state.proof.inputs === null && !state.proof.approvals)
    whys.push('proven for its definition only: without git, and it names no inputs');
  return {
    tasc,
    title: plan.byId.get(tasc)?.title ?? '',
    state: state.state,
    why: whys.join(', '),
    proof: state.state === 'missing' ? null : state.proof.proof_hash,
    inputs: inputs ?? null,
  };
}
