import { closest } from '../closest.js';
import { columnKey } from '../columnKey.js';
import { failure, type Result, success } from '../result.js';
import type { Board, Card, Column } from './board.js';
import { archiveColumn, columnNamed } from './find.js';
import { lineAt } from './lineSyntax.js';
import { emptiedColumn, joinGaps, splitEmptyColumn, splitGap } from './spacing.js';
import { isArchiveName, readStructure, type Section } from './structure.js';

/** A card to be made. */
export interface NewCard {
  readonly column: string;
  /** Canonical id of its item; null for a free card. */
  readonly id: string | null;
  readonly title: string;
  /** What goes between the brackets of the item's link, `TASK-001-login|TASK-001`; the id where not given. */
  readonly linkText?: string | null | undefined;
  readonly relations?: readonly { readonly relation: string; readonly linkText: string }[] | undefined;
  /** Among the cards of the column, from 0; at its end where not given. */
  readonly position?: number | undefined;
  readonly ticked?: boolean | undefined;
}

/** Put a new card into a column. Fails for an unknown column and for an id that has a card already. */
export function addCard(board: Board, card: NewCard): Result<string> {
  const column = requireColumn(board, card.column);
  if (!column.ok) return column;
  if (card.id !== null && board.columns.some((one) => one.cards.some(({ id }) => id === card.id))) {
    return failure('exists', `${card.id} has a card on the board already`);
  }
  const section = board.columns.indexOf(column.value);
  const index = clamp(card.position, column.value.cards.length);
  const line = cardLine(card, bulletFor(board, column.value)) + board.eol;
  return success(
    ended(board, (text) => insertLines(text, board.eol, section, index, { lines: line, between: '' })),
  );
}

/** The line of a new card, without a line ending. */
export function cardLine(card: Omit<NewCard, 'column' | 'position'>, bullet = '-'): string {
  const words = [`${bullet} [${card.ticked ? 'x' : ' '}]`];
  if (card.id !== null) words.push(`[[${card.linkText ?? card.id}]]`);
  const title = oneLine(card.title);
  if (title !== '') words.push(title);
  for (const { relation, linkText } of card.relations ?? []) words.push(`[${relation}:: [[${linkText}]]]`);
  return words.join(' ');
}

export function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

/** Take out a card with all its lines. */
export function removeCard(board: Board, card: Card): Result<string> {
  return success(ended(board, (text) => takeOut(text, board, card).text));
}

/**
 * Move a card with all its lines, to the end of a column or to a position among the cards that it holds without
 * this one. A card that is there already stays as it is.
 */
export function moveCard(
  board: Board,
  card: Card,
  column: string | Column,
  position?: number,
): Result<string> {
  const name = typeof column === 'string' ? column : column.name;
  const target = typeof column === 'string' ? columnNamed(board, column) : column;
  if (!target && isArchiveName(name)) return archiveCard(board, card);
  const found = target ? success(target) : requireColumn(board, name);
  if (!found.ok) return found;
  const section = board.columns.findIndex((one) => one.start === found.value.start);
  const from = positionOf(board, card);
  const same = section === from.section;
  const index = clamp(position, found.value.cards.length - (same ? 1 : 0));
  if (same && index === from.index) return success(board.text);
  return success(
    ended(board, (text) => {
      const taken = takeOut(text, board, card);
      return insertLines(taken.text, board.eol, section, index, taken);
    }),
  );
}

/** Put a card away: to the end of the archive, which is made behind the columns where there is none. */
export function archiveCard(board: Board, card: Card): Result<string> {
  const archive = archiveColumn(board);
  if (archive) return archive.cards.includes(card) ? success(board.text) : moveCard(board, card, archive);
  const { eol } = board;
  return success(
    ended(board, (before) => {
      const { text, lines } = takeOut(before, board, card);
      const at = readStructure(text).lanesEnd;
      const section = `${blankLineAbove(text, at, eol)}***${eol}${eol}## Archive${eol}${eol}${lines}`;
      return text.slice(0, at) + section + (at < text.length ? eol : '') + text.slice(at);
    }),
  );
}

/** A card's lines, and the gap between it and a neighbour where it is taken from. */
interface Taken {
  readonly lines: string;
  readonly between: string;
}

/** Put the lines of a card into a column. The text ends with a line ending. */
function insertLines(text: string, eol: string, number: number, index: number, taken: Taken): string {
  const section = sectionAt(text, number);
  const { cards, completeMarker } = section;
  const [from, to] = gapRange(section, index);
  const gap = text.slice(from, to);
  const next = Math.min(Math.max(index, 1), cards.length - 1);
  const between = cards.length > 1 ? text.slice(...gapRange(section, next)) : taken.between;
  const [before, after] =
    cards.length === 0
      ? splitEmptyColumn(gap, completeMarker, eol)
      : splitGap(gap, between, index === 0, eol);
  return text.slice(0, from) + before + taken.lines + after + text.slice(to);
}

