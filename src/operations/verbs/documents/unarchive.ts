import { type Archived, unarchiveDocuments } from '../../documents/move/archiveDocuments.js';
import { transact } from '../../transact.js';
import { defineVerb, requiredList } from '../../verb.js';

export const verb = defineVerb({
  name: 'unarchive',
  summary: 'Move archived documents back',
  description:
    'Moves documents back to the folder of their type and their cards to the column of their status, and updates every link.',
  arguments: { documents: requiredList('ids or paths', { completes: 'archived', value: 'id' }) },
  examples: {
    'doc-ops unarchive TASK-001': 'moves the document and its card back',
  },
  writes: true,
  run: (context, input) =>
    transact<Archived>(context, 'unarchive', async (transaction) => {
      const done = await unarchiveDocuments(transaction, input.documents);
      return done.ok ? transaction.commit(done.value) : done;
    }),
});
