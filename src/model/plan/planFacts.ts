import type { DocumentFacts, PlanFacts } from '../document/facts.js';
import { findIdleChecks } from './idleCheck.js';
import { readPlan } from './readPlan.js';
import { findPlanProblems } from './validatePlan.js';

/** What the index keeps of a document's tascs; undefined without a block of tascs. */
export function planFacts(text: string, facts: DocumentFacts): PlanFacts | undefined {
  const { plan, problems, hasBlock } = readPlan(text, facts, '');
  if (!hasBlock) return undefined;
  const between = plan ? [...findPlanProblems(plan), ...findIdleChecks(plan)] : [];
  return { tascs: plan?.tascs.length ?? 0, problems: [...problems, ...between] };
}
