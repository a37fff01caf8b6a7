import {
  fitLine,
  lineWidth,
  safe,
  truncate,
  truncateStart,
  widthOf,
  wrapText,
} from '../../present/screen/cells.js';
import type { Line, Piece, Style } from '../../present/screen/line.js';
import { hintsFor, keyLabel } from '../state/keyMap.js';
import { bodyRows, isTooSmall, smallest, totals } from '../state/selectors.js';
import { type State, type ViewName, viewNames } from '../state/state.js';
import { boardView } from './board.js';
import { documentsView } from './documents.js';
import { over, pane } from './draw.js';
import { graphView } from './graph.js';
import { overlayBox } from './overlays.js';
import { problemsView } from './problems.js';
import { runView } from './run.js';

const views: Readonly<Record<ViewName, (state: State) => Line[]>> = {
  documents: documentsView,
  board: boardView,
  run: runView,
  problems: problemsView,
  graph: graphView,
};

/** The whole screen: as many lines as the terminal has rows, each as wide as it has columns. */
export function composeFrame(state: State): Line[] {
  // What fails outside of a view takes the whole screen: Ink would stop drawing, and say nothing.
  return pane(
    guarded(state, () => compose(state)),
    state.size.columns,
    state.size.rows,
  );
}

function compose(state: State): Line[] {
  const { columns, rows } = state.size;
  if (isTooSmall(state)) {
    const leaving = state.run.running
      ? `${state.run.running.plan} runs; q twice stops it and quits.`
      : 'q quits.';
    const text = `This window is ${columns}×${rows}; doc-ops needs ${smallest.columns}×${smallest.rows}. ${leaving}`;
    return pane(
      wrapText(text, Math.max(1, columns)).map((line) => [{ text: line }]),
      columns,
      rows,
    );
  }
  const body = state.data.exists ? viewBody(state) : pane(firstRun(state), columns, bodyRows(state));
  const status = guarded(state, () => statusLines(state)).map((line) => fitLine(line, columns));
  const [title = []] = guarded(state, () => [titleBar(state)]);
  let screen: Line[] = [
    fitLine(title, columns),
    ...body.slice(0, body.length + 1 - status.length),
    ...status,
  ];
  for (const overlay of state.overlays) {
    const box = guarded(state, () => overlayBox(state, overlay));
    const isList = overlay.kind === 'palette' || overlay.kind === 'switcher';
    screen = over(screen, box, columns, isList ? 2 : undefined);
  }
  return screen;
}

function viewBody(state: State): Line[] {
  return pane(
    guarded(state, () => views[state.view](state)),
    state.size.columns,
    bodyRows(state),
  );
}

/** A view that fails says so in its own pane; the keys still work. */
function guarded({ size }: State, draw: () => Line[]): Line[] {
  try {
    return draw();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const text = `This cannot be shown: ${message}. It is a bug of doc-ops; the other views work.`;
    const cells = size.columns - 4;
    // Lines of one width, since it may be laid over the screen.
    return wrapText(safe(text), cells)
      .slice(0, bodyRows({ size }))
      .map((line): Line => fitLine([{ text: `  ${line}`, style: { color: 'red' } }], cells));
  }
}

const viewLabels: Readonly<Record<ViewName, string>> = {
  documents: 'Documents',
  board: 'Board',
  run: 'Run',
  problems: 'Problems',
  graph: 'Graph',
};

function titleBar(state: State): Line {
  const { columns } = state.size;
  const { data, run } = state;
  const tabs: Piece[] = viewNames.flatMap((name, at): Piece[] => {
    const isShown = name === state.view;
    const label =
      columns >= 80
        ? `${at + 1} ${viewLabels[name]}`
        : isShown
          ? `${at + 1} ${viewLabels[name]}`
          : `${at + 1}`;
    return [{ text: ` ${label} `, style: isShown ? { inverse: true, bold: true } : { dim: true } }];
  });
  const right: Piece[] = [];
  if (run.running) {
    const states = Object.values(run.running.tascs);
    const done = states.filter(({ state: one }) => one !== 'waits' && one !== 'runs').length;
    right.push({
      text: `▶ ${run.running.plan} ${done}/${states.length} `,
      style: { color: 'magenta', bold: true },
    });
  }
  if (data.findings) {
    const { errors, warnings } = totals(data.findings);
    if (errors > 0) right.push({ text: `✗ ${errors} `, style: { color: 'red', bold: true } });
    if (warnings > 0) right.push({ text: `! ${warnings} `, style: { color: 'magenta' } });
    if (errors + warnings === 0) right.push({ text: '✓ ', style: { color: 'green' } });
  }
  const count = data.documents.length;
  if (columns >= 100 && data.repository !== '')
    right.push({ text: `${count} document${count === 1 ? '' : 's'} `, style: { dim: true } });
  const used = lineWidth(tabs) + lineWidth(right);
  const branch = data.branch ? ` on ${safe(data.branch)}` : '';
  const room = Math.max(0, columns - used - 3);
  const repository = truncate(safe(data.repository), room);
  const name: Piece[] = [
    { text: ` ${repository}`, style: { bold: true, color: 'cyan' } },
    { text: `${truncate(branch, Math.max(0, room - widthOf(repository)))} `, style: { dim: true } },
  ];
  const gap = Math.max(1, columns - used - lineWidth(name));
  return [...tabs, { text: ' '.repeat(gap) }, ...name.slice(0), ...right].filter(({ text }) => text !== '');
}

