import type { Proposal, ProposalId } from '../../../model/proposal.js';
import { failure, type Result, success } from '../../../model/result.js';
import { recordConsent } from '../../../workspace/ledger/consent.js';
import { chooseImplementer } from '../../../workspace/settings/implementer.js';
import type { Workspace } from '../../../workspace/workspace.js';
import { workspaceOf } from '../../openContext.js';
import type { Context } from '../../verb.js';
import { proposalQuestion, proposalText } from './consentToProposal.js';

/** What was consented to. */
export interface ApprovedProposal {
  readonly message: string;
  readonly shown: readonly string[];
  readonly definition: string;
}

/**
 * Let a person consent to what the repository's config proposes, as it is now. `definition` is the digest that they
 * consent to without a terminal.
 */
export async function approveProposal(
  context: Context,
  id: ProposalId,
  definition: string | undefined,
): Promise<Result<ApprovedProposal>> {
  const workspace = workspaceOf(context);
  const found = await proposalOfConfig(workspace, id);
  if (!found.ok) return found;
  const proposal = found.value;
  if (proposal === null) {
    return failure('refused', `config.yaml proposes no ${id} that needs consent`, {
      hint: `what a flag, the environment or your own config names is used without; ${id === 'planner' ? 'planner.executor' : 'run.implementer'} proposes one`,
    });
  }
  if (definition !== undefined && definition !== proposal.definition) {
    return failure('refused', `the digest of the ${id} is ${proposal.definition}, not ${definition}`, {
      hint: 'somebody changed the config; look at it again',
    });
  }
  if (definition === undefined) {
    if (!context.person) {
      return failure(
        'needs-person',
        `a person has to see what the ${id} starts: ${proposalText(proposal)
          .map((line) => line.trim())
          .join(', ')}`,
        {
          hint: `in a terminal: doc-ops approve ${id}; elsewhere: --definition ${proposal.definition}`,
        },
      );
    }
    const question = proposalQuestion(workspace, proposal, 'Consent to this on your machine?');
    if ((await context.person.confirm(question, false)) !== true)
      return failure('needs-person', `no consent to the ${id} was given`);
  }
  if (!recordConsent(workspace, proposal)) {
    return failure('io', 'your consent cannot be kept: no folder outside the repository', {
      hint: 'let HOME or XDG_STATE_HOME name a folder that can be written',
    });
  }
  return success({
    message: `the ${id} may be used on this machine, as config.yaml has it now`,
    shown: proposalText(proposal),
    definition: proposal.definition,
  });
}

async function proposalOfConfig(workspace: Workspace, id: ProposalId): Promise<Result<Proposal | null>> {
  if (id === 'implementer') {
    const chosen = chooseImplementer(workspace);
    return chosen.ok ? success(chosen.value?.proposal ?? null) : chosen;
  }
  const { chooseExecutor } = await import('../../../planner/index.js');
  const chosen = chooseExecutor(workspace, {});
  return chosen.ok ? success(chosen.value.proposal) : chosen;
}
