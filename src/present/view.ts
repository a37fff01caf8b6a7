import type { Outcome, VerbEvent } from '../operations/verb.js';
import type { Terminal } from './terminal.js';

/** How a verb's result is shown: functions of the result, without any I/O. */
export interface View<D> {
  /** For a person: lines, tables, trees. */
  pretty(outcome: Outcome<D>, terminal: Terminal): readonly Block[];
  /** What it came to, where that is not the first line of `pretty`. */
  summary?(outcome: Outcome<D>, terminal: Terminal): string;
  /** For scripts (`--plain`): stable rows, printed separated by tabs. */
  plain(outcome: Outcome<D>): readonly (readonly string[])[];
  /** Texts for other programs, by the value of `--format`, made on demand. */
  readonly formats?: Readonly<Record<string, Format<D>['print']>>;
  /** For a verb that runs commands: shows what happens while it happens. */
  watch?(options: WatchOptions): Watching;
}

interface Format<D> {
  print(outcome: Outcome<D>, version: string): Promise<string>;
}

export interface WatchOptions {
  /** Redrawn in place, a line for what ended, or an object of JSON an event. */
  readonly mode: 'live' | 'lines' | 'json';
  readonly terminal: Terminal;
  write(text: string): void;
}

export interface Watching {
  event(event: VerbEvent): void;
  /** Leave the terminal as it was. */
  end(): void;
}

/** A line (or several), or a table whose columns are aligned. */
export type Block = string | Table;

export interface Table {
  readonly head?: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Column that gives way when the terminal is narrow; default the last. */
  readonly flexible?: number;
  readonly indent?: number;
}

/** Text of a cell; `style` colours it after it was measured and cut. */
export type Cell = string | { readonly text: string; readonly style: (text: string) => string };
