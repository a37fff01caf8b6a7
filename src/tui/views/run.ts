import type { ViewedTasc } from '../../operations/live/planView.js';
import type { ViewedRun } from '../../operations/live/viewedRuns.js';
import { fit, fitLine, safe, truncate, widthOf, wrapText } from '../../present/screen/cells.js';
import type { Line } from '../../present/screen/line.js';
import { decodePrinted } from '../../present/screen/sgr.js';
import { isLong, outputLines, outputOf, shownOutput } from '../state/run/output.js';
import { elapsedLabel, runEnding } from '../state/run/runHistory.js';
import { outputHead, runDepths, runLayout } from '../state/run/runLayout.js';
import { liveOf, lookOf, tascStatusOf, whyOf } from '../state/run/tascStatus.js';
import { bodyRows, isPlan, isWide } from '../state/selectors.js';
import type { LiveTasc, State } from '../state/state.js';
import { beside, pane, selectedLine } from './draw.js';
import { headLines } from './runHead.js';

/** A plan's tascs with the output of the selected one, or the runs of its ledger. */
export function runView(state: State): Line[] {
  const { run, size } = state;
  const rows = bodyRows(state);
  if (!run.plan || (!run.shown && !run.problem)) return pane(noPlan(state), size.columns, rows);
  const head = headLines(state);
  if (run.problem) {
    return pane([...head, [], ...problemLines([run.problem], size.columns)], size.columns, rows);
  }
  if (run.shown?.tascs.length === 0)
    return pane([...head, [], ...problemLines(run.shown.problems, size.columns)], size.columns, rows);
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

/** What is wrong, all of it. */
function problemLines(problems: readonly string[], columns: number): Line[] {
  return problems.flatMap((one) =>
    wrapText(safe(one), columns - 4).map((line): Line => [{ text: `  ${line}`, style: { color: 'red' } }]),
  );
}

function noPlan(state: State): Line[] {
  const plans = state.data.documents.some((one) => isPlan(state, one));
  return [
    [],
    [
      {
        text: plans ? '  …' : '  no plan yet; n makes one, and its block of tascs makes it run',
        style: { dim: true },
      },
    ],
  ];
}

function tascLines(state: State, columns: number, height: number): Line[] {
  const { run } = state;
  const tascs = run.shown?.tascs ?? [];
  const first = Math.max(0, Math.min(run.selected - Math.floor(height / 2), tascs.length - height));
  const shown = tascs.slice(first, first + height);
  const depths = runDepths(tascs);
  const nameOf = ({ id }: ViewedTasc) => `${'  '.repeat(Math.min(depths.get(id) ?? 0, 4))}${safe(id)}`;
  const idCells = Math.max(6, Math.min(18, Math.max(0, ...tascs.map((one) => widthOf(nameOf(one))))));
  const isTimed = tascs.some(({ id }) => liveOf(state, id).now ?? liveOf(state, id).last);
  return shown.map((tasc, at) => {
    const known = liveOf(state, tasc.id);
    const live = known.now ?? known.last;
    const { mark, word, style } = lookOf(tascStatusOf(state, tasc), tasc);
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

/** What there is to say of a tasc beside its status: why, or what it printed last. */
function noteOf(tasc: ViewedTasc, { now, last }: ReturnType<typeof liveOf>): Line {
  const live = now ?? last;
  const isApproved = tasc.approved && live?.state !== 'passed';
  if (isApproved) return [{ text: 'r continues', style: { dim: true } }];
  const why = whyOf(tasc, { now, last });
  if (why) return [{ text: safe(why), style: { dim: true } }];
  if (live?.state === 'asks') return [{ text: 'a approves, R rejects', style: { dim: true } }];
  const printed = live?.lines.at(-1);
  if (printed) return decodePrinted(printed).map((one) => ({ ...one, style: { ...one.style, dim: true } }));
  return [{ text: safe(tasc.title) }];
}

function elapsedOf(live: LiveTasc, now: number): string {
  const milliseconds =
    live.milliseconds ?? (live.started !== null && live.state === 'runs' ? now - live.started : null);
  return milliseconds === null ? '' : elapsedLabel(milliseconds);
}

function outputPane(state: State): Line[] {
  const tasc = state.run.shown?.tascs[state.run.selected];
  if (!tasc) return [];
  const head = outputHead(state);
  if (outputLines(state).length > 0) return [...head.slice(0, -1), outputRule(state), ...shownOutput(state)];
  const isRunning = liveOf(state, tasc.id).now?.state === 'runs';
  if (tasc.manual) return head;
  const none = isRunning ? 'nothing printed yet' : tasc.proof ? 'it printed nothing' : 'not run yet';
  return [...head, [{ text: ` ${none}`, style: { dim: true } }]];
}

/** The rule above the output; it tells how much there is, and where in it the person has scrolled to. */
function outputRule(state: State): Line {
  const { columns } = runLayout(state);
  const { scroll } = state.run;
  const { lines, isCut } = outputOf(state);
  const count = `${isCut ? 'the last ' : ''}${lines.length}`;
  const text =
    scroll !== null
      ? ` from line ${scroll + 1} of ${count}: Home its start, Esc its end `
      : isLong(state)
        ? ` ${count} lines, PgUp reads back `
        : '';
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
    { text: ` ${runs.length} run${runs.length === 1 ? '' : 's'} (UTC)`, style: { bold: true } },
    { text: '   Enter shows one, v verifies, y leaves', style: { dim: true } },
  ];
  if (runs.length === 0) return [[{ text: ' it was not run yet; r runs it', style: { dim: true } }]];
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
    { text: fit(run.total > 0 ? `${run.proven}/${run.total}` : '', 6) },
    { text: fit(run.commit?.slice(0, 9) ?? '', 10), style: { dim: true } },
    run.isKept
      ? { text: run.overall ? run.overall.slice(0, 16) : '', style: { color: 'cyan' } }
      : { text: 'not in the ledger', style: { dim: true } },
  ];
}
