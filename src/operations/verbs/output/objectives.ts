import * as v from 'valibot';
import { changed, list } from './parts.js';

/** An objective with how far it has come. */
export const listedObjective = v.strictObject({
  id: v.string(),
  path: v.string(),
  title: v.string(),
  status: v.string(),
  closed: v.boolean(),
  done: v.number(),
  total: v.number(),
  next: v.nullable(v.string()),
  reason: v.string(),
});

/** The next step of an objective, as erk names it. */
export const nextStepData = v.strictObject({
  objective: v.string(),
  has_next_step: v.boolean(),
  step_id: v.nullable(v.string()),
  step_description: v.nullable(v.string()),
  phase_name: v.nullable(v.string()),
  reason: v.string(),
});

export const objectiveCheck = v.strictObject({
  objective: v.string(),
  checks: list(v.strictObject({ passed: v.boolean(), name: v.string(), detail: v.string() })),
  verdict: v.string(),
});

export const plannedStep = v.strictObject({
  ...changed.entries,
  objective: v.string(),
  step: v.nullable(v.string()),
  plan: v.nullable(v.strictObject({ id: v.string(), path: v.string() })),
  /** Whether the step had its plan before. */
  existed: v.boolean(),
  reason: v.string(),
});

export const reconciled = v.strictObject({
  message: v.string(),
  objectives: list(
    v.strictObject({
      objective: v.string(),
      step: v.nullable(v.string()),
      plan: v.nullable(v.string()),
      reason: v.string(),
      error: v.nullable(v.string()),
    }),
  ),
});
