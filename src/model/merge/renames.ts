import { type BoardParts, type ColumnParts, type Item, proseKey } from './boardParts.js';
import { matchSequences } from './match.js';

/**
 * The same parts with the keys of base for columns that were renamed: a new column that holds most cards of one
 * that is gone, or stands in its place between the same neighbours.
 */
export function pairColumns(base: BoardParts, side: BoardParts): BoardParts {
  const known = new Set(base.columns.map(({ key }) => key));
  const present = new Set(side.columns.map(({ key }) => key));
  const gone = base.columns.filter(({ key }) => !present.has(key));
  const renamed = new Map<string, string>();
  const pair = (match: (free: readonly ColumnParts[], column: ColumnParts) => ColumnParts | undefined) => {
    for (const column of side.columns) {
      if (known.has(column.key) || renamed.has(column.key)) continue;
      const taken = new Set(renamed.values());
      const found = match(
        gone.filter(({ key }) => !taken.has(key)),
        column,
      );
      if (found) renamed.set(column.key, found.key);
    }
  };
  pair(byCards);
  pair((free, column) => byPlace(free, column, base.columns, side.columns, renamed));
  return {
    ...side,
    columns: side.columns.map((column) => {
      const key = renamed.get(column.key) ?? column.key;
      const was = base.columns.find((old) => old.key === key);
      return { ...column, key, items: pairProse(was?.items ?? [], renameProse(column, key)) };
    }),
  };
}

function renameProse({ key: old, items }: ColumnParts, key: string): Item[] {
  if (old === key) return [...items];
  return items.map((item) =>
    item.card ? item : { ...item, key: proseKey(key) + item.key.slice(proseKey(old).length) },
  );
}

/** Paragraphs that were edited get the key of the one in base that they replace, between the same other ones. */
function pairProse(base: readonly Item[], side: readonly Item[]): Item[] {
  const before = base.filter(({ card }) => !card).map(({ key }) => key);
  const after = side.filter(({ card }) => !card).map(({ key }) => key);
  const known = new Set(before);
  const names = new Map<string, string>();
  const matches = matchSequences(before, after);
  const used = new Set(after);
  for (let index = 0, at = 0; index <= before.length; index++) {
    const match = index < before.length ? (matches[index] ?? -1) : after.length;
    if (match < 0) continue;
    const gone = before.slice(0, index).filter((key, place) => (matches[place] ?? -1) < 0 && !used.has(key));
    const come = after.slice(at, match).filter((key) => !known.has(key));
    for (const [number, key] of come.entries()) {
      const old = gone[number];
      if (old === undefined || [...names.values()].includes(old)) continue;
      names.set(key, old);
    }
    for (const key of gone) used.add(key);
    at = match + 1;
  }
  return side.map((item) => ({ ...item, key: names.get(item.key) ?? item.key }));
}

function byCards(gone: readonly ColumnParts[], column: ColumnParts): ColumnParts | undefined {
  const keys = new Set(column.items.map(({ key }) => key));
  return gone.find(({ items }) => items.filter(({ key }) => keys.has(key)).length * 2 > items.length);
}

/** An empty column behind the same one, and before the same one or at the end of what is new. */
function byPlace(
  gone: readonly ColumnParts[],
  column: ColumnParts,
  base: readonly ColumnParts[],
  side: readonly ColumnParts[],
  renamed: ReadonlyMap<string, string>,
): ColumnParts | undefined {
  const keyAt = (list: readonly ColumnParts[], index: number) => {
    const key = list[index]?.key ?? '';
    return renamed.get(key) ?? key;
  };
  const at = side.indexOf(column);
  return gone.find((old) => {
    const was = base.indexOf(old);
    if (old.items.length > 0 && column.items.length > 0) return false;
    if (keyAt(base, was - 1) !== keyAt(side, at - 1)) return false;
    const [next, nextNow] = [keyAt(base, was + 1), keyAt(side, at + 1)];
    // The one below may have been renamed as well.
    return (
      next === nextNow || (!side.some(({ key }) => key === next) && !base.some(({ key }) => key === nextNow))
    );
  });
}
