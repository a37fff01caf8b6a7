import { editInEditor } from '../../documents/editInEditor.js';
import { loadDocument } from '../../documents/loadDocument.js';
import { readArgument } from '../../documents/readArgument.js';
import { type Changed, transact } from '../../transact.js';
import { defineVerb, number, required, text } from '../../verb.js';

export const verb = defineVerb({
  name: 'edit',
  summary: 'Edit a document in $VISUAL or $EDITOR',
  arguments: { document: required('an id or a path', { completes: 'id', value: 'id' }) },
  options: {
    fromFile: text('take the new text from a file; - is standard input', {
      value: 'file',
      completes: 'path',
    }),
    line: number('open it at this line, if the editor supports that', { short: 'l', value: 'n' }),
  },
  examples: {
    'doc-ops edit PLAN-001': 'opens the plan in your editor',
    'doc-ops edit PLAN-001 --line 40': 'the same, at line 40',
    'doc-ops edit PLAN-001 --from-file plan.md': 'replaces its text without an editor',
  },
  writes: true,
  run: async (context, input) => {
    if (input.fromFile === undefined) return editInEditor(context, input.document, input.line ?? null);
    const after = await readArgument(context, input.fromFile);
    if (!after.ok) return after;
    return transact<Changed>(context, 'edit', async (transaction) => {
      const document = await loadDocument(transaction, input.document);
      if (!document.ok) return document;
      const { id, path } = document.value;
      transaction.edit(path, after.value);
      return transaction.commit({ data: { message: `edited ${id ?? path}`, subjects: [{ id, path }] } });
    });
  },
});
