import { shownExactly } from '../../../model/display.js';
import type { Proposal, ProposalId } from '../../../model/proposal.js';
import { failure, type Result, success } from '../../../model/result.js';
import { hasConsent, recordConsent } from '../../../workspace/ledger/consent.js';
import type { Workspace } from '../../../workspace/workspace.js';
import { workspaceOf } from '../../openContext.js';
import type { Context } from '../../verb.js';

/** What each proposal is for, and how a person decides it without the repository. */
const purposes: Readonly<Record<ProposalId, { readonly what: string; readonly instead: string }>> = {
  planner: { what: 'how plans are written', instead: '--executor, DOC_OPS_EXECUTOR or your own config' },
  implementer: {
    what: 'the command that implements plans',
    instead: '--implementer, DOC_OPS_IMPLEMENTER or your own config',
  },
};

/** All that a proposal would start or send to: nothing is cut, nothing is hidden. */
export function proposalText({ entries }: Proposal): string[] {
  return entries.flatMap(([name, value]) => {
    const [first = '', ...rest] = value.split('\n').map(shownExactly);
    return [`  ${name}: ${first}`, ...rest.map((line) => `    ${line}`)];
  });
}

/** What a person is asked about. */
export function proposalQuestion(workspace: Workspace, proposal: Proposal, question: string): string {
  return [
    `${configOf(workspace)} proposes ${purposes[proposal.id].what}:`,
    '',
    ...proposalText(proposal),
    '',
    ...(proposal.id === 'planner'
      ? ['It gets the goal and parts of this repository; doc-ops plan generate --show-context shows which.']
      : []),
    question,
  ].join('\n');
}

/**
 * Make sure that this person consents to exactly what the repository's config proposes: given before on this machine,
 * by `once`, or asked for in a terminal.
 */
export async function consentToProposal(
  context: Context,
  proposal: Proposal,
  once = false,
): Promise<Result<'given' | 'once'>> {
  const workspace = workspaceOf(context);
  if (once) return success('once');
  if (hasConsent(workspace, proposal)) return success('given');
  const { what, instead } = purposes[proposal.id];
  const hint = `doc-ops approve ${proposal.id} shows it and asks; ${instead} decides it yourself`;
  if (!context.person) {
    return failure(
      'needs-person',
      `${configOf(workspace)} proposes ${what} (${briefly(proposal)}), and you have not consented to it on this machine`,
      { hint },
    );
  }
  const answer = await context.person.confirm(
    proposalQuestion(workspace, proposal, 'Consent to this on your machine?'),
    false,
  );
  if (answer !== true)
    return failure('needs-person', `${what}: no consent was given, nothing was started or sent`, { hint });
  return success(recordConsent(workspace, proposal) ? 'given' : 'once');
}

function configOf({ root, folder }: Workspace): string {
  return shownExactly(`${root}/${folder}/config.yaml`);
}

/** On one line, for a message. */
function briefly({ entries }: Proposal): string {
  const text = entries.map(([name, value]) => `${name} ${shownExactly(value)}`).join(', ');
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
