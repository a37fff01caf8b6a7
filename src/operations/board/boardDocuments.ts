import type { BoardDocument } from '../../model/board/sync.js';
import { relationNames } from '../../model/links/relations.js';
import type { Workspace } from '../../workspace/workspace.js';
import type { IndexedDocument } from '../documents/indexedDocuments.js';

/** Documents as the board compares them; of several with one id the first. */
export function boardDocuments(documents: readonly IndexedDocument[], workspace: Workspace): BoardDocument[] {
  const names = relationNames(workspace.config.relations);
  const seen = new Set<string>();
  return documents.flatMap((one) => {
    if (!one.id || !one.type || one.archived || one.broken || seen.has(one.id)) return [];
    seen.add(one.id);
    const relations = Object.fromEntries(
      names.map((name) => [name, one.list(name)] as const).filter(([, ids]) => ids.length > 0),
    );
    return [{ id: one.id, type: one.type, status: one.status, title: one.title, relations }];
  });
}
