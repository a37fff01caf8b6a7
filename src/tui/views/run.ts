import type { ViewedRun, ViewedTasc } from '../../operations/live/planView.js';
import { fit, fitLine, safe, truncate, widthOf, wrapText } from '../screen/cells.js';
import type { Line, Piece, Style } from '../screen/line.js';
import { decodePrinted } from '../screen/sgr.js';
import { liveOf } from '../state/live.js';
import { memo } from '../state/memo.js';
import { outputLines, shownOutput } from '../state/output.js';
import { runEnding } from '../state/runHistory.js';
import { outputHead, runLayout } from '../state/runLayout.js';
import { planTitle } from '../state/running.js';
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
  const { left, tascRows, columns: width } = runLayout(state);
  const height = rows - head.length;
  const list =
    run.focus === 'history' && !isWide(state)
      ? historyLines(state, left, height)
      : tascLines(state, left, tascRows);
  if (!isWide(state)) {
    if (run.focus === 'history') return pane([...head, ...list], size.columns, rows);
    return pane([...head, ...list, ...outputPane(state)], size.columns, rows);
  }
  const right = run.focus === 'history' ? historyLines(state, width, height) : outputPane(state);
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
  return [first, standing(state, isRunning)];
}

/** What the plan waits for, or what went wrong, and the key for it. */
function standing({ run }: State, isRunning: boolean): Line {
  const shown = run.shown;
  const problem = shown?.problems[0];
  if (problem) return [{ text: ` ✗ ${safe(problem)}`, style: { color: 'red' } }];
  if (isRunning) return [{ text: ' S stops it; what is proven stays proven', style: { dim: true } }];
  const failed = (shown?.tascs ?? []).filter(({ state }) => state === 'failed').map(({ id }) => id);
  if (failed.length > 0)
    return [
      { text: ` ✗ ${safe(failed.join(', '))} failed`, style: { color: 'red' } },
      { text: '   r goes on with it', style: { dim: true } },
    ];
  const rejected = (shown?.tascs ?? []).filter((tasc) => tasc.waiting?.rejected != null).map(({ id }) => id);
  if (rejected.length > 0)
    return [
      { text: ` ✗ ${safe(rejected.join(', '))} was rejected`, style: { color: 'red' } },
      { text: '   a approves after all', style: { dim: true } },
    ];
  const waiting = (shown?.tascs ?? []).filter((tasc) => tasc.waiting && !tasc.approved).map(({ id }) => id);
  if (waiting.length > 0)
    return [
      { text: ` ? ${safe(waiting.join(', '))} waits for a person`, style: { color: 'magenta' } },
      { text: '   a approves, R rejects', style: { dim: true } },
    ];
  const text = shown?.consented
    ? ' you have consented to running it as it stands'
    : ' running it asks for your consent first';
  return [{ text, style: { dim: true } }];
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
  const shown = tascs.slice(first, first + height);
  const depths = depthsOf(tascs);
  const nameOf = (tasc: ViewedTasc) =>
    `${'  '.repeat(Math.min(depths.get(tasc.id) ?? 0, 4))}${safe(tasc.id)}`;
  const idCells = Math.max(6, Math.min(18, Math.max(0, ...tascs.map((one) => widthOf(nameOf(one))))));
  const isTimed = tascs.some(({ id }) => liveOf(state, id).now ?? liveOf(state, id).last);
  return shown.map((tasc, at) => {
    const known = liveOf(state, tasc.id);
    const live = known.now ?? known.last;
    const { mark, word, style } = stateOf(state, tasc);
    const elapsed = live ? elapsedOf(live, run.now) : '';
    const attempt = live && live.attempt > 1 ? `×${live.attempt}` : '';
    const note = noteOf(tasc, known);
    const line = fitLine(
      [
        { text: ` ${mark} `, style },
        {
          text: `${fit(nameOf(tasc), idCells)} `,
          style: { color: 'cyan' },
        },
        { text: fit(`${word}${attempt}`, 11), style },
        { text: isTimed ? fit(elapsed, 7, 'right') : '', style: { dim: true } },
        { text: '  ' },
        ...note,
      ],
      columns,
    );
    return first + at === run.selected ? selectedLine(line, run.focus === 'tascs') : line;
  });
}

