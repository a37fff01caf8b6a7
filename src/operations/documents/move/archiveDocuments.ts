import type { InferOutput } from 'valibot';
import { columnForStatus } from '../../../model/board/columns.js';
import { archiveCard, moveCard } from '../../../model/board/edit.js';
import { columnNamed, columnOf, findCard } from '../../../model/board/find.js';
import { textField, titleOf } from '../../../model/document/document.js';
import { canonicalStatus, isClosing } from '../../../model/document/type.js';
import { failure, type Result, success } from '../../../model/result.js';
import type { Transaction } from '../../../workspace/transaction/transaction.js';
import { addDocumentCard } from '../../board/addCard.js';
import { readBoard, writeBoard } from '../../board/boardFile.js';
import { fitTick } from '../../board/cardState.js';
import type { archived } from '../../verbs/output/documents.js';
import { type LoadedDocument, loadDocument } from '../loadDocument.js';
import { type MovedReferences, moveDocuments, movedNotes } from './moveDocuments.js';

/** What archiving or the way back did. */
export type Archived = InferOutput<typeof archived>;

type Done = Result<{ readonly data: Archived; readonly notes: readonly string[] }>;

/** A document that lies in the folder of its type, or in that below `archive/`. */
type Placed = LoadedDocument & { readonly id: string };

/** Move documents below `archive/`, their cards to the board's archive, and let links follow. */
export async function archiveDocuments(
  transaction: Transaction,
  references: readonly string[],
): Promise<Done> {
  const loaded = await loadAll(transaction, references);
  if (!loaded.ok) return loaded;
  const { folder } = transaction.workspace;
  const wanted = loaded.value.filter(({ archived }) => !archived);
  const to = (path: string) => `${folder}/archive/${path.slice(folder.length + 1)}`;
  const moved = await move(transaction, wanted, to);
  if (!moved.ok) return moved;
  const put = archiveCards(
    transaction,
    wanted.map(({ id }) => id),
  );
  if (!put.ok) return put;
  const notes = wanted.flatMap(({ id, type, facts }) => {
    const status = textField(facts, 'status') ?? '';
    return type && !isClosing(type, status) ? [`${id} is not finished: ${status}`] : [];
  });
  return report(loaded.value, wanted, moved.value, to, 'archived', notes);
}

/** Most finished documents have no card: the board is read again only for those that have one. */
function archiveCards(transaction: Transaction, ids: readonly string[]): Result<null> {
  const first = readBoard(transaction);
  if (!first.ok || !first.value) return first.ok ? success(null) : first;
  const present = new Set(first.value.columns.flatMap(({ cards }) => cards.map((card) => card.id)));
  for (const id of ids) {
    const board = present.has(id) ? readBoard(transaction) : success(null);
    if (!board.ok) return board;
    const card = board.value && findCard(board.value, id);
    const put = board.value && card ? writeBoard(transaction, archiveCard(board.value, card)) : success(null);
    if (!put.ok) return put;
  }
  return success(null);
}

/** The way back: documents into the folder of their type, cards into the column of their status. */
export async function unarchiveDocuments(
  transaction: Transaction,
  references: readonly string[],
): Promise<Done> {
  const loaded = await loadAll(transaction, references);
  if (!loaded.ok) return loaded;
  const { folder } = transaction.workspace;
  const wanted = loaded.value.filter(({ archived }) => archived);
  const to = (path: string) => `${folder}/${path.slice(`${folder}/archive/`.length)}`;
  const moved = await move(transaction, wanted, to);
  if (!moved.ok) return moved;
  for (const document of wanted) {
    const placed = placeCard(transaction, document);
    if (!placed.ok) return placed;
  }
  return report(loaded.value, wanted, moved.value, to, 'back from the archive', []);
}

async function loadAll(
  transaction: Transaction,
  references: readonly string[],
): Promise<Result<readonly Placed[]>> {
  const found = new Map<string, Placed>();
  for (const reference of references) {
    const document = await loadDocument(transaction, reference);
    if (!document.ok) return document;
    const { id, type, path } = document.value;
    if (id === null || type === null) {
      return failure('invalid-value', `${path} is not a document with an id`, {
        hint: 'git mv moves any other file; doc-ops validate then finds the links to mend',
      });
    }
    found.set(path, { ...document.value, id });
  }
  return success([...found.values()]);
}

function move(
  transaction: Transaction,
  documents: readonly Placed[],
  to: (path: string) => string,
): Promise<Result<MovedReferences>> {
  const moves = documents.map(({ path, id }) => ({ from: path, to: to(path), oldId: id, newId: id }));
  if (moves.length === 0) return Promise.resolve(success({ files: [], links: 0, unread: [] }));
  return moveDocuments(transaction, moves);
}

/** An archived card goes where its status belongs; an open task without a card gets one. */
function placeCard(transaction: Transaction, { id, path, type, facts }: Placed): Result<unknown> {
  const board = readBoard(transaction);
  if (!board.ok || !board.value || !type) return board;
  const status = textField(facts, 'status') ?? '';
  const card = findCard(board.value, id);
  if (!card) {
    if (!type.card || isClosing(type, status)) return success(null);
    const title = titleOf(facts);
    return addDocumentCard(transaction, { id, path, type, title, status }, { optional: true });
  }
  if (!columnOf(board.value, card)?.archive) return success(null);
  const known = canonicalStatus(type, status) ?? status;
  const wanted = columnForStatus(type, known, transaction.workspace.config);
  const column =
    (wanted && columnNamed(board.value, wanted.name)) ?? board.value.columns.find(({ archive }) => !archive);
  if (!column) return success(null);
  const moved = writeBoard(transaction, moveCard(board.value, card, column));
  return moved.ok ? fitTick(transaction, id) : moved;
}

function report(
  all: readonly Placed[],
  wanted: readonly Placed[],
  moved: MovedReferences,
  to: (path: string) => string,
  what: string,
  more: readonly string[],
): Done {
  const subjects = wanted.map(({ id, path }) => ({ id, path: to(path) }));
  const ids = (documents: readonly Placed[]) => documents.map(({ id }) => id);
  const names = wanted.length > 5 ? `${wanted.length} documents` : ids(wanted).join(', ');
  const verb = wanted.length === 1 ? 'is' : 'are';
  const rest = ids(all.filter((one) => !wanted.includes(one)));
  const message =
    wanted.length > 0
      ? `${names} ${verb} ${what}`
      : rest.length > 0
        ? `nothing to do: ${rest.join(', ')} stood there already`
        : 'nothing to do';
  return success({ data: { message, subjects, ...moved }, notes: [...more, ...movedNotes(moved)] });
}
