import { isCompleteColumn } from '../../../model/board/columns.js';
import { archiveCard } from '../../../model/board/edit.js';
import { failure, type Result, success } from '../../../model/result.js';
import type { Transaction } from '../../../workspace/transaction/transaction.js';
import { requireBoard, requireCard, writeBoard } from '../../board/boardFile.js';
import { loadDocument } from '../../documents/loadDocument.js';
import { type Changed, transact } from '../../transact.js';
import { defineVerb, flag, text } from '../../verb.js';

/** `board archive TASK-001`, `board archive --done` */
export const verb = defineVerb({
  name: 'board archive',
  summary: "Move cards to the board's archive; documents stay where they are",
  arguments: { card: text('an id, or the text of a free card', { value: 'id', completes: 'id' }) },
  options: { done: flag('all cards of the complete column') },
  examples: {
    'kanban-ops archive TASK-001': 'archives one card',
    'kanban-ops archive --done': 'archives all cards of the complete column',
  },
  writes: true,
  run: (context, input) =>
    transact<Changed>(context, 'board archive', async (transaction) => {
      if ((input.card === undefined) === !input.done) {
        return failure('usage', 'name one card, or say --done', { hint: 'doc-ops board archive --done' });
      }
      const cards = input.card === undefined ? finishedCards(transaction) : success([input.card]);
      if (!cards.ok) return cards;
      for (const name of cards.value) {
        const board = requireBoard(transaction);
        if (!board.ok) return board;
        const card = requireCard(board.value, name);
        if (!card.ok) return card;
        if (input.card !== undefined && card.value.id !== null) {
          const document = await loadDocument(transaction, card.value.id);
          // A card may be left over of a document that is gone.
          if (!document.ok && document.problem.code === 'ambiguous') return document;
        }
        const written = writeBoard(transaction, archiveCard(board.value, card.value));
        if (!written.ok) return written;
      }
      const count = cards.value.length;
      const message = count === 1 ? `${cards.value[0]} is in the archive` : `${count} cards archived`;
      return transaction.commit({ data: { message, subjects: [] } });
    }),
});

function finishedCards(transaction: Transaction): Result<string[]> {
  const board = requireBoard(transaction);
  if (!board.ok) return board;
  const columns = board.value.columns.filter(
    (column) => !column.archive && isCompleteColumn(column, transaction.workspace.config),
  );
  return success(columns.flatMap((column) => column.cards.map((card) => card.id ?? card.title)));
}
