import type { InferOutput } from 'valibot';
import type { Result } from '../../../../model/result.js';
import { success } from '../../../../model/result.js';
import type { HooksChanged } from '../../../../workspace/hooks/manage.js';
import type { Outcome } from '../../../verb.js';
import type { hooksReport } from '../../output/checking.js';

export type HooksReport = InferOutput<typeof hooksReport>;

/** Hooks that doc-ops could not enter leave the commit unchecked, so that install fails after doing the rest. */
export function report(done: Result<HooksChanged>, install: boolean): Result<Outcome<HooksReport>> {
  if (!done.ok) return done;
  const { changes, state } = done.value;
  const data = { changed: changes.map(({ path }) => path), state };
  const refused = state.parts.some(({ state: part, reason }) => part === 'foreign' && reason !== undefined);
  return success({ data, changes, ...(install && refused ? { failed: true } : {}) });
}
