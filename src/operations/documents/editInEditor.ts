import { failure, type Result, success } from '../../model/result.js';
import { runEditor } from '../../workspace/process/editor.js';
import { type Changed, change } from '../change.js';
import { workspaceOf } from '../openContext.js';
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
  let before: string | undefined;
  const looked = await change<{ readonly path: string; readonly id: string | null }>(
    { ...context, dryRun: true },
    'edit',
    async (draft) => {
      const document = await loadDocument(draft, reference);
      if (!document.ok) return document;
      before = document.value.text;
      return success({ data: { path: document.value.path, id: document.value.id } });
    },
  );
  if (!looked.ok) return looked;
  const { path, id } = looked.value.data;
  const edited = await runEditor(workspace, path, before ?? '', line);
  if (!edited.ok) return edited;
  const subjects = [{ id, path }];
  if (edited.value.text === before) {
    edited.value.discard();
    return success({ data: { message: `${id ?? path} is unchanged`, subjects } });
  }
  const written = await change<Changed>(context, 'edit', async (draft) => {
    const now = draft.read(path);
    if (!now.ok) return now;
    if (now.value !== before) {
      return failure('changed-meanwhile', `${path} changed while it was being edited`, {
        hint: `your text is kept in ${edited.value.copy}`,
      });
    }
    draft.write(path, edited.value.text);
    return success({ data: { message: `edited ${id ?? path}`, subjects } });
  });
  if (written.ok) edited.value.discard();
  return written;
}
