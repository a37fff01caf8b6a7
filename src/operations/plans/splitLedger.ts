import type { Ledger } from '../../model/ledger/ledger.js';
import { namedBy } from '../../model/ledger/ledger.js';
import { nameOf } from '../../model/links/path.js';

/** The files of a ledger that hold the proofs of one of two plans, and those that both need. */
export interface SplitLedger {
  /** Paths of files that go along with the plan. */
  readonly moved: readonly string[];
  /** Files that the rest needs as well: lines written after the two ledgers met follow both. */
  readonly copied: readonly string[];
  /** Files of which nothing says whose they are; they stay. */
  readonly unknown: readonly string[];
}

/**
 * Divide a ledger that two plans of one id share. A run names the document that it ran; what follows only such runs, or
 * is followed only by such, belongs to the same plan. `names` are the file names that the plan's document had; `others`
 * those of the plans that stay; `sideOf` is asked for what is left: whether the plan is meant, null where nobody knows.
 */
export async function splitLedger(
  ledger: Ledger,
  names: readonly string[],
  others: readonly string[],
  sideOf: (path: string) => Promise<boolean | null>,
): Promise<SplitLedger> {
  const files = [...new Set(ledger.lines.map(({ path }) => path))];
  const parents = parentFiles(ledger);
  const owner = new Map<string, boolean>();
  for (const { line, path } of ledger.lines) {
    if (line.event !== 'run') continue;
    const name = nameOf(line.path);
    if (names.includes(name) !== others.includes(name)) owner.set(path, names.includes(name));
  }
  const known = new Map(owner);
  for (const path of files) {
    if (known.has(path)) continue;
    const before = ownersOf(closure([path], parents), known);
    const after = ownersOf(
      files.filter((one) => closure([one], parents).has(path)),
      known,
    );
    const [one] = before.size === 1 ? before : after.size === 1 ? after : [];
    const side = one ?? (await sideOf(path));
    if (side !== null) owner.set(path, side);
  }
  const mine = closure(
    files.filter((path) => owner.get(path) === true),
    parents,
  );
  const theirs = closure(
    files.filter((path) => owner.get(path) !== true),
    parents,
  );
  return {
    moved: files.filter((path) => mine.has(path) && !theirs.has(path)),
    copied: files.filter((path) => mine.has(path) && theirs.has(path)),
    unknown: files.filter((path) => !owner.has(path)),
  };
}

/** The files that lines of each file name. */
function parentFiles(ledger: Ledger): ReadonlyMap<string, ReadonlySet<string>> {
  const parents = new Map<string, Set<string>>();
  for (const one of ledger.lines) {
    const named = parents.get(one.path) ?? new Set<string>();
    parents.set(one.path, named);
    for (const hash of namedBy(one)) {
      const path = ledger.byHash.get(hash)?.path;
      if (path !== undefined && path !== one.path) named.add(path);
    }
  }
  return parents;
}

/** Files, and all that they follow. */
function closure(
  files: readonly string[],
  parents: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const found = new Set<string>(files);
  for (const path of found) for (const one of parents.get(path) ?? []) found.add(one);
  return found;
}

function ownersOf(files: Iterable<string>, owner: ReadonlyMap<string, boolean>): ReadonlySet<boolean> {
  const found = new Set<boolean>();
  for (const path of files) {
    const one = owner.get(path);
    if (one !== undefined) found.add(one);
  }
  return found;
}
