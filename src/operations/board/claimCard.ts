import { columnForStatus } from '../../model/board/columns.js';
import { columnNamed } from '../../model/board/find.js';
import { textField, titleOf } from '../../model/document/document.js';
import { isClosing } from '../../model/document/type.js';
import { failure, type Result, success } from '../../model/result.js';
import { whoAmI } from '../../workspace/git/person.js';
import type { Transaction } from '../../workspace/transaction/transaction.js';
import type { Workspace } from '../../workspace/workspace.js';
import { loadIdentified } from '../documents/loadDocument.js';
import { openPrerequisites } from '../documents/readiness.js';
import { editDocument } from '../links/linkDocuments.js';
import type { Changed } from '../transact.js';
import { addDocumentCard } from './addCard.js';
import { readBoard } from './boardFile.js';
import { followStatus } from './cardState.js';
import { moveOnBoard } from './moveOnBoard.js';

/** Who takes a task: what `--as` says, else git's user, else the operating system's. */
export async function assigneeOf(workspace: Workspace, as: string | undefined): Promise<string> {
  return as?.trim() || (await whoAmI(workspace));
}

/**
 * Claim a task: it is in progress and has an assignee, its card is where such work stands. Refused while a
 * prerequisite is open, when it is finished, or when somebody else has it.
 */
export async function claimTask(
  transaction: Transaction,
  reference: string,
  assignee: string,
  force: boolean,
): Promise<Result<Changed>> {
  const document = await loadIdentified(transaction, reference);
  if (!document.ok) return document;
  const { id, path, type, facts } = document.value;
  const status = textField(facts, 'status') ?? '';
  if (isClosing(type, status)) {
    return failure('refused', `${id} is ${status}`, {
      hint: `doc-ops set ${id} status=${type.statuses[0] ?? ''} opens it again`,
    });
  }
  const holder = textField(facts, 'assignee') ?? '';
  if (!force && holder !== '' && holder !== assignee) {
    return failure('refused', `${id} is claimed by ${holder}`, { hint: '--force takes it over' });
  }
  const waiting = await openPrerequisites(transaction.workspace, id);
  if (!waiting.ok) return waiting;
  if (!force && waiting.value.length > 0) {
    const names = waiting.value.map((one) => `${one.id} (${one.status})`).join(', ');
    return failure('refused', `${id} waits for ${names}`, { hint: 'finish those first, or --force' });
  }
  const { claimed } = type;
  const edited = editDocument(transaction, document.value, [
    { kind: 'set', key: 'status', value: claimed },
    ...(Object.hasOwn(type.fields, 'assignee')
      ? [{ kind: 'set', key: 'assignee', value: assignee } as const]
      : []),
  ]);
  if (!edited.ok) return edited;
  const board = readBoard(transaction);
  if (!board.ok) return board;
  const onBoard = board.value?.columns.some((column) => column.cards.some((card) => card.id === id));
  const placed = onBoard
    ? await moveToColumn(transaction, id, statusColumn(transaction, type.name, claimed))
    : addDocumentCard(
        transaction,
        { id, path, type, title: titleOf(facts), status: claimed },
        { optional: true },
      );
  if (!placed.ok) return placed;
  const followed = followStatus(transaction, id, type, claimed);
  if (!followed.ok) return followed;
  return success({ message: `${assignee} claimed ${id}: ${titleOf(facts)}`, subjects: [{ id, path }] });
}

function statusColumn(transaction: Transaction, typeName: string, status: string): string | undefined {
  const type = transaction.workspace.config.types.find((one) => one.name === typeName);
  const board = readBoard(transaction);
  if (!type || !board.ok || !board.value) return undefined;
  const wanted = columnForStatus(type, status, transaction.workspace.config);
  return wanted && columnNamed(board.value, wanted.name)?.name;
}

async function moveToColumn(
  transaction: Transaction,
  id: string,
  column: string | undefined,
): Promise<Result<unknown>> {
  return column === undefined ? success(null) : moveOnBoard(transaction, { card: id, column });
}
