import { failure, type Result, success } from '../../model/result.js';
import { readerOf } from '../../workspace/files/readText.js';
import { runEditor } from '../../workspace/process/editor.js';
import { workspaceOf } from '../openContext.js';
import { type Changed, transact } from '../transact.js';
import type { Context, Outcome } from '../verb.js';
import { loadDocument } from './loadDocument.js';

/**
 * Let a person edit a copy of a document and write it back as one undoable change. The document is refused when it
 * changed meanwhile; the copy is then kept and named.
 */
export async function editInEditor(
  context: Context,
  reference: string,
  line: number | null = null,
): Promise<Result<Outcome<Changed>>> {
  const workspace = workspaceOf(context);
  const document = await loadDocument(readerOf(workspace), reference);
  if (!document.ok) return document;
  const { path, id, text: before } = document.value;
  const edited = await runEditor(workspace, path, before, line);
  if (!edited.ok) return edited;
  const subjects = [{ id, path }];
  if (edited.value.text === before) {
    edited.value.discard();
    return success({ data: { message: `${id ?? path} is unchanged`, subjects } });
  }
  const written = await transact<Changed>(context, 'edit', async (transaction) => {
    const now = transaction.read(path);
    if (!now.ok) return now;
    if (now.value !== before)
      return failure('changed-meanwhile', `${path} was modified concurrently; left unchanged`);
    transaction.edit(path, edited.value.text);
    return transaction.commit({ data: { message: `edited ${id ?? path}`, subjects } });
  });
  if (written.ok) {
    edited.value.discard();
    return written;
  }
  const kept = `your text is kept in ${edited.value.copy}`;
  const { hint } = written.problem;
  return { ok: false, problem: { ...written.problem, hint: hint ? `${hint}; ${kept}` : kept } };
}
