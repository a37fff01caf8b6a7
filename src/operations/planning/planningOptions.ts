import { flag, type InputOf, list, number } from '../verb.js';
import { executorOptions } from './executorOptions.js';

/** The options of every verb that generates plans. */
export const planningOptions = {
  constraint: list('something that the plan must keep to', { value: 'text' }),
  maxTascs: number('at most this many tascs beside the review; default 10', { value: 'n' }),
  prior: list('a plan whose proven work may be cited', { value: 'id', completes: 'plan', commas: true }),
  noApproval: flag('without a review by a person after all other tascs'),
  context: list('a file that the planner reads; lines with FILE:from-to', {
    value: 'file',
    completes: 'path',
  }),
  contextText: list('a text that the planner reads; - is standard input', { value: 'text' }),
  search: list('search code and documents for this, for the planner to read', { value: 'query' }),
  ...executorOptions,
} as const;

/** The options of a verb that generates plans, as they were given. */
export type PlanningInput = InputOf<typeof planningOptions>;
