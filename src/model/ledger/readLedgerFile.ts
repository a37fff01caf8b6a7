import type { Digest } from '../plan/plan.js';
import type { LedgerLine } from './event.js';
import type { LedgerProblem, PlacedLine } from './ledger.js';
import { isLine } from './lineShape.js';
import { hashOf } from './seal.js';

/** One file of a ledger, line by line. */
export interface ReadLedgerFile {
  readonly lines: readonly PlacedLine[];
  readonly problems: readonly LedgerProblem[];
  /** Its last line was cut off by a crash; it is ignored. */
  readonly torn: boolean;
  /** A run without its report. */
  readonly interrupted: boolean;
}

/** Read one file: every line's form, hash and place. */
export function readLedgerFile(path: string, text: string, digest: Digest): ReadLedgerFile {
  const texts = text.split('\n');
  const rest = texts.pop() ?? '';
  const torn = rest !== '' && isCutOff(rest);
  if (rest !== '' && !torn) texts.push(rest);
  const lines: PlacedLine[] = [];
  const problems: LedgerProblem[] = [];
  const report = (number: number, message: string) => problems.push({ path, line: number, message });
  let before: LedgerLine | null = null;
  for (const [index, written] of texts.entries()) {
    const number = index + 1;
    const line = parseLine(written);
    if (!line) {
      report(number, 'this is not a line of a ledger');
      before = null;
      continue;
    }
    if (JSON.stringify(line) !== written) report(number, 'it is not written as doc-ops writes it');
    if (hashOf(line, digest) !== line.proof_hash)
      report(number, 'its content does not match its proof_hash: it was changed');
    if (line.event === 'run' && line.file !== path.slice(path.lastIndexOf('/') + 1))
      report(number, `it was written as ${line.file}: the file was copied or renamed`);
    const wrong = whyOutOfPlace(line, before, number);
    if (wrong !== null) report(number, wrong);
    before = line;
    lines.push({ line, path, number });
  }
  // A file is linked into its place only when its first line is on the disk.
  if (texts.length === 0) problems.push({ path, line: null, message: 'the file has no complete line' });
  const interrupted = lines[0]?.line.event === 'run' && lines.at(-1)?.line.event !== 'report';
  return { lines, problems, torn, interrupted };
}

function parseLine(text: string): LedgerLine | null {
  try {
    const value: unknown = JSON.parse(text);
    return isLine(value) ? value : null;
  } catch {
    // Text that is not JSON is not a ledger line.
    return null;
  }
}

function whyOutOfPlace(line: LedgerLine, before: LedgerLine | null, number: number): string | null {
  if (number > 1) {
    if (line.prev === null || line.prev !== before?.proof_hash)
      return 'it does not follow the line before it: lines were removed, inserted or moved';
    if (before.event === 'report') return 'it comes after the report that closed the run';
    if (isDecision(before)) return 'it comes after a decision, which is a file of one line';
    return isDecision(line) ? 'a decision is a file of one line, but this is in another file' : null;
  }
  if (line.prev !== null)
    return 'the first line of a file follows none, but this one names one: lines before it are gone';
  if (!line.parents) return 'the first line of a file names what it saw in `parents`';
  const starts = line.event === 'run' || line.event === 'lifecycle' || isDecision(line);
  return starts ? null : 'a file begins with a run, a decision or a step of the plan’s life';
}

function isDecision({ event }: LedgerLine): boolean {
  return event === 'approval' || event === 'rejection';
}

/** Whether a text is the beginning of a line's JSON, whole or not, with nothing behind its end. */
function isCutOff(text: string): boolean {
  if (!text.startsWith('{')) return false;
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (quoted) {
      if (character === '\\') at += 1;
      else if (character === '"') quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') depth -= 1;
    if (depth === 0) return at === text.length - 1;
  }
  return true;
}