/** Take out the lines of a card. The text is the board's, with a line ending at its end. */
function takeOut(text: string, board: Board, card: Card): Taken & { readonly text: string } {
  const { eol } = board;
  const { section: number, index } = positionOf(board, card);
  const section = sectionAt(text, number);
  const { start, end } = section.cards[index] ?? card;
  const [from, to] = [gapRange(section, index)[0], gapRange(section, index + 1)[1]];
  const [before, after] = [text.slice(from, start), text.slice(end, to)];
  const followed = index + 1 < section.cards.length;
  const gap =
    section.cards.length === 1
      ? emptiedColumn(before, after, to === text.length, eol)
      : joinGaps(before, after, followed, eol);
  return {
    text: text.slice(0, from) + gap + text.slice(to),
    lines: text.slice(start, end),
    between: index > 0 ? before : followed ? after : '',
  };
}

function sectionAt(text: string, number: number): Section {
  const section = readStructure(text).sections[number];
  if (!section) throw new RangeError('the board has no such column');
  return section;
}

/** The text between two cards, or between a card and the edge of its column. */
function gapRange({ cards, contentStart, end }: Section, index: number): [number, number] {
  return [cards[index - 1]?.end ?? contentStart, cards[index]?.start ?? end];
}

/** Add an empty column behind the last one, before archive and settings. */
export function addColumn(board: Board, name: string): Result<string> {
  const wanted = oneLine(name);
  if (columnNamed(board, wanted)) return failure('exists', `there is a column ${wanted} already`);
  const { eol } = board;
  const text = ended(board, (before) => {
    const { sections, lanesEnd } = readStructure(before);
    const archive = sections.find((section) => section.archive);
    const at = archive ? (archive.breakStart ?? archive.start) : lanesEnd;
    const above = blankLineAbove(before, at, eol);
    const below = at < before.length ? eol : '';
    return `${before.slice(0, at)}${above}## ${wanted}${eol}${below}${before.slice(at)}`;
  });
  const made = readStructure(text).sections.some((section) => section.name === wanted && !section.archive);
  return made && wanted !== ''
    ? success(text)
    : failure('invalid-value', `'${name}' cannot be the name of a column`);
}

/** The column of this name, or a failure that names the closest one. */
function requireColumn(board: Board, name: string): Result<Column> {
  const column = columnNamed(board, name);
  if (column) return success(column);
  const names = board.columns.map((one) => one.name);
  const suggestion = closest(columnKey(name), names);
  return failure('unknown-column', `the board has no column '${name}'`, {
    ...(suggestion ? { suggestion } : {}),
    allowed: names,
  });
}

/** A line ending where what is put in here would have no blank line above it. */
function blankLineAbove(text: string, at: number, eol: string): string {
  return at === 0 || /\n[ \t]*\r?\n$/.test(text.slice(Math.max(0, at - 200), at)) ? '' : eol;
}

function positionOf(board: Board, { start }: Card): { section: number; index: number } {
  for (const [section, column] of board.columns.entries()) {
    const index = column.cards.findIndex((one) => one.start === start);
    if (index >= 0) return { section, index };
  }
  throw new RangeError('the card is of another board');
}

function clamp(position: number | undefined, count: number): number {
  return position === undefined ? count : Math.max(0, Math.min(position, count));
}

/** Work on the text with a line ending at its end; a text without one is without one afterwards. */
function ended(board: Pick<Board, 'text' | 'eol'>, edit: (text: string) => string): string {
  const { text, eol } = board;
  if (text === '' || text.endsWith('\n')) return edit(text);
  const edited = edit(text + eol);
  return edited.endsWith(eol) ? edited.slice(0, -eol.length) : edited;
}

/** The bullet of a column's cards: one of another kind would start a second list, which the plugin does not read. */
function bulletFor(board: Board, column: Column): string {
  const last = column.cards.at(-1);
  if (!last) return '-';
  const from = last.span.offset;
  const bullet = /^(?:[-*+]|\d{1,9}[.)])/.exec(board.text.slice(from, lineAt(board.text, from).end))?.[0];
  if (!bullet) return '-';
  const number = Number.parseInt(bullet, 10);
  return Number.isNaN(number) ? bullet : `${Math.min(number + 1, 999_999_999)}${bullet.slice(-1)}`;
}
