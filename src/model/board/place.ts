import { closest } from '../closest.js';
import { columnKey } from '../columnKey.js';
import { failure, type Result, success } from '../result.js';
import type { Board, Card, Column } from './board.js';
import { archiveColumn, columnNamed } from './find.js';
import { lineAt } from './lines.js';
import { insertArchive, insertLines, type Place, removeArchive, removeLines } from './splice.js';
import { isArchiveName, readStructure } from './structure.js';

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
  const place = { section, index: clamp(card.position, column.value.cards.length) };
  const bullet = bulletFor(board, column.value);
  return success(
    ended(board, (text) =>
      insertLines({ text, eol: board.eol }, place, `${cardLine(card, bullet)}${board.eol}`, 'add'),
    ),
  );
}

/** The line of a new card, without a line ending. */
export function cardLine(card: Omit<NewCard, 'column' | 'position'>, bullet = '-'): string {
  const words: string[] = [];
  if (card.id !== null) words.push(`[[${card.linkText ?? card.id}]]`);
  const title = oneLine(card.title);
  if (title !== '') words.push(title);
  for (const { relation, linkText } of card.relations ?? []) words.push(`[${relation}:: [[${linkText}]]]`);
  return `${bullet} [${card.ticked ? 'x' : ' '}] ${words.join(' ')}`;
}

export function oneLine(text: string): string {
  return text.trim().replace(/\s+/g, ' ');
}

/** Take out a card with all its lines; an archive made by `archiveCard` goes with its last card. */
export function removeCard(board: Board, card: Card): Result<string> {
  const place = requirePlace(board, card);
  return success(
    ended(board, (text) => {
      const splice = { text, eol: board.eol };
      return removeArchive(splice, place) ?? removeLines(splice, place, 'remove');
    }),
  );
}

/**
 * Move a card with all its lines, to the end of a column or to a position among the cards that it holds without
 * this one. Moving it back to where it was gives the same bytes again.
 */
export function moveCard(
  board: Board,
  card: Card,
  column: string | Column,
  position?: number,
): Result<string> {
  const target = typeof column === 'string' ? columnNamed(board, column) : column;
  if (!target && typeof column === 'string' && isArchiveName(column)) return archiveCard(board, card);
  const found = target
    ? success(target)
    : requireColumn(board, typeof column === 'string' ? column : column.name);
  if (!found.ok) return found;
  const section = board.columns.findIndex((one) => one.start === found.value.start);
  const place = requirePlace(board, card);
  const stays = found.value.cards.length - (section === place.section ? 1 : 0);
  const index = clamp(position, stays);
  return success(
    ended(board, (text) => {
      const taken = takeOut({ text, eol: board.eol }, place, section !== place.section);
      return insertLines({ text: taken.text, eol: board.eol }, { section, index }, taken.lines, 'move');
    }),
  );
}

/** Put a card away: to the end of the archive, which is made behind the columns where there is none. */
export function archiveCard(board: Board, card: Card): Result<string> {
  const archive = archiveColumn(board);
  if (archive) return archive.cards.includes(card) ? success(board.text) : moveCard(board, card, archive);
  const place = requirePlace(board, card);
  return success(
    ended(board, (text) => {
      const taken = takeOut({ text, eol: board.eol }, place, false);
      return insertArchive({ text: taken.text, eol: board.eol }, taken.lines);
    }),
  );
}

function takeOut(splice: { text: string; eol: string }, place: Place, leaves: boolean) {
  const card = readStructure(splice.text).sections[place.section]?.cards[place.index];
  if (!card) throw new RangeError('there is no such card');
  const lines = splice.text.slice(card.start, card.end);
  const text = (leaves ? removeArchive(splice, place) : null) ?? removeLines(splice, place, 'move');
  return { text, lines };
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
    const above = at === 0 || /\n[ \t]*\r?\n$/.test(before.slice(Math.max(0, at - 200), at)) ? '' : eol;
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
  return failure('unknown-column', `there is no column '${name}' on the board`, {
    ...(suggestion ? { suggestion } : {}),
    allowed: names,
  });
}

function requirePlace(board: Board, card: Card): Place {
  for (const [section, column] of board.columns.entries()) {
    const index = column.cards.findIndex((one) => one.start === card.start);
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
