import type { InferOutput } from 'valibot';
import { canonicalJson } from '../../../model/plan/definition.js';
import { planData } from '../../../model/plan/planData.js';
import { tascBlock } from '../../../model/plan/writeBlock.js';
import { failure, type Result, success } from '../../../model/result.js';
import { workspaceOf } from '../../openContext.js';
import { loadPlanDocument } from '../../plans/loadPlan.js';
import { defineVerb, type Outcome, required, text } from '../../verb.js';
import type { exported } from '../output/parts.js';

export type Exported = InferOutput<typeof exported>;

export const verb = defineVerb({
  name: 'plan export',
  summary: 'Print a plan as JSON, YAML or markdown',
  description: 'plan import reads json and yaml; markdown is the document’s text.',
  arguments: { plan: required('a plan', { completes: 'plan', value: 'id' }) },
  options: {
    format: text('output format; default json', { value: 'format', choices: ['json', 'yaml', 'markdown'] }),
  },
  examples: {
    'doc-ops plan export PLAN-001 > plan.json': 'writes the plan to a file as JSON',
  },
  run: async (context, input): Promise<Result<Outcome<Exported>>> => {
    const loaded = await loadPlanDocument(workspaceOf(context), input.plan);
    if (!loaded.ok) return loaded;
    const { plan, document, hasBlock } = loaded.value;
    if (input.format === 'markdown') return success({ data: { text: document.text } });
    if (!plan || !hasBlock) {
      return failure('invalid-document', `${document.id} has no tascs that can be read`, {
        place: { path: document.path },
        hint: 'doc-ops validate says what is wrong',
      });
    }
    const description = goalOf(document.text);
    const data = planData({ ...plan, description });
    // Canonical first, so that what cannot be JSON fails here.
    canonicalJson(data);
    return success({
      data: { text: input.format === 'yaml' ? tascBlock(plan.tascs) : `${JSON.stringify(data, null, 2)}\n` },
    });
  },
});

/** The text under `## Goal`, without the template's prompt. */
function goalOf(text: string): string {
  const section = /^## Goal[ \t]*\r?\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(text)?.[1] ?? '';
  return section.replace(/<!--[\s\S]*?-->/g, '').trim();
}
