import type { ReferenceReaders } from './document/document.js';
import type { DocumentFacts, PlanFacts } from './document/facts.js';
import { readFaithfully } from './frontMatter/read.js';
import { scanWithReference } from './markdown/reference.js';
import { findIdleChecks } from './plan/idleCheck.js';
import { readPlan } from './plan/readPlan.js';
import { findPlanProblems } from './plan/validatePlan.js';

/** The parsers that decide everything. Loaded only for a document that needs one of them. */
export const referenceReaders: ReferenceReaders = {
  frontMatter: readFaithfully,
  markdown: scanWithReference,
  plan: planFacts,
};

/** What the index keeps of a document's tascs; undefined without a block of tascs. */
function planFacts(text: string, facts: DocumentFacts): PlanFacts | undefined {
  const { plan, problems, hasBlock } = readPlan(text, facts, '');
  if (!hasBlock) return undefined;
  const between = plan ? [...findPlanProblems(plan), ...findIdleChecks(plan)] : [];
  return { tascs: plan?.tascs.length ?? 0, problems: [...problems, ...between] };
}
