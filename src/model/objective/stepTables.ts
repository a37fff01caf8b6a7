import { cellsOf, delimiterColumns } from '../markdown/blocks/tableRows.js';
import { trailingComments } from '../markdown/comments.js';
import type { LiveLine } from '../markdown/liveLines.js';
import type { Range } from '../markdown/shape.js';
import { cellRange, columnKeyOf } from './cellText.js';

/** A table of steps. Ranges are of the document's text. */
export interface StepTable {
  readonly header: LiveLine;
  readonly columns: Columns;
  readonly rows: readonly StepRow[];
}

/** Index of each column; null where the table has none of that name. */
export interface Columns {
  readonly count: number;
  readonly step: number;
  readonly description: number | null;
  readonly status: number | null;
  readonly plan: number | null;
  readonly pr: number | null;
  readonly dependsOn: number | null;
}

export interface StepRow {
  readonly line: LiveLine;
  /** Without white space and comments around. */
  readonly cells: readonly Range[];
  /** The text of the comment behind the row. */
  readonly comment: string | null;
}

/** A line in the place of a table of steps, and what is wrong with it. */
export interface TableFault {
  readonly line: LiveLine;
  readonly message: string;
}

/** Every table with a Step or Node column, and lines that are meant to belong to one but do not. */
export function findStepTables(
  text: string,
  lines: readonly LiveLine[],
): { readonly tables: readonly StepTable[]; readonly faults: readonly TableFault[] } {
  const tables: StepTable[] = [];
  const faults: TableFault[] = [];
  /** Whether the rows before were steps: a row behind a gap is then lost. */
  let behindSteps = false;
  for (let at = 0; at < lines.length; at++) {
    const header = lines[at] as LiveLine;
    if (!isRow(header)) {
      if (/^ {0,3}#/.test(header.text)) behindSteps = false;
      continue;
    }
    const names = cellsIn(text, header).cells.map(({ start, end }) => text.slice(start, end));
    const columns = columnsOf(names);
    const separator = lines[at + 1];
    const separated = separator?.index === header.index + 1 ? columnsDeclared(text, separator) : 0;
    const rows = rowsFrom(lines, separated > 0 ? at + 2 : at + 1, separated > 0 ? separator : header);
    if (columns && separated === names.length) {
      tables.push({ header, columns, rows: rows.map((line) => ({ line, ...cellsIn(text, line) })) });
      behindSteps = true;
    } else if (columns && hasState(columns)) {
      const message =
        separated === 0
          ? 'malformed table: missing separator line'
          : `malformed table: the separator line has ${separated} columns, the header ${names.length}`;
      faults.push({ line: header, message });
    } else if (separated === 0 && behindSteps && /^ *\|/.test(header.text)) {
      faults.push({ line: header, message: 'this row does not belong to a table: the table ends above it' });
    } else if (separated > 0) behindSteps = false;
    at += rows.length + (separated > 0 ? 1 : 0);
  }
  return { tables, faults };
}

/** A line that may be one of a table: it holds a pipe and is not indented code. */
function isRow({ text }: LiveLine): boolean {
  return text.includes('|') && !/^(?: {4}|\t)/.test(text);
}

function columnsDeclared(text: string, { start, end }: LiveLine): number {
  let at = start;
  while (at < end && text.charCodeAt(at) === 32) at++;
  return delimiterColumns(text, at, end);
}

/** The rows from an index on, as long as no line is between them. */
function rowsFrom(lines: readonly LiveLine[], from: number, before: LiveLine | undefined): LiveLine[] {
  const rows: LiveLine[] = [];
  let index = before?.index ?? -2;
  for (
    let line = lines[from];
    line && line.index === index + 1 && isRow(line);
    line = lines[from + rows.length]
  ) {
    rows.push(line);
    index = line.index;
  }
  return rows;
}

/** The cells of a row, and the comment behind it. */
function cellsIn(text: string, { start, end }: LiveLine): Pick<StepRow, 'cells' | 'comment'> {
  let from = start;
  while (from < end && text.charCodeAt(from) === 32) from++;
  const row = text.slice(from, end);
  const stop = trailingComments(row);
  const comment = row
    .slice(stop)
    .replace(/<!--|-->/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return {
    cells: cellsOf(text, from, from + stop).map((cell) => cellRange(text, cell)),
    comment: comment === '' ? null : comment,
  };
}

/** The columns by their names; null where none of them names the step. */
function columnsOf(names: readonly string[]): Columns | null {
  const keys = names.map(columnKeyOf);
  const find = (...wanted: string[]) => {
    const index = keys.findIndex((key) => wanted.includes(key));
    return index < 0 ? null : index;
  };
  const step = find('step', 'node');
  if (step === null) return null;
  return {
    count: names.length,
    step,
    description: find('description'),
    status: find('status'),
    plan: find('plan'),
    pr: find('pr'),
    dependsOn: find('dependson'),
  };
}

/** Whether a table says how its steps are: others may have a Step column as well. */
export function hasState({ status, plan, pr, dependsOn }: Columns): boolean {
  return status !== null || plan !== null || pr !== null || dependsOn !== null;
}
