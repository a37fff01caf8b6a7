import { cardTypes } from '../../../model/document/type.js';
import { failure } from '../../../model/result.js';
import { assigneeOf, claimTask } from '../../board/claimCard.js';
import { readyDocuments } from '../../documents/readiness.js';
import { workspaceOf } from '../../openContext.js';
import { type Changed, transact } from '../../transact.js';
import { defineVerb, text } from '../../verb.js';

export const verb = defineVerb({
  name: 'board pick',
  summary: 'Claim the next ready task, by priority and age',
  options: { as: text('who claims it; default is the git user', { value: 'name' }) },
  examples: {
    'kanban-ops pick': 'claims the most urgent, then oldest, ready task',
  },
  writes: true,
  run: async (context, input) => {
    const assignee = await assigneeOf(workspaceOf(context), input.as);
    return transact<Changed>(context, 'board pick', async (transaction) => {
      const ready = await readyDocuments(transaction.workspace, {
        types: cardTypes(transaction.workspace.config.types),
        unclaimedOnly: true,
      });
      if (!ready.ok) return ready;
      const [next] = ready.value;
      if (!next)
        return failure('refused', 'no task is ready', {
          hint: 'doc-ops list task lists all; doc-ops create task creates one',
        });
      const claimed = await claimTask(transaction, next.id, assignee, false);
      return claimed.ok ? transaction.commit({ data: claimed.value }) : claimed;
    });
  },
});
