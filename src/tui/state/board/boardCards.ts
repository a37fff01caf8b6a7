import type { ShownCard, ShownColumn } from '../../../operations/verbs/board/show.js';
import { offsetFor } from '../lists.js';
import { bodyRows } from '../selectors.js';
import type { State } from '../state.js';

export function boardColumns({ data }: State): readonly ShownColumn[] {
  return data.board?.columns ?? [];
}

export function focusedColumn(state: State): ShownColumn | null {
  const columns = boardColumns(state);
  return columns[Math.min(state.board.column, columns.length - 1)] ?? null;
}

export function cardPosition(state: State, column: ShownColumn): number {
  return Math.max(0, Math.min(state.board.cards[column.name] ?? 0, column.cards.length - 1));
}

/** Rows of a card; a full one ends with an empty row. */
function cardRows({ board }: State): number {
  return board.full ? 5 : 1;
}

/** How many cards of a column can be seen. */
export function visibleCards(state: State): number {
  return Math.max(1, Math.floor((bodyRows(state) - 1) / cardRows(state)));
}

/** The first card of a column that can be seen. */
export function firstCard(state: State, column: ShownColumn): number {
  const known = state.board.offsets[column.name] ?? 0;
  return offsetFor(known, cardPosition(state, column), column.cards.length, visibleCards(state));
}

export function focusedCard(state: State): ShownCard | null {
  const column = focusedColumn(state);
  return column?.cards[cardPosition(state, column)] ?? null;
}

/** What names a card in a verb: its id, or the text of a free card. */
export function cardName(card: ShownCard): string {
  return card.id ?? card.title;
}
