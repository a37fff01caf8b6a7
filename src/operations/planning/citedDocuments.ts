import { loadIndex } from '../../workspace/index/load.js';
import type { Workspace } from '../../workspace/workspace.js';
import { indexedDocuments } from '../documents/indexedDocuments.js';

/** Ids of all documents, as a plan may cite them. */
export async function documentIds(workspace: Workspace): Promise<ReadonlySet<string>> {
  const documents = indexedDocuments(workspace, await loadIndex(workspace, { details: false }));
  return new Set(documents.flatMap(({ id }) => id ?? []));
}
