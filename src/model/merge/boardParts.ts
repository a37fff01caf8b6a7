import { columnKey } from '../board/find.js';
import { joinPieces, readFirstLine } from '../board/firstLine.js';
import { linesWithEndings } from '../board/lines.js';
import { idOfTarget } from '../board/parse.js';
import { gapsFor, isBlankText } from '../board/spacing.js';
import { readStructure, type Section } from '../board/structure.js';
import { defaultTypes } from '../documentType.js';

/** A board in the parts that are merged; in order they give the text back. */
export interface BoardParts {
  readonly frontMatter: string;
  readonly preamble: string;
  readonly columns: readonly ColumnParts[];
  readonly tail: string;
}

export interface ColumnParts {
  /** Alike in all versions of a column; renames are found by `pairColumns`. */
  readonly key: string;
  /** What stands between the column before and the heading: the `***` above an archive. */
  readonly lead: string;
  /** Heading line, and the line that marks finished work. */
  readonly heading: string;
  /** Text above the first card. */
  readonly intro: string;
  readonly items: readonly Item[];
  /** Text below the last card. */
  readonly outro: string;
  readonly direct: boolean;
  readonly atEnd: boolean;
}

/** A card, or prose between two cards. */
export interface Item {
  readonly key: string;
  readonly card: boolean;
  readonly text: string;
  /** Blank lines between the item before and this one. */
  readonly gap: string;
}

/** The key of the archive, whatever its name. */
export const archiveKey = '\0archive';

/** Take a board apart. The text ends with a line ending, or is empty. */
export function readParts(text: string, eol: string): BoardParts {
  const { bodyStart, sections } = readStructure(text);
  const seen = new Map<string, number>();
  const first = sections[0];
  const preambleEnd = first ? (first.breakStart ?? first.start) : text.length;
  let at = preambleEnd;
  const columns = sections.map((section) => {
    const parts = columnParts(text, section, at, eol, seen);
    at = section.end;
    return parts;
  });
  return {
    frontMatter: text.slice(0, bodyStart),
    preamble: text.slice(bodyStart, preambleEnd),
    columns,
    tail: text.slice(at),
  };
}

function columnParts(
  text: string,
  section: Section,
  from: number,
  eol: string,
  seen: Map<string, number>,
): ColumnParts {
  const { cards, contentStart, end } = section;
  const atEnd = end === text.length;
  const context = { count: 0, index: 0, others: [], direct: section.completeMarker, atEnd, eol };
  const first = cards[0];
  const last = cards.at(-1);
  const [intro, outro] =
    first && last
      ? [text.slice(contentStart, first.start), text.slice(last.end, end)]
      : gapsFor(text.slice(contentStart, end), context);
  const items: Item[] = [];
  let at = first?.start ?? end;
  for (const card of cards) {
    const gap = betweenItems(text.slice(at, card.start), seen, items);
    const source = text.slice(card.start, card.end);
    items.push({ key: unique(cardKey(source), seen), card: true, text: source, gap });
    at = card.end;
  }
  return {
    key: unique(section.archive ? archiveKey : `column ${columnKey(section.name)}`, seen),
    lead: text.slice(from, section.start),
    heading: text.slice(section.start, contentStart),
    intro,
    items,
    outro,
    direct: section.completeMarker,
    atEnd,
  };
}

/** Add the prose between two cards as an item of its own; the blank lines below it are returned. */
function betweenItems(gap: string, seen: Map<string, number>, items: Item[]): string {
  if (isBlankText(gap)) return gap;
  const lines = linesWithEndings(gap);
  const first = lines.findIndex((line) => !isBlankText(line));
  const last = lines.findLastIndex((line) => !isBlankText(line));
  const text = lines.slice(first, last + 1).join('');
  items.push({
    key: unique(`prose ${text.trim()}`, seen),
    card: false,
    text,
    gap: lines.slice(0, first).join(''),
  });
  return lines.slice(last + 1).join('');
}

/**
 * What makes a card the same in two versions: the id of its item, else the item's target, else its title, which is
 * its text without tick, fields, dates and block id.
 */
export function cardKey(source: string): string {
  const { item, title, end } = readFirstLine(source, 0);
  if (item) return `item ${idOfTarget(item.target, defaultTypes) ?? item.target.toLowerCase()}`;
  return `free ${joinPieces(source, title) || source.slice(0, end).trim().replace(/\s+/g, ' ')}`;
}

/** The first of a name has it, further ones are numbered. */
function unique(key: string, seen: Map<string, number>): string {
  const count = seen.get(key) ?? 0;
  seen.set(key, count + 1);
  return count === 0 ? key : `${key}\0${count}`;
}

/**
 * The same parts with the keys of base for columns that were renamed: a new column that holds most cards of one
 * that is gone, or stands in its place between the same neighbours.
 */
export function pairColumns(base: BoardParts, side: BoardParts): BoardParts {
  const known = new Set(base.columns.map(({ key }) => key));
  const present = new Set(side.columns.map(({ key }) => key));
  const gone = base.columns.filter(({ key }) => !present.has(key));
  const renamed = new Map<string, string>();
  for (const column of side.columns) {
    if (known.has(column.key)) continue;
    const free = gone.filter(({ key }) => ![...renamed.values()].includes(key));
    const match = byCards(free, column) ?? byPlace(free, column, base, side);
    if (match) renamed.set(column.key, match.key);
  }
  if (renamed.size === 0) return side;
  return {
    ...side,
    columns: side.columns.map((column) => ({ ...column, key: renamed.get(column.key) ?? column.key })),
  };
}

function byCards(gone: readonly ColumnParts[], column: ColumnParts): ColumnParts | undefined {
  const keys = new Set(column.items.map(({ key }) => key));
  return gone.find(({ items }) => items.filter(({ key }) => keys.has(key)).length * 2 > items.length);
}

function byPlace(
  gone: readonly ColumnParts[],
  column: ColumnParts,
  base: BoardParts,
  side: BoardParts,
): ColumnParts | undefined {
  const at = side.columns.indexOf(column);
  return gone.find((old) => {
    const was = base.columns.indexOf(old);
    const neighbours = (list: readonly ColumnParts[], index: number) =>
      `${list[index - 1]?.key ?? ''}\n${list[index + 1]?.key ?? ''}`;
    const empty = old.items.length === 0 || column.items.length === 0;
    return empty && neighbours(base.columns, was) === neighbours(side.columns, at);
  });
}
