import { removeCard } from '../../../model/board/edit.js';
import { findCard } from '../../../model/board/find.js';
import { listField } from '../../../model/document/document.js';
import type { FieldEdit } from '../../../model/frontMatter/edit.js';
import { parseId } from '../../../model/ids.js';
import { failure, type Result, success } from '../../../model/result.js';
import type { Transaction } from '../../../workspace/transaction/transaction.js';
import { readBoard, writeBoard } from '../../board/boardFile.js';
import { type Referrer, referrersOf } from '../../documents/indexedDocuments.js';
import {
  type LoadedDocument,
  loadDocument,
  loadPath,
  withoutSharedId,
} from '../../documents/loadDocument.js';
import { editDocument } from '../../links/linkDocuments.js';
import { type Changed, transact } from '../../transact.js';
import { defineVerb, flag, requiredList } from '../../verb.js';

export const verb = defineVerb({
  name: 'delete',
  summary: 'Delete documents and their cards',
  description: 'Refuses while another document names one of them; --unlink removes those references.',
  arguments: { documents: requiredList('ids or paths', { completes: 'id', value: 'id' }) },
  options: {
    unlink: flag('remove their ids from the front matter of other documents'),
    force: flag('delete anyway and leave the references dangling'),
  },
  examples: {
    'doc-ops delete TASK-001': 'refuses if something links to it, and says what',
    'doc-ops delete TASK-001 --unlink': 'also removes those references',
  },
  writes: true,
  run: (context, input) =>
    transact<Changed>(context, 'delete', async (transaction) => {
      const doomed: LoadedDocument[] = [];
      for (const reference of input.documents) {
        const document = await loadDocument(transaction, reference);
        if (!document.ok) return document;
        doomed.push(await withoutSharedId(transaction, document.value, reference));
      }
      const referrers = await referrersOf(
        transaction.workspace,
        doomed.map(({ path }) => path),
      );
      if (!referrers.ok) return referrers;
      let left = referrers.value;
      // What names the id of another document as well is left to that one.
      if (input.unlink && doomed.every(({ id, number }) => id !== null || number === null)) {
        const unlinked = await takeOut(transaction, left, doomed);
        if (!unlinked.ok) return unlinked;
        left = left.filter(({ field }) => field === null);
      }
      const [first] = left;
      if (first && !input.force) return refuse(doomed, left);
      for (const document of doomed) {
        const card = removeItsCard(transaction, document);
        if (!card.ok) return card;
        transaction.delete(document.path);
      }
      const subjects = doomed.map(({ id, path }) => ({ id, path }));
      return transaction.commit({
        data: { message: `deleted ${subjects.map(({ id, path }) => id ?? path).join(', ')}`, subjects },
      });
    }),
});

function refuse(doomed: readonly LoadedDocument[], left: readonly Referrer[]): Result<never> {
  const shown = left.slice(0, 5).map(({ path, line, column }) => `${path}:${line}:${column}`);
  const more = left.length > shown.length ? ` and ${left.length - shown.length} more` : '';
  const names = doomed.map(({ id, path }) => id ?? path).join(', ');
  return failure('refused', `${names} is named by ${shown.join(', ')}${more}`, {
    hint: left.some(({ field }) => field !== null)
      ? '--unlink takes it out of front matter; --force leaves the references dangling'
      : 'change those links first, or --force',
  });
}

async function takeOut(
  transaction: Transaction,
  referrers: readonly Referrer[],
  doomed: readonly LoadedDocument[],
): Promise<Result<null>> {
  const { types } = transaction.workspace.config;
  const gone = new Set(doomed.map(({ id }) => id));
  const byPath = new Map<string, Set<string>>();
  for (const { path, field } of referrers) {
    if (field !== null) byPath.set(path, (byPath.get(path) ?? new Set()).add(field));
  }
  for (const [path, keys] of byPath) {
    const document = await loadPath(transaction, path);
    if (!document.ok) return document;
    const edits = [...keys].map((key): FieldEdit => {
      const items = listField(document.value.facts, key).filter((item) => {
        const id = parseId(item.replace(/#.*$/, ''), types)?.id;
        return (
          (id !== undefined && gone.has(id)) || doomed.some((one) => one.path === item.replace(/#.*$/, ''))
        );
      });
      return items.length > 0 ? { kind: 'remove', key, items } : { kind: 'unset', key };
    });
    const edited = editDocument(transaction, document.value, edits);
    if (!edited.ok) return edited;
  }
  return success(null);
}

function removeItsCard(transaction: Transaction, document: LoadedDocument): Result<null> {
  const board = readBoard(transaction);
  if (!board.ok) return board;
  const card = board.value && document.id ? findCard(board.value, document.id) : undefined;
  return board.value && card ? writeBoard(transaction, removeCard(board.value, card)) : success(null);
}
