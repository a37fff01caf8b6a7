import { closest } from '../closest.js';
import type { PlanProblem } from '../document/facts.js';
import type { Span } from '../text.js';
import { planDefinition, tascDefinition } from './definition.js';
import { orderOf } from './graph.js';
import type { Digest, UnvalidatedPlan, ValidPlan } from './plan.js';
import type { Tasc } from './tasc.js';

const nowhere: Span = { line: 1, column: 1, offset: 0, length: 0 };

/**
 * The second step: unique ids, known dependencies, no cycle, and a possible proof for every tasc. Only the result
 * of this check can run.
 */
export function validatePlan(
  plan: UnvalidatedPlan,
  digest: Digest,
):
  | { readonly ok: true; readonly plan: ValidPlan }
  | { readonly ok: false; readonly problems: PlanProblem[] } {
  const problems = findPlanProblems(plan);
  if (problems.length > 0 || plan.tascs.length === 0) {
    const empty: PlanProblem = { rule: 'plan/schema', message: 'the plan has no tascs', span: nowhere };
    return { ok: false, problems: problems.length > 0 ? problems : [empty] };
  }
  const byId = new Map(plan.tascs.map((tasc) => [tasc.id, tasc]));
  const ordered = orderOf(graphOf(plan.tascs));
  const definitions = new Map(plan.tascs.map((tasc) => [tasc.id, tascDefinition(tasc, digest)]));
  const valid = {
    ...plan,
    order: 'order' in ordered ? ordered.order : [],
    byId,
    definition: planDefinition([...definitions], digest),
    definitions,
  };
  // The brand exists for the compiler alone; this is the one place that gives it.
  return { ok: true, plan: valid as unknown as ValidPlan };
}

/** A plan's tascs as a graph of ids. */
export function graphOf(tascs: readonly Tasc[]) {
  const byId = new Map(tascs.map((tasc) => [tasc.id, tasc]));
  return { ids: tascs.map(({ id }) => id), needs: (id: string) => byId.get(id)?.dependencies ?? [] };
}

/** What is wrong between the tascs of a plan. */
export function findPlanProblems(plan: UnvalidatedPlan): PlanProblem[] {
  const problems: PlanProblem[] = [];
  const spanOf = (index: number, field: string) =>
    plan.spans[index]?.fields[field] ?? plan.spans[index]?.tasc ?? nowhere;
  const first = new Map<string, number>();
  for (const [index, { id }] of plan.tascs.entries()) {
    if (!first.has(id)) first.set(id, index);
    else {
      problems.push({
        rule: 'plan/duplicate-tasc',
        message: `\`${id}\` is the id of another tasc of this plan`,
        span: spanOf(index, 'id'),
        suggestion: freeId(id, plan.tascs),
      });
    }
  }
  for (const [index, { id, dependencies }] of plan.tascs.entries()) {
    for (const one of dependencies) {
      if (first.has(one)) continue;
      const suggestion = closest(one, first.keys());
      problems.push({
        rule: 'plan/unknown-dependency',
        message: `\`${id}\` depends on \`${one}\`, which is not a tasc of this plan`,
        span: spanOf(index, 'dependencies'),
        ...(suggestion === undefined ? {} : { suggestion }),
      });
    }
  }
  const ordered = orderOf(graphOf(plan.tascs));
  if ('cycle' in ordered && problems.length === 0) {
    const [start = ''] = ordered.cycle;
    problems.push({
      rule: 'plan/cycle',
      message: `these tascs wait for each other: ${ordered.cycle.join(' → ')}`,
      span: spanOf(first.get(start) ?? 0, 'dependencies'),
    });
  }
  return problems;
}

function freeId(id: string, tascs: readonly Tasc[]): string {
  const taken = new Set(tascs.map((one) => one.id));
  let number = 2;
  while (taken.has(`${id}-${number}`)) number += 1;
  return `${id}-${number}`;
}
