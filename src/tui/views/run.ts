import type { ViewedRun, ViewedTasc } from '../../operations/live/planView.js';
import { fit, fitLine, safe, truncate, wrapText } from '../screen/cells.js';
import type { Line, Piece, Style } from '../screen/line.js';
import { liveOf, outputLines, outputRows, planTitle } from '../state/running.js';
import { bodyRows, isWide } from '../state/selectors.js';
import type { LiveTasc, State } from '../state/state.js';
import { beside, pane, selectedLine } from './draw.js';

/** A plan's tascs with the output of the selected one, or the runs of its ledger. */
export function runView(state: State): Line[] {
  const { run, size } = state;
  const rows = bodyRows(state);
  if (!run.plan || (!run.shown && !run.problem)) return pane(noPlan(state), size.columns, rows);
  const head = headLines(state);
  if (run.problem) {
    const text = wrapText(safe(run.problem), size.columns - 4).map(
      (line): Line => [{ text: `  ${line}`, style: { color: 'red' } }],
    );
    return pane([...head, [], ...text], size.columns, rows);
  }
  const left = isWide(state) ? Math.max(44, Math.floor(size.columns * 0.45)) : size.columns;
  const height = rows - head.length;
  const list =
    run.focus === 'history' && !isWide(state)
      ? historyLines(state, left, height)
      : tascLines(state, left, height);
  if (!isWide(state)) {
    if (run.focus === 'history') return pane([...head, ...list], size.columns, rows);
    const tascRows = Math.min(list.length, Math.max(4, Math.floor(height / 2)));
    return pane(
      [...head, ...list.slice(0, tascRows), ...outputPane(state, size.columns, height - tascRows)],
      size.columns,
      rows,
    );
  }
  const width = size.columns - left - 1;
  const right =
    run.focus === 'history' ? historyLines(state, width, height) : outputPane(state, width, height);
  return [
    ...pane(head, size.columns, head.length),
    ...beside(pane(list, left, height), pane(right, width, height)),
  ];
}

function noPlan({ data }: State): Line[] {
  const plans = data.documents.some(({ type }) => type === 'plan');
  return [
    [],
    [
      {
        text: plans ? '  …' : '  there is no plan yet; n makes one, and its block of tascs makes it run',
        style: { dim: true },
      },
    ],
  ];
}

function headLines(state: State): Line[] {
  const { run, size } = state;
  const shown = run.shown;
  const done = shown ? shown.tascs.filter((tasc) => stateOf(state, tasc).done).length : 0;
  const total = shown?.tascs.length ?? 0;
  const bar =
    total > 0
      ? `${'█'.repeat(Math.round((done / total) * 12))}${'░'.repeat(12 - Math.round((done / total) * 12))} ${done}/${total}`
      : '';
  const isRunning = run.running?.plan === run.plan;
  const said: Piece =
    run.running && isRunning
      ? {
          text: run.running.stopping ? ' stopping…' : run.running.baseline ? ' baseline runs' : ' running',
          style: { color: 'yellow', bold: true },
        }
      : shown?.overall
        ? { text: ` ✓ proven ${shown.overall.slice(0, 16)}`, style: { color: 'green', bold: true } }
        : { text: ' not proven', style: { dim: true } };
  const first: Line = [
    { text: ` ${run.plan ?? ''} `, style: { bold: true, color: 'cyan' } },
    { text: `${truncate(safe(planTitle(state)), Math.max(10, size.columns - 60))}  `, style: { bold: true } },
    { text: bar, style: { color: done === total && total > 0 ? 'green' : 'yellow' } },
    said,
  ];
  const problem = shown?.problems[0];
  const consent: Line = problem
    ? [{ text: ` ✗ ${safe(problem)}`, style: { color: 'red' } }]
    : [
        {
          text: shown?.consented
            ? ' you have consented to running it as it stands'
            : ' running it asks for your consent first',
          style: { dim: true },
        },
      ];
  return [first, consent];
}

interface Shown {
  readonly mark: string;
  readonly word: string;
  readonly style: Style;
  readonly done: boolean;
}

function stateOf(state: State, tasc: ViewedTasc): Shown {
  const { now: live, last: ended } = liveOf(state, tasc.id);
  if (live && live.state !== 'skipped') return liveShown(live);
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
  if (tasc.state === 'stale') return { mark: '~', word: 'stale', style: { color: 'yellow' }, done: false };
  if (tasc.state === 'failed') return { mark: '✗', word: 'failed', style: { color: 'red' }, done: false };
  if (ended && ended.state !== 'skipped' && ended.state !== 'waits' && ended.state !== 'passed')
    return liveShown(ended);
  return { mark: '·', word: tasc.manual ? 'manual' : 'not run', style: { dim: true }, done: false };
}

const liveMarks: Readonly<Record<LiveTasc['state'], Omit<Shown, 'done'>>> = {
  waits: { mark: '·', word: 'waits', style: { dim: true } },
  skipped: { mark: '✓', word: 'proven', style: { color: 'green' } },
  runs: { mark: '▶', word: 'runs', style: { color: 'yellow', bold: true } },
  passed: { mark: '✓', word: 'passed', style: { color: 'green' } },
  failed: { mark: '✗', word: 'failed', style: { color: 'red', bold: true } },
  blocked: { mark: '⊘', word: 'blocked', style: { color: 'red' } },
  asks: { mark: '?', word: 'approve', style: { color: 'magenta', bold: true } },
};

function liveShown(live: LiveTasc): Shown {
  return { ...liveMarks[live.state], done: live.state === 'passed' };
}

