import type { InferOutput } from 'valibot';
import { nextStep } from '../../../model/objective/nextStep.js';
import { type Result, success } from '../../../model/result.js';
import { readerOf } from '../../../workspace/files/readText.js';
import { workspaceOf } from '../../openContext.js';
import { loadObjective } from '../../planning/objectives/loadObjective.js';
import { defineVerb, type Outcome, required } from '../../verb.js';
import type { nextStepData } from '../output/objectives.js';

export type NextStepData = InferOutput<typeof nextStepData>;

export const verb = defineVerb({
  name: 'objective next',
  summary: 'Show the next step of an objective that is free, or why there is none',
  description:
    'The first step in document order that is pending, has no plan, and whose predecessors are done or skipped. Predecessor is the step before it, or what the column Depends On names.',
  arguments: { objective: required('an objective', { completes: 'objective', value: 'id' }) },
  examples: { 'doc-ops objective next OBJ-001': 'the step, its phase, and the reason' },
  run: async (context, input): Promise<Result<Outcome<NextStepData>>> => {
    const loaded = await loadObjective(readerOf(workspaceOf(context)), input.objective);
    if (!loaded.ok) return loaded;
    return success({ data: { objective: loaded.value.document.id, ...nextStep(loaded.value.roadmap) } });
  },
});
