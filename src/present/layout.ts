import type { Terminal } from './terminal.js';
import type { Block, Cell, Table } from './view.js';

type Width = (text: string) => number;

/**
 * Lay blocks out as text. Cell widths of text that is not plainly a column a character need a library, loaded only when
 * there is any: it costs more than the rest of a start.
 */
export async function layOut(blocks: readonly Block[], terminal: Terminal): Promise<string> {
  const tables = blocks.filter((block): block is Table => typeof block !== 'string');
  const narrow = tables.every((table) =>
    [table.head ?? [], ...table.rows].every((row) => row.every((cell) => isNarrow(textOf(cell)))),
  );
  const width: Width = narrow ? (text) => text.length : (await import('string-width')).default;
  return blocks
    .map((block) => (typeof block === 'string' ? `${block}\n` : layOutTable(block, terminal, width)))
    .join('');
}

function layOutTable(table: Table, terminal: Terminal, width: Width): string {
  const head = table.head?.map((text) => ({ text, style: terminal.dim }));
  const rows = head ? [head, ...table.rows] : table.rows;
  const count = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const widths = Array.from({ length: count }, (_, column) =>
    rows.reduce((most, row) => Math.max(most, width(textOf(row[column] ?? ''))), 0),
  );
  const indent = ' '.repeat(table.indent ?? 0);
  const flexible = table.flexible ?? count - 1;
  narrow(widths, flexible, terminal.columns - indent.length - 2 * Math.max(0, count - 1));
  return rows
    .map((row) => {
      const cells = row.map((cell, column) => {
        const cut = cutTo(textOf(cell), widths[column] ?? 0, width);
        const padding =
          column === row.length - 1 ? '' : ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(cut)));
        return (typeof cell === 'string' ? cut : cell.style(cut)) + padding;
      });
      return `${indent}${cells.join('  ').trimEnd()}\n`;
    })
    .join('');
}

/** Make columns fit: the flexible one gives way first, then whichever is the widest. */
function narrow(widths: number[], flexible: number, available: number): void {
  let excess = widths.reduce((sum, one) => sum + one, 0) - available;
  if (excess <= 0) return;
  const before = widths[flexible] ?? 0;
  widths[flexible] = Math.min(before, Math.max(12, before - excess));
  for (excess -= before - (widths[flexible] ?? 0); excess > 0; excess--) {
    const widest = widths.indexOf(Math.max(...widths));
    if ((widths[widest] ?? 0) <= 12) return;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
}

/** The text, or as much of it as fits with an ellipsis. */
function cutTo(text: string, limit: number, width: Width): string {
  if (width(text) <= limit) return text;
  let result = '';
  for (const character of text) {
    if (width(result + character) > limit - 1) break;
    result += character;
  }
  return `${result}…`;
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.text;
}

/**
 * Whether every character is surely one column and one unit of the string: ASCII, Latin, Greek and Cyrillic letters,
 * dashes and quotation marks, arrows, box lines, and the marks that our tables use.
 */
export function isNarrow(text: string): boolean {
  return /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u02ff\u0391-\u03a1\u03a3-\u03ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2190-\u21ff\u2500-\u257f◌▸✓✗]*$/.test(
    text,
  );
}
