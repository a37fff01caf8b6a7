import { isBlank } from '../board/lineSyntax.js';
import { emptiedColumn } from '../board/spacing.js';
import type { ColumnParts, Item } from './boardParts.js';
import { conflictBlock, type Merged, type MergeOptions, pick } from './conflict.js';
import { mergeProse } from './diff3.js';
import type { MergedItem } from './items.js';
import { mergeOrder } from './order.js';

export interface ColumnSides {
  readonly base: ColumnParts | undefined;
  readonly ours: ColumnParts | undefined;
  readonly theirs: ColumnParts | undefined;
}

export interface MergedColumn extends Merged {
  /** Whether its end comes from a version in which nothing followed. */
  readonly atEnd: boolean;
}

/** Merge one column, given which items it holds in the end. */
export function mergeColumn(
  given: ColumnSides,
  items: ReadonlyMap<string, MergedItem>,
  eol: string,
  options: MergeOptions,
): MergedColumn {
  const sides = alignEmpty(given, eol);
  const left = sides.ours ?? sides.theirs;
  if (!left) throw new RangeError('a merged column is on one side at least');
  const lead = mergePart(sides, 'lead', options);
  const heading = mergeHeading(sides, eol, options);
  const intro = mergePart(sides, 'intro', options);
  const outro = mergePart(sides, 'outro', options);
  const order = mergeOrder(
    keysOf(sides.base),
    keysOf(sides.ours),
    keysOf(sides.theirs),
    new Set(items.keys()),
  );
  const gaps = gapLookup(sides, eol);
  let body = '';
  let conflicts = 0;
  let previous: string | null = null;
  for (const key of order) {
    const item = items.get(key);
    if (!item) continue;
    body += (previous === null ? '' : gaps(previous, key)) + item.text;
    conflicts += item.conflicts;
    previous = key;
  }
  const content = body === '' ? mergeEmpty(sides, eol, options) : joined(intro, body, outro);
  const parts = [lead, heading, content];
  return {
    text: lead.text + heading.text + content.text,
    conflicts: conflicts + parts.reduce((sum, part) => sum + part.conflicts, 0),
    atEnd: [sides.ours, sides.theirs].some((side) => side?.atEnd && side.outro === outro.text),
  };
}

/**
 * A version without cards does not say which of its blank lines would be above a card: where they are what another
 * version leaves without its cards, they are divided as there.
 */
function alignEmpty(sides: ColumnSides, eol: string): ColumnSides {
  const filled = [sides.base, sides.ours, sides.theirs].filter((side) => side && side.items.length > 0);
  const align = (side: ColumnParts | undefined): ColumnParts | undefined => {
    if (!side || side.emptyText === null) return side;
    const like = filled.find((other) => {
      if (!other) return false;
      const { intro, outro, atEnd } = other;
      return [intro + outro, emptiedColumn(intro, outro, atEnd, eol)].includes(side.emptyText ?? '');
    });
    return like ? { ...side, intro: like.intro, outro: like.outro } : side;
  };
  return { base: align(sides.base), ours: align(sides.ours), theirs: align(sides.theirs) };
}

/** The text of a column that holds no card in the end: each version as it is, or would be, without its cards. */
function mergeEmpty({ base, ours, theirs }: ColumnSides, eol: string, options: MergeOptions): Merged {
  const without = (side: ColumnParts) =>
    side.emptyText ?? emptiedColumn(side.intro, side.outro, side.atEnd, eol);
  if (ours && theirs) return mergeProse(base ? without(base) : '', without(ours), without(theirs), options);
  const left = ours ?? theirs;
  return { text: left ? without(left) : '', conflicts: 0 };
}

function joined(intro: Merged, body: string, outro: Merged): Merged {
  return { text: intro.text + body + outro.text, conflicts: intro.conflicts + outro.conflicts };
}

function mergePart(
  { base, ours, theirs }: ColumnSides,
  part: 'lead' | 'intro' | 'outro',
  options: MergeOptions,
): Merged {
  if (!ours || !theirs) return { text: (ours ?? theirs)?.[part] ?? '', conflicts: 0 };
  return mergeProse(base?.[part] ?? '', ours[part], theirs[part], options);
}

function mergeHeading({ base, ours, theirs }: ColumnSides, eol: string, options: MergeOptions): Merged {
  if (!ours || !theirs) return { text: (ours ?? theirs)?.heading ?? '', conflicts: 0 };
  const text = pick(base?.heading, ours.heading, theirs.heading);
  if (text !== undefined) return { text, conflicts: 0 };
  return { text: conflictBlock(ours.heading, theirs.heading, eol, options), conflicts: 1 };
}

function keysOf(column: ColumnParts | undefined): string[] {
  return (column?.items ?? []).map(({ key }) => key);
}

/** The blank lines between two items: as the side has them that changed them, else in the column's own manner. */
function gapLookup(sides: ColumnSides, eol: string): (first: string, second: string) => string {
  const [base, ours, theirs] = [sides.base, sides.ours, sides.theirs].map(gapsOf);
  const manner = looseGap(sides.ours) ?? looseGap(sides.theirs) ?? '';
  const prose = new Set(
    [sides.ours, sides.theirs].flatMap((side) =>
      (side?.items ?? []).filter(({ card }) => !card).map(({ key }) => key),
    ),
  );
  return (first, second) => {
    const pair = `${first}\n${second}`;
    const [was, one, other] = [base?.get(pair), ours?.get(pair), theirs?.get(pair)];
    if (one !== undefined && other !== undefined) return pick(was, one, other) ?? one;
    return one ?? other ?? (prose.has(first) || prose.has(second) ? eol : manner);
  };
}

function gapsOf(column: ColumnParts | undefined): Map<string, string> {
  const gaps = new Map<string, string>();
  let previous: Item | null = null;
  for (const item of column?.items ?? []) {
    if (previous) gaps.set(`${previous.key}\n${item.key}`, item.gap);
    previous = item;
  }
  return gaps;
}

/** The gap between all cards of a column, where it is the same everywhere. */
function looseGap(column: ColumnParts | undefined): string | null {
  const gaps = (column?.items ?? []).slice(1).map(({ gap }) => gap);
  const [first] = gaps;
  return first !== undefined && isBlank(first) && gaps.every((gap) => gap === first) ? first : null;
}
