import type { Board } from '../../model/board/board.js';
import { columnForStatus } from '../../model/board/columns.js';
import { addCard } from '../../model/board/edit.js';
import { columnNamed, findCard } from '../../model/board/find.js';
import { closest } from '../../model/closest.js';
import type { DocumentType } from '../../model/document/type.js';
import { failure, type Result, success } from '../../model/result.js';
import type { Transaction } from '../../workspace/transaction/transaction.js';
import { cardLink, readBoard, requireBoard, writeBoard } from './boardFile.js';
import { fitTick } from './cardState.js';

export interface CardDocument {
  readonly id: string;
  readonly path: string;
  readonly type: DocumentType;
  readonly title: string;
  readonly status: string;
}

/**
 * Put a document's card on the board: into the named column, else the one of its status, else the first. With
 * `optional` a missing board is not a failure.
 */
export function addDocumentCard(
  transaction: Transaction,
  document: CardDocument,
  options: { readonly column?: string | undefined; readonly optional?: boolean },
): Result<{ readonly column: string } | null> {
  const board =
    options.optional && options.column === undefined ? readBoard(transaction) : requireBoard(transaction);
  if (!board.ok) return board;
  if (!board.value) return success(null);
  if (findCard(board.value, document.id)) {
    return failure('exists', `${document.id} is on the board already`, {
      hint: `doc-ops board move ${document.id} <column>`,
    });
  }
  const column = chooseColumn(transaction, board.value, document, options.column);
  if (!column.ok) return column;
  const written = writeBoard(
    transaction,
    addCard(board.value, {
      column: column.value,
      id: document.id,
      title: document.title.replace(/\s+/g, ' ').trim(),
      linkText: cardLink(transaction.workspace, document.id, document.path),
    }),
  );
  if (!written.ok) return written;
  const ticked = fitTick(transaction, document.id);
  return ticked.ok ? success({ column: column.value }) : ticked;
}

function chooseColumn(
  transaction: Transaction,
  board: Board,
  document: CardDocument,
  name: string | undefined,
): Result<string> {
  if (name !== undefined) return requireColumn(board, name);
  const wanted = columnForStatus(document.type, document.status, transaction.workspace.config);
  const column = (wanted && columnNamed(board, wanted.name)) ?? board.columns.find(({ archive }) => !archive);
  return column ? success(column.name) : failure('unknown-column', 'the board has no column');
}

/** The column of a name as the board spells it, or a failure that names the closest one. */
export function requireColumn(board: Board, name: string): Result<string> {
  const column = columnNamed(board, name);
  if (column && !column.archive) return success(column.name);
  const names = board.columns.filter(({ archive }) => !archive).map((one) => one.name);
  const suggestion = closest(name, names);
  return failure('unknown-column', `the board has no column '${name}'`, {
    ...(suggestion ? { suggestion } : {}),
    allowed: names,
  });
}
