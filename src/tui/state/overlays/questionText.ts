import { safe, widthOf } from '../../../present/screen/cells.js';
import { memo } from '../memo.js';
import { bodyRows } from '../selectors.js';
import type { State } from '../state.js';

/** Cells of the box of a question. */
export function questionColumns({ size }: State): number {
  return Math.min(size.columns, 120);
}

/** What a verb asks, as lines; the last of them is the question itself and is always shown. */
export function questionText(
  state: State,
  text: string,
): { readonly lines: readonly string[]; readonly question: string; readonly room: number } {
  const all = [...wrapped(text, questionColumns(state) - 4)];
  const question = all.pop() ?? '';
  return { lines: all, question, room: Math.max(1, bodyRows(state) - 5) };
}

const wrapped = memo((text: string, cells: number) =>
  text.split('\n').flatMap((line) => wrapHard(line, cells)),
);

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Nothing of what a person decides about is left out or moved: lines are broken where they end, spaces kept. */
function wrapHard(text: string, cells: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const { segment } of graphemes.segment(safe(text))) {
    if (widthOf(line + segment) > cells) {
      lines.push(line);
      line = '';
    }
    line += segment;
  }
  return [...lines, line];
}
