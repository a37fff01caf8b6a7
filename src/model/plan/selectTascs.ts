import { closest } from '../closest.js';
import { failure, type Result, success } from '../result.js';
import { withDependants, withNeeds } from './graph.js';
import type { ValidPlan } from './plan.js';
import { graphOf } from './validatePlan.js';

/** Which tascs to run: some with what they need, one with all that depends on it, or all. */
export function selectTascs(
  plan: ValidPlan,
  wanted: { readonly only: readonly string[]; readonly from: string | undefined },
): Result<readonly string[]> {
  for (const id of [...wanted.only, ...(wanted.from === undefined ? [] : [wanted.from])]) {
    if (plan.byId.has(id)) continue;
    const suggestion = closest(id, plan.order);
    return failure('unknown-id', `${plan.id} has no tasc \`${id}\``, {
      ...(suggestion ? { suggestion } : {}),
      allowed: plan.order.slice(0, 50),
    });
  }
  const graph = graphOf(plan.tascs);
  let chosen = wanted.only.length > 0 ? withNeeds(graph, wanted.only) : new Set(plan.order);
  if (wanted.from !== undefined) {
    const later = withNeeds(graph, [...withDependants(graph, [wanted.from])]);
    chosen = new Set([...chosen].filter((id) => later.has(id)));
  }
  return success(plan.order.filter((id) => chosen.has(id)));
}
