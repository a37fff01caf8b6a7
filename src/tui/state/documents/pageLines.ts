import { breakLine, lineWidth } from '../../../present/screen/cells.js';
import type { Line } from '../../../present/screen/line.js';
import { memo } from '../memo.js';
import type { Overlay } from '../overlays/overlay.js';
import type { State } from '../state.js';

const broken = memo((lines: readonly Line[], cells: number): readonly Line[] =>
  lines.flatMap((line) =>
    lineWidth(line) <= cells ? [line] : breakLine(line, cells, Number.POSITIVE_INFINITY),
  ),
);

/** Cells of a box of pages, its frame included. */
export function pagesWidth({ size }: State): number {
  return Math.min(size.columns, 140);
}

/** The lines of pages as they are shown: what is too long goes on in the next line. */
export function pageLines(state: State, { lines }: Extract<Overlay, { kind: 'pages' }>): readonly Line[] {
  return broken(lines, Math.max(2, pagesWidth(state) - 4));
}
