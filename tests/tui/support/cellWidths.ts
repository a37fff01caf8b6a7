import fastStringWidth from 'fast-string-width';
import type { Cell } from './emulator.js';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * Compares the columns at which the emulator put every grapheme with what a width library says that neither the
 * program nor the emulator uses. Returns what differs; an empty list is what one wants.
 */
export function cellWidths(rows: readonly (readonly Cell[])[]): string[] {
  const problems: string[] = [];
  for (const [number, cells] of rows.entries()) {
    const starts = new Map<number, Cell>();
    let offset = 0;
    for (const cell of cells) {
      starts.set(offset, cell);
      offset += cell.text.length;
    }
    const text = cells.map((cell) => cell.text).join('');
    let column = 0;
    for (const { segment, index } of graphemes.segment(text)) {
      const width = fastStringWidth(segment);
      const cell = starts.get(index);
      if (cell?.column !== column || cell.width !== width || cell.text !== segment) {
        problems.push(
          `row ${number}: ${JSON.stringify(segment)} belongs in column ${column}, ${width} wide; the terminal has ` +
            (cell
              ? `${JSON.stringify(cell.text)} in column ${cell.column}, ${cell.width} wide`
              : 'no cell that begins there'),
        );
        break;
      }
      column += width;
    }
  }
  return problems;
}

/** The columns at which a character stands in each row: borders that do not line up show here. */
export function columnsOf(rows: readonly (readonly Cell[])[], character: string): number[][] {
  return rows.map((cells) => cells.filter(({ text }) => text === character).map(({ column }) => column));
}
