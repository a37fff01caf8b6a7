import type { BoardParts, Item } from './boardParts.js';
import { mergeCardText } from './cardText.js';
import { conflictBlock, type Merged, type MergeOptions, pick } from './conflict.js';
import { mergeLines } from './diff3.js';

/** An item as it is after the merge. */
export interface MergedItem extends Merged {
  readonly key: string;
}

/** The items of each column: column key → item key → item. */
export type MergedItems = ReadonlyMap<string, ReadonlyMap<string, MergedItem>>;

interface Located {
  readonly column: string;
  readonly item: Item;
}

interface Decision extends Merged {
  readonly column: string;
}

/** Decide item by item; only one that both sides edited in different ways is a conflict. */
export function mergeItems(
  base: BoardParts,
  ours: BoardParts,
  theirs: BoardParts,
  eol: string,
  options: MergeOptions,
): MergedItems {
  const sides = [locate(base), locate(ours), locate(theirs)] as const;
  const merged = new Map<string, Map<string, MergedItem>>();
  const merge = new ItemMerge(eol, options);
  for (const key of new Set(sides.flatMap((side) => [...side.keys()]))) {
    for (const { column, text, conflicts } of merge.decide(
      sides[0].get(key),
      sides[1].get(key),
      sides[2].get(key),
    )) {
      const list = merged.get(column) ?? new Map<string, MergedItem>();
      merged.set(column, list.set(key, { key, text, conflicts }));
    }
  }
  return merged;
}

class ItemMerge {
  constructor(
    readonly eol: string,
    readonly options: MergeOptions,
  ) {}

  decide(base: Located | undefined, ours: Located | undefined, theirs: Located | undefined): Decision[] {
    if (ours && theirs) return this.#both(base, ours, theirs);
    const left = ours ?? theirs;
    if (!left) return [];
    const { text } = left.item;
    if (!base) return [{ column: left.column, text, conflicts: 0 }];
    // One side removed it: that holds unless the other side changed or moved it.
    if (text === base.item.text && left.column === base.column) return [];
    return [this.#conflict(left.column, ours ? text : '', ours ? '' : text)];
  }

  #both(base: Located | undefined, ours: Located, theirs: Located): Decision[] {
    const one = ours.item.text;
    const other = theirs.item.text;
    if (!ours.item.card) {
      return [{ column: ours.column, ...mergeLines(base?.item.text ?? '', one, other, this.options) }];
    }
    const text = base ? mergeCardText(base.item.text, one, other) : one === other ? one : null;
    const column = pick(base?.column, ours.column, theirs.column);
    if (column === undefined) {
      // Moved to two columns: each side's version is where that side put it, and one of them has to go.
      return [this.#conflict(ours.column, text ?? one, ''), this.#conflict(theirs.column, '', text ?? other)];
    }
    return [text === null ? this.#conflict(column, one, other) : { column, text, conflicts: 0 }];
  }

  #conflict(column: string, ours: string, theirs: string): Decision {
    return { column, text: conflictBlock(ours, theirs, this.eol, this.options), conflicts: 1 };
  }
}

function locate(board: BoardParts): Map<string, Located> {
  return new Map(
    board.columns.flatMap(({ key, items }) =>
      items.map((item) => [item.key, { column: key, item }] as const),
    ),
  );
}
