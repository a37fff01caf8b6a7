import { type Result, success } from '../../model/result.js';
import type { ChosenExecutor } from '../../planner/executors/choose.js';
import type { ExecutorFlags } from '../../planner/executors/settings.js';
import { workspaceOf } from '../openContext.js';
import { consentToProposal } from '../plans/consentToProposal.js';
import type { Context } from '../verb.js';

/**
 * The executor to use: chosen, and consented to where the repository's config proposes it. What only shows the prompt
 * or the context uses `chooseExecutor`, which asks nobody.
 */
export async function executorFor(context: Context, flags: ExecutorFlags): Promise<Result<ChosenExecutor>> {
  const { chooseExecutor } = await import('../../planner/index.js');
  const chosen = chooseExecutor(workspaceOf(context), flags);
  if (!chosen.ok || !chosen.value.proposal) return chosen;
  const consent = await consentToProposal(context, chosen.value.proposal);
  return consent.ok ? success(chosen.value) : consent;
}
