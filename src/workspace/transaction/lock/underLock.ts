import type { Result } from '../../../model/result.js';
import { resolveInside } from '../../files/safePath.js';
import { stateFolders } from '../../files/stateFolders.js';
import type { Workspace } from '../../workspace.js';
import { withLock } from './lock.js';

/** How long to wait for others, in ms without any of them making progress; a long time when not given. */
export interface Patience {
  readonly patience?: number;
}

/** Do some work while no other process changes the documents of this repository. */
export async function underLock<T>(
  workspace: Workspace,
  verb: string,
  work: () => Promise<Result<T>>,
  { patience }: Patience = {},
): Promise<Result<T>> {
  // It could be a link that came with the repository.
  const state = resolveInside(workspace, `${workspace.folder}/.state/tmp`);
  if (!state.ok) return state;
  const token = () => workspace.environment.token(8);
  const waiting = patience === undefined ? { token } : { token, patience };
  return withLock(stateFolders(workspace).lock, verb, waiting, work);
}
