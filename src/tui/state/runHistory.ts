import type { ViewedRun } from '../../operations/live/planView.js';
import type { Line, Style } from '../screen/line.js';
import { type Step, step } from './event.js';
import type { State } from './state.js';

/** How a run of the ledger ended, in a word. */
export function runEnding(run: ViewedRun): readonly [word: string, style: Style] {
  if (run.verified) return ['✓ proven', { color: 'green' }];
  if (run.baseline) return ['◇ baseline', { color: 'blue' }];
  if (run.interrupted) return ['◼ stopped', { color: 'yellow' }];
  return run.failed > 0 ? ['✗ failed', { color: 'red' }] : ['… open', { dim: true }];
}

/** Everything that is known of the selected run, its hash in full. */
export function showRun(state: State): Step {
  const run = state.run.shown?.runs[state.run.history];
  if (!run) return step(state);
  const [word, style] = runEnding(run);
  const row = (label: string, text: string, own?: Style): Line => [
    { text: label.padEnd(12), style: { dim: true } },
    own ? { text, style: own } : { text },
  ];
  const lines: Line[] = [
    row('ended', run.interrupted && run.baseline ? `${word}, stopped` : word, style),
    row('started', `${run.started.slice(0, 19).replace('T', ' ')} UTC`),
    row('commit', run.commit ?? 'none'),
    row('proven', `${run.proven} of ${run.total}`),
    row('failed', String(run.failed)),
    row('proof hash', run.overall ?? 'none: not everything was proven'),
  ];
  const title = `A run of ${state.run.plan ?? ''}`;
  return step({
    ...state,
    overlays: [...state.overlays, { kind: 'pages', title, lines, offset: 0, accept: null }],
  });
}
