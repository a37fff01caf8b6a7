import { matchSequences } from './match.js';

/**
 * Order what stays of a list that both sides changed. Ours is the frame; what theirs added or moved goes behind what
 * it follows in theirs, and behind what ours added at the same place. What both moved is where ours put it.
 * `members` is what the result holds; every member is in ours or in theirs.
 */
export function mergeOrder(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
  members: ReadonlySet<string>,
): string[] {
  const inBase = new Set(base);
  const inOurs = new Set(ours);
  const movedByOurs = moved(base, ours);
  const movedByTheirs = moved(base, theirs);
  const comes = (key: string) =>
    members.has(key) && (!inOurs.has(key) || (movedByTheirs.has(key) && !movedByOurs.has(key)));
  const coming = new Set(theirs.filter(comes));
  const frame = ours.filter((key) => members.has(key) && !coming.has(key));
  const added = new Set(frame.filter((key) => !inBase.has(key)));
  const next = chain(frame);
  let previous = start;
  for (const key of theirs) {
    if (!coming.has(key)) {
      if (next.has(key)) previous = key;
      continue;
    }
    let place = previous;
    for (let behind = next.get(place); behind !== undefined && added.has(behind); behind = next.get(place)) {
      place = behind;
    }
    const behind = next.get(place);
    next.set(place, key);
    next.set(key, behind);
    previous = key;
  }
  const result: string[] = [];
  for (let key = next.get(start); key !== undefined; key = next.get(key)) result.push(key);
  return result;
}

/** No key: what the first one follows. */
const start = '\0start';

function chain(keys: readonly string[]): Map<string, string | undefined> {
  const next = new Map<string, string | undefined>([[start, keys[0]]]);
  for (const [index, key] of keys.entries()) next.set(key, keys[index + 1]);
  return next;
}

/** Keys of both lists that do not keep their order: the fewest that explain the difference. */
function moved(base: readonly string[], side: readonly string[]): Set<string> {
  const [inBase, inSide] = [new Set(base), new Set(side)];
  const common = base.filter((key) => inSide.has(key));
  const matches = matchSequences(
    common,
    side.filter((key) => inBase.has(key)),
  );
  return new Set(common.filter((_, index) => matches[index] === -1));
}
