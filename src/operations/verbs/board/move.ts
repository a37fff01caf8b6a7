import { moveOnBoard } from '../../board/moveOnBoard.js';
import { type Changed, transact } from '../../transact.js';
import { defineVerb, number, required } from '../../verb.js';

export const verb = defineVerb({
  name: 'board move',
  summary: "Move a card and set its document's status",
  arguments: {
    card: required('an id, or the text of a free card', { value: 'id', completes: 'id' }),
    column: required('the column to move it to', { completes: 'column' }),
  },
  options: {
    position: number('position in the column, from 1; default is the end', { short: 'p', value: 'n' }),
  },
  examples: {
    'doc-ops board move TASK-001 "In Progress"': 'moves the card and sets the task to in_progress',
    'kanban-ops move TASK-001 Backlog --position 1': 'moves it to the top of the backlog',
  },
  writes: true,
  run: (context, input) =>
    transact<Changed>(context, 'board move', async (transaction) => {
      const moved = await moveOnBoard(transaction, input);
      if (!moved.ok) return moved;
      const { column, document } = moved.value;
      const name = document?.id ?? `'${input.card}'`;
      const subjects = document ? [{ id: document.id, path: document.path }] : [];
      return transaction.commit({ data: { message: `${name} is in ${column}`, subjects } });
    }),
});
