import { causalOrder } from './descent.js';
import type { LineGraph } from './ledger.js';

/** A step of a plan's life, as a ledger has it. */
export interface LifecycleEvent {
  /** `submitted`, `dispatched`, `started`, `finished`, `closed`, `renumbered`. */
  readonly stage: string;
  /** The fields of the matching metadata block. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** `proof_hash` of its line. */
  readonly hash: string;
}

/** The steps of a plan's life in a ledger, each after those that it saw; what no line orders, its file's name does. */
export function lifecycleEvents(ledger: LineGraph): LifecycleEvent[] {
  return causalOrder(ledger).flatMap(({ line }) =>
    line.event === 'lifecycle'
      ? [{ stage: line.stage, fields: line.fields, at: line.at, hash: line.proof_hash }]
      : [],
  );
}

/**
 * The steps that several copies of a ledger hold (of the working tree, a work tree, a branch), each once: those of one
 * copy in its order, and of what no copy orders the earlier time first.
 */
export function mergeEvents(copies: readonly (readonly LifecycleEvent[])[]): LifecycleEvent[] {
  const rest = copies.map((events) => [...events]);
  const merged: LifecycleEvent[] = [];
  const taken = new Set<string>();
  for (;;) {
    for (const events of rest) while (events[0] && taken.has(events[0].hash)) events.shift();
    const first = rest
      .flatMap(([event]) => event ?? [])
      .filter((one) => !rest.some((events) => isLater(events, one)));
    // Copies that contradict each other are forged; some order is better than none.
    const open = first.length > 0 ? first : rest.flatMap(([event]) => event ?? []);
    const next = open.reduce<LifecycleEvent | undefined>((a, b) => (a && a.at <= b.at ? a : b), undefined);
    if (!next) return merged;
    taken.add(next.hash);
    merged.push(next);
  }
}

/** Whether a copy has another step before this one. */
function isLater(events: readonly LifecycleEvent[], { hash }: LifecycleEvent): boolean {
  return events[0]?.hash !== hash && events.some((event) => event.hash === hash);
}
