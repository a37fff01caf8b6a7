import { addCard } from '../../../model/board/edit.js';
import { textField, titleOf } from '../../../model/document/document.js';
import { parseId } from '../../../model/ids.js';
import { failure, success } from '../../../model/result.js';
import { addDocumentCard, requireColumn } from '../../board/addCard.js';
import { requireBoard, writeBoard } from '../../board/boardFile.js';
import { statusAfterMove } from '../../board/statusAfterMove.js';
import { loadIdentified } from '../../documents/loadDocument.js';
import { readArgument } from '../../documents/readArgument.js';
import { type Changed, transact } from '../../transact.js';
import { defineVerb, text } from '../../verb.js';
import { applyEdits } from '../documents/set.js';

export const verb = defineVerb({
  name: 'board add',
  summary: 'Add a card for a document, or a free card',
  arguments: { card: text('an id, or the text of a free card', { value: 'id-or-text', completes: 'id' }) },
  options: {
    column: text('the column; default is that of its status, or the first', {
      short: 'c',
      value: 'name',
      completes: 'column',
    }),
    fromFile: text('take the text of a free card from a file; - is standard input', {
      value: 'file',
      completes: 'path',
    }),
  },
  examples: {
    'doc-ops board add PLAN-001': 'adds a card for a plan, in the column of its status',
    'doc-ops board add "Call the hosting company" --column Backlog': 'adds a free card',
  },
  writes: true,
  run: (context, input) =>
    transact<Changed>(context, 'board add', async (transaction) => {
      const given =
        input.fromFile === undefined ? success(input.card) : await readArgument(context, input.fromFile);
      if (!given.ok) return given;
      const words = given.value?.replace(/\s+/g, ' ').trim();
      if (!words)
        return failure('usage', 'a card needs an id or a text', { hint: 'doc-ops board add TASK-001' });
      const board = requireBoard(transaction);
      if (!board.ok) return board;
      if (!parseId(words, transaction.workspace.config.types)) {
        const first = board.value.columns.find(({ archive }) => !archive)?.name ?? '';
        const column = requireColumn(board.value, input.column ?? first);
        if (!column.ok) return column;
        const written = writeBoard(
          transaction,
          addCard(board.value, { column: column.value, id: null, title: words, linkText: null }),
        );
        if (!written.ok) return written;
        return transaction.commit({ data: { message: `added '${words}' to ${column.value}`, subjects: [] } });
      }
      const document = await loadIdentified(transaction, words);
      if (!document.ok) return document;
      const { id, path, type, facts } = document.value;
      const status = textField(facts, 'status') ?? type.statuses[0] ?? '';
      const added = addDocumentCard(
        transaction,
        { id, path, type, title: titleOf(facts), status },
        { column: input.column },
      );
      if (!added.ok) return added;
      const column = added.value?.column ?? '';
      const next = statusAfterMove(transaction.workspace.config, type, status, column);
      const followed =
        next === null
          ? success(null)
          : applyEdits(transaction, document.value, [{ kind: 'set', key: 'status', value: next }]);
      if (!followed.ok) return followed;
      return transaction.commit({ data: { message: `added ${id} to ${column}`, subjects: [{ id, path }] } });
    }),
});
