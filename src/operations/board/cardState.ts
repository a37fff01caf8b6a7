import type { Board, Card, Column } from '../../model/board/board.js';
import { columnForStatus, fitsColumn } from '../../model/board/columns.js';
import { moveCard, retitleCard, tickCard, untickCard } from '../../model/board/edit.js';
import { columnNamed, findCard } from '../../model/board/find.js';
import type { DocumentType } from '../../model/document/type.js';
import { type Result, success } from '../../model/result.js';
import type { Draft } from '../draft.js';
import { readBoard, writeBoard } from './boardFile.js';

/**
 * Let the card of a document follow its new status: into the first column for that status, unless its present
 * column is right as well, and ticked exactly in a complete column. Without board or card nothing happens.
 */
export function followStatus(draft: Draft, id: string, type: DocumentType, status: string): Result<null> {
  const board = readBoard(draft);
  if (!board.ok) return board;
  const card = board.value && findCard(board.value, id);
  if (!board.value || !card) return success(null);
  const here = columnOf(board.value, card);
  if (here && !here.archive && !fitsColumn(here.name, type, status, draft.workspace.config)) {
    const wanted = columnForStatus(type, status, draft.workspace.config);
    const column = wanted && columnNamed(board.value, wanted.name);
    if (column) {
      const moved = writeBoard(draft, moveCard(board.value, card, column.name));
      if (!moved.ok) return moved;
    }
  }
  return settleTick(draft, id);
}

/** A card is ticked in a complete column and open in any other. */
export function settleTick(draft: Draft, id: string): Result<null> {
  const board = readBoard(draft);
  if (!board.ok) return board;
  const card = board.value && findCard(board.value, id);
  if (!board.value || !card) return success(null);
  const column = columnOf(board.value, card);
  if (!column || column.archive) return success(null);
  const complete = isComplete(draft, column);
  if (complete === (card.check !== ' ')) return success(null);
  return writeBoard(draft, complete ? tickCard(board.value, card) : untickCard(board.value, card));
}

/** Whether finished work stands in this column: by the config, else by the plugin's own marker. */
export function isComplete(draft: Draft, column: Column): boolean {
  const configured = draft.workspace.config.board.columns.find(
    (one) => one.name.toLowerCase() === column.name.toLowerCase(),
  );
  return configured ? configured.complete : column.completeMarker;
}

/** Let the card's title follow, where it was the document's old title. */
export function followTitle(draft: Draft, id: string, oldTitle: string, newTitle: string): Result<null> {
  const board = readBoard(draft);
  if (!board.ok) return board;
  const card = board.value && findCard(board.value, id);
  if (!board.value || !card || card.title !== oldTitle) return success(null);
  return writeBoard(draft, retitleCard(board.value, card, newTitle));
}

/** The column that a card stands in. */
export function columnOf(board: Board, card: Card): Column | undefined {
  return board.columns.find((column) => column.cards.includes(card));
}
