import { splitFrontMatter } from '../../model/frontMatter/split.js';
import { failure, type Result, success } from '../../model/result.js';
import type { PriorPlan, SourceDocument } from '../../planner/request.js';
import { readerOf } from '../../workspace/files/readText.js';
import type { Workspace } from '../../workspace/workspace.js';
import { type IdentifiedDocument, loadIdentified } from '../documents/loadDocument.js';
import { loadValidPlan } from '../plans/loadPlan.js';
import { planState } from '../plans/planState.js';

/** A document as a planner reads it. */
export function sourceOf({ id, path, text, facts }: IdentifiedDocument): SourceDocument {
  const split = splitFrontMatter(text);
  const body = split.kind === 'found' ? text.slice(split.bodyStart) : text;
  const title = facts.fields.find(({ key }) => key === 'title')?.value;
  // A template's prompts are questions to the author.
  const written = body
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return { id, path, title: typeof title === 'string' ? title : id, body: written };
}

/** The document of an id or path, as a planner reads it. */
export async function loadSource(workspace: Workspace, reference: string): Promise<Result<SourceDocument>> {
  const loaded = await loadIdentified(readerOf(workspace), reference);
  return loaded.ok ? success(sourceOf(loaded.value)) : loaded;
}

/** Plans whose proven work may be cited. */
export async function loadPrior(
  workspace: Workspace,
  references: readonly string[],
): Promise<Result<PriorPlan[]>> {
  const plans: PriorPlan[] = [];
  for (const reference of references) {
    const plan = await loadValidPlan(workspace, reference);
    if (!plan.ok)
      return failure(plan.problem.code, `--prior ${reference}: ${plan.problem.message}`, plan.problem);
    const { states } = await planState(workspace, plan.value);
    plans.push({
      id: plan.value.id,
      title: plan.value.title,
      tascs: plan.value.tascs.map(({ id, title }) => ({
        id,
        title,
        proven: states.get(id)?.state === 'fresh',
      })),
    });
  }
  return success(plans);
}
