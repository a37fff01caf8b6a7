import { causalityOf } from './causality.js';
import type { Sealed } from './event.js';
import type { LineGraph } from './ledger.js';

/** Those lines that none of the others descends from, in their order. */
export function latestOf<L extends Sealed>(ledger: LineGraph, lines: readonly L[]): readonly L[] {
  if (lines.length < 2) return lines;
  const { descends } = causalityOf(ledger);
  const kept: L[] = [];
  // Most lines are followed by a later one in their file: from behind, few comparisons are left.
  for (const one of lines.toReversed()) {
    if (!kept.some((other) => descends(other.proof_hash, one.proof_hash))) kept.push(one);
  }
  return kept.filter((one) => !kept.some((other) => descends(other.proof_hash, one.proof_hash))).reverse();
}
