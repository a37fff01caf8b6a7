import type { BoardParts, Item } from './boardParts.js';
import { mergeCardText } from './cardText.js';
import { conflictBlock, type Merged, type MergeOptions, pick } from './conflict.js';
import { mergeLines } from './diff3.js';

/** An item in the column where the merge puts it. */
export interface Placement extends Merged {
  readonly key: string;
}

/** What stays of every item and where: column key → key → placement. */
export type Placements = ReadonlyMap<string, ReadonlyMap<string, Placement>>;

interface Stand {
  readonly column: string;
  readonly item: Item;
}

interface Decision extends Merged {
  readonly column: string;
}

/** Decide item by item; only one that both sides edited in different ways is a conflict. */
export function placeItems(
  base: BoardParts,
  ours: BoardParts,
  theirs: BoardParts,
  eol: string,
  options: MergeOptions,
): Placements {
  const stands = [standsOf(base), standsOf(ours), standsOf(theirs)] as const;
  const placements = new Map<string, Map<string, Placement>>();
  const judge = new Judge(eol, options);
  for (const key of new Set(stands.flatMap((side) => [...side.keys()]))) {
    for (const { column, text, conflicts } of judge.decide(
      stands[0].get(key),
      stands[1].get(key),
      stands[2].get(key),
    )) {
      const list = placements.get(column) ?? new Map<string, Placement>();
      placements.set(column, list.set(key, { key, text, conflicts }));
    }
  }
  return placements;
}

class Judge {
  constructor(
    readonly eol: string,
    readonly options: MergeOptions,
  ) {}

  decide(base: Stand | undefined, ours: Stand | undefined, theirs: Stand | undefined): Decision[] {
    if (ours && theirs) return this.#both(base, ours, theirs);
    const left = ours ?? theirs;
    if (!left) return [];
    const { text } = left.item;
    if (!base) return [{ column: left.column, text, conflicts: 0 }];
    // One side took it out: that holds unless the other side changed or moved it.
    if (text === base.item.text && left.column === base.column) return [];
    return [this.#conflict(left.column, ours ? text : '', ours ? '' : text)];
  }

  #both(base: Stand | undefined, ours: Stand, theirs: Stand): Decision[] {
    const one = ours.item.text;
    const other = theirs.item.text;
    if (!ours.item.card) {
      return [{ column: ours.column, ...mergeLines(base?.item.text ?? '', one, other, this.options) }];
    }
    const text = base ? mergeCardText(base.item.text, one, other) : one === other ? one : null;
    const column = pick(base?.column, ours.column, theirs.column);
    if (column === undefined) {
      // Moved to two places: each side's version stands where that side put it, and one of them has to go.
      return [this.#conflict(ours.column, text ?? one, ''), this.#conflict(theirs.column, '', text ?? other)];
    }
    return [text === null ? this.#conflict(column, one, other) : { column, text, conflicts: 0 }];
  }

  #conflict(column: string, ours: string, theirs: string): Decision {
    return { column, text: conflictBlock(ours, theirs, this.eol, this.options), conflicts: 1 };
  }
}

function standsOf(board: BoardParts): Map<string, Stand> {
  const stands = new Map<string, Stand>();
  for (const { key, items } of board.columns) {
    for (const item of items) stands.set(item.key, { column: key, item });
  }
  return stands;
}
