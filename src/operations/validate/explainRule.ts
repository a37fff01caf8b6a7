import type { InferOutput } from 'valibot';
import { closest } from '../../model/closest.js';
import { failure, type Result, success } from '../../model/result.js';
import { allRules } from '../../rules/index.js';
import type { explained } from '../verbs/output/checking.js';

/** What a rule wants, and why. */
export type Explained = InferOutput<typeof explained>;

/** The documentation of a rule. */
export function explainRule(id: string): Result<Explained> {
  const rule = allRules.find((one) => one.id === id);
  if (rule)
    return success({ id: rule.id, summary: rule.summary, why: rule.why, bad: rule.bad, good: rule.good });
  const ids = allRules.map((one) => one.id);
  const suggestion = closest(id, ids);
  return failure('usage', `unknown rule '${id}'`, {
    ...(suggestion ? { suggestion } : {}),
    allowed: ids,
  });
}
