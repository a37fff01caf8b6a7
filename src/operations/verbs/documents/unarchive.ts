import { change } from '../../change.js';
import { type Archived, unarchiveDocuments } from '../../move/archiveDocuments.js';
import { defineVerb, requiredList } from '../../verb.js';

/** `unarchive TASK-001` */
export const verb = defineVerb({
  name: 'unarchive',
  group: 'documents',
  summary: 'Bring archived documents back',
  description:
    'Moves documents back to the folder of their type and their cards to the column of their status, and writes every link anew.',
  arguments: { documents: requiredList('ids or paths', { completes: 'archived', value: 'id' }) },
  options: {},
  examples: [{ command: 'doc-ops unarchive TASK-001', shows: 'the document, with its card' }],
  writes: true,
  needs: 'workspace',
  run: (context, input) =>
    change<Archived>(context, 'unarchive', (draft) => unarchiveDocuments(draft, input.documents)),
});
