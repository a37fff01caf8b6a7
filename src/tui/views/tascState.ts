import type { ViewedTasc } from '../../operations/live/planView.js';
import type { Style } from '../screen/line.js';
import { liveOf } from '../state/live.js';
import type { LiveTasc, State } from '../state/state.js';

/** How a tasc stands, as it is shown. */
export interface ShownState {
  readonly mark: string;
  readonly word: string;
  readonly style: Style;
  /** Whether nothing is left to do for it. */
  readonly done: boolean;
}

export function stateOf(state: State, tasc: ViewedTasc): ShownState {
  const { run } = state;
  const { now: live, last: ended } = liveOf(state, tasc.id);
  if (live && live.state !== 'skipped') return liveShown(live, run.running?.baseline === true);
  if (tasc.waiting?.rejected != null)
    return { mark: '✗', word: 'rejected', style: { color: 'red' }, done: false };
  if (tasc.waiting) {
    const { approvals, needed } = tasc.waiting;
    return {
      mark: '?',
      word: needed > 1 ? `approve ${approvals}/${needed}` : 'approve',
      style: { color: 'magenta', bold: true },
      done: false,
    };
  }
  if (tasc.approved) return { mark: '✓', word: 'approved', style: { color: 'magenta' }, done: false };
  if (tasc.state === 'fresh') return { mark: '✓', word: 'proven', style: { color: 'green' }, done: true };
  if (ended && isBaselineResult(ended) && run.last?.baseline) return liveShown(ended, true);
  if (ended?.state === 'stopped') return liveShown(ended, false);
  if (tasc.state === 'stale') return { mark: '~', word: 'stale', style: { color: 'yellow' }, done: false };
  if (tasc.state === 'failed') return { mark: '✗', word: 'failed', style: { color: 'red' }, done: false };
  if (ended && (ended.state === 'failed' || ended.state === 'blocked')) return liveShown(ended, false);
  return { mark: '·', word: tasc.manual ? 'manual' : 'not run', style: { dim: true }, done: false };
}

function isBaselineResult({ state }: LiveTasc): boolean {
  return state === 'passed' || state === 'failed';
}

const liveMarks: Readonly<Record<LiveTasc['state'], Omit<ShownState, 'done'>>> = {
  waits: { mark: '·', word: 'waits', style: { dim: true } },
  skipped: { mark: '✓', word: 'proven', style: { color: 'green' } },
  runs: { mark: '▶', word: 'runs', style: { color: 'yellow', bold: true } },
  passed: { mark: '✓', word: 'passed', style: { color: 'green' } },
  failed: { mark: '✗', word: 'failed', style: { color: 'red', bold: true } },
  stopped: { mark: '◼', word: 'stopped', style: { color: 'yellow' } },
  blocked: { mark: '⊘', word: 'blocked', style: { color: 'red' } },
  asks: { mark: '?', word: 'approve', style: { color: 'magenta', bold: true } },
};

/** Before the work a check should fail: one that passes already proves nothing about it. */
const baselineMarks: Partial<Readonly<Record<LiveTasc['state'], Omit<ShownState, 'done'>>>> = {
  passed: { mark: '◇', word: 'passes', style: { color: 'yellow' } },
  failed: { mark: '◇', word: 'fails', style: { color: 'blue' } },
};

function liveShown(live: LiveTasc, isBaseline: boolean): ShownState {
  const marks = (isBaseline ? baselineMarks[live.state] : undefined) ?? liveMarks[live.state];
  return { ...marks, done: live.state === 'passed' && !isBaseline };
}
