import { ofOneRepository } from '../git/command.js';
import type { Workspace } from '../workspace.js';

/** What a person's commands run with: their environment, without what git sets for a hook of one repository. */
export function commandEnvironment(workspace: Workspace): Record<string, string | undefined> {
  const { env } = workspace.environment;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !ofOneRepository.includes(name)));
}
