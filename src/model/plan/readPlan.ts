import { textField, titleOf } from '../document/document.js';
import type { DocumentFacts, PlanProblem } from '../document/facts.js';
import { splitFrontMatter } from '../frontMatter/split.js';
import { lineStarts, spanAt } from '../text.js';
import type { UnvalidatedPlan } from './plan.js';
import { readPlanSource } from './planSource.js';
import { readTascs } from './readTascs.js';
import { findTascBlocks, mayHoldTascs } from './tascBlock.js';

export interface ReadPlan {
  /** Null where the document has no block of tascs, or none that can be read. */
  readonly plan: UnvalidatedPlan | null;
  readonly problems: readonly PlanProblem[];
  readonly hasBlock: boolean;
}

/** The plan in a document's text: the first step, to a plan whose tascs are not checked against each other. */
export function readPlan(text: string, facts: DocumentFacts, id: string): ReadPlan {
  if (!mayHoldTascs(text)) return { plan: null, problems: [], hasBlock: false };
  const starts = lineStarts(text);
  const split = splitFrontMatter(text);
  const bodyStart = split.kind === 'found' ? split.bodyStart : 0;
  const [block, second] = findTascBlocks(text, bodyStart, starts);
  if (!block) return { plan: null, problems: [], hasBlock: false };
  const problems: PlanProblem[] = [];
  if (second) {
    problems.push({
      rule: 'plan/schema',
      message: 'a plan has one block of tascs; this is another one',
      span: spanAt(starts, second.start, second.contentStart),
    });
  }
  const source = readPlanSource(text, block.contentStart, block.contentEnd, starts);
  for (const { message, span } of source.problems) problems.push({ rule: 'plan/schema', message, span });
  if (source.value === undefined) return { plan: null, problems, hasBlock: true };
  const { tascs, complaints } = readTascs(source.value);
  for (const { path, ...complaint } of complaints) problems.push({ ...complaint, span: source.spanOf(path) });
  problems.sort((a, b) => a.span.offset - b.span.offset);
  if (tascs.length === 0 && problems.length === 0) {
    const span = spanAt(starts, block.start, block.contentStart);
    problems.push({ rule: 'plan/schema', message: 'the block of tascs is empty', span });
  }
  const plan: UnvalidatedPlan = {
    id,
    path: facts.path,
    title: titleOf(facts) || (textField(facts, 'title') ?? ''),
    description: '',
    tascs,
    spans: source.spans,
  };
  return { plan, problems, hasBlock: true };
}
