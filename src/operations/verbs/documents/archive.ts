import { failure, type Result, success } from '../../../model/result.js';
import type { Workspace } from '../../../workspace/workspace.js';
import { findType } from '../../documents/findType.js';
import { listDocuments } from '../../documents/indexedDocuments.js';
import { type Archived, archiveDocuments } from '../../documents/move/archiveDocuments.js';
import { workspaceOf } from '../../openContext.js';
import { transact } from '../../transact.js';
import { defineVerb, flag, list } from '../../verb.js';

export const verb = defineVerb({
  name: 'archive',
  summary: 'Move documents out of daily view; links to them keep working',
  description:
    "Moves documents to the same sub-folder of archive/ and their cards to the board's archive, and updates every link. Lists leave out archived documents; ids, proofs and validation still cover them.",
  arguments: { documents: list('ids or paths', { completes: 'id', value: 'id' }) },
  options: {
    closed: flag('all closed documents'),
    type: list('with --closed, only documents of these types', {
      value: 'type',
      completes: 'type',
      commas: true,
    }),
  },
  examples: {
    'doc-ops archive TASK-001': 'archives one document and its card',
    'doc-ops archive --closed --type task,bug': 'archives all closed tasks and bugs',
  },
  writes: true,
  run: async (context, input) => {
    if (input.documents.length > 0 === input.closed) {
      return failure('usage', 'name documents, or say --closed', {
        hint: 'doc-ops archive --closed --dry-run',
      });
    }
    if (input.type.length > 0 && !input.closed) {
      return failure('usage', '--type goes with --closed', { hint: 'doc-ops archive --closed --type task' });
    }
    return transact<Archived>(context, 'archive', async (transaction) => {
      const wanted = input.closed
        ? await finished(workspaceOf(context), input.type)
        : success(input.documents);
      const done = wanted.ok ? await archiveDocuments(transaction, wanted.value) : wanted;
      return done.ok ? transaction.commit(done.value) : done;
    });
  },
});

/** Paths of finished documents that are not archived yet. */
async function finished(workspace: Workspace, types: readonly string[]): Promise<Result<readonly string[]>> {
  const names: string[] = [];
  for (const name of types) {
    const type = findType(workspace, name);
    if (!type.ok) return type;
    names.push(type.value.name);
  }
  const documents = await listDocuments(workspace);
  if (!documents.ok) return documents;
  return success(
    documents.value
      .filter(({ id, type, archived, closed }) => id !== null && type !== null && closed && !archived)
      .filter(({ type }) => names.length === 0 || names.includes(type?.name ?? ''))
      .map(({ path }) => `${workspace.root}/${path}`),
  );
}
