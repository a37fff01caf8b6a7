import type { BoardParts, ColumnParts, Item } from './boardParts.js';
import { mergeCardText } from './cardText.js';
import { conflictBlock, type MergeOptions, pick } from './conflict.js';

/** An item in the column where the merge puts it. */
export interface Placement {
  readonly key: string;
  readonly text: string;
  readonly conflict: boolean;
}

interface Stand {
  readonly column: string;
  readonly item: Item;
}

/** What stays of every card and where: column key → key → placement. */
export type Placements = ReadonlyMap<string, ReadonlyMap<string, Placement>>;

/** Decide card by card; only a card that both sides edited in different ways is a conflict. */
export function placeItems(
  base: BoardParts,
  ours: BoardParts,
  theirs: BoardParts,
  eol: string,
  options: MergeOptions,
): Placements {
  const stands = [standsOf(base), standsOf(ours), standsOf(theirs)] as const;
  const placements = new Map<string, Map<string, Placement>>();
  const put = (column: string, placement: Placement) => {
    const list = placements.get(column);
    if (list) list.set(placement.key, placement);
    else placements.set(column, new Map([[placement.key, placement]]));
  };
  for (const key of new Set(stands.flatMap((side) => [...side.keys()]))) {
    const [inBase, inOurs, inTheirs] = [stands[0].get(key), stands[1].get(key), stands[2].get(key)];
    for (const { column, ours: one, theirs: other, text } of decide(inBase, inOurs, inTheirs)) {
      const block = text ?? conflictBlock(one, other, eol, options);
      put(column, { key, text: block, conflict: text === null });
    }
  }
  return placements;
}

interface Decision {
  readonly column: string;
  /** The merged text; null where both versions go between markers. */
  readonly text: string | null;
  readonly ours: string;
  readonly theirs: string;
}

function clean(stand: Stand): Decision[] {
  return [{ column: stand.column, text: stand.item.text, ours: '', theirs: '' }];
}

function decide(base: Stand | undefined, ours: Stand | undefined, theirs: Stand | undefined): Decision[] {
  if (ours && theirs) return decideBoth(base, ours, theirs);
  const left = ours ?? theirs;
  if (!left) return [];
  if (!base) return clean(left);
  // One side took it out: that holds unless the other side changed or moved it.
  if (left.item.text === base.item.text && left.column === base.column) return [];
  const { text } = left.item;
  return [{ column: left.column, text: null, ours: ours ? text : '', theirs: ours ? '' : text }];
}

function decideBoth(base: Stand | undefined, ours: Stand, theirs: Stand): Decision[] {
  const one = ours.item.text;
  const other = theirs.item.text;
  const text = base ? mergeCardText(base.item.text, one, other) : one === other ? one : null;
  const column = pick(base?.column, ours.column, theirs.column);
  if (column !== undefined) return [{ column, text, ours: one, theirs: other }];
  // Moved to two places: each side's version stands where that side put it, and one of them has to go.
  return [
    { column: ours.column, text: null, ours: text ?? one, theirs: '' },
    { column: theirs.column, text: null, ours: '', theirs: text ?? other },
  ];
}

function standsOf(board: BoardParts): Map<string, Stand> {
  const stands = new Map<string, Stand>();
  for (const { key, items } of board.columns as readonly ColumnParts[]) {
    for (const item of items) stands.set(item.key, { column: key, item });
  }
  return stands;
}
