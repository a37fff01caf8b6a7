import type { Sealed } from './event.js';
import { type LineGraph, namedBy, type PlacedLine } from './ledger.js';

/** A line's position on a path through the graph, and how far it sees along every other path. */
interface ChainPosition {
  readonly chain: number;
  readonly position: number;
  /** By chain, the last position that it descends from; shared by lines that saw nothing new. */
  readonly seen: readonly number[];
}

/** What was computed of a graph. The key is its `byHash`, since a graph under construction becomes a ledger. */
const known = new WeakMap<LineGraph['byHash'], ReadonlyMap<string, ChainPosition>>();

/**
 * Whether one line descends from another, both given by hash. The graph is cut into chains, each line on the chain of
 * one that it names: as many chains as concurrent runs. A line that sees a position of a chain sees all before it, so
 * that one number per chain covers all ancestors.
 */
export function descendsFrom(ledger: LineGraph, later: string, earlier: string): boolean {
  let positions = known.get(ledger.byHash);
  if (!positions) {
    positions = positionsOf(causalOrder(ledger));
    known.set(ledger.byHash, positions);
  }
  const at = positions.get(later);
  const from = positions.get(earlier);
  if (!at || !from) return false;
  if (at.chain === from.chain) return from.position < at.position;
  return (at.seen[from.chain] ?? -1) >= from.position;
}

/** The lines from which none of the others descends, in their order. */
export function latestOf<L extends Pick<Sealed, 'proof_hash'>>(
  ledger: LineGraph,
  lines: readonly L[],
): readonly L[] {
  if (lines.length < 2) return lines;
  const isPassedBy = (one: L) => (other: L) => descendsFrom(ledger, other.proof_hash, one.proof_hash);
  const kept: L[] = [];
  // Most lines are followed by a later one in their file: from the end, few comparisons are needed.
  for (const one of lines.toReversed()) if (!kept.some(isPassedBy(one))) kept.push(one);
  return kept.filter((one) => !kept.some(isPassedBy(one))).reverse();
}

/** Every line behind those that it descends from, otherwise in the order of files. Iterative, for ledgers of any length. */
export function causalOrder({ lines, byHash }: LineGraph): PlacedLine[] {
  const order: PlacedLine[] = [];
  const entered = new Set<PlacedLine>();
  for (const start of lines) {
    const stack = entered.has(start) ? [] : [{ one: start, named: namedBy(start), next: 0 }];
    entered.add(start);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      const hash = top.named[top.next];
      top.next += 1;
      if (hash === undefined) {
        order.push(top.one);
        stack.pop();
        continue;
      }
      const one = byHash.get(hash);
      // Entered but not yet left: a cycle, which only false hashes can make.
      if (!one || entered.has(one)) continue;
      entered.add(one);
      stack.push({ one, named: namedBy(one), next: 0 });
    }
  }
  return order;
}

function positionsOf(order: readonly PlacedLine[]): Map<string, ChainPosition> {
  const positions = new Map<string, ChainPosition>();
  const lengths: number[] = [];
  for (const one of order) {
    const before = namedBy(one).flatMap((hash) => positions.get(hash) ?? []);
    const extended = before.find(({ chain, position }) => position === (lengths[chain] ?? 0) - 1);
    const chain = extended?.chain ?? lengths.length;
    const position = extended ? extended.position + 1 : 0;
    lengths[chain] = position + 1;
    const [only] = before;
    const seen = before.length === 1 && only && only === extended ? only.seen : merged(before);
    positions.set(one.line.proof_hash, { chain, position, seen });
  }
  return positions;
}

function merged(before: readonly ChainPosition[]): number[] {
  const seen: number[] = [];
  for (const one of before) {
    for (const [chain, position] of one.seen.entries())
      seen[chain] = Math.max(seen[chain] ?? -1, position ?? -1);
    seen[one.chain] = Math.max(seen[one.chain] ?? -1, one.position);
  }
  return seen;
}
