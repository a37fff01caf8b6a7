import { userInfo } from 'node:os';
import type { Who } from '../../model/ledger/event.js';
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

/** Who decides: git's e-mail, the operating system's user, whether a terminal was attached. */
export async function whoDecides(workspace: Workspace, terminal: boolean): Promise<Who> {
  const email = workspace.repository ? await gitOutput(workspace, ['config', 'user.email']) : null;
  const fromEnvironment = workspace.environment.env.GIT_AUTHOR_EMAIL;
  const found = fromEnvironment || (email?.ok ? email.value.trim() : '');
  return { git_email: found || null, os_user: userInfo().username, terminal };
}
