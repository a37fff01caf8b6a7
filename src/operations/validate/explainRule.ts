import { closest } from '../../model/closest.js';
import { failure, type Result, success } from '../../model/result.js';
import { allRules } from '../../rules/index.js';

/** What a rule wants, and why. */
export interface Explained {
  readonly id: string;
  readonly summary: string;
  readonly why: string;
  readonly bad: string;
  readonly good: string;
}

/** The documentation of a rule. */
export function explainRule(id: string): Result<Explained> {
  const rule = allRules.find((one) => one.id === id);
  if (rule)
    return success({ id: rule.id, summary: rule.summary, why: rule.why, bad: rule.bad, good: rule.good });
  const ids = allRules.map((one) => one.id);
  const suggestion = closest(id, ids);
  return failure('usage', `there is no rule '${id}'`, {
    ...(suggestion ? { suggestion } : {}),
    allowed: ids,
  });
}
