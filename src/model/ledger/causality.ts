import { type LineGraph, namedBy, type PlacedLine } from './ledger.js';

/** Which lines of a ledger descend from which. */
export interface Causality {
  /** Every line behind those that it descends from, otherwise in the order of files. */
  readonly order: readonly PlacedLine[];
  /** Whether the line of one hash descends from the line of another; no line descends from itself. */
  descends(later: string, earlier: string): boolean;
}

/** A line's place on a path through the graph, and how far it sees along every other path. */
interface Place {
  readonly chain: number;
  readonly position: number;
  /** By chain, the last position that it descends from; shared by lines that saw nothing new. */
  readonly seen: readonly number[];
}

const known = new WeakMap<LineGraph['byHash'], Causality>();

/**
 * The graph is cut into chains, each line on the chain of one that it names: as many chains as branches that ran side
 * by side. Whoever sees a place of a chain sees all before it, so a number a chain answers for all ancestors.
 */
export function causalityOf(ledger: LineGraph): Causality {
  const found = known.get(ledger.byHash);
  if (found) return found;
  const order = inCausalOrder(ledger);
  const places = placesOf(order);
  const causality: Causality = {
    order,
    descends(later, earlier) {
      const at = places.get(later);
      const from = places.get(earlier);
      if (!at || !from) return false;
      if (at.chain === from.chain) return from.position < at.position;
      return (at.seen[from.chain] ?? -1) >= from.position;
    },
  };
  known.set(ledger.byHash, causality);
  return causality;
}

/** Depth first without recursion: a ledger may be a path of any length. */
function inCausalOrder({ lines, byHash }: LineGraph): PlacedLine[] {
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
      // What is entered and not yet left would be a circle, which only false hashes can make.
      if (!one || entered.has(one)) continue;
      entered.add(one);
      stack.push({ one, named: namedBy(one), next: 0 });
    }
  }
  return order;
}

function placesOf(order: readonly PlacedLine[]): Map<string, Place> {
  const places = new Map<string, Place>();
  const lengths: number[] = [];
  for (const one of order) {
    const before = namedBy(one).flatMap((hash) => places.get(hash) ?? []);
    const extended = before.find(({ chain, position }) => position === (lengths[chain] ?? 0) - 1);
    const chain = extended?.chain ?? lengths.length;
    const position = extended ? extended.position + 1 : 0;
    lengths[chain] = position + 1;
    const [only] = before;
    const seen = before.length === 1 && only && only === extended ? only.seen : merged(before);
    places.set(one.line.proof_hash, { chain, position, seen });
  }
  return places;
}

function merged(before: readonly Place[]): number[] {
  const seen: number[] = [];
  for (const one of before) {
    for (const [chain, position] of one.seen.entries())
      seen[chain] = Math.max(seen[chain] ?? -1, position ?? -1);
    seen[one.chain] = Math.max(seen[one.chain] ?? -1, one.position);
  }
  return seen;
}
