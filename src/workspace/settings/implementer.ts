import { type Proposal, proposalOf } from '../../model/proposal.js';
import { type Result, success } from '../../model/result.js';
import { sha256 } from '../ledger/sha256.js';
import type { Workspace } from '../workspace.js';
import { readUserConfig } from './userConfig.js';

/** The command that implements a plan, and what needs consent before it is run; null: it may be run. */
export interface ChosenImplementer {
  readonly command: string;
  readonly proposal: Proposal | null;
}

/**
 * The command that implements plans: of the flag, the environment (DOC_OPS_IMPLEMENTER) or the person's own config,
 * which are orders, else what the repository's config proposes. Null where none is set.
 */
export function chooseImplementer(workspace: Workspace, flag?: string): Result<ChosenImplementer | null> {
  const user = readUserConfig(workspace);
  if (!user.ok) return user;
  const ordered =
    flag || workspace.environment.env.DOC_OPS_IMPLEMENTER || user.value.run.implementer || undefined;
  if (ordered !== undefined) return success({ command: ordered, proposal: null });
  const command = workspace.config.run.implementer;
  if (command === '') return success(null);
  return success({ command, proposal: proposalOf('implementer', [['runs', command]], sha256) });
}
