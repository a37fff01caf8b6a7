import { type Proposal, proposalOf } from '../../model/proposal.js';
import { failure, type Result, success } from '../../model/result.js';
import { sha256 } from '../../workspace/ledger/sha256.js';
import { readUserConfig } from '../../workspace/settings/userConfig.js';
import type { Workspace } from '../../workspace/workspace.js';
import type { PromptExecutor } from './executor.js';
import { type MadeExecutor, makeExecutor } from './make.js';
import { recordTo } from './recording/record.js';
import { replayFrom } from './recording/replay.js';
import { type ExecutorFlags, type PlannerSettings, plannerSettings } from './settings.js';

/** What will write a plan. Choosing it asks, starts and sends nothing. */
export interface ChosenExecutor {
  readonly settings: PlannerSettings;
  /** `offline`, `anthropic`…, `replay`: as a document records it. */
  readonly name: string;
  /** Null leaves it to the executor. */
  readonly model: string | null;
  /** Null: no model is asked, the offline planner writes the plan. */
  readonly executor: PromptExecutor | null;
  /** What is started or sent to, for people: `sends to https://api.anthropic.com/v1`; null where nothing is. */
  readonly destination: string | null;
  /** What this person must have consented to before the executor is used; null: nothing. */
  readonly proposal: Proposal | null;
}

/**
 * The executor that flags, environment, the person's own config and the repository's config name. Fails for a name that
 * is not one, a command that is missing, a config of the person that cannot be used, and a recording that cannot be
 * read or written.
 */
export function chooseExecutor(workspace: Workspace, flags: ExecutorFlags): Result<ChosenExecutor> {
  const { environment, config } = workspace;
  const user = readUserConfig(workspace);
  if (!user.ok) return user;
  const decided = plannerSettings(config.planner, user.value, environment.env, flags);
  if (!decided.ok) return decided;
  const settings = decided.value;
  if (flags.replay !== undefined) {
    if (flags.record !== undefined) return failure('usage', '--record and --replay exclude each other');
    const replay = replayFrom(environment, flags.replay);
    return replay.ok ? success(chosen(settings, replay.value, null)) : replay;
  }
  if (settings.executor === 'command' && settings.command === '') {
    return failure('usage', 'the executor `command` needs a command', {
      hint: 'set planner.command, DOC_OPS_EXECUTOR_COMMAND or --command',
    });
  }
  const made = makeExecutor(workspace, settings);
  if (!made.ok) return made;
  if (flags.record === undefined) return success(chosen(settings, made.value?.executor ?? null, made.value));
  if (!made.value) return failure('usage', '--record needs an executor: the offline planner asks nobody');
  const recorded = recordTo(environment, flags.record, made.value.executor);
  return recorded.ok ? success(chosen(settings, recorded.value, made.value)) : recorded;
}

function chosen(
  settings: PlannerSettings,
  executor: PromptExecutor | null,
  made: MadeExecutor | null,
): ChosenExecutor {
  return {
    settings,
    name: executor?.name ?? 'offline',
    model: settings.model || null,
    executor,
    destination: made?.starts.join(' ') ?? null,
    proposal: made && settings.isProposed ? plannerProposal(settings, made) : null,
  };
}

/** All that would be started or sent to, and with which model. */
function plannerProposal({ executor, model }: PlannerSettings, { starts }: MadeExecutor): Proposal {
  const named = model === '' ? [] : ([['model', model]] as const);
  return proposalOf('planner', [['executor', executor], ...named, starts], sha256);
}
