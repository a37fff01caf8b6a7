import type { Board, Card, Column } from '../../model/board/board.js';
import { columnForStatus, fitsColumn, isCompleteColumn } from '../../model/board/columns.js';
import { moveCard, retitleCard, tickCard, untickCard } from '../../model/board/edit.js';
import { columnNamed, findCard } from '../../model/board/find.js';
import type { DocumentType } from '../../model/document/type.js';
import { type Result, success } from '../../model/result.js';
import type { Transaction } from '../../workspace/transaction/transaction.js';
import { readBoard, writeBoard } from './boardFile.js';

/**
 * Let the card of a document follow its new status: into the first column for that status, unless its present
 * column is right as well, and ticked exactly in a complete column. Without board or card nothing happens.
 */
export function followStatus(
  transaction: Transaction,
  id: string,
  type: DocumentType,
  status: string,
): Result<null> {
  const board = readBoard(transaction);
  if (!board.ok) return board;
  const card = board.value && findCard(board.value, id);
  if (!board.value || !card) return success(null);
  const here = columnOf(board.value, card);
  if (here && !here.archive && !fitsColumn(here.name, type, status, transaction.workspace.config)) {
    const wanted = columnForStatus(type, status, transaction.workspace.config);
    const column = wanted && columnNamed(board.value, wanted.name);
    if (column) {
      const moved = writeBoard(transaction, moveCard(board.value, card, column.name));
      if (!moved.ok) return moved;
    }
  }
  return fitTick(transaction, id);
}

/** A card is ticked in a complete column and open in any other. */
export function fitTick(transaction: Transaction, id: string): Result<null> {
  const board = readBoard(transaction);
  if (!board.ok) return board;
  const card = board.value && findCard(board.value, id);
  if (!board.value || !card) return success(null);
  const column = columnOf(board.value, card);
  if (!column || column.archive) return success(null);
  const complete = isCompleteColumn(column, transaction.workspace.config);
  if (complete === (card.check !== ' ')) return success(null);
  return writeBoard(transaction, complete ? tickCard(board.value, card) : untickCard(board.value, card));
}

/** Let the card's title follow, where it was the document's old title. */
export function followTitle(
  transaction: Transaction,
  id: string,
  oldTitle: string,
  newTitle: string,
): Result<null> {
  const board = readBoard(transaction);
  if (!board.ok) return board;
  const card = board.value && findCard(board.value, id);
  if (!board.value || !card || card.title !== oldTitle) return success(null);
  return writeBoard(transaction, retitleCard(board.value, card, newTitle));
}

/** The column that a card is in. */
export function columnOf(board: Board, card: Card): Column | undefined {
  return board.columns.find((column) => column.cards.includes(card));
}
