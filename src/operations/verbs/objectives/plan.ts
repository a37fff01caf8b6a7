import type { InferOutput } from 'valibot';
import { generatePlanForStep } from '../../planning/generatePlan.js';
import { planStep } from '../../planning/objectives/planStep.js';
import { planningOptions } from '../../planning/planningOptions.js';
import { defineVerb, required, text } from '../../verb.js';
import type { plannedStep } from '../output/objectives.js';

export type PlannedStepData = InferOutput<typeof plannedStep>;

export const verb = defineVerb({
  name: 'objective plan',
  summary: 'Write the plan of the next step of an objective',
  description:
    'Takes the next free step (or --step), generates its plan as doc-ops plan generate does, creates the PLAN document with `objective` and `step`, and writes its id into the one cell of the roadmap, as one change. A step that has a plan already gives that plan.',
  arguments: { objective: required('an objective', { completes: 'objective', value: 'id' }) },
  options: { step: text('the step, as the roadmap writes it', { value: 'step' }), ...planningOptions },
  examples: {
    'doc-ops objective plan OBJ-001': 'plans the next free step, without a model',
    'doc-ops objective plan OBJ-001 --step 1.1': 'plans this step, or names the plan that it has',
  },
  writes: true,
  run: async (context, input) =>
    planStep(context, input.objective, input.step, (step) => generatePlanForStep(context, step, input)),
});
