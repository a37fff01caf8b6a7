import type { InferOutput } from 'valibot';
import { type Result, success } from '../../../model/result.js';
import { workspaceOf } from '../../openContext.js';
import { listObjectives } from '../../planning/objectives/listObjectives.js';
import { defineVerb, flag, type Outcome } from '../../verb.js';
import type { listedObjective } from '../output/objectives.js';

export type ListedObjective = InferOutput<typeof listedObjective>;

export const verb = defineVerb({
  name: 'objective list',
  summary: 'List the objectives with their progress and next step',
  options: { all: flag('closed ones as well', { short: 'a' }) },
  examples: { 'doc-ops objective list': 'one line for each active objective' },
  run: async (context, input): Promise<Result<Outcome<readonly ListedObjective[]>>> => {
    const rows = await listObjectives(workspaceOf(context));
    return success({ data: rows.filter(({ closed }) => input.all || !closed) });
  },
});
