import type { InferOutput } from 'valibot';
import type { FileOperation } from '../../../model/fileOperation.js';
import { type Result, success } from '../../../model/result.js';
import { workspaceOf } from '../../openContext.js';
import { generatePlanForStep } from '../../planning/generatePlan.js';
import { listObjectives } from '../../planning/objectives/listObjectives.js';
import { planStep } from '../../planning/objectives/planStep.js';
import { planningOptions } from '../../planning/planningOptions.js';
import { defineVerb, type Outcome } from '../../verb.js';
import type { reconciled } from '../output/objectives.js';

export type Reconciled = InferOutput<typeof reconciled>;

export const verb = defineVerb({
  name: 'objective reconcile',
  summary: 'Write a plan for the next step of every active objective',
  description:
    'One plan for each objective that has a free step, each in a change of its own. What goes wrong with one does not stop the others; exit code 1 then.',
  options: planningOptions,
  examples: {
    'doc-ops objective reconcile --dry-run': 'shows what would be planned and changed',
    'doc-ops objective reconcile': 'plans the next step of each active objective',
  },
  writes: true,
  run: async (context, input): Promise<Result<Outcome<Reconciled>>> => {
    const rows = (await listObjectives(workspaceOf(context))).filter(({ closed }) => !closed);
    const objectives: Reconciled['objectives'][number][] = [];
    const changes: FileOperation[] = [];
    const notes: string[] = [];
    for (const { id, next, reason } of rows) {
      if (context.stop?.aborted) break;
      const none = { objective: id, step: null, plan: null, error: null };
      if (next === null) {
        objectives.push({ ...none, reason });
        continue;
      }
      const planned = await planStep(context, id, undefined, (step) =>
        generatePlanForStep(context, step, input),
      );
      if (!planned.ok) {
        objectives.push({ ...none, step: next, reason, error: planned.problem.message });
        continue;
      }
      changes.push(...planned.value.changes);
      notes.push(...(planned.value.notes ?? []));
      objectives.push({
        ...none,
        step: planned.value.data.step,
        plan: planned.value.data.plan?.id ?? null,
        reason,
      });
    }
    const made = objectives.filter(({ plan }) => plan !== null).length;
    const failed = objectives.filter(({ error }) => error !== null).length;
    const what = `${made} plan${made === 1 ? '' : 's'}`;
    const message = `${context.dryRun ? `would write ${what}` : `wrote ${what}`} for ${rows.length} active objective${rows.length === 1 ? '' : 's'}`;
    return success({
      data: { message, objectives },
      changes,
      notes,
      failed: failed > 0,
      ...(context.stop?.aborted ? { exit: 'interrupted' as const } : {}),
    });
  },
});
