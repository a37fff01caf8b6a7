import type { Board, Card } from '../../model/board/board.js';
import { findCard } from '../../model/board/find.js';
import { parseBoard } from '../../model/board/parse.js';
import { failure, type Result, success } from '../../model/result.js';
import { boardLinkStyle } from '../../workspace/corpus/boardSetting.js';
import type { TextReader } from '../../workspace/files/readText.js';
import type { Transaction } from '../../workspace/transaction/transaction.js';
import type { Workspace } from '../../workspace/workspace.js';

/** Root-relative path of the board. */
export function boardPath(workspace: Workspace): string {
  return `${workspace.folder}/board.md`;
}

/** The board; null where there is none. */
export function readBoard(files: TextReader): Result<Board | null> {
  const path = boardPath(files.workspace);
  if (!files.exists(path)) return success(null);
  const text = files.read(path);
  if (!text.ok) return text;
  const { types, relations } = files.workspace.config;
  return success(parseBoard(text.value, types, relations));
}

/** The board of a verb that cannot do without. */
export function requireBoard(files: TextReader): Result<Board> {
  const board = readBoard(files);
  if (!board.ok) return board;
  if (board.value) return success(board.value);
  return failure('no-workspace', `no board at ${boardPath(files.workspace)}`, {
    hint: 'doc-ops board rebuild makes one from the documents; doc-ops init creates an empty one',
  });
}

/** Apply an edit of the board's text to the transaction. */
export function writeBoard(transaction: Transaction, edited: Result<string>): Result<null> {
  if (!edited.ok) return edited;
  transaction.edit(boardPath(transaction.workspace), edited.value);
  return success(null);
}

/** The card of an id, or of a free card's text. */
export function requireCard(board: Board, reference: string): Result<Card> {
  const card = findCard(board, reference);
  if (card) return success(card);
  return failure('unknown-id', `no card for ${reference} on the board`, {
    hint: `doc-ops board add ${reference} puts it there`,
  });
}

/** What a card writes between its brackets for a document: `TASK-001` or `TASK-001-jwt-login|TASK-001`. */
export function cardLink(workspace: Workspace, id: string, path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/, '');
  return boardLinkStyle(workspace) === 'file' && name !== id ? `${name}|${id}` : id;
}
