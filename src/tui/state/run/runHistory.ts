import type { RanTasc, ViewedRun } from '../../../operations/live/viewedRuns.js';
import { safe, widthOf } from '../../../present/screen/cells.js';
import type { Line, Style } from '../../../present/screen/line.js';
import { type Transition, transition } from '../event.js';
import type { State } from '../state.js';

/** How long something took, in a few characters: `0.3s`, `1m05s`. */
export function elapsedLabel(milliseconds: number): string {
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)}s`;
  const seconds = String(Math.floor(milliseconds / 1000) % 60).padStart(2, '0');
  return `${Math.floor(milliseconds / 60_000)}m${seconds}s`;
}

/** How a run ended, in a word. */
export function runEnding(run: ViewedRun): readonly [word: string, style: Style] {
  if (run.problem !== null) return ['✗ altered', { color: 'red', bold: true }];
  if (!run.hasEnded) return ['… no end', { color: 'magenta' }];
  if (run.verified) return ['✓ proven', { color: 'green' }];
  if (run.baseline) return ['◇ baseline', { color: 'blue' }];
  if (run.interrupted) return ['◼ stopped', { color: 'magenta' }];
  if (run.failed > 0) return ['✗ failed', { color: 'red' }];
  return run.waiting > 0 ? ['? waited', { color: 'magenta' }] : ['· partly', { dim: true }];
}

/** Everything that is known of the selected run: its tascs, its file, its hash in full. */
export function showRun(state: State): Transition {
  const run = state.run.shown?.runs[state.run.history];
  if (!run) return transition(state);
  const [word, style] = runEnding(run);
  const row = (label: string, text: string, own?: Style): Line => [
    { text: label.padEnd(12), style: { dim: true } },
    own ? { text, style: own } : { text },
  ];
  const how = run.hasEnded ? word : 'it was killed, or it runs in another window';
  const counts = [
    row(run.baseline ? 'passed' : 'proven', `${run.proven} of ${run.total}`),
    row('failed', String(run.failed)),
    row('proof hash', run.overall ?? 'none: not everything was proven'),
  ];
  const lines: Line[] = [
    row('ended', run.interrupted && run.baseline ? `${word}, stopped` : how, style),
    row('started', `${run.started.slice(0, 19).replace('T', ' ')} UTC`),
    row('commit', run.commit ?? 'none'),
    ...(run.hasEnded ? counts : []),
    row('file', safe(run.path)),
    integrityLine(run, row),
    ...(run.tascs.length > 0 ? [[], ...tascLines(run)] : []),
  ];
  const title = `A run of ${state.run.plan ?? ''}`;
  return transition({
    ...state,
    overlays: [...state.overlays, { kind: 'pages', title, lines, offset: 0, accept: null }],
  });
}

/** Whether the file still says what was written into it. */
function integrityLine(run: ViewedRun, row: (label: string, text: string, own?: Style) => Line): Line {
  if (run.problem !== null) return row('', `✗ ${safe(run.problem)}`, { color: 'red', bold: true });
  if (!run.isKept) return row('', 'on this machine only: it proved nothing', { dim: true });
  return row('', '✓ its lines are as they were written', { color: 'green' });
}

function tascLines({ tascs, baseline }: ViewedRun): Line[] {
  const cells = Math.min(24, Math.max(...tascs.map(({ id }) => widthOf(safe(id)))));
  return tascs.map((tasc): Line => {
    const [word, style] = tascEnding(tasc, baseline);
    const time = `${elapsedLabel(tasc.milliseconds)}${tasc.attempt > 1 ? ` ×${tasc.attempt}` : ''}`;
    return [
      { text: `${word} `, style },
      { text: `${safe(tasc.id).padEnd(cells)} `, style: { color: 'cyan' } },
      { text: time.padStart(7), style: { dim: true } },
      { text: `  ${safe(tasc.why)}` },
    ];
  });
}

function tascEnding(tasc: RanTasc, isBaseline: boolean): readonly [word: string, style: Style] {
  if (tasc.interrupted) return ['◼ stopped', { color: 'magenta' }];
  if (isBaseline) return tasc.passed ? ['◇ passes ', { color: 'magenta' }] : ['◇ fails  ', { color: 'blue' }];
  return tasc.passed ? ['✓ passed ', { color: 'green' }] : ['✗ failed ', { color: 'red' }];
}
