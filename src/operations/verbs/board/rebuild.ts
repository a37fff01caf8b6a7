import { rebuildBoard } from '../../../model/board/create.js';
import { boardDocuments } from '../../board/boardDocuments.js';
import { boardPath, cardLink, readBoard } from '../../board/boardFile.js';
import { listDocuments } from '../../documents/indexedDocuments.js';
import { type Changed, transact } from '../../transact.js';
import { defineVerb } from '../../verb.js';

export const verb = defineVerb({
  name: 'board rebuild',
  summary: 'Make the board from the documents',
  description: 'Keeps the order and the free cards of whatever it can read of the old board.',
  examples: {
    'doc-ops board rebuild': 'makes a card for every task, and for every document that had one',
  },
  writes: true,
  run: (context) =>
    transact<Changed>(context, 'board rebuild', async (transaction) => {
      const { workspace } = transaction;
      const documents = await listDocuments(workspace);
      if (!documents.ok) return documents;
      const old = readBoard(transaction);
      if (!old.ok) {
        const hint = `${boardPath(workspace)} may hold what is worth saving: repair it, or move it away first`;
        return { ok: false, problem: { ...old.problem, hint } };
      }
      const paths = new Map(documents.value.map((one) => [one.id, one.path]));
      const text = rebuildBoard(
        old.value?.text ?? null,
        boardDocuments(documents.value, workspace),
        workspace.config,
        (id) => cardLink(workspace, id, paths.get(id) ?? id),
      );
      const path = boardPath(workspace);
      if (old.value) transaction.edit(path, text);
      else transaction.create(path, text);
      return transaction.commit({ data: { message: `rebuilt ${path}`, subjects: [{ id: null, path }] } });
    }),
});
