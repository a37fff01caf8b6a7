import { userInfo } from 'node:os';
import type { Who } from '../../model/ledger/event.js';
import type { Workspace } from '../workspace.js';
import { gitOutput } from './git.js';

/** Who decides: git's e-mail, the operating system's user, whether a terminal was attached. */
export async function whoDecides(workspace: Workspace, terminal: boolean): Promise<Who> {
  const email = workspace.repository ? await gitOutput(workspace, ['config', 'user.email']) : null;
  const fromEnvironment = workspace.environment.env.GIT_AUTHOR_EMAIL;
  const found = fromEnvironment || (email?.ok ? email.value.trim() : '');
  return { git_email: found || null, os_user: userInfo().username, terminal };
}
