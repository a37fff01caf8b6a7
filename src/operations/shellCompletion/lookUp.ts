import { realEnvironment } from '../../workspace/environment.js';
import { openWorkspace } from '../../workspace/open.js';
import type { Asked, Candidate } from './candidate.js';
import { candidatesFor } from './candidates.js';

/**
 * What there is in the workspace around; nothing where there is none, since a person who presses Tab wants no error.
 * Nothing is written, recovered or waited for.
 */
export async function lookUp(asked: Asked, root: string | undefined): Promise<readonly Candidate[]> {
  const environment = realEnvironment();
  const start = root ?? environment.env.DOC_OPS_ROOT;
  const opened = await openWorkspace({ environment, ...(start === undefined ? {} : { root: start }) });
  return opened.ok ? candidatesFor(opened.value, asked) : [];
}
