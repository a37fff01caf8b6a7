import { type Result, success } from '../../model/result.js';
import type { Workspace } from '../../workspace/workspace.js';
import type { PromptExecutor } from './executor.js';
import { claudeExecutor } from './programs/claude.js';
import { codexExecutor } from './programs/codex.js';
import { commandExecutor } from './programs/command.js';
import { geminiExecutor } from './programs/gemini.js';
import { anthropicServer } from './servers/anthropic.js';
import { openaiServer } from './servers/openai.js';
import { type ServerKind, serverExecutor } from './servers/server.js';
import type { PlannerSettings } from './settings.js';

/** An executor, and what is started or sent to when it is used. */
export interface MadeExecutor {
  readonly executor: PromptExecutor;
  readonly starts: readonly [kind: 'sends to' | 'starts' | 'runs', what: string];
}

/** The executor of these settings, not started; null for the offline planner. */
export function makeExecutor(
  workspace: Workspace,
  { executor, command }: Pick<PlannerSettings, 'executor' | 'command'>,
): Result<MadeExecutor | null> {
  const { env } = workspace.environment;
  switch (executor) {
    case 'offline':
      return success(null);
    case 'anthropic':
      return server(anthropicServer(env));
    case 'openai':
      return server(openaiServer(env));
    case 'claude':
      return success({ executor: claudeExecutor(env), starts: ['starts', 'claude'] });
    case 'codex':
      return success({ executor: codexExecutor(env), starts: ['starts', 'codex'] });
    case 'gemini':
      return success({ executor: geminiExecutor(env), starts: ['starts', 'gemini'] });
    case 'command':
      return success({ executor: commandExecutor(workspace, command), starts: ['runs', command] });
  }
}

function server(kind: Result<ServerKind>): Result<MadeExecutor> {
  if (!kind.ok) return kind;
  return success({ executor: serverExecutor(kind.value), starts: ['sends to', kind.value.address.shown] });
}