/** What there is to say of a tasc beside how it stands: why, or what it printed last. */
function noteOf(tasc: ViewedTasc, { now, last }: ReturnType<typeof liveOf>): Line {
  const live = now ?? last;
  const isApproved = tasc.approved && live?.state !== 'passed';
  if (isApproved) return [{ text: 'r goes on', style: { dim: true } }];
  const why = live?.state === 'asks' ? 'a approves, R rejects' : now ? now.why : last?.why || tasc.why;
  if (why) return [{ text: safe(why), style: { dim: true } }];
  const printed = live?.lines.at(-1);
  if (printed) return decodePrinted(printed).map((one) => ({ ...one, style: { ...one.style, dim: true } }));
  return [{ text: safe(tasc.title) }];
}

/** How many tascs stand before each one on its longest way. They come in the order of their run: what is needed first. */
const depthsOf = memo((tascs: readonly ViewedTasc[]): ReadonlyMap<string, number> => {
  const depths = new Map<string, number>();
  for (const { id, needs } of tascs)
    depths.set(
      id,
      needs.reduce((deepest, need) => Math.max(deepest, (depths.get(need) ?? -1) + 1), 0),
    );
  return depths;
});

function elapsedOf(live: LiveTasc, now: number): string {
  const milliseconds =
    live.milliseconds ?? (live.started !== null && live.state === 'runs' ? now - live.started : null);
  if (milliseconds === null) return '';
  return milliseconds < 60_000
    ? `${(milliseconds / 1000).toFixed(1)}s`
    : `${Math.floor(milliseconds / 60_000)}m${String(Math.floor(milliseconds / 1000) % 60).padStart(2, '0')}s`;
}

function outputPane(state: State): Line[] {
  const tasc = state.run.shown?.tascs[state.run.selected];
  if (!tasc) return [];
  const head = outputHead(state);
  const count = outputLines(state).length;
  if (count > 0) return [...head.slice(0, -1), outputRule(state, count), ...shownOutput(state)];
  const isRunning = liveOf(state, tasc.id).now?.state === 'runs';
  const none = isRunning ? 'nothing printed yet' : tasc.proof ? 'it printed nothing' : 'not run yet';
  return [...head, [{ text: ` ${none}`, style: { dim: true } }]];
}

/** The rule above the output; it tells where in it the person has scrolled to. */
function outputRule(state: State, count: number): Line {
  const { columns } = runLayout(state);
  const { scroll } = state.run;
  const text = scroll === null ? '' : ` from line ${scroll + 1} of ${count}, Esc goes to the end `;
  const cut = truncate(text, Math.max(0, columns - 2));
  return [
    { text: '──', style: { dim: true } },
    { text: cut },
    { text: '─'.repeat(Math.max(0, columns - 2 - widthOf(cut))), style: { dim: true } },
  ];
}

function historyLines({ run }: State, columns: number, height: number): Line[] {
  const runs = run.shown?.runs ?? [];
  const head: Line = [
    { text: ` ${runs.length} runs in the ledger`, style: { bold: true } },
    { text: '   Enter shows one, v verifies, y leaves; times in UTC', style: { dim: true } },
  ];
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
  const [mark, style] = runEnding(run);
  return [
    { text: ` ${run.started.slice(0, 16).replace('T', ' ')}  `, style: { dim: true } },
    { text: fit(mark, 11), style },
    { text: fit(`${run.proven}/${run.total}`, 6) },
    { text: fit(run.commit?.slice(0, 9) ?? '', 10), style: { dim: true } },
    { text: run.overall ? run.overall.slice(0, 16) : '', style: { color: 'cyan' } },
  ];
}
