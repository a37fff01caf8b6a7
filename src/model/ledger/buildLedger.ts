import type { Digest } from '../plan/plan.js';
import { falseClaims } from './claims.js';
import { type Ledger, type LedgerProblem, namedBy, type PlacedLine, problemAt, shortHash } from './ledger.js';
import { readLedgerFile } from './readLedgerFile.js';

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
    const read = readLedgerFile(path, text, digest);
    problems.push(...read.problems);
    if (read.torn) torn.push(path);
    if (read.interrupted) interrupted.push(path);
    for (const line of read.lines) lines.push(line);
  }
  const byHash = new Map<string, PlacedLine>();
  for (const one of lines) {
    const first = byHash.get(one.line.proof_hash);
    if (first) problems.push(problemAt(one, `the same line is in ${first.path}:${first.number}`));
    else byHash.set(one.line.proof_hash, one);
  }
  const named = new Set<string>();
  for (const one of lines) {
    for (const hash of namedBy(one)) named.add(hash);
    for (const parent of one.line.parents ?? []) {
      if (byHash.has(parent)) continue;
      problems.push(
        problemAt(one, `it follows line ${shortHash(parent)}, which is not in any file of this ledger`),
      );
    }
  }
  const heads = [...byHash.keys()].filter((hash) => !named.has(hash)).sort();
  problems.push(...falseClaims({ lines, byHash }, digest));
  return { lines, byHash, heads, problems: inOrder(problems), torn, interrupted };
}

function inOrder(problems: readonly LedgerProblem[]): LedgerProblem[] {
  return [...problems].sort((a, b) =>
    a.path < b.path ? -1 : a.path > b.path ? 1 : (a.line ?? 0) - (b.line ?? 0),
  );
}