/** The keys that work here, or what the last action did; a message that is too long for a line takes more of them. */
function statusLines(state: State): Line[] {
  const { toast, size } = state;
  if (!toast) return [statusLine(state)];
  const style: Style = { color: toast.kind === 'done' ? 'green' : 'red', bold: true };
  const mark = toast.kind === 'done' ? ' ✓ ' : ' ✗ ';
  const text = safe(toast.text);
  const hint = toast.hint ? safe(toast.hint) : '';
  if (widthOf(text) + (hint ? widthOf(hint) + 3 : 0) + 4 <= size.columns)
    return [
      [
        { text: mark, style },
        { text, style },
        { text: hint ? `   ${hint}` : '', style: { dim: true } },
      ],
    ];
  const cells = size.columns - 4;
  const lines: Line[] = [
    ...wrapText(text, cells).map((line, at) => [{ text: `${at === 0 ? mark : '   '}${line}`, style }]),
    ...(hint ? wrapText(hint, cells) : []).map((line) => [{ text: `   ${line}`, style: { dim: true } }]),
  ];
  return lines.slice(0, Math.max(1, Math.floor(size.rows / 3)));
}

function statusLine(state: State): Line {
  const { columns } = state.size;
  if (state.busy) return [{ text: ` … ${state.busy}`, style: { color: 'magenta' } }];
  const line: Piece[] = [];
  if (state.marked.size > 0)
    line.push({ text: ` ● ${state.marked.size} marked `, style: { color: 'magenta', bold: true } });
  if (state.documents.filtering && state.view === 'documents')
    return [
      ...line,
      {
        text: ' words  type:plan  status:done  tag:x  links:ADR-001    Enter keeps it, Esc takes it away',
        style: { dim: true },
      },
    ];
  const hints = hintsFor(state);
  const last = hints.filter(({ hint }) => hint === 'help' || hint === 'quit');
  const others = hints.filter((one) => !last.includes(one));
  const pieces = (keys: string, hint: string): Piece[] => [
    { text: ` ${keys}`, style: { bold: true } },
    { text: ` ${hint} `, style: { dim: true } },
  ];
  const end = last.flatMap(({ keys, hint }) => pieces(keyLabel(keys[0] ?? ''), hint ?? ''));
  let room = columns - lineWidth(line) - lineWidth(end);
  for (const { keys, hint } of others) {
    const own = pieces(keyLabel(keys[0] ?? ''), hint ?? '');
    if (lineWidth(own) > room) break;
    room -= lineWidth(own);
    line.push(...own);
  }
  return [...line, ...end];
}

function firstRun({ data, hadDocuments, size }: State): Line[] {
  if (hadDocuments) {
    return [
      [],
      [{ text: `  ${safe(data.folder)}/ is gone, perhaps on another branch.`, style: { bold: true } }],
      [{ text: '  It is shown again as soon as it is back. q quits', style: { dim: true } }],
    ];
  }
  const wrapped = (text: string, style: Style): Line[] =>
    wrapText(text, size.columns - 4).map((line) => [{ text: `  ${line}`, style }]);
  const { place } = data;
  const hooks = place && !place.inGit ? '' : ', and whether git shall check commits';
  return [
    [],
    ...wrapped(`There are no documents in ${safe(data.repository)} yet.`, { bold: true }),
    ...(place
      ? [[{ text: `  ${truncateStart(safe(place.root), size.columns - 4)}`, style: { dim: true } }]]
      : []),
    [],
    ...wrapped(
      `Enter makes ${safe(place?.folder ?? data.folder)}/${place ? ' there,' : ''} with a board and places for plans, decisions, tasks and bugs.`,
      {},
    ),
    ...wrapped(
      `It asks whether to take over decisions that are here${hooks}. Nothing that exists is lost, and u takes the documents back.`,
      { dim: true },
    ),
    [],
    ...wrapped('q quits', { dim: true }),
  ];
}
