import type { Finding } from '../../model/finding.js';
import { failure, type Result } from '../../model/result.js';
import { workspaceOf } from '../openContext.js';
import { applyFixes } from '../validate/applyFixes.js';
import type { Context, Outcome } from '../verb.js';
import { readFindings } from './readLive.js';

/**
 * Apply the repair of a finding that was shown a while ago: a repair is about the text that was judged, so that text is
 * judged again.
 */
export async function fixAgain(
  context: Context,
  { rule, path, message }: Finding,
): Promise<Result<Outcome<{ readonly fixed: number }>>> {
  const now = await readFindings(workspaceOf(context));
  const fresh = now.find(
    (one) => one.fix && one.rule === rule && one.path === path && one.message === message,
  );
  if (!fresh) return failure('changed-meanwhile', 'this has changed meanwhile', { hint: 'look again' });
  return applyFixes(context, [fresh]);
}
