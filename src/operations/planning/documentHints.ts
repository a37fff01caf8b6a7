import type { DocumentHint } from '../../planner/context/contextRequest.js';
import type { Workspace } from '../../workspace/workspace.js';
import { linkGraph } from '../documents/indexedDocuments.js';
import { searchOnce } from '../documents/search/searchDocuments.js';
import { type Advice, adviseIn } from '../verbs/documents/context.js';

/** Documents of each source that are taken at most. */
const most = 8;

/**
 * Documents that a planner may want to read, best first: what the work's own documents link to or are linked from,
 * then what the search index finds for the goal, by `read_when` first.
 */
export async function documentHints(
  workspace: Workspace,
  goal: string,
  queries: readonly string[],
  own: readonly string[],
): Promise<DocumentHint[]> {
  const hints = new Map<string, DocumentHint>();
  const add = (hint: DocumentHint) => {
    if (!own.includes(hint.path) && !hints.has(hint.path)) hints.set(hint.path, hint);
  };
  for (const hint of await linkedHints(workspace, own)) add(hint);
  for (const text of [goal, ...queries]) {
    const found = await searchOnce(workspace, (index) => adviseIn(index, plainWords(text), most));
    for (const advice of found.ok ? found.value : []) add(hintOf(advice));
  }
  return [...hints.values()];
}

/** A goal is not a query: signs of the query language in it mean nothing. */
function plainWords(text: string): string {
  return text.replace(/[^\p{L}\p{N}\s]+/gu, ' ').trim();
}

function hintOf({ path, type, status, reason }: Advice): DocumentHint {
  const why = reason.found === 'read_when' ? `to be read when ${reason.text}` : 'about the goal';
  return { path, why, decision: type === 'adr' && isInForce(status) };
}

function isInForce(status: string): boolean {
  return /^(?:accepted|proposed)$/i.test(status);
}

async function linkedHints(workspace: Workspace, own: readonly string[]): Promise<DocumentHint[]> {
  if (own.length === 0) return [];
  const graph = await linkGraph(workspace);
  if (!graph.ok) return [];
  const hints: DocumentHint[] = [];
  for (const path of own) {
    for (const { from, to } of graph.value.links) {
      const other = from.path === path ? to.path : to.path === path ? from.path : null;
      const document = other === null ? undefined : graph.value.summary(other);
      if (!document || document.type === null) continue;
      hints.push({
        path: document.path,
        why: `linked with ${path.slice(path.lastIndexOf('/') + 1, -3)}`,
        decision: document.type.name === 'adr' && isInForce(document.status),
      });
    }
  }
  return hints.slice(0, most);
}
