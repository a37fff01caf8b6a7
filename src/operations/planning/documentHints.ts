import { parseId } from '../../model/ids.js';
import type { Weights } from '../../model/search/rank.js';
import type { DocumentHint, DocumentHints } from '../../planner/context/contextRequest.js';
import type { Workspace } from '../../workspace/workspace.js';
import { linkGraph } from '../documents/indexedDocuments.js';
import {
  type FoundDocument,
  type SearchIndex,
  searchIn,
  searchOnce,
} from '../documents/search/searchDocuments.js';
import { type Advice, adviseIn } from '../verbs/documents/context.js';

/** Documents of each source that are taken at most. */
const most = 12;
const mostDecisions = 40;

/**
 * Documents that a planner may want to read, best first: those that the goal names, what the work's own documents link
 * to or are linked from, then what the search index finds for the goal, by `read_when` and by text in turn.
 */
export async function documentHints(
  workspace: Workspace,
  goal: string,
  queries: readonly string[],
  own: readonly string[],
): Promise<DocumentHints> {
  const [linked, { named, found, decisions }] = await Promise.all([
    linkedHints(workspace, own),
    searchOnce(workspace, (index) => ({
      named: namedHints(workspace, index, goal),
      found: [goal, ...queries].flatMap((text) => foundHints(index, text)),
      decisions: decisionsIn(index),
    })),
  ]);
  const hints = new Map<string, DocumentHint>();
  for (const hint of [...named, ...linked, ...found])
    if (!own.includes(hint.path) && !hints.has(hint.path)) hints.set(hint.path, hint);
  return { hints: [...hints.values()], decisions };
}

/** A goal is not a query: signs of the query language in it mean nothing. */
function plainWords(text: string): string {
  return text.replace(/[^\p{L}\p{N}\s]+/gu, ' ').trim();
}

/** Documents whose id the goal has. */
function namedHints(workspace: Workspace, index: SearchIndex, goal: string): DocumentHint[] {
  const ids = (goal.match(/\b[A-Z][A-Z0-9]*-\d+\b/g) ?? []).flatMap(
    (word) => parseId(word, workspace.config.types)?.id ?? [],
  );
  return ids.flatMap((id) =>
    hitsOf(index, `id:${id}`, 2).map((document) => hintOf(document, 'named in the goal')),
  );
}

/** Of documents that are about a part of the goal only: what their titles and situations say, not all their text. */
const outside: Weights = { text: 0, headings: 1, title: 12, read_when: 8, labels: 1 };

/** What is to be read in such a situation, what has the words, and what is called so: the best of each in turn. */
function foundHints(index: SearchIndex, text: string): DocumentHint[] {
  const words = plainWords(text);
  const advised = adviseIn(index, words, most);
  const advice = (advised.ok ? advised.value : []).map((one) => hintOf(one, whyOf(one)));
  const held = hitsOf(index, words, most).map((document) => hintOf(document, 'about the goal'));
  const called = hitsOf(index, words, most, outside).map((document) => hintOf(document, 'about the goal'));
  return Array.from({ length: most }).flatMap((_, at) =>
    [advice[at], called[at], held[at]].filter((one) => one !== undefined),
  );
}

function hitsOf(
  index: SearchIndex,
  query: string,
  limit: number,
  weights?: Weights,
): readonly FoundDocument[] {
  const found = searchIn(index, query, { limit, excerpts: 0, ...(weights ? { weights } : {}) });
  return found.ok ? found.value.hits.map(({ document }) => document) : [];
}

function decisionsIn(index: SearchIndex): string[] {
  return hitsOf(index, 'type:adr status:accepted', mostDecisions).map(
    ({ id, title, path }) => `${id ?? path} ${title}`,
  );
}

function whyOf({ reason }: Advice): string {
  return reason.found === 'read_when' ? `to be read when ${reason.text}` : 'about the goal';
}

function hintOf(
  { path, type, status }: Pick<FoundDocument, 'path' | 'type' | 'status'>,
  why: string,
): DocumentHint {
  return { path, why, decision: type === 'adr' && isInForce(status) };
}

function isInForce(status: string): boolean {
  return /^accepted$/i.test(status);
}

/** Documents within two links of the work's own, the nearest first. */
async function linkedHints(workspace: Workspace, own: readonly string[]): Promise<DocumentHint[]> {
  if (own.length === 0) return [];
  const graph = await linkGraph(workspace);
  if (!graph.ok) return [];
  const { links, summary } = graph.value;
  const hints = new Map<string, DocumentHint>();
  let ring: readonly string[] = own;
  for (const distance of [1, 2]) {
    const next: string[] = [];
    for (const path of ring) {
      for (const { from, to } of links) {
        const other = from.path === path ? to.path : to.path === path ? from.path : null;
        const document = other === null ? undefined : summary(other);
        if (!document?.type || own.includes(document.path) || hints.has(document.path)) continue;
        const name = path.slice(path.lastIndexOf('/') + 1, -3);
        const why = distance === 1 ? `linked with ${name}` : `two links away, by ${name}`;
        const type = document.type.name;
        hints.set(document.path, hintOf({ path: document.path, type, status: document.status }, why));
        next.push(document.path);
      }
    }
    ring = next;
  }
  return [...hints.values()].slice(0, most);
}
