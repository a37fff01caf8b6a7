import { tickCard } from '../../../model/board/edit.js';
import { requireBoard, requireCard, writeBoard } from '../../board/boardFile.js';
import { completeColumn, moveOnBoard } from '../../board/moveOnBoard.js';
import { type Changed, transact } from '../../transact.js';
import { defineVerb, required } from '../../verb.js';

export const verb = defineVerb({
  name: 'board tick',
  summary: 'Tick a card and move it to the complete column',
  arguments: { card: required('an id, or the text of a free card', { value: 'id', completes: 'id' }) },
  examples: {
    'kanban-ops tick TASK-001': 'ticks the card, moves it to Done and sets the task to done',
  },
  writes: true,
  run: (context, input) =>
    transact<Changed>(context, 'board tick', async (transaction) => {
      const column = completeColumn(transaction);
      if (!column.ok) return column;
      const moved = await moveOnBoard(transaction, { card: input.card, column: column.value });
      if (!moved.ok) return moved;
      const board = requireBoard(transaction);
      if (!board.ok) return board;
      const card = requireCard(board.value, input.card);
      if (!card.ok) return card;
      if (card.value.check === ' ') {
        const ticked = writeBoard(transaction, tickCard(board.value, card.value));
        if (!ticked.ok) return ticked;
      }
      const { document } = moved.value;
      const subjects = document ? [{ id: document.id, path: document.path }] : [];
      return transaction.commit({
        data: { message: `${document?.id ?? `'${input.card}'`} is ticked, in ${column.value}`, subjects },
      });
    }),
});
