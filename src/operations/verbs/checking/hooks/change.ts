import type { Result } from '../../../../model/result.js';
import { success } from '../../../../model/result.js';
import type { HooksChanged } from '../../../../workspace/hooks/manage.js';
import type { HooksState } from '../../../../workspace/hooks/state.js';
import type { Outcome } from '../../../verb.js';

export interface HooksReport {
  /** What was changed, or would be with `--dry-run`. */
  readonly changed: readonly string[];
  readonly state: HooksState;
}

/** Hooks that doc-ops could not enter leave the commit unchecked, so that install fails after doing the rest. */
export function report(done: Result<HooksChanged>, install: boolean): Result<Outcome<HooksReport>> {
  if (!done.ok) return done;
  const { changes, state } = done.value;
  const data = { changed: changes.map(({ path }) => path), state };
  const refused = state.parts.some(({ state: part, reason }) => part === 'foreign' && reason !== undefined);
  return success({ data, changes, ...(install && refused ? { failed: true } : {}) });
}
