import { withFinalReview } from '../finish/finalReview.js';
import type { GeneratedPlan } from '../generatedPlan.js';
import type { PlanRequest } from '../request.js';
import { citationsOf, confidenceOf, reasoningOf } from './assess.js';
import { Drafts, type TascDraft, tascsOf } from './draft.js';
import { riskyWord } from './goalKind.js';
import { addItems, addReview } from './itemTascs.js';
import { addProject } from './projectTascs.js';
import { relevantFiles } from './relevant.js';
import type { OfflineSight } from './sight.js';
import { workItems } from './workItems.js';
import { addWork } from './workTascs.js';

/**
 * A plan without a model: from the lines of a task, the files that the context found and the project's own commands.
 * The same request makes the same plan. It invents nothing: what no command can see is left to the person's review.
 */
export function offlinePlan(request: PlanRequest, sight: OfflineSight): GeneratedPlan {
  const { context, goal, task } = request;
  const relevant = relevantFiles(context, sight.tree);
  const commands = context.project.commands.filter(({ missing }) => missing === null);
  const drafts = new Drafts();
  const review = riskyWord(goal) === null ? null : addReview(goal, drafts);
  const items = [...(task === null ? [] : workItems(task.body)), ...goalItems(goal)];
  const { open, checked } = addItems(items, sight, drafts);
  const told = open.filter((item) => item !== goal);
  addWork(request, relevant, commands, sight, drafts);
  addProject(commands, drafts);
  keepWithin(drafts, request.maxTascs);
  if (!request.approval && told.length > 0)
    drafts.notes.push(`no command can see whether these hold: ${told.join('; ')}`);
  const absent = context.project.commands.flatMap(({ missing }) => missing ?? []);
  if (absent.length > 0)
    drafts.notes.push(`not used, since it is not installed here: ${[...new Set(absent)].join(', ')}`);
  const tascs = tascsOf(review === null ? drafts.list : behind(review, drafts.list));
  return {
    title: titleOf(task === null ? goal : task.title || goal),
    description: goal,
    content: '',
    tascs: request.approval ? withFinalReview(tascs, told) : tascs,
    reasoning: reasoningOf(drafts.why, relevant, commands),
    confidence: confidenceOf(relevant, commands, checked, items.length),
    citations: citationsOf(request, relevant),
    notes: drafts.notes,
    provenance: { executor: 'offline', model: null, promptHash: null, usage: null, attempts: 0 },
  };
}

/** The goal itself, where it names in backticks what can be checked. */
function goalItems(goal: string): string[] {
  return /`[^`\n]+`/.test(goal) ? [goal] : [];
}

function titleOf(text: string): string {
  const [line = ''] = text.trim().split(/\r?\n/);
  const points = Array.from(line.replace(/[.!]$/, ''));
  return points.length <= 100 ? points.join('') : `${points.slice(0, 99).join('')}…`;
}

/** Leave out the last checks where there are too many; they are named. */
function keepWithin(drafts: Drafts, most: number): void {
  const kept = drafts.list.slice(0, most);
  const left = drafts.list.slice(kept.length);
  if (left.length === 0) return;
  drafts.notes.push(
    `${left.length} checks found no room in ${most} tascs: ${left.map(({ title }) => title).join('; ')}`,
  );
  const ids = new Set(kept.map(({ id }) => id));
  drafts.list = kept.map((draft) =>
    draft.dependencies ? { ...draft, dependencies: draft.dependencies.filter((id) => ids.has(id)) } : draft,
  );
}

/** Everything waits for the review of a risky approach. */
function behind(review: string, drafts: readonly TascDraft[]): TascDraft[] {
  return drafts.map((draft) =>
    draft.id === review || (draft.dependencies ?? []).length > 0
      ? draft
      : { ...draft, dependencies: [review] },
  );
}
