import type { LedgerLine } from './event.js';

/** A line with its place. */
export interface PlacedLine {
  readonly line: LedgerLine;
  /** Root-relative path of its file. */
  readonly path: string;
  /** 1-based. */
  readonly number: number;
}

/** Something wrong with a ledger, at a line of a file; `line` is null where a file as a whole is meant. */
export interface LedgerProblem {
  readonly path: string;
  readonly line: number | null;
  readonly message: string;
}

/** All lines of a plan's ledger files as one graph. */
export interface Ledger {
  readonly lines: readonly PlacedLine[];
  readonly byHash: ReadonlyMap<string, PlacedLine>;
  /** Hashes of lines that other lines do not name, sorted. */
  readonly heads: readonly string[];
  /** What contradicts itself or the hashes; empty for a valid ledger. */
  readonly problems: readonly LedgerProblem[];
  /** Files whose last line was cut off by a crash: reported, but not an error. */
  readonly torn: readonly string[];
  /** Files without a report at their end: runs that were interrupted. */
  readonly interrupted: readonly string[];
}

/** Lines as a graph, before what they claim is looked at. */
export type LineGraph = Pick<Ledger, 'lines' | 'byHash'>;

/** Hashes that a line names: the one before it, and those of other files. */
export function namedBy({ line }: PlacedLine): readonly string[] {
  return [...(line.prev === null ? [] : [line.prev]), ...(line.parents ?? [])];
}

/** People see the first 16 hex digits. */
export function shortHash(hash: string): string {
  return hash.slice(0, 16);
}

/** Something wrong with a line. */
export function problemAt({ path, number }: PlacedLine, message: string): LedgerProblem {
  return { path, line: number, message };
}
