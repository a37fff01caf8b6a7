import type { ReportEvent, RunEvent } from '../../model/ledger/event.js';
import type { ValidPlan } from '../../model/plan/plan.js';
import type { TascOutcome } from '../../runner/events.js';
import type { PlanHashes } from './planState.js';

/** Milliseconds between asking processes to end and making them. */
export const graceMilliseconds = 2000;

/** The first line of a run. */
export function runLine(
  { id, path, definition }: ValidPlan,
  run: Pick<RunEvent, 'file' | 'selected' | 'commit' | 'dirty' | 'doc_ops' | 'started'>,
): RunEvent {
  return { event: 'run', plan: id, path, definition, ...run };
}

/** The last line of a run. */
export function reportLine(
  plan: ValidPlan,
  outcomes: ReadonlyMap<string, TascOutcome>,
  ended: { readonly proven: PlanHashes | null; readonly interrupted: boolean; readonly finished: string },
): ReportEvent {
  const { proven, interrupted, finished } = ended;
  const count = (...wanted: TascOutcome[]) =>
    [...outcomes.values()].filter((one) => wanted.includes(one)).length;
  return {
    event: 'report',
    verified: proven !== null,
    counts: {
      total: plan.tascs.length,
      proven: count('proven', 'skipped'),
      failed: count('failed'),
      waiting: count('waiting'),
      not_run: count('blocked', 'not_run'),
    },
    overall_proof_hash: proven?.overall ?? null,
    result_hash: proven?.result ?? null,
    ...(proven ? { proofs: proven.proofs } : {}),
    interrupted,
    finished,
  };
}
