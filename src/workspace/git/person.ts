import { userInfo } from 'node:os';
import type { Workspace } from '../workspace.js';
import { gitOutput } from './git.js';

/** The person's name for an assignee: git's `user.name`, else the operating system's user. */
export async function whoAmI(workspace: Workspace): Promise<string> {
  const { env } = workspace.environment;
  if (env.GIT_AUTHOR_NAME) return env.GIT_AUTHOR_NAME;
  if (workspace.repository) {
    const name = await gitOutput(workspace, ['config', 'user.name']);
    if (name.ok && name.value.trim() !== '') return name.value.trim();
  }
  return env.USER ?? env.LOGNAME ?? userInfo().username;
}
