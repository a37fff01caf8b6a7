import { failure, type Result, success } from '../../../model/result.js';
import { decide } from '../../plans/decide.js';
import { defineVerb, flag, type Outcome, required, text } from '../../verb.js';
import type { Approved } from './approve.js';

export const verb = defineVerb({
  name: 'reject',
  summary: 'Reject a manual tasc, with a reason',
  description: 'The rejection holds until you approve, or until the plan or its results change.',
  arguments: { subject: required('a manual tasc', { completes: 'plan/tasc', value: 'plan/tasc' }) },
  options: {
    why: text('the reason', { short: 'm', value: 'text' }),
    as: text('for whom you speak; recorded, but not counted as a person', { value: 'name' }),
    sign: flag('sign the decision with the SSH key that git uses'),
  },
  examples: {
    'doc-ops reject PLAN-001/review --why "no test for the empty name"': 'rejects the work, with a reason',
  },
  run: async (context, input): Promise<Result<Outcome<Approved>>> => {
    const [plan = '', tasc = ''] = input.subject.split('/');
    if (!input.why?.trim()) return failure('usage', 'a rejection needs a reason', { hint: '--why "…"' });
    const { why, as, sign } = input;
    const decided = await decide(context, { plan, tasc, event: 'rejection', why, as, sign });
    if (!decided.ok) return decided;
    const message = `rejected ${decided.value.plan}/${decided.value.tasc}`;
    return success({ data: { message, shown: [], definition: null, decision: decided.value } });
  },
});
