import type { InferOutput } from 'valibot';
import { failure, success } from '../../../model/result.js';
import type { Weights } from '../../../model/search/rank.js';
import { wordsOf } from '../../../model/search/words.js';
import {
  type Hit,
  type SearchIndex,
  type SearchResults,
  searchIn,
  searchOnce,
} from '../../documents/search/searchDocuments.js';
import { workspaceOf } from '../../openContext.js';
import { defineVerb, flag, number, requiredList } from '../../verb.js';
import type { advice, reason, situation } from '../output/documents.js';

/** A document to read, and why. */
export type Advice = InferOutput<typeof advice>;

export type Reason = InferOutput<typeof reason>;

/** What a document says about when to read it counts most. */
const weights: Weights = { text: 0.5, headings: 3, title: 8, read_when: 20, labels: 2 };
/** Of the best one; what is below is about something else. */
const leastRelevance = 0.25;

export const verb = defineVerb({
  name: 'context',
  summary: 'List the documents to read before a piece of work, with the reason',
  description:
    'Ranks documents by their read_when (situations in which to read them), then by title, headings and text. Leaves out archived documents. Accepts the filters of doc-ops search.',
  arguments: { situation: requiredList('what you are about to do', { value: 'situation' }) },
  options: {
    limit: number('show at most this many documents; default 5', { short: 'l', value: 'count' }),
    paths: flag('print only paths'),
  },
  examples: {
    'doc-ops context "closing a plan"': 'what to read before closing a plan',
    'doc-ops context "add a database column" --limit 3 --json': 'for an agent',
  },
  run: async (context, input) => {
    const situation = input.situation.join(' ');
    const limit = input.limit ?? 5;
    if (limit < 0) return failure('usage', '--limit takes a number from 0 on');
    const found = await searchOnce(workspaceOf(context), (index) => adviseIn(index, situation, limit));
    if (!found.ok) return found;
    const data: ContextOutcome = { situation, documents: found.value, paths: input.paths };
    return success({ data });
  },
});

export type ContextOutcome = InferOutput<typeof situation>;

/** The documents to read in a situation, of an opened index. */
export function adviseIn(index: SearchIndex, situation: string, limit: number) {
  const found = searchIn(index, situation, { limit, weights, excerpts: 1 });
  if (!found.ok) return found;
  const best = found.value.hits[0]?.score ?? 0;
  const advice = found.value.hits
    .filter(({ score }) => score >= best * leastRelevance)
    .map((hit) => adviceOf(hit, found.value, best));
  return success<readonly Advice[]>(advice);
}

function adviceOf(hit: Hit, { meant }: SearchResults, best: number): Advice {
  const { id, path, title, type, status } = hit.document;
  const relevance = best === 0 ? 1 : Math.round((hit.score / best) * 100) / 100;
  return { id, path, title, type, status, relevance, reason: reasonOf(hit, meant) };
}

/** The situation of the document that fits best, else its title, else the line that holds most of the words. */
function reasonOf(hit: Hit, meant: readonly ReadonlySet<string>[]): Reason {
  const { readWhen, title } = hit.document;
  const covers = (text: string) => {
    const words = new Set(wordsOf(text, false));
    return meant.filter((names) => [...names].some((name) => words.has(name))).length;
  };
  const [situation] = readWhen
    .map((text) => ({ text, count: covers(text) }))
    .sort((a, b) => b.count - a.count);
  const excerpt = hit.excerpts[0];
  if (situation && situation.count > 0 && situation.count >= covers(title))
    return { found: 'read_when', text: situation.text, line: null };
  if (excerpt && covers(excerpt.text) > covers(title))
    return { found: 'text', text: excerpt.text, line: excerpt.line };
  return { found: 'title', text: title, line: null };
}
