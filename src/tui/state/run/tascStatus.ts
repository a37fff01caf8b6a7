import type { ViewedTasc } from '../../../operations/live/planView.js';
import type { Style } from '../../../present/screen/line.js';
import type { LiveTasc, State } from '../state.js';

/** The status of a tasc: in the current run, else by a person, by its proof, or in the last run. */
export type TascStatus =
  | 'waits'
  | 'runs'
  | 'passed'
  | 'failed'
  | 'stopped'
  | 'blocked'
  | 'asks'
  | 'rejected'
  | 'approved'
  | 'proven'
  | 'stale'
  | 'not run'
  // Before the work a check should fail: one that passes already proves nothing about it.
  | 'passes'
  | 'fails';

export function tascStatusOf(state: State, tasc: ViewedTasc): TascStatus {
  const { run } = state;
  const { now, last } = liveOf(state, tasc.id);
  if (now && now.state !== 'skipped') return liveStatus(now.state, run.running?.baseline === true);
  if (tasc.waiting) return tasc.waiting.rejected === null ? 'asks' : 'rejected';
  if (tasc.approved) return 'approved';
  if (tasc.state === 'fresh') return 'proven';
  if (last && (last.state === 'passed' || last.state === 'failed') && run.last?.baseline)
    return liveStatus(last.state, true);
  if (last?.state === 'stopped') return 'stopped';
  if (tasc.state === 'stale' || tasc.state === 'failed') return tasc.state;
  return last?.state === 'failed' || last?.state === 'blocked' ? last.state : 'not run';
}

function liveStatus(state: LiveTasc['state'], isBaseline: boolean): TascStatus {
  if (isBaseline && state === 'passed') return 'passes';
  if (isBaseline && state === 'failed') return 'fails';
  return state === 'skipped' ? 'proven' : state;
}

/** Whether nothing is left to do for it. */
export function isDone(status: TascStatus): boolean {
  return status === 'proven' || status === 'passed';
}

/** A status as it is shown. */
export interface Look {
  readonly mark: string;
  readonly word: string;
  readonly style: Style;
}

/** Where the word is not the status's own it says more of this tasc. */
export function lookOf(status: TascStatus, { manual, waiting }: ViewedTasc): Look {
  const needed = waiting?.needed ?? 1;
  const word =
    status === 'asks'
      ? `approve${needed > 1 ? ` ${waiting?.approvals ?? 0}/${needed}` : ''}`
      : status === 'not run' && manual
        ? 'manual'
        : status;
  return { ...looks[status], word };
}

const looks: Readonly<Record<TascStatus, Omit<Look, 'word'>>> = {
  waits: { mark: '·', style: { dim: true } },
  runs: { mark: '▶', style: { color: 'blue', bold: true } },
  passed: { mark: '✓', style: { color: 'green' } },
  failed: { mark: '✗', style: { color: 'red', bold: true } },
  stopped: { mark: '◼', style: { color: 'magenta' } },
  blocked: { mark: '⊘', style: { color: 'red' } },
  asks: { mark: '?', style: { color: 'magenta', bold: true } },
  rejected: { mark: '✗', style: { color: 'red' } },
  approved: { mark: '✓', style: { color: 'magenta' } },
  proven: { mark: '✓', style: { color: 'green' } },
  stale: { mark: '~', style: { color: 'magenta' } },
  'not run': { mark: '·', style: { dim: true } },
  passes: { mark: '◇', style: { color: 'magenta' } },
  fails: { mark: '◇', style: { color: 'blue' } },
};

/** A tasc of the shown plan in the current run and in the last one; never of another plan. */
export function liveOf(
  { run }: State,
  tasc: string,
): { readonly now?: LiveTasc | undefined; readonly last?: LiveTasc | undefined } {
  return {
    now: run.running?.plan === run.plan ? run.running?.tascs[tasc] : undefined,
    last: run.last?.plan === run.plan ? run.last?.tascs[tasc] : undefined,
  };
}

/** The reason for a tasc's status: in the current run, else by a person, in the last run, or by its proof. */
export function whyOf(tasc: ViewedTasc, { now, last }: ReturnType<typeof liveOf>): string {
  if (now) return now.state === 'asks' && tasc.waiting?.rejected == null ? '' : now.why;
  if (tasc.waiting?.rejected != null) return tasc.why;
  if (last?.state === 'asks') return '';
  return last?.why || tasc.why;
}
