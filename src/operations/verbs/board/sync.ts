import { linkCard, removeCard, retitleCard, unlinkCard } from '../../../model/board/edit.js';
import { boardDifferences, type Difference } from '../../../model/board/sync.js';
import { type Result, success } from '../../../model/result.js';
import type { Transaction } from '../../../workspace/transaction/transaction.js';
import { addDocumentCard } from '../../board/addCard.js';
import { boardDocuments } from '../../board/boardDocuments.js';
import { cardLink, requireBoard, requireCard, writeBoard } from '../../board/boardFile.js';
import { followStatus } from '../../board/cardState.js';
import { type IndexedDocument, listDocuments, uncertainIds } from '../../documents/indexedDocuments.js';
import { loadDocument } from '../../documents/loadDocument.js';
import { linkDocuments, loadEnds } from '../../links/linkDocuments.js';
import { type Changed, transact } from '../../transact.js';
import { defineVerb, required } from '../../verb.js';
import { applyEdits } from '../documents/set.js';

export const verb = defineVerb({
  name: 'board sync',
  summary: 'Resolve differences between board and documents, from the side that you name',
  options: { from: required('the side that is right', { value: 'side', choices: ['documents', 'board'] }) },
  examples: {
    'doc-ops board sync --from documents': 'changes the board to match the documents',
    'doc-ops board sync --from board --dry-run': 'shows how the documents would change to match the board',
  },
  writes: true,
  run: (context, input) =>
    transact<Changed>(context, 'board sync', async (transaction) => {
      const documents = await listDocuments(transaction.workspace);
      if (!documents.ok) return documents;
      const board = requireBoard(transaction);
      if (!board.ok) return board;
      const differences = boardDifferences(
        board.value,
        boardDocuments(documents.value, transaction.workspace),
        transaction.workspace.config,
      );
      const byId = new Map(documents.value.flatMap((one) => (one.id ? [[one.id, one] as const] : [])));
      const uncertain = uncertainIds(documents.value);
      const notes: string[] = [];
      let resolved = 0;
      for (const difference of differences) {
        const named = [difference.id, ...('target' in difference ? [difference.target] : [])];
        const unclear = named.find((id) => uncertain.has(id));
        if (unclear !== undefined) {
          notes.push(`${unclear} is not the id of exactly one document: doc-ops validate names them`);
          continue;
        }
        const done =
          input.from === 'documents'
            ? await syncFromDocuments(transaction, difference, byId)
            : await syncFromBoard(transaction, difference, byId);
        if (!done.ok) return done;
        if (done.value === null) resolved += 1;
        else notes.push(done.value);
      }
      const message =
        resolved === 0
          ? 'board and documents agree'
          : `resolved ${resolved} ${resolved === 1 ? 'difference' : 'differences'}`;
      return transaction.commit({ data: { message, subjects: [] }, notes });
    }),
});

/** Null when it was resolved, else why a person has to. */
type Settled = Result<string | null>;

async function syncFromDocuments(
  transaction: Transaction,
  difference: Difference,
  byId: ReadonlyMap<string, IndexedDocument>,
): Promise<Settled> {
  const board = requireBoard(transaction);
  if (!board.ok) return board;
  const document = byId.get(difference.id);
  const card = difference.kind === 'missing-card' ? null : requireCard(board.value, difference.id);
  if (card && !card.ok) return card;
  switch (difference.kind) {
    case 'missing-card': {
      if (!document?.id || !document.type) return success(`${difference.id}: no document`);
      const { id, path, type, title, status } = document;
      return nullOf(addDocumentCard(transaction, { id, path, type, title, status }, {}));
    }
    case 'unknown-item':
      return success(
        `${difference.id} has a card but no document: doc-ops delete its card by hand, or create the document`,
      );
    case 'duplicate-item': {
      const second = board.value.columns
        .flatMap((column) => column.cards)
        .filter((one) => one.id === difference.id)[1];
      return second ? nullOf(writeBoard(transaction, removeCard(board.value, second))) : success(null);
    }
    case 'status':
      return document?.type
        ? nullOf(followStatus(transaction, difference.id, document.type, document.status))
        : success(null);
    case 'title':
      return card?.ok && document
        ? nullOf(writeBoard(transaction, retitleCard(board.value, card.value, document.title)))
        : success(null);
    case 'relation-not-on-card': {
      const target = byId.get(difference.target);
      if (!card?.ok || !target?.id)
        return success(`${difference.id}: ${difference.relation} ${difference.target} has no document`);
      return nullOf(
        writeBoard(
          transaction,
          linkCard(
            board.value,
            card.value,
            difference.relation,
            cardLink(transaction.workspace, target.id, target.path),
          ),
        ),
      );
    }
    case 'relation-only-on-card':
      return card?.ok
        ? nullOf(
            writeBoard(
              transaction,
              unlinkCard(board.value, card.value, difference.relation, difference.target),
            ),
          )
        : success(null);
  }
}

async function syncFromBoard(
  transaction: Transaction,
  difference: Difference,
  byId: ReadonlyMap<string, IndexedDocument>,
): Promise<Settled> {
  switch (difference.kind) {
    case 'missing-card':
      return success(`${difference.id} has no card: doc-ops board add ${difference.id}`);
    case 'unknown-item':
      return success(`${difference.id} has a card but no document`);
    case 'duplicate-item':
      return success(`${difference.id} has two cards: take one out by hand`);
    case 'status':
    case 'title': {
      const document = await loadDocument(transaction, difference.id);
      if (!document.ok) return document;
      const edit = { kind: 'set', key: difference.kind, value: difference.onBoard } as const;
      return nullOf(applyEdits(transaction, document.value, [edit]));
    }
    case 'relation-only-on-card': {
      if (!byId.has(difference.target))
        return success(`${difference.id}: ${difference.relation} ${difference.target} has no document`);
      const ends = await loadEnds(transaction, [difference.id, difference.target]);
      if (!ends.ok) return ends;
      return nullOf(await linkDocuments(transaction, ends.value[0], ends.value[1], difference.relation));
    }
    case 'relation-not-on-card': {
      const document = await loadDocument(transaction, difference.id);
      if (!document.ok) return document;
      return nullOf(
        applyEdits(transaction, document.value, [
          { kind: 'remove', key: difference.relation, items: [difference.target] },
        ]),
      );
    }
  }
}

function nullOf(result: Result<unknown>): Settled {
  return result.ok ? success(null) : result;
}
