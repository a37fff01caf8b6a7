import type { Digest } from '../plan/plan.js';
import type { LedgerLine } from './event.js';
import { isLine } from './lineShape.js';
import { hashOf } from './seal.js';

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
  /** Lines that no line names, by hash, sorted. */
  readonly heads: readonly string[];
  /** What cannot be believed; empty where everything holds. */
  readonly problems: readonly LedgerProblem[];
  /** Files whose last line was cut off by a crash: reported, no fault. */
  readonly torn: readonly string[];
  /** Files without a report at their end: runs that were interrupted. */
  readonly interrupted: readonly string[];
}

/** Read a plan's ledger files: every line's form, hash and place, and what the lines name. */
export function readLedgerFiles(
  files: readonly { readonly path: string; readonly text: string }[],
  digest: Digest,
): Ledger {
  const problems: LedgerProblem[] = [];
  const torn: string[] = [];
  const interrupted: string[] = [];
  const lines: PlacedLine[] = [];
  for (const { path, text } of [...files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const read = readFile(path, text, digest, problems);
    if (read.torn) torn.push(path);
    if (read.lines[0]?.line.event === 'run' && read.lines.at(-1)?.line.event !== 'report')
      interrupted.push(path);
    lines.push(...read.lines);
  }
  const byHash = new Map<string, PlacedLine>();
  for (const one of lines) {
    const twin = byHash.get(one.line.proof_hash);
    if (twin) problems.push(problem(one, `the same line stands in ${twin.path}:${twin.number}`));
    else byHash.set(one.line.proof_hash, one);
  }
  const named = new Set<string>();
  for (const one of lines) {
    if (one.line.prev !== null) named.add(one.line.prev);
    for (const parent of one.line.parents ?? []) {
      named.add(parent);
      if (!byHash.has(parent))
        problems.push(
          problem(one, `it follows line ${shortHash(parent)}, which is in no file of this ledger`),
        );
    }
  }
  problems.push(...missingReferences(lines, byHash));
  const heads = [...byHash.keys()].filter((hash) => !named.has(hash)).sort();
  return { lines, byHash, heads, problems: inOrder(problems), torn, interrupted };
}

/** People see the first 16 hex digits. */
export function shortHash(hash: string): string {
  return hash.slice(0, 16);
}

function readFile(
  path: string,
  text: string,
  digest: Digest,
  problems: LedgerProblem[],
): { lines: PlacedLine[]; torn: boolean } {
  const texts = text.split('\n');
  const rest = texts.pop() ?? '';
  const lines: PlacedLine[] = [];
  let prev: string | null = null;
  for (const [index, written] of texts.entries()) {
    const number = index + 1;
    const report = (message: string) => problems.push({ path, line: number, message });
    const line = parseLine(written);
    if (!line) {
      report('this is no line of a ledger');
      prev = null;
      continue;
    }
    if (JSON.stringify(line) !== written) report('it is not written as doc-ops writes it');
    if (hashOf(line, digest) !== line.proof_hash)
      report('its content does not match its proof_hash: it was changed');
    if (line.prev !== prev) {
      if (number === 1)
        report('the first line of a file follows none, but this one names one: lines before it are gone');
      else report('it does not follow the line before it: lines were taken out, put in or moved');
    }
    if (number === 1 && !line.parents) report('the first line of a file names what it saw in `parents`');
    if (line.event === 'run' && line.file !== path.slice(path.lastIndexOf('/') + 1))
      report(`it was written as ${line.file}: the file was copied or renamed`);
    prev = line.proof_hash;
    lines.push({ line, path, number });
  }
  if (text === '' || (texts.length === 0 && rest === ''))
    problems.push({ path, line: null, message: 'the file is empty' });
  return { lines, torn: rest !== '' };
}

function parseLine(text: string): LedgerLine | null {
  try {
    const value: unknown = JSON.parse(text);
    return isLine(value) ? value : null;
  } catch {
    // Whatever is no JSON is no line.
    return null;
  }
}

/** Dependencies and approvals that a line names must be lines of the ledger. */
function missingReferences(
  lines: readonly PlacedLine[],
  byHash: ReadonlyMap<string, PlacedLine>,
): LedgerProblem[] {
  return lines.flatMap((one) => {
    const { line } = one;
    if (line.event !== 'validation') return [];
    const named = [
      ...Object.entries(line.dependencies),
      ...(line.approvals ?? []).map((hash) => ['', hash] as const),
    ];
    return named.flatMap(([tasc, hash]) => {
      const found = byHash.get(hash)?.line;
      const fits =
        tasc === ''
          ? found?.event === 'approval' && found.tasc === line.tasc && found.definition === line.definition
          : found?.event === 'validation' && found.tasc === tasc && found.validated;
      if (fits) return [];
      const what = tasc === '' ? 'an approval' : `a proof of \`${tasc}\``;
      return [problem(one, `it rests on ${what}, ${shortHash(hash)}, which is not in this ledger`)];
    });
  });
}

function problem({ path, number }: PlacedLine, message: string): LedgerProblem {
  return { path, line: number, message };
}

function inOrder(problems: readonly LedgerProblem[]): LedgerProblem[] {
  return [...problems].sort((a, b) =>
    a.path < b.path ? -1 : a.path > b.path ? 1 : (a.line ?? 0) - (b.line ?? 0),
  );
}
