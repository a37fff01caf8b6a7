import { breakLine, fitLine, lineWidth } from '../../../present/screen/cells.js';
import type { Line } from '../../../present/screen/line.js';
import { type Binding, type Pane, paneOf } from '../binding.js';
import { keyLabel, keyMap } from '../keyMap.js';
import { memo } from '../memo.js';
import { bodyRows } from '../selectors.js';
import type { State } from '../state.js';
import type { Overlay } from './overlay.js';

const paneNames: Readonly<Record<Pane, string>> = {
  list: 'Documents',
  document: 'A document',
  board: 'Board',
  run: 'Run',
  problems: 'Problems',
  graph: 'Graph',
};

/** Every key: those that work right here first, then the other views'. */
export function helpLines(state: State, columns = helpColumns(state)): Line[] {
  const here = paneOf(state);
  const panes: Pane[] = [here, ...(Object.keys(paneNames) as Pane[]).filter((pane) => pane !== here)];
  const section = (title: string, bindings: readonly Binding[]): Line[] => [
    [{ text: title, style: { bold: true, color: 'magenta' } }],
    ...inColumns(
      bindings.map(
        ({ keys, help }): Line => [
          { text: `${keys.map(keyLabel).join(' ')}  `.padEnd(14), style: { color: 'cyan' } },
          { text: help },
        ],
      ),
      columns,
    ),
    [],
  ];
  return [
    ...panes.flatMap((pane) =>
      section(
        paneNames[pane],
        keyMap.filter(({ panes }) => panes?.includes(pane)),
      ),
    ),
    ...section(
      'Everywhere',
      keyMap.filter(({ panes }) => !panes),
    ),
    [{ text: 'Everything else is in the command palette: Ctrl-P.', style: { dim: true } }],
  ];
}

function inColumns(lines: readonly Line[], columns: number): Line[] {
  if (columns < 90) return [...lines];
  const half = Math.ceil(lines.length / 2);
  const width = Math.floor(columns / 2);
  return lines
    .slice(0, half)
    .map((line, at) => [...fitLine(line, width - 2), { text: '  ' }, ...(lines[half + at] ?? [])]);
}

/** Cells of a line of the help. */
function helpColumns({ size }: State): number {
  return Math.min(size.columns, 100) - 4;
}

/** How many of so many lines a box over the view shows at once. */
export function pageRows(state: State, lines: number): number {
  return Math.max(1, Math.min(lines, bodyRows(state) - 2));
}

const broken = memo((lines: readonly Line[], cells: number): readonly Line[] =>
  lines.flatMap((line) =>
    lineWidth(line) <= cells ? [line] : breakLine(line, cells, Number.POSITIVE_INFINITY),
  ),
);

/** Cells of a box of pages, its frame included. */
export function pagesWidth({ size }: State): number {
  return Math.min(size.columns, 140);
}

/** The lines of pages as they are shown: what is too long continues in the next line. */
export function pageLines(state: State, { lines }: Extract<Overlay, { kind: 'pages' }>): readonly Line[] {
  return broken(lines, Math.max(2, pagesWidth(state) - 4));
}
