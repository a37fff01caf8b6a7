import type { Ledger, PlacedLine } from './ledger.js';

/** How far a line reaches back: into its own file up to itself, into others up to a line of each. */
interface Reach {
  readonly file: number;
  readonly number: number;
  /** By file, the last line that it descends from. Shared by lines that name no other file. */
  readonly others: ReadonlyMap<number, number>;
}

const known = new WeakMap<Ledger, ReadonlyMap<string, Reach>>();

/** Whether one line descends from another, both given by hash. A file is a chain, so that this takes one look. */
export function descendsFrom(ledger: Ledger, later: string, earlier: string): boolean {
  let reaches = known.get(ledger);
  if (!reaches) {
    reaches = reachesOf(ledger);
    known.set(ledger, reaches);
  }
  const a = reaches.get(later);
  const b = reaches.get(earlier);
  if (!a || !b) return false;
  if (a.file === b.file) return a.number > b.number;
  return (a.others.get(b.file) ?? 0) >= b.number;
}

/** Those lines of some, given by hash, that none of the others descends from. */
export function latestOf<T extends { readonly proof_hash: string }>(
  ledger: Ledger,
  lines: readonly T[],
): T[] {
  return lines.filter(
    (one) => !lines.some((other) => other !== one && descendsFrom(ledger, other.proof_hash, one.proof_hash)),
  );
}

/** File by file, each as far as what its lines name is known; hashes cannot form a circle. */
function reachesOf(ledger: Ledger): Map<string, Reach> {
  const reaches = new Map<string, Reach>();
  const files = new Map<string, PlacedLine[]>();
  for (const one of ledger.lines) {
    const lines = files.get(one.path);
    if (lines) lines.push(one);
    else files.set(one.path, [one]);
  }
  let open = [...files.values()].map((lines, file) => ({ lines, file, at: 0 }));
  const isKnown = (hash: string) => reaches.has(hash) || !ledger.byHash.has(hash);
  while (open.length > 0) {
    let progress = false;
    for (const one of open) {
      for (
        let line = one.lines[one.at];
        line && (line.line.parents ?? []).every(isKnown);
        line = one.lines[one.at]
      ) {
        reaches.set(line.line.proof_hash, reachOf(line, one.file, reaches));
        one.at += 1;
        progress = true;
      }
    }
    open = open.filter(({ lines, at }) => at < lines.length);
    if (!progress) break;
  }
  return reaches;
}

function reachOf({ line, number }: PlacedLine, file: number, reaches: ReadonlyMap<string, Reach>): Reach {
  const before = line.prev === null ? undefined : reaches.get(line.prev)?.others;
  const parents = (line.parents ?? []).flatMap((hash) => reaches.get(hash) ?? []);
  if (parents.length === 0) return { file, number, others: before ?? new Map() };
  const others = new Map(before);
  const extend = (to: number, last: number) => {
    if (to !== file && (others.get(to) ?? 0) < last) others.set(to, last);
  };
  for (const parent of parents) {
    extend(parent.file, parent.number);
    for (const [to, last] of parent.others) extend(to, last);
  }
  return { file, number, others };
}
