import { failure, type Result } from '../../model/result.js';
import type { GeneratedPlan } from '../../planner/generatedPlan.js';
import type { PlanRequest, RoadmapStepRequest } from '../../planner/request.js';
import type { Context, InputOf } from '../verb.js';
import type { planningOptions } from './planningOptions.js';

/** A plan that was generated, and what it was asked for: what `saveGeneratedPlan` takes. */
export interface Generated {
  readonly plan: GeneratedPlan;
  readonly request: PlanRequest;
}

/** The options that every verb that generates plans takes, as they were given. */
export type PlanningInput = InputOf<typeof planningOptions>;

/**
 * Generate the plan of a roadmap step: context is gathered, the chosen executor asked, its answer read and linted.
 * Nothing is written. Progress is told through `context.emit`.
 */
export async function generatePlanForStep(
  _context: Context,
  step: RoadmapStepRequest,
  _input: PlanningInput,
): Promise<Result<Generated>> {
  return failure('refused', `no plan can be generated for step ${step.stepId} yet`);
}
