import type { InferOutput } from 'valibot';
import type { tascStatus } from '../verbs/output/proofs.js';
import { describeStale } from './describeStale.js';
import type { PlanState } from './planState.js';

/** Where the proof of a tasc stands. */
export type TascStatus = InferOutput<typeof tascStatus>;

/** The state of the proof of a tasc of a plan, why it is stale, and what probing told about its check. */
export function statusOf(state: PlanState, tasc: string): TascStatus {
  const { plan, states, emptyInputs, inputChanges, probes } = state;
  const known = states.get(tasc) ?? { state: 'missing' as const };
  const inputs = inputChanges.get(tasc);
  const whys = known.state === 'stale' ? known.by.map((by) => describeStale(by, inputs)) : [];
  const globs = emptyInputs.get(tasc);
  if (globs) whys.push(`inputs ${globs.join(', ')} match no file`);
  if (known.state === 'fresh' && known.proof.inputs === null && !known.proof.approvals)
    whys.push('proven for its definition only: without git, and it names no inputs');
  return {
    tasc,
    title: plan.byId.get(tasc)?.title ?? '',
    state: known.state,
    why: whys.join(', '),
    proof: known.state === 'missing' ? null : known.proof.proof_hash,
    inputs: inputs ?? null,
    probe: probes.get(tasc) ?? null,
  };
}
