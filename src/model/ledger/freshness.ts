import { canonicalJson } from '../plan/definition.js';
import type { Digest, ValidPlan } from '../plan/plan.js';
import { decisionsOn } from './approvals.js';
import { latestOf } from './descent.js';
import type { Ledger } from './ledger.js';
import { countingValidations, resultDigest, type Validation, validationsOf } from './results.js';

/** The state of a tasc's proof. */
export type Freshness =
  | { readonly state: 'fresh'; readonly proof: Validation }
  /** A proof exists, but of another definition or other inputs. */
  | { readonly state: 'stale'; readonly proof: Validation; readonly by: readonly StaleBy[] }
  | { readonly state: 'failed'; readonly proof: Validation }
  | { readonly state: 'missing' };

export type StaleBy =
  | { readonly kind: 'definition' }
  | { readonly kind: 'inputs' }
  | { readonly kind: 'changed-inputs' }
  /** Approved for other results of the tascs before it. */
  | { readonly kind: 'results' }
  /** A person rejected it, and has not approved it since. */
  | { readonly kind: 'rejected' }
  | { readonly kind: 'dependency'; readonly tasc: string };

/**
 * The proof state of every tasc, by id, in execution order. `inputsOf` gives the present inputs digest (null where
 * it cannot be computed).
 */
export function freshnessOf(
  plan: ValidPlan,
  ledger: Ledger,
  inputsOf: (tasc: string) => string | null,
  digest: Digest,
): Map<string, Freshness> {
  const states = new Map<string, Freshness>();
  for (const id of plan.order) states.set(id, tascFreshness(plan, ledger, id, inputsOf(id), states, digest));
  return states;
}

/** The proof state of one tasc, given the states of its dependencies. */
export function tascFreshness(
  plan: ValidPlan,
  ledger: Ledger,
  id: string,
  inputs: string | null,
  needed: ReadonlyMap<string, Freshness>,
  digest: Digest,
): Freshness {
  const definition = plan.definitions.get(id) ?? '';
  const counting = countingValidations(ledger, id, definition, inputs);
  const [first] = counting;
  const failed = counting.find(({ validated }) => !validated);
  const stale = (proof: Validation, by: readonly StaleBy[]): Freshness => ({ state: 'stale', proof, by });
  if (failed) return { state: 'failed', proof: failed };
  if (!first) {
    const other = lastPassed(ledger, id, definition);
    if (!other) return { state: 'missing' };
    return stale(other, [{ kind: other.definition === definition ? 'inputs' : 'definition' }]);
  }
  const results = neededResults(plan, id, needed, digest) ?? {};
  const fits = (one: Validation) =>
    !one.changed_inputs && (!one.approvals || isOfPresentResults(ledger, one, results));
  const proof = counting.find(fits) ?? first;
  if (proof.changed_inputs) return stale(proof, [{ kind: 'changed-inputs' }]);
  const by = (plan.byId.get(id)?.dependencies ?? []).flatMap((tasc): StaleBy[] => {
    const state = needed.get(tasc);
    return state?.state === 'fresh' ? [] : [{ kind: 'dependency', tasc }];
  });
  if (by.length > 0) return stale(proof, by);
  if (proof.approvals) {
    if (!isOfPresentResults(ledger, proof, results)) return stale(proof, [{ kind: 'results' }]);
    if (decisionsOn(ledger, id, definition, results).rejection) return stale(proof, [{ kind: 'rejected' }]);
  }
  return { state: 'fresh', proof };
}

/** The last validation of a tasc that passed: for its present definition, else for any. */
function lastPassed(ledger: Ledger, id: string, definition: string): Validation | undefined {
  const passed = validationsOf(ledger, id).filter(({ validated }) => validated);
  const same = passed.filter((one) => one.definition === definition);
  return latestOf(ledger, same.length > 0 ? same : passed).at(-1);
}

/** Result digests of what a tasc needs, by id; null where not all of it is proven and fresh. */
export function neededResults(
  plan: ValidPlan,
  id: string,
  states: ReadonlyMap<string, Freshness>,
  digest: Digest,
): Record<string, string> | null {
  const results: Record<string, string> = {};
  for (const one of plan.byId.get(id)?.dependencies ?? []) {
    const state = states.get(one);
    if (state?.state !== 'fresh') return null;
    results[one] = resultDigest(state.proof, digest);
  }
  return results;
}

/** Whether the decisions behind a manual proof were about the present results of its dependencies. */
function isOfPresentResults(
  ledger: Ledger,
  proof: Validation,
  results: Readonly<Record<string, string>>,
): boolean {
  const wanted = canonicalJson(results);
  return (proof.approvals ?? []).every((hash) => {
    const line = ledger.byHash.get(hash)?.line;
    return line?.event === 'approval' && canonicalJson(line.dependencies) === wanted;
  });
}
