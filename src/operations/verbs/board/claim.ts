import { type Result, success } from '../../../model/result.js';
import { assigneeOf, claimTask } from '../../board/claimCard.js';
import { type Changed, change } from '../../change.js';
import { workspaceOf } from '../../openContext.js';
import { defineVerb, flag, required, text } from '../../verb.js';

/** `board claim TASK-001` */
export const verb = defineVerb({
  name: 'board claim',
  group: 'board',
  summary: 'Take a task: in progress, with you as its assignee',
  description: 'Refused while something that the task depends on or is blocked by is open.',
  arguments: { task: required('an id', { value: 'id', completes: 'id' }) },
  options: {
    as: text('who takes it; default is the git user', { value: 'name' }),
    force: flag('also when prerequisites are open or somebody else has it'),
  },
  examples: [
    {
      command: 'kanban-ops claim TASK-001',
      shows: 'the card moves to In Progress, the task has an assignee',
    },
    { command: 'kanban-ops claim TASK-002 --as ada', shows: 'for somebody else' },
  ],
  writes: true,
  needs: 'workspace',
  run: async (context, input) => {
    const assignee = await assigneeOf(workspaceOf(context), input.as);
    return change<Changed>(context, 'board claim', async (draft) =>
      asData(await claimTask(draft, input.task, assignee, input.force)),
    );
  },
});

function asData(claimed: Result<Changed>): Result<{ data: Changed }> {
  return claimed.ok ? success({ data: claimed.value }) : claimed;
}
