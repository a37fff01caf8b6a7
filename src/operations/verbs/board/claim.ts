import { assigneeOf, claimTask } from '../../board/claimCard.js';
import { workspaceOf } from '../../openContext.js';
import { type Changed, transact } from '../../transact.js';
import { defineVerb, flag, required, text } from '../../verb.js';

export const verb = defineVerb({
  name: 'board claim',
  summary: 'Claim a task: set it to in progress, with you as assignee',
  description: 'Refuses while something that the task depends on, or is blocked by, is open.',
  arguments: { task: required('an id', { value: 'id', completes: 'id' }) },
  options: {
    as: text('who claims it; default is the git user', { value: 'name' }),
    force: flag('even if prerequisites are open or somebody else has claimed it'),
  },
  examples: {
    'kanban-ops claim TASK-001': 'moves the card to In Progress and makes you the assignee',
    'kanban-ops claim TASK-002 --as ada': 'claims it for somebody else',
  },
  writes: true,
  run: async (context, input) => {
    const assignee = await assigneeOf(workspaceOf(context), input.as);
    return transact<Changed>(context, 'board claim', async (transaction) => {
      const claimed = await claimTask(transaction, input.task, assignee, input.force);
      return claimed.ok ? transaction.commit({ data: claimed.value }) : claimed;
    });
  },
});
