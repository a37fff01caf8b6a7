import * as v from 'valibot';
import { executorNames, plannerSchemas } from '../../model/config/planner.js';
import { failure, type Result, success } from '../../model/result.js';
import type { ExecutorFlags } from '../../planner/executors/settings.js';
import { type InputOf, number, optionName, text } from '../verb.js';

/** The options of every verb that has a plan written. */
export const executorOptions = {
  executor: text('what writes the plan', { choices: executorNames }),
  command: text('a command that answers the prompt, as executor', { value: 'command' }),
  model: text('the model to ask', { value: 'name' }),
  timeout: number('seconds that one answer may take', { value: 'seconds' }),
  maxTokens: number('tokens of one answer at most', { value: 'count' }),
  contextTokens: number('tokens of the context at most', { value: 'count' }),
  repairs: number('how often errors in an answer go back to the model', { value: 'count' }),
  budget: text('US dollars that the plan may cost', { value: 'dollars' }),
  record: text('keep every answer in this file', { completes: 'path', value: 'file' }),
  replay: text('take the answers from this file, and ask nobody', { completes: 'path', value: 'file' }),
} as const;

export type ExecutorInput = InputOf<typeof executorOptions>;

/** The options as the planner takes them; wrong numbers are named as they are on the command line. */
export function executorFlags(input: ExecutorInput): Result<ExecutorFlags> {
  const { executor, command, model, record, replay } = input;
  const checks = [
    ['timeout', plannerSchemas.timeout_seconds],
    ['maxTokens', plannerSchemas.max_tokens],
    ['contextTokens', plannerSchemas.context_tokens],
    ['repairs', plannerSchemas.repairs],
    ['budget', plannerSchemas.budget],
  ] as const;
  const numbers: Partial<Record<(typeof checks)[number][0], number>> = {};
  for (const [key, schema] of checks) {
    if (input[key] === undefined) continue;
    const checked = v.safeParse(schema, String(input[key]));
    if (!checked.success)
      return failure('invalid-value', `${optionName(key)} takes ${checked.issues[0].message}`);
    numbers[key] = checked.output;
  }
  if (model !== undefined) {
    const checked = v.safeParse(plannerSchemas.model, model);
    if (!checked.success) return failure('invalid-value', `--model takes ${checked.issues[0].message}`);
  }
  const { timeout, ...others } = numbers;
  return success({ executor, command, model, record, replay, timeoutSeconds: timeout, ...others });
}
