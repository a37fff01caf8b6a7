import { breakLine } from '../../../present/screen/cells.js';
import type { Line } from '../../../present/screen/line.js';
import { decodePrinted } from '../../../present/screen/sgr.js';
import { clamp, type Motion } from '../lists.js';
import { memo } from '../memo.js';
import type { LiveTasc, State } from '../state.js';
import { outputHead, runLayout } from './runLayout.js';
import { liveOf } from './tascStatus.js';

const linesOf = memo((text: string): readonly string[] => text.split('\n'));

/** What the selected tasc prints now, or printed when it was last run. */
export function outputLines(state: State): readonly string[] {
  return outputOf(state).lines;
}

interface Output {
  readonly lines: readonly string[];
  /** Whether lines before them were let go. */
  readonly isCut: boolean;
}

const nothing: Output = { lines: [], isCut: false };

export function outputOf(state: State): Output {
  const { run } = state;
  const tasc = run.shown?.tascs[run.selected];
  if (!tasc) return nothing;
  const { now, last } = liveOf(state, tasc.id);
  if (now && (now.lines.length > 0 || now.state === 'runs')) return followed(now);
  // A run that was stopped left no proof: what is kept is older.
  const isKept = !last || last.lines.length === 0 || tasc.proof !== (run.last?.before[tasc.id] ?? null);
  // Lines that came faster than they could be followed are only in what was kept.
  if (isKept && run.output && run.output.hash === tasc.proof && run.output.text !== '')
    return { lines: linesOf(run.output.text), isCut: run.output.isCut };
  return last ? followed(last) : nothing;
}

function followed({ lines, dropped }: LiveTasc): Output {
  return { lines, isCut: dropped > 0 };
}

/** The part of the output that is shown: each line as long as it is, the end unless the person scrolled. */
export function shownOutput(state: State): Line[] {
  const lines = outputLines(state);
  const { columns, rows } = outputSize(state);
  const from = state.run.scroll;
  if (from !== null && from < lastStart(state)) return broken(lines.slice(from, from + rows), columns, rows);
  return broken(lines.slice(-rows), columns, rows, 'end');
}

/** The scroll position of the output after a motion; null follows its end. */
export function scrolledOutput(state: State, motion: Motion): number | null {
  const { columns, rows } = outputSize(state);
  const lines = outputLines(state);
  const last = lastStart(state);
  const from = Math.min(state.run.scroll ?? last, last);
  // As many lines as fill the screen from here, one of them stays.
  const isDown = motion.endsWith('down');
  const near = isDown
    ? lines.slice(from, from + rows)
    : lines.slice(Math.max(0, from - rows), from).reverse();
  const room = motion.startsWith('half') ? Math.floor(rows / 2) : rows - 1;
  const by = Math.max(1, fitting(near, columns, room));
  const to = clamp(from + (isDown ? by : -by), 0, last);
  return to >= last ? null : to;
}

/** Room for the output itself, a cell left free before it. */
function outputSize(state: State): { readonly columns: number; readonly rows: number } {
  const { columns, rows } = runLayout(state);
  return { columns: Math.max(2, columns - 1), rows: Math.max(0, rows - outputHead(state).length) };
}

/** Whether more was printed than can be seen at once. */
export function isLong(state: State): boolean {
  return lastStart(state) > 0;
}

/** The first line of the output when its end is shown. */
function lastStart(state: State): number {
  const lines = outputLines(state);
  const { columns, rows } = outputSize(state);
  return Math.max(0, lines.length - Math.max(1, fitting(lines.slice(-rows).reverse(), columns, rows)));
}

/** How many of the lines, from the first, fit into so many rows. */
function fitting(lines: readonly string[], columns: number, rows: number): number {
  let room = rows;
  const full = lines.findIndex((line) => {
    room -= breakLine(decodePrinted(line), columns, rows).length;
    return room < 0;
  });
  return full < 0 ? lines.length : full;
}

function broken(
  lines: readonly string[],
  columns: number,
  rows: number,
  keep: 'start' | 'end' = 'start',
): Line[] {
  const all = lines.flatMap((line) => breakLine(decodePrinted(line), columns, Math.max(1, rows)));
  const kept = keep === 'start' ? all.slice(0, rows) : all.slice(Math.max(0, all.length - rows));
  return kept.map((line) => [{ text: ' ' }, ...line]);
}
