import { type BoardParts, type ColumnParts, type Item, proseKey } from './boardParts.js';
import { matchSequences } from './match.js';

/**
 * The same parts with the keys of base for columns that were renamed (a new column that holds most cards of one that
 * is gone, or an empty one in its place) and for paragraphs that were edited.
 */
export function pairColumns(base: BoardParts, side: BoardParts): BoardParts {
  const renamed = renamedColumns(base.columns, side.columns);
  const before = new Map(base.columns.map((column) => [column.key, column]));
  return {
    ...side,
    columns: side.columns.map((column) => {
      const key = renamed.get(column.key) ?? column.key;
      const items = pairProse(before.get(key)?.items ?? [], renameProse(column, key));
      return { ...column, key, items };
    }),
  };
}

/** New key → key in base. */
function renamedColumns(base: readonly ColumnParts[], side: readonly ColumnParts[]): Map<string, string> {
  const inBase = new Map(base.map((column, index) => [column.key, index]));
  const inSide = new Set(side.map(({ key }) => key));
  const homes = new Map(base.flatMap(({ key, items }) => items.map((item) => [item.key, key] as const)));
  const renamed = new Map<string, string>();
  const taken = new Set<string>();
  const pair = (column: ColumnParts, key: string | undefined) => {
    if (key === undefined || inSide.has(key) || taken.has(key)) return;
    renamed.set(column.key, key);
    taken.add(key);
  };
  const fresh = side.filter(({ key }) => !inBase.has(key));
  for (const column of fresh) {
    const key = mostCommonHome(column, homes);
    if (key && sharesMost(base[inBase.get(key) ?? -1], column)) pair(column, key);
  }
  for (const [index, column] of side.entries()) {
    if (inBase.has(column.key) || renamed.has(column.key)) continue;
    const above = side[index - 1]?.key;
    const place = above === undefined ? 0 : (inBase.get(renamed.get(above) ?? above) ?? -2) + 1;
    const old = base[place];
    if (!old || (old.items.length > 0 && column.items.length > 0)) continue;
    const [next, nextNow] = [base[place + 1]?.key, side[index + 1]?.key];
    // The column below may have been renamed as well.
    const both = next !== undefined && nextNow !== undefined && !inSide.has(next) && !inBase.has(nextNow);
    if (both || next === (nextNow && (renamed.get(nextNow) ?? nextNow))) pair(column, old.key);
  }
  return renamed;
}

function mostCommonHome(column: ColumnParts, homes: ReadonlyMap<string, string>): string | undefined {
  const counts = new Map<string, number>();
  for (const { key } of column.items) {
    const home = homes.get(key);
    if (home !== undefined) counts.set(home, (counts.get(home) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function sharesMost(old: ColumnParts | undefined, column: ColumnParts): boolean {
  const keys = new Set(column.items.map(({ key }) => key));
  return old !== undefined && old.items.filter(({ key }) => keys.has(key)).length * 2 > old.items.length;
}

function renameProse({ key: old, items }: ColumnParts, key: string): readonly Item[] {
  if (old === key) return items;
  return items.map((item) =>
    item.card ? item : { ...item, key: proseKey(key) + item.key.slice(proseKey(old).length) },
  );
}

/** Paragraphs that were edited get the key of the one in base that they replace, between the same other ones. */
function pairProse(base: readonly Item[], side: readonly Item[]): readonly Item[] {
  const keysOf = (items: readonly Item[]) => items.filter(({ card }) => !card).map(({ key }) => key);
  const before = keysOf(base);
  const after = keysOf(side);
  if (before.length === 0 || after.length === 0) return side;
  const known = new Set(before);
  const present = new Set(after);
  const names = new Map<string, string>();
  let gone: string[] = [];
  let at = 0;
  const pairUntil = (end: number) => {
    const come = after.slice(at, end).filter((key) => !known.has(key));
    for (const [number, key] of come.entries()) {
      const old = gone[number];
      if (old !== undefined) names.set(key, old);
    }
    gone = [];
    at = end + 1;
  };
  for (const [index, match] of matchSequences(before, after).entries()) {
    const key = before[index] ?? '';
    if (match >= 0) pairUntil(match);
    else if (!present.has(key)) gone.push(key);
  }
  pairUntil(after.length);
  return names.size === 0 ? side : side.map((item) => ({ ...item, key: names.get(item.key) ?? item.key }));
}
