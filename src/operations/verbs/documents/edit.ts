import { editInEditor } from '../../documents/editInEditor.js';
import { loadDocument } from '../../documents/loadDocument.js';
import { readArgument } from '../../documents/readArgument.js';
import { type Changed, transact } from '../../transact.js';
import { defineVerb, number, required, text } from '../../verb.js';

/** `edit PLAN-001` */
export const verb = defineVerb({
  name: 'edit',
  group: 'documents',
  summary: 'Edit a document in $VISUAL or $EDITOR',
  arguments: { document: required('an id or a path', { completes: 'id', value: 'id' }) },
  options: {
    fromFile: text('take the new text from a file; - is standard input', {
      value: 'file',
      completes: 'path',
    }),
    line: number('open it at this line, if the editor supports that', { short: 'l', value: 'n' }),
  },
  examples: [
    { command: 'doc-ops edit PLAN-001', shows: 'opens the plan in your editor' },
    { command: 'doc-ops edit PLAN-001 --line 40', shows: 'the same, at line 40' },
    { command: 'doc-ops edit PLAN-001 --from-file plan.md', shows: 'replaces its text without an editor' },
  ],
  writes: true,
  needs: 'workspace',
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
