import type { ViewedTasc } from '../../../operations/live/planView.js';
import { safe, wrapText } from '../../../present/screen/cells.js';
import type { Line } from '../../../present/screen/line.js';
import { memo } from '../memo.js';
import { bodyRows, isWide } from '../selectors.js';
import type { State } from '../state.js';
import { liveOf, whyOf } from './tascStatus.js';

/** Lines above the tascs: the plan, and its status. */
const runHeadRows = 2;

/** Cells of the list of tascs, and the size of the pane with the output, beside or below it. */
export function runLayout(state: State): {
  readonly left: number;
  readonly tascRows: number;
  readonly columns: number;
  readonly rows: number;
} {
  const height = Math.max(1, bodyRows(state) - runHeadRows);
  if (isWide(state)) {
    const left = Math.max(44, Math.floor(state.size.columns * 0.45));
    return { left, tascRows: height, columns: state.size.columns - left - 1, rows: height };
  }
  const count = Math.min(state.run.shown?.tascs.length ?? 0, height);
  const tascRows = Math.min(count, Math.max(4, Math.floor(height / 2)));
  return { left: state.size.columns, tascRows, columns: state.size.columns, rows: height - tascRows };
}

/** The head of the output of the selected tasc: what it is, what it does, and the reason for its status. */
export function outputHead(state: State): Line[] {
  const { columns } = runLayout(state);
  const tasc = state.run.shown?.tascs[state.run.selected];
  if (!tasc) return [];
  const lines: Line[] = [
    [
      { text: ` ${safe(tasc.id)} `, style: { bold: true } },
      { text: safe(tasc.title), style: { dim: true } },
    ],
  ];
  const command = tasc.manual
    ? 'a person decides: a approves, R rejects'
    : `$ ${tasc.command.replace(/\n/g, ' ⏎ ')}`;
  for (const line of wrapText(safe(command), Math.max(10, columns - 2)).slice(0, 3))
    lines.push([{ text: ` ${line}`, style: { color: tasc.manual ? 'magenta' : 'blue' } }]);
  // What a person decides about.
  if (tasc.manual && tasc.wanted)
    for (const line of wrapText(safe(tasc.wanted), Math.max(10, columns - 2)).slice(0, 4))
      lines.push([{ text: ` ${line}` }]);
  if (tasc.needs.length > 0)
    lines.push([{ text: ` needs ${safe(tasc.needs.join(', '))}`, style: { dim: true } }]);
  const { now, last } = liveOf(state, tasc.id);
  const isApproved = tasc.approved && now?.state !== 'passed';
  const why = isApproved ? 'approved: r continues' : whyOf(tasc, { now, last });
  if (why)
    for (const line of wrapText(safe(why), columns - 2).slice(0, 2))
      lines.push([{ text: ` ${line}`, style: { color: 'magenta' } }]);
  lines.push([{ text: '─'.repeat(columns), style: { dim: true } }]);
  return lines;
}

/** How many tascs come before each one on its longest path, by id. `tascs`: in the order of their run. */
export const runDepths = memo((tascs: readonly ViewedTasc[]): ReadonlyMap<string, number> => {
  const depths = new Map<string, number>();
  for (const { id, needs } of tascs)
    depths.set(id, Math.max(0, ...needs.map((one) => (depths.get(one) ?? -1) + 1)));
  return depths;
});
