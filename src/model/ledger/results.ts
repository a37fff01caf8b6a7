import { canonicalJson } from '../plan/definition.js';
import type { Digest } from '../plan/plan.js';
import { latestOf } from './descent.js';
import type { Sealed, ValidationEvent } from './event.js';
import type { Ledger } from './ledger.js';

/** A validation as it is in a ledger. */
export type Validation = ValidationEvent & Sealed;

/** Result digest of a tasc: equal on every machine that saw the same on the same content. */
export function resultDigest(validation: ValidationEvent, digest: Digest): string {
  return digest(
    canonicalJson({
      v: 1,
      definition: validation.definition,
      validated: validation.validated,
      exit_code: validation.exit_code,
      inputs: validation.inputs,
      gates: validation.gates.map(({ name, passed }) => [name, passed]),
      outputs: validation.outputs,
    }),
  );
}

/**
 * The validations of a tasc that count for its definition and inputs (any, where they are not given): those that no
 * later one of the same descends from. Clocks decide nothing.
 */
export function countingValidations(
  ledger: Ledger,
  tasc: string,
  definition: string,
  inputs: string | null | undefined,
): readonly Validation[] {
  const all = validationsOf(ledger, tasc).filter(
    (line) => line.definition === definition && (inputs === undefined || line.inputs === inputs),
  );
  return latestOf(ledger, all);
}

const byTasc = new WeakMap<Ledger, Map<string, Validation[]>>();

/** Every validation of a tasc, in the order of files and lines. */
export function validationsOf(ledger: Ledger, tasc: string): readonly Validation[] {
  let index = byTasc.get(ledger);
  if (!index) {
    index = new Map();
    for (const { line } of ledger.lines) {
      if (line.event !== 'validation') continue;
      const known = index.get(line.tasc);
      if (known) known.push(line as Validation);
      else index.set(line.tasc, [line as Validation]);
    }
    byTasc.set(ledger, index);
  }
  return index.get(tasc) ?? [];
}

/** What the hashes of a whole plan cover: its id and definition when it was run. */
export interface PlanIdentity {
  readonly id: string;
  readonly definition: string;
}

/** `overall_proof_hash`: which proofs count. */
export function overallHash(
  plan: PlanIdentity,
  proofs: ReadonlyMap<string, Validation>,
  digest: Digest,
): string {
  const tascs = Object.fromEntries([...proofs].map(([id, { proof_hash }]) => [id, proof_hash]));
  return digest(canonicalJson({ v: 1, plan: plan.id, definition: plan.definition, tascs }));
}

/** `result_hash`: what they showed. */
export function resultHash(
  plan: PlanIdentity,
  proofs: ReadonlyMap<string, Validation>,
  digest: Digest,
): string {
  const tascs = Object.fromEntries([...proofs].map(([id, one]) => [id, resultDigest(one, digest)]));
  return digest(canonicalJson({ v: 1, plan: plan.id, definition: plan.definition, tascs }));
}