function tascLines(state: State, columns: number, height: number): Line[] {
  const { run } = state;
  const tascs = run.shown?.tascs ?? [];
  const first = Math.max(0, Math.min(run.selected - Math.floor(height / 2), tascs.length - height));
  return tascs.slice(first, first + height).map((tasc, at) => {
    const known = liveOf(state, tasc.id);
    const live = known.now ?? known.last;
    const { mark, word, style } = stateOf(state, tasc);
    const elapsed = live ? elapsedOf(live, run.now) : '';
    const attempt = live && live.attempt > 1 ? `×${live.attempt}` : '';
    const note = (live?.why || tasc.why || live?.lines.at(-1)) ?? '';
    const depth = depthOf(tasc, tascs);
    const line = fitLine(
      [
        { text: ` ${mark} `, style },
        {
          text: `${fit(`${'  '.repeat(Math.min(depth, 4))}${safe(tasc.id)}`, 18)} `,
          style: { color: 'cyan' },
        },
        { text: fit(`${word}${attempt}`, 11), style },
        { text: fit(elapsed, 7, 'right'), style: { dim: true } },
        { text: `  ${safe(note || tasc.title)}`, style: note ? { dim: true } : {} },
      ],
      columns,
    );
    return first + at === run.selected ? selectedLine(line, run.focus === 'tascs') : line;
  });
}

/** How many tascs stand before this one on its longest way. */
function depthOf(tasc: ViewedTasc, tascs: readonly ViewedTasc[], seen = 0): number {
  if (seen > 8 || tasc.needs.length === 0) return 0;
  const needed = tascs.filter(({ id }) => tasc.needs.includes(id));
  return 1 + Math.max(0, ...needed.map((one) => depthOf(one, tascs, seen + 1)));
}

function elapsedOf(live: LiveTasc, now: number): string {
  const milliseconds =
    live.milliseconds ?? (live.started !== null && live.state === 'runs' ? now - live.started : null);
  if (milliseconds === null) return '';
  return milliseconds < 60_000
    ? `${(milliseconds / 1000).toFixed(1)}s`
    : `${Math.floor(milliseconds / 60_000)}m${String(Math.floor(milliseconds / 1000) % 60).padStart(2, '0')}s`;
}

function outputPane(state: State, columns: number, height: number): Line[] {
  const { run } = state;
  const tasc = run.shown?.tascs[run.selected];
  if (!tasc) return [];
  const lines: Line[] = [];
  lines.push([
    { text: ` ${safe(tasc.id)} `, style: { bold: true } },
    { text: safe(tasc.title), style: { dim: true } },
  ]);
  const command = tasc.manual
    ? 'a person decides: a approves, R rejects'
    : `$ ${tasc.command.replace(/\n/g, ' ⏎ ')}`;
  for (const line of wrapText(safe(command), Math.max(10, columns - 2)).slice(0, 3))
    lines.push([{ text: ` ${line}`, style: { color: tasc.manual ? 'magenta' : 'blue' } }]);
  if (tasc.needs.length > 0)
    lines.push([{ text: ` needs ${safe(tasc.needs.join(', '))}`, style: { dim: true } }]);
  const known = liveOf(state, tasc.id);
  const live = known.now ?? known.last;
  const why = tasc.approved ? 'approved: r goes on' : live?.why || tasc.why;
  if (why)
    for (const line of wrapText(safe(why), columns - 2).slice(0, 2))
      lines.push([{ text: ` ${line}`, style: { color: 'yellow' } }]);
  lines.push([{ text: '─'.repeat(columns), style: { dim: true } }]);
  const output = outputLines(state);
  const room = Math.max(0, Math.min(outputRows(state), height) - lines.length);
  const last = Math.max(0, output.length - room);
  const from = Math.min(run.scroll ?? last, last);
  for (const text of output.slice(from, from + room)) lines.push([{ text: ` ${safe(text)}` }]);
  if (output.length === 0)
    lines.push([{ text: tasc.proof ? ' it printed nothing' : ' not run yet', style: { dim: true } }]);
  return lines;
}

function historyLines({ run }: State, columns: number, height: number): Line[] {
  const runs = run.shown?.runs ?? [];
  const head: Line = [{ text: ` ${runs.length} runs in the ledger, v verifies them`, style: { bold: true } }];
  if (runs.length === 0)
    return [[{ text: ' no runs in the ledger yet; r runs the plan', style: { dim: true } }]];
  const first = Math.max(0, Math.min(run.history - Math.floor(height / 2), runs.length - height + 1));
  return [
    head,
    ...runs.slice(first, first + height - 1).map((one, at) => {
      const line = fitLine(runLine(one), columns);
      return first + at === run.history ? selectedLine(line, run.focus === 'history') : line;
    }),
  ];
}

function runLine(run: ViewedRun): Line {
  const [mark, style]: readonly [string, Style] = run.verified
    ? ['✓ proven', { color: 'green' }]
    : run.interrupted
      ? ['◼ stopped', { color: 'yellow' }]
      : run.baseline
        ? ['◇ baseline', { color: 'blue' }]
        : run.failed > 0
          ? ['✗ failed', { color: 'red' }]
          : ['… open', { dim: true }];
  return [
    { text: ` ${run.started.slice(0, 16).replace('T', ' ')}  `, style: { dim: true } },
    { text: fit(mark, 11), style },
    { text: fit(`${run.proven}/${run.total}`, 6) },
    { text: fit(run.commit?.slice(0, 9) ?? '', 10), style: { dim: true } },
    { text: run.overall ? run.overall.slice(0, 16) : '', style: { color: 'cyan' } },
  ];
}
