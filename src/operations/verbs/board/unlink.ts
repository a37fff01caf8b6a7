import { failure } from '../../../model/result.js';
import { loadLink, unlinkDocuments } from '../../links/linkDocuments.js';
import { type Changed, transact } from '../../transact.js';
import { defineVerb, flag, required, text } from '../../verb.js';

export const verb = defineVerb({
  name: 'unlink',
  summary: 'Remove the link between two documents',
  description:
    'Removes the relation from whichever document has it, and from the card. Also removes the ids from related_docs if no other relation and no link in a body joins the two.',
  arguments: {
    from: required('the document that gets the relation', { completes: 'id', value: 'id' }),
    to: required('the document that the relation names', { completes: 'id', value: 'other-id' }),
  },
  options: {
    relation: text('remove only this relation; default is all', {
      short: 'r',
      value: 'relation',
      completes: 'relation',
    }),
    keepRelated: flag('keep the ids in related_docs'),
  },
  examples: {
    'doc-ops unlink TASK-001 PLAN-001 --relation output': 'removes what link wrote',
    'doc-ops unlink TASK-001 PLAN-001 --keep-related': 'removes the relations and keeps related_docs',
  },
  writes: true,
  run: (context, input) =>
    transact<Changed>(context, 'unlink', async (transaction) => {
      const asked = await loadLink(transaction, input);
      if (!asked.ok) return asked;
      const { from, to, relation } = asked.value;
      const unlinked = await unlinkDocuments(transaction, from, to, relation, input.keepRelated);
      if (!unlinked.ok) return unlinked;
      if (unlinked.value.removed === 0) {
        return failure(
          'refused',
          `nothing joins ${from.id} and ${to.id}${relation ? ` by ${relation}` : ''}`,
          {
            hint: `doc-ops links ${from.id} shows what it is linked to`,
          },
        );
      }
      const message = `unlinked ${from.id} → ${to.id}${relation ? ` (${relation})` : ''}`;
      return transaction.commit({
        data: { message, subjects: [from, to].map(({ id, path }) => ({ id, path })) },
      });
    }),
});
