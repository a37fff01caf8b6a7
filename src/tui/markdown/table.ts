import type { AlignType, Table } from 'mdast';
import { rangeOf } from '../../model/markdown/tree/nodeRange.js';
import { lineWidth } from '../../present/screen/cells.js';
import { type Piece, piece } from '../../present/screen/line.js';
import { readInline } from './inline.js';
import type { Page } from './page.js';
import { type Row, ruleRow, type Span } from './rows.js';
import { theme } from './theme.js';
import { longestWord, naturalWidth, wrap } from './wrap.js';

/** A column is not made narrower than this to keep the table a table. */
const narrowest = 4;

interface Cells {
  readonly cells: readonly (readonly Span[])[];
  readonly source: number;
}

/** A table with lines; where its columns do not fit, each row as a list of its cells under their headings. */
export function tableRows(page: Page, table: Table, width: number): Row[] {
  const [head, ...body] = table.children.map(({ children, position }, index): Cells => {
    const style = index === 0 ? theme.tableHead : undefined;
    return {
      cells: children.map((cell) => readInline(page, cell.children, style)),
      source: page.lineAt(position?.start.offset ?? rangeOf(table).start),
    };
  });
  if (!head) return [];
  // A row may have more cells than the head: they are shown as well.
  const columns = Math.max(...[head, ...body].map(({ cells }) => cells.length));
  const widths = columnWidths([head, ...body], columns, width - 3 * columns - 1);
  return widths ? gridRows(head, body, widths, table.align ?? []) : recordRows(head, body, width);
}

/** The cells of each column so that all fit into `room`; null where they do not. */
function columnWidths(rows: readonly Cells[], columns: number, room: number): number[] | null {
  const natural: number[] = [];
  const least: number[] = [];
  for (let column = 0; column < columns; column++) {
    let widest = 1;
    let word = 1;
    for (const { cells } of rows) {
      const spans = cells[column] ?? [];
      widest = Math.max(widest, naturalWidth(spans));
      word = Math.max(word, longestWord(spans));
    }
    natural.push(widest);
    least.push(Math.min(word, widest));
  }
  if (sum(natural) <= room) return natural;
  // Long words are broken before a table is given up: shrink the wider columns first.
  const fair = Math.max(narrowest, Math.floor(room / columns));
  const floor = sum(least) <= room ? least : least.map((word) => Math.min(word, fair));
  if (sum(floor) > room) {
    const lowest = least.map((word) => Math.min(word, narrowest));
    return sum(lowest) <= room ? spread(lowest, floor, room) : null;
  }
  return spread(floor, natural, room);
}

/** Widths between two bounds that take all the room: what is left goes where most is wanting. */
function spread(low: readonly number[], high: readonly number[], room: number): number[] {
  const widths = [...low];
  let left = room - sum(low);
  const wanted = high.map((most, column) => most - (low[column] ?? 0));
  const all = sum(wanted);
  if (all === 0) return widths;
  for (const [column, want] of wanted.entries()) {
    widths[column] = (widths[column] ?? 0) + Math.min(want, Math.floor((want * Math.max(0, left)) / all));
  }
  left = room - sum(widths);
  for (let column = 0; left > 0 && column < widths.length; column++) {
    const more = Math.min(left, Math.max(0, (high[column] ?? 0) - (widths[column] ?? 0)));
    widths[column] = (widths[column] ?? 0) + more;
    left -= more;
  }
  return widths;
}

function gridRows(
  head: Cells,
  body: readonly Cells[],
  widths: readonly number[],
  align: readonly AlignType[],
): Row[] {
  const rows: Row[] = [border('┌┬┐', widths, head.source)];
  const laid = [head, ...body].map((row) => layRow(row, widths, align));
  const isTall = laid.slice(1).some((lines) => lines.length > 1);
  for (const [index, lines] of laid.entries()) {
    for (const row of lines) rows.push(row);
    const source = lines.at(-1)?.source ?? head.source;
    const isLast = index === laid.length - 1;
    if (isLast) rows.push(border('└┴┘', widths, source));
    else if (index === 0 || isTall) rows.push(border('├┼┤', widths, source));
  }
  return rows;
}

function border(corners: string, widths: readonly number[], source: number): Row {
  const [left = '', middle = '', right = ''] = corners;
  const line = widths.map((width) => '─'.repeat(width + 2)).join(middle);
  return { line: [piece(left + line + right, theme.frame)], source };
}

function layRow({ cells, source }: Cells, widths: readonly number[], align: readonly AlignType[]): Row[] {
  const columns = widths.map((width, column) => wrap(cells[column] ?? [], width));
  const height = Math.max(1, ...columns.map((rows) => rows.length));
  const rows: Row[] = [];
  for (let index = 0; index < height; index++) {
    const line: Piece[] = [];
    for (const [column, width] of widths.entries()) {
      line.push(piece(column === 0 ? '│ ' : ' │ ', theme.frame));
      line.push(...aligned(columns[column]?.[index]?.line ?? [], width, align[column] ?? null));
    }
    line.push(piece(' │', theme.frame));
    rows.push({ line, source });
  }
  return rows;
}

function aligned(line: readonly Piece[], width: number, align: AlignType): Piece[] {
  const space = Math.max(0, width - lineWidth(line));
  const before = align === 'right' ? space : align === 'center' ? space >> 1 : 0;
  const out = [...line];
  if (before > 0) out.unshift(piece(' '.repeat(before)));
  if (space > before) out.push(piece(' '.repeat(space - before)));
  return out;
}

/** Every row of the table under a line of its own: `heading: cell`. */
function recordRows(head: Cells, body: readonly Cells[], width: number): Row[] {
  const rows: Row[] = body.length === 0 ? head.cells.flatMap((cell) => wrap(cell, width)) : [];
  for (const { cells, source } of body) {
    rows.push(ruleRow('─', width, source, theme.frame));
    for (const [column, cell] of cells.entries()) {
      if (cell.length === 0) continue;
      const title = head.cells[column] ?? [];
      const label: Span[] =
        title.length > 0 ? [...title, { text: ': ', source, style: theme.tableHead }] : [];
      const lines = wrap([...label.map((span) => ({ ...span, source })), ...cell], width);
      rows.push(...lines);
    }
  }
  rows.push(ruleRow('─', width, rows.at(-1)?.source ?? head.source, theme.frame));
  return rows;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
