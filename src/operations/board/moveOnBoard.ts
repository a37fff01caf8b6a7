import type { Board, Card } from '../../model/board/board.js';
import { isCompleteColumn } from '../../model/board/columns.js';
import { moveCard } from '../../model/board/edit.js';
import { textField } from '../../model/document/document.js';
import type { FieldEdit } from '../../model/frontMatter/edit.js';
import { failure, type Result, success } from '../../model/result.js';
import type { Transaction } from '../../workspace/transaction/transaction.js';
import { type LoadedDocument, loadDocument } from '../documents/loadDocument.js';
import { editDocument } from '../links/linkDocuments.js';
import { requireColumn } from './addCard.js';
import { requireBoard, requireCard, writeBoard } from './boardFile.js';
import { columnOf, fitTick } from './cardState.js';
import { statusAfterMove } from './statusAfterMove.js';

export interface Move {
  /** An id, or the text of a free card. */
  readonly card: string;
  readonly column: string;
  /** 1-based place among the column's cards; default the end. */
  readonly position?: number | undefined;
  /** Further edits of the document in the same step. */
  readonly edits?: readonly FieldEdit[];
  /** A status of its own instead of the column's. */
  readonly status?: string;
}

/** Move a card and let its document's status and its tick follow. */
export async function moveOnBoard(
  transaction: Transaction,
  move: Move,
): Promise<Result<{ readonly column: string; readonly document: LoadedDocument | null }>> {
  const board = requireBoard(transaction);
  if (!board.ok) return board;
  const card = requireCard(board.value, move.card);
  if (!card.ok) return card;
  const column = requireColumn(board.value, move.column);
  if (!column.ok) return column;
  if (move.position !== undefined && move.position < 1)
    return failure('invalid-value', 'a position counts from 1');
  const from = columnOf(board.value, card.value);
  const stays = from?.name === column.value && move.position === undefined;
  if (!stays) {
    const position = move.position === undefined ? undefined : move.position - 1;
    const moved = writeBoard(transaction, moveCard(board.value, card.value, column.value, position));
    if (!moved.ok) return moved;
  }
  const { id } = card.value;
  if (id === null) return tickFreeCard(transaction, move.card, column.value);
  const document = await loadDocument(transaction, id);
  if (!document.ok) return document;
  const { type } = document.value;
  const status = textField(document.value.facts, 'status') ?? '';
  const next =
    move.status ?? (type ? statusAfterMove(transaction.workspace.config, type, status, column.value) : null);
  const edits: FieldEdit[] = [
    ...(next === null ? [] : [{ kind: 'set', key: 'status', value: next } as const]),
    ...(move.edits ?? []),
  ];
  const edited = editDocument(transaction, document.value, edits);
  if (!edited.ok) return edited;
  if (mayNeedTick(transaction, board.value, card.value, column.value)) {
    const ticked = fitTick(transaction, id);
    if (!ticked.ok) return ticked;
  }
  return success({ column: column.value, document: document.value });
}

/** False where the board as it was read tells that the tick stays, so that it need not be read again. */
function mayNeedTick(transaction: Transaction, board: Board, card: Card, columnName: string): boolean {
  const [column, second] = board.columns.filter(({ name }) => name === columnName);
  return (
    !column ||
    second !== undefined ||
    isCompleteColumn(column, transaction.workspace.config) !== (card.check !== ' ')
  );
}

function tickFreeCard(
  transaction: Transaction,
  text: string,
  columnName: string,
): Result<{ column: string; document: null }> {
  const done = fitTick(transaction, text);
  return done.ok ? success({ column: columnName, document: null }) : done;
}

/** The board's column for finished work. */
export function completeColumn(transaction: Transaction): Result<string> {
  const board = requireBoard(transaction);
  if (!board.ok) return board;
  const column = board.value.columns.find(
    (one) => !one.archive && isCompleteColumn(one, transaction.workspace.config),
  );
  if (column) return success(column.name);
  return failure('unknown-column', 'the board has no column for finished work', {
    hint: 'set complete: true on a column in config.yaml',
  });
}
