import { textField, titleOf } from '../../../model/document/document.js';
import { isClosing } from '../../../model/document/type.js';
import type { Result } from '../../../model/result.js';
import type { Transaction } from '../../../workspace/transaction/transaction.js';
import { readBoard } from '../../board/boardFile.js';
import { completeColumn, moveOnBoard } from '../../board/moveOnBoard.js';
import { loadIdentified } from '../../documents/loadDocument.js';
import { linkDocuments, loadEnds } from '../../links/linkDocuments.js';
import { type Changed, transact } from '../../transact.js';
import { defineVerb, list, required } from '../../verb.js';
import { applyEdits } from '../documents/set.js';

export const verb = defineVerb({
  name: 'board done',
  summary: 'Finish a task: set it to done, tick its card, record its outputs',
  arguments: { task: required('an id', { value: 'id', completes: 'id' }) },
  options: {
    outputs: list('link these documents as outputs', { value: 'id', completes: 'id', commas: true }),
  },
  examples: {
    'kanban-ops done TASK-001': 'sets the task to done and moves its card to Done',
    'kanban-ops done TASK-001 --outputs PLAN-001,ADR-001': 'also links what the task made',
  },
  writes: true,
  run: (context, input) =>
    transact<Changed>(context, 'board done', async (transaction) => {
      for (const output of input.outputs) {
        const linked = await linkOutput(transaction, input.task, output);
        if (!linked.ok) return linked;
      }
      const document = await loadIdentified(transaction, input.task);
      if (!document.ok) return document;
      const { id, path, type, facts } = document.value;
      const closing = type.closing[0] ?? '';
      const status = textField(facts, 'status') ?? '';
      const next = isClosing(type, status) ? status : closing;
      const board = readBoard(transaction);
      if (!board.ok) return board;
      const onBoard = board.value?.columns.some((column) => column.cards.some((card) => card.id === id));
      const column = onBoard ? completeColumn(transaction) : null;
      if (column && !column.ok) return column;
      const finished = column
        ? await moveOnBoard(transaction, { card: id, column: column.value, status: next })
        : applyEdits(transaction, document.value, [{ kind: 'set', key: 'status', value: next }]);
      if (!finished.ok) return finished;
      return transaction.commit({
        data: { message: `${id} is ${next}: ${titleOf(facts)}`, subjects: [{ id, path }] },
      });
    }),
});

async function linkOutput(transaction: Transaction, task: string, output: string): Promise<Result<null>> {
  const ends = await loadEnds(transaction, [task, output]);
  if (!ends.ok) return ends;
  const [from, to] = ends.value;
  return linkDocuments(transaction, from, to, 'output');
}
