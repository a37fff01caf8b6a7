import type { InferOutput } from 'valibot';
import { decisionsOn } from '../../model/ledger/approvals.js';
import { type Freshness, freshnessOf, neededResults } from '../../model/ledger/freshness.js';
import { compareInputs, type InputChanges, type InputFile } from '../../model/ledger/inputChanges.js';
import type { Ledger } from '../../model/ledger/ledger.js';
import { type KnownProbe, probesOf } from '../../model/ledger/probes.js';
import { overallHash, resultHash, type Validation } from '../../model/ledger/results.js';
import type { ValidPlan } from '../../model/plan/plan.js';
import { filesOf, type Inputs, inputsReader } from '../../workspace/ledger/inputs.js';
import { keptInputs } from '../../workspace/ledger/keptInputs.js';
import { readLedger } from '../../workspace/ledger/ledgerFiles.js';
import { sha256 } from '../../workspace/ledger/sha256.js';
import type { Workspace } from '../../workspace/workspace.js';
import type { pending } from '../verbs/output/proofs.js';

/** A plan with its ledger, and how every tasc is proven right now. */
export interface PlanState {
  readonly plan: ValidPlan;
  readonly ledger: Ledger;
  readonly states: ReadonlyMap<string, Freshness>;
  /** Globs of `inputs` that match nothing, by tasc. */
  readonly emptyInputs: ReadonlyMap<string, readonly string[]>;
  /** What became of the inputs of stale proofs, by tasc, where the list of then is kept. */
  readonly inputChanges: ReadonlyMap<string, InputChanges>;
  /** What probing told about the checks as they are now, by tasc. */
  readonly probes: ReadonlyMap<string, KnownProbe>;
}

export async function planState(workspace: Workspace, plan: ValidPlan): Promise<PlanState> {
  const ledger = readLedger(workspace, plan.id);
  const reader = inputsReader(workspace, plan.tascs);
  const inputs = new Map<string, Inputs>();
  for (const tasc of plan.tascs) inputs.set(tasc.id, await reader.latest(tasc));
  const emptyInputs = new Map<string, readonly string[]>();
  for (const [id, { empty }] of inputs) if (empty.length > 0) emptyInputs.set(id, empty);
  const states = freshnessOf(plan, ledger, (id) => inputs.get(id)?.digest ?? null, sha256);
  return {
    plan,
    ledger,
    states,
    emptyInputs,
    inputChanges: changesOf(workspace, states, inputs),
    probes: probesOf(ledger, plan),
  };
}

function changesOf(
  workspace: Workspace,
  states: ReadonlyMap<string, Freshness>,
  inputs: ReadonlyMap<string, Inputs>,
): Map<string, InputChanges> {
  const lists = new Map<string, readonly InputFile[] | null>();
  const found = new Map<string, InputChanges>();
  for (const [id, state] of states) {
    const now = inputs.get(id);
    if (state.state !== 'stale' || state.proof.inputs === null || !now?.digest) continue;
    if (!state.by.some(({ kind }) => kind === 'inputs')) continue;
    const { inputs: digest } = state.proof;
    const before = lists.get(digest) ?? keptInputs(workspace, digest);
    lists.set(digest, before);
    if (before) found.set(id, compareInputs(before, filesOf(now)));
  }
  return found;
}

/** What a plan as a whole is proven by. */
export interface PlanHashes {
  readonly overall: string;
  readonly result: string;
  /** Hash of the proof that counts, by tasc id. */
  readonly proofs: Readonly<Record<string, string>>;
}

/** The hashes of a plan of which every tasc is proven and fresh; null where one is not. */
export function planHashes(plan: ValidPlan, states: ReadonlyMap<string, Freshness>): PlanHashes | null {
  const proofs = new Map<string, Validation>();
  for (const { id } of plan.tascs) {
    const state = states.get(id);
    if (state?.state !== 'fresh') return null;
    proofs.set(id, state.proof);
  }
  return {
    overall: overallHash(plan, proofs, sha256),
    result: resultHash(plan, proofs, sha256),
    proofs: Object.fromEntries([...proofs].map(([id, { proof_hash }]) => [id, proof_hash])),
  };
}

/** A manual tasc that could be decided now, with what was decided already. */
export type Pending = InferOutput<typeof pending>;

/** What waits for people in a plan. */
export function pendingIn({ plan, ledger, states }: PlanState): Pending[] {
  return plan.tascs.flatMap((tasc): Pending[] => {
    if (tasc.proof.check.type !== 'manual' || states.get(tasc.id)?.state === 'fresh') return [];
    const results = neededResults(plan, tasc.id, states, sha256);
    if (!results) return [];
    const decided = decisionsOn(ledger, tasc.id, plan.definitions.get(tasc.id) ?? '', results);
    const needed = tasc.proof.check.criteria.requiredApprovals;
    if (decided.approvals.length >= needed && !decided.rejection) return [];
    return [
      {
        plan: plan.id,
        tasc: tasc.id,
        title: tasc.title,
        approvals: decided.approvals.length,
        needed,
        rejected: decided.rejection?.why ?? null,
      },
    ];
  });
}
