import { linkDocuments, loadLink } from '../../links/linkDocuments.js';
import { type Changed, transact } from '../../transact.js';
import { defineVerb, required, text } from '../../verb.js';

export const verb = defineVerb({
  name: 'link',
  summary: 'Link two documents in both directions',
  description:
    "Writes the relation into the first document and onto its card, and each id into the other's related_docs. Without --relation it writes only related_docs.",
  arguments: {
    from: required('the document that gets the relation', { completes: 'id', value: 'id' }),
    to: required('the document that the relation names', { completes: 'id', value: 'other-id' }),
  },
  options: {
    relation: text('the relation: output, input, upstream, blocks, …', {
      short: 'r',
      value: 'relation',
      completes: 'relation',
    }),
  },
  examples: {
    'doc-ops link TASK-001 PLAN-001 --relation output': 'TASK-001 makes PLAN-001',
    'doc-ops link TASK-001 ADR-001': 'the two are related',
  },
  writes: true,
  run: (context, input) =>
    transact<Changed>(context, 'link', async (transaction) => {
      const asked = await loadLink(transaction, input);
      if (!asked.ok) return asked;
      const { from, to, relation } = asked.value;
      const linked = await linkDocuments(transaction, from, to, relation);
      if (!linked.ok) return linked;
      const how = relation ?? 'related_docs';
      const message =
        transaction.operations().length > 0
          ? `linked ${from.id} → ${to.id} (${how})`
          : `${from.id} → ${to.id} (${how}) stood already`;
      return transaction.commit({
        data: { message, subjects: [from, to].map(({ id, path }) => ({ id, path })) },
      });
    }),
});
