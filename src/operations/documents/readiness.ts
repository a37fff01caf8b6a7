import { isBlocked, isClosing } from '../../model/document/type.js';
import { parseId } from '../../model/ids.js';
import { type Result, success } from '../../model/result.js';
import type { Workspace } from '../../workspace/workspace.js';
import { type IndexedDocument, listDocuments, uncertainIds } from './indexedDocuments.js';

/** A document that something waits for, and is open. */
export interface OpenPrerequisite {
  readonly id: string;
  readonly status: string;
}

/**
 * What each document waits for: everything it `depends_on` or is `blocked_by`, either way written. A closing
 * status lets the others go on; an id that does not exist holds nobody up, `validate` reports it.
 */
export function openPrerequisitesOf(
  documents: readonly IndexedDocument[],
  types: Workspace['config']['types'],
): ReadonlyMap<string, OpenPrerequisite[]> {
  const byId = new Map<string, IndexedDocument>();
  for (const one of documents) {
    // Of several documents with one id an open one is waited for: it may be the one that is meant.
    if (one.id && !(one.closed && byId.has(one.id))) byId.set(one.id, one);
  }
  const waits = new Map<string, Set<string>>();
  const wait = (who: string, forWhat: string) => {
    const set = waits.get(who);
    if (set) set.add(forWhat);
    else waits.set(who, new Set([forWhat]));
  };
  for (const document of documents) {
    if (!document.id) continue;
    for (const key of ['depends_on', 'blocked_by']) {
      for (const item of document.list(key)) {
        const id = parseId(item, types)?.id;
        if (id) wait(document.id, id);
      }
    }
    for (const item of document.list('blocks')) {
      const id = parseId(item, types)?.id;
      if (id) wait(id, document.id);
    }
  }
  const open = new Map<string, OpenPrerequisite[]>();
  for (const [id, others] of waits) {
    const waiting = [...others].flatMap((other) => {
      const document = byId.get(other);
      return document?.type && !isClosing(document.type, document.status)
        ? [{ id: other, status: document.status }]
        : [];
    });
    if (waiting.length > 0) open.set(id, waiting);
  }
  return open;
}

/** What one document waits for. */
export async function openPrerequisites(
  workspace: Workspace,
  id: string,
): Promise<Result<readonly OpenPrerequisite[]>> {
  const documents = await listDocuments(workspace);
  if (!documents.ok) return documents;
  return success(openPrerequisitesOf(documents.value, workspace.config.types).get(id) ?? []);
}

/** Open documents that wait for nothing, most urgent and oldest first. Work in progress counts only when asked for. */
export async function readyDocuments(
  workspace: Workspace,
  options: { readonly types: readonly string[]; readonly unclaimedOnly: boolean },
): Promise<Result<readonly (IndexedDocument & { readonly id: string })[]>> {
  const documents = await listDocuments(workspace);
  if (!documents.ok) return documents;
  const waiting = openPrerequisitesOf(documents.value, workspace.config.types);
  const uncertain = uncertainIds(documents.value);
  const ready = documents.value.filter((one): one is IndexedDocument & { readonly id: string } => {
    if (!one.id || !one.type || one.archived || one.broken) return false;
    if (!options.types.includes(one.type.name) || isClosing(one.type, one.status)) return false;
    if (options.unclaimedOnly && (one.status !== one.type.statuses[0] || one.text('assignee'))) return false;
    if (options.unclaimedOnly && uncertain.has(one.id)) return false;
    return !waiting.has(one.id) && !isBlocked(one.status);
  });
  return success(ready.sort(byUrgency));
}

function byUrgency(a: IndexedDocument, b: IndexedDocument): number {
  return (
    rank(a) - rank(b) ||
    compare(a.text('created') ?? '9', b.text('created') ?? '9') ||
    (a.number ?? 0) - (b.number ?? 0) ||
    compare(a.path, b.path)
  );
}

/** Place of the priority in its type's own order; documents without one stand in the middle. */
function rank(document: IndexedDocument): number {
  const kind = document.type?.fields.priority;
  const values = kind?.kind === 'choice' ? kind.values : [];
  const at = values.indexOf((document.text('priority') ?? '').toLowerCase());
  return at < 0 ? 0.5 : at / Math.max(1, values.length - 1);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
