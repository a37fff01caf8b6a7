import { shownExactly } from '../../model/display.js';
import type { ValidPlan } from '../../model/plan/plan.js';
import { failure, type Result, success } from '../../model/result.js';
import { hasConsent, recordConsent } from '../../workspace/ledger/consent.js';
import type { Workspace } from '../../workspace/workspace.js';
import { workspaceOf } from '../openContext.js';
import type { Context } from '../verb.js';

/** Everything that a plan would run: nothing is cut, nothing is hidden. */
export function consentText(plan: ValidPlan): string[] {
  return plan.order.flatMap((id) => {
    const tasc = plan.byId.get(id);
    if (!tasc) return [];
    if (tasc.proof.check.type === 'manual') return [`${shownExactly(id)}: a person decides`];
    const where = tasc.cwd === '.' ? [] : [`  in ${shownExactly(tasc.cwd)}`];
    const env = Object.entries(tasc.env).map(([name, value]) => `  ${name}=${shownExactly(value)}`);
    const lines = tasc.testingInstructions.split('\n').map((line) => `  $ ${shownExactly(line)}`);
    return [`${shownExactly(id)}:`, ...where, ...env, ...lines];
  });
}

/** What a person is asked about: everything that would run, and how much of it there is to scroll back to. */
export function consentQuestion(workspace: Workspace, plan: ValidPlan, question: string): string {
  const commands = plan.tascs.filter(({ testingInstructions }) => testingInstructions !== '');
  const lines = commands.reduce(
    (sum, { testingInstructions }) => sum + testingInstructions.split('\n').length,
    0,
  );
  return [
    `${plan.id} would run in ${shownExactly(workspace.root)}:`,
    '',
    ...consentText(plan),
    '',
    `That is all of it: ${commands.length} ${commands.length === 1 ? 'command' : 'commands'}, ${lines} ${lines === 1 ? 'line' : 'lines'}.`,
    question,
  ].join('\n');
}

/**
 * Make sure that this person consents to running exactly this plan: given before, by `--yes` for once, or asked for
 * in a terminal. The plan that was shown is the plan that is run: it is passed on, never read again.
 */
export async function askConsent(
  context: Context,
  plan: ValidPlan,
  once: boolean,
): Promise<Result<'given' | 'once'>> {
  const workspace = workspaceOf(context);
  if (once) return success('once');
  if (hasConsent(workspace, plan)) return success('given');
  if (!context.person) {
    return failure('needs-person', `${plan.id} was not consented to on this machine, or has changed since`, {
      hint: `doc-ops approve ${plan.id} shows what would run and asks; --yes consents once`,
    });
  }
  const answer = await context.person.confirm(
    consentQuestion(workspace, plan, 'Run this on your machine?'),
    false,
  );
  if (answer !== true) {
    return failure('needs-person', `${plan.id} was not run`, {
      hint: `doc-ops approve ${plan.id} asks again`,
    });
  }
  return success(recordConsent(workspace, plan) ? 'given' : 'once');
}
