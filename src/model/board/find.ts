import { columnKey } from '../columnKey.js';
import type { Board, Card, Column } from './board.js';

/** The column of this name, exactly written or alike; a work-in-progress limit is not part of the name. */
export function columnNamed(board: Board, name: string): Column | undefined {
  const key = columnKey(name);
  return (
    board.columns.find((column) => column.name === name) ??
    board.columns.find((column) => columnKey(column.name) === key)
  );
}

/** The section that holds the cards put away, if there is one. */
export function archiveColumn(board: Board): Column | undefined {
  return board.columns.find((column) => column.archive);
}

/**
 * The card of a document id (`task-1` is TASK-001), of a link target, or with this title. Cards in columns come
 * before archived ones; a title that several open cards have finds none.
 */
export function findCard(board: Board, idOrText: string): Card | undefined {
  const wanted = idOrText.trim();
  const open = board.columns.filter((column) => !column.archive).flatMap((column) => column.cards);
  const archived = board.columns.filter((column) => column.archive).flatMap((column) => column.cards);
  const cards = [...open, ...archived];
  const id = idKey(wanted);
  const byId = id === null ? undefined : cards.find((card) => card.id !== null && idKey(card.id) === id);
  if (byId) return byId;
  const key = titleKey(wanted);
  if (key === '') return undefined;
  const byTarget = cards.find((card) => card.target !== null && titleKey(card.target) === key);
  if (byTarget) return byTarget;
  const titled = (list: readonly Card[]) => list.filter((card) => titleKey(card.title) === key);
  const [found] = [titled(open), titled(archived)].filter((list) => list.length > 0);
  return found?.length === 1 ? found[0] : undefined;
}

/** The column that a card is in. */
export function columnOf(board: Board, card: Card): Column | undefined {
  return board.columns.find((column) => column.start < card.start && card.start < column.end);
}

function idKey(text: string): string | null {
  const match = /^([A-Za-z][A-Za-z0-9_]*)-0*(\d{1,9})$/.exec(text);
  return match ? `${match[1]?.toUpperCase()}-${match[2]}` : null;
}

/** Titles compare without case, runs of white space as one space. */
function titleKey(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}
