import type { Finding } from '../../model/finding.js';
import { failure, type Result } from '../../model/result.js';
import { applyFixes } from '../fixing.js';
import { workspaceOf } from '../openContext.js';
import type { Context, Outcome } from '../verb.js';
import { readFindings } from './readLive.js';

/**
 * Apply the repairs of findings that were shown a while ago: a repair is about the text that was judged, so what it
 * was about is judged again, and those that are gone are left out.
 */
export async function fixAgain(
  context: Context,
  shown: readonly Finding[],
): Promise<Result<Outcome<{ readonly fixed: number }>>> {
  const now = await readFindings(workspaceOf(context));
  const fresh = shown.flatMap(({ rule, path, message }) => {
    const isSame = (one: Finding) => one.rule === rule && one.path === path && one.message === message;
    return now.find((one) => one.fix && isSame(one)) ?? [];
  });
  if (fresh.length === 0)
    return failure('changed-meanwhile', 'this has changed meanwhile', { hint: 'look again' });
  return applyFixes(context, fresh);
}
