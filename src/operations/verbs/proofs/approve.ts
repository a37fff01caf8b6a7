import type { InferOutput } from 'valibot';
import { proposalIds } from '../../../model/proposal.js';
import { failure, type Result, success } from '../../../model/result.js';
import { recordConsent } from '../../../workspace/ledger/consent.js';
import { workspaceOf } from '../../openContext.js';
import { consentQuestion, consentText } from '../../plans/askConsent.js';
import { decide } from '../../plans/decide.js';
import { loadValidPlan } from '../../plans/loadPlan.js';
import { approveProposal } from '../../plans/proposals/approveProposal.js';
import { defineVerb, flag, type Outcome, required, text } from '../../verb.js';
import type { approved } from '../output/proofs.js';

export type Approved = InferOutput<typeof approved>;

/** `approve PLAN-001`, `approve PLAN-001/review` */
export const verb = defineVerb({
  name: 'approve',
  summary: 'Consent to running a plan on this machine, or approve a manual tasc',
  description:
    '`approve PLAN-001` shows everything that would run and records your consent on this machine, never in the repository; any change of a command voids it. `approve PLAN-001/review` approves the work: it adds a line to the ledger, which everybody sees, and permits nothing to run. `approve planner` and `approve implementer` consent to what config.yaml proposes to start or to send to.',
  arguments: {
    subject: required('a plan, one of its tascs, planner or implementer', {
      completes: 'plan/tasc',
      value: 'plan[/tasc]',
    }),
  },
  options: {
    why: text('the reason', { short: 'm', value: 'text' }),
    as: text('for whom you speak; recorded, but not counted as a person', { value: 'name' }),
    definition: text('the definition digest that you consent to, without a terminal', {
      value: 'digest',
    }),
    sign: flag('sign the decision with the SSH key that git uses'),
  },
  examples: {
    'doc-ops approve PLAN-001': 'shows what would run, and asks for consent',
    'doc-ops approve PLAN-001/review --why "read it"':
      'approves the tasc, so that what depends on it can run',
  },
  run: async (context, input): Promise<Result<Outcome<Approved>>> => {
    const slash = input.subject.indexOf('/');
    if (slash > 0 && !input.subject.endsWith('.md')) {
      const decided = await decide(context, {
        plan: input.subject.slice(0, slash),
        tasc: input.subject.slice(slash + 1),
        event: 'approval',
        why: input.why ?? '',
        as: input.as,
        sign: input.sign,
      });
      if (!decided.ok) return decided;
      const { plan, tasc, left } = decided.value;
      const rest = left > 0 ? `; ${left} more needed` : '';
      return success({
        notes: left > 0 ? [] : [`doc-ops run ${plan} continues`],
        data: {
          message: `approved ${plan}/${tasc}${rest}`,
          shown: [],
          definition: null,
          decision: decided.value,
        },
      });
    }
    const proposed = proposalIds.find((id) => id === input.subject);
    if (proposed !== undefined) {
      const approvedProposal = await approveProposal(context, proposed, input.definition);
      return approvedProposal.ok
        ? success({ data: { ...approvedProposal.value, decision: null } })
        : approvedProposal;
    }
    const workspace = workspaceOf(context);
    const plan = await loadValidPlan(workspace, input.subject);
    if (!plan.ok) return plan;
    const { id, definition } = plan.value;
    const shown = consentText(plan.value);
    if (input.definition !== undefined) {
      if (input.definition !== definition) {
        return failure('refused', `the definition of ${id} is ${definition}, not ${input.definition}`, {
          hint: 'somebody changed the plan; look at it again',
        });
      }
    } else {
      if (!context.person) {
        return failure('needs-person', `a person has to see what ${id} runs`, {
          hint: `in a terminal: doc-ops approve ${id}; elsewhere: --definition ${definition}`,
        });
      }
      const question = consentQuestion(workspace, plan.value, 'Consent to run this on your machine?');
      if ((await context.person.confirm(question, false)) !== true)
        return failure('needs-person', `no consent to ${id} was given`);
    }
    if (!recordConsent(workspace, plan.value)) {
      return failure('io', 'your consent cannot be kept: no folder outside the repository', {
        hint: 'let HOME or XDG_STATE_HOME name a folder that can be written; doc-ops run --yes consents once',
      });
    }
    return success({
      data: {
        message: `${id} may run on this machine, as it is defined now`,
        shown,
        definition,
        decision: null,
      },
    });
  },
});
