import { mergeColumn } from './boardColumn.js';
import { archiveKey, type BoardParts, type ColumnParts, readParts } from './boardParts.js';
import { type Merged, type MergeOptions, pick } from './conflict.js';
import { mergeLines, mergeProse } from './diff3.js';
import { mergeFrontMatter } from './frontMatter.js';
import { mergeItems } from './items.js';
import { mergeOrder } from './order.js';
import { pairColumns } from './renames.js';
import { mergeSettings } from './settings.js';
import { inOneShape } from './shape.js';

/**
 * Merge two versions of a board by card. Moves, edits, ticks, additions, deletions, the order and the columns of both
 * sides survive; a card is known by its item's id, a free one by its text. Only a card that both sides edited in
 * different ways (or that one edited and the other removed) is put between conflict markers, alone.
 */
export function mergeBoards(base: string, ours: string, theirs: string, options: MergeOptions): Merged {
  const whole = pick(base, ours, theirs);
  if (whole !== undefined) return { text: whole, conflicts: 0 };
  const { texts, eol, finish } = inOneShape(base, ours, theirs);
  const again = pick(...texts);
  if (again !== undefined) return finish({ text: again, conflicts: 0 });
  const [inBase, inOurs, inTheirs] = [
    readParts(texts[0], eol),
    readParts(texts[1], eol),
    readParts(texts[2], eol),
  ];
  return finish(mergeParts(inBase, pairColumns(inBase, inOurs), pairColumns(inBase, inTheirs), eol, options));
}

function mergeParts(
  base: BoardParts,
  ours: BoardParts,
  theirs: BoardParts,
  eol: string,
  options: MergeOptions,
): Merged {
  const pieces: Merged[] = [
    mergeFrontMatter(base.frontMatter, ours.frontMatter, theirs.frontMatter, options) ??
      mergeLines(base.frontMatter, ours.frontMatter, theirs.frontMatter, options),
    mergeProse(base.preamble, ours.preamble, theirs.preamble, options),
  ];
  const items = mergeItems(base, ours, theirs, eol, options);
  const tail = mergeSettings(base.tail, ours.tail, theirs.tail, options);
  const sides = [byKey(base), byKey(ours), byKey(theirs)] as const;
  const merged = mergeOrder(
    base.columns.map(({ key }) => key),
    ours.columns.map(({ key }) => key),
    theirs.columns.map(({ key }) => key),
    new Set(
      [...sides[1].keys(), ...sides[2].keys()].filter((key) => stays(key, sides, items.get(key)?.size ?? 0)),
    ),
  );
  const order = archiveLast(merged, ours, theirs);
  for (const [index, key] of order.entries()) {
    const last = index === order.length - 1;
    const column = mergeColumn(
      { base: sides[0].get(key), ours: sides[1].get(key), theirs: sides[2].get(key) },
      items.get(key) ?? new Map(),
      eol,
      options,
    );
    // What was at the end of its file needs no blank line there, but needs one above another column.
    const apart = column.atEnd && !last && !/\n[ \t]*\r?\n$/.test(column.text.slice(-200)) ? eol : '';
    pieces.push({ text: column.text + apart, conflicts: column.conflicts });
  }
  pieces.push(tail);
  return {
    text: pieces.map(({ text }) => text).join(''),
    conflicts: pieces.reduce((sum, { conflicts }) => sum + conflicts, 0),
  };
}

/** A column that the other side added goes before an archive that was last. */
function archiveLast(order: readonly string[], ours: BoardParts, theirs: BoardParts): string[] {
  const isLast = (side: BoardParts) => {
    const at = side.columns.findIndex(({ key }) => key === archiveKey);
    return at < 0 || at === side.columns.length - 1;
  };
  if (!order.includes(archiveKey) || !isLast(ours) || !isLast(theirs)) return [...order];
  return [...order.filter((key) => key !== archiveKey), archiveKey];
}

type Sides = readonly [
  base: ReadonlyMap<string, ColumnParts>,
  ours: ReadonlyMap<string, ColumnParts>,
  theirs: ReadonlyMap<string, ColumnParts>,
];

/** A column goes when one side removed it, the other left it as it was, and no card has to be in it. */
function stays(key: string, [base, ours, theirs]: Sides, cards: number): boolean {
  if (cards > 0 || !base.has(key) || (ours.has(key) && theirs.has(key))) return true;
  const left = ours.get(key) ?? theirs.get(key);
  const before = base.get(key);
  return left?.heading !== before?.heading || left?.intro.trim() !== before?.intro.trim();
}

function byKey(board: BoardParts): Map<string, ColumnParts> {
  return new Map(board.columns.map((column) => [column.key, column]));
}
