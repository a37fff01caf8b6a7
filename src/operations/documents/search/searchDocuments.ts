import type { InferOutput } from 'valibot';
import { corpusDocument } from '../../../model/corpus.js';
import type { DocumentFacts } from '../../../model/document/facts.js';
import { facetsOf } from '../../../model/document/searchFacets.js';
import { bodyStart } from '../../../model/document/searchTexts.js';
import { statusKey } from '../../../model/document/type.js';
import { type Result, success } from '../../../model/result.js';
import {
  type Excerpt,
  excerptsOf,
  marksIn,
  type Sought,
  soughtWords,
} from '../../../model/search/excerpt.js';
import { allOf, documentsWith, facet, facetKeys, narrow, withWords } from '../../../model/search/filter.js';
import { type Phrase, parseQuery } from '../../../model/search/query.js';
import { rank, topDocuments, type Weights } from '../../../model/search/rank.js';
import { wordsOf } from '../../../model/search/words.js';
import type { IndexRow } from '../../../workspace/index/codec.js';
import { readFile } from '../../../workspace/index/readFacts.js';
import { openSearchIndex, type SearchIndex } from '../../../workspace/search/openSearch.js';
import type { Workspace } from '../../../workspace/workspace.js';
import type { found, hit } from '../../verbs/output/documents.js';
import { summaryOf } from '../documentSummary.js';
import { indexedDocument } from '../indexedDocuments.js';
import { filterMask, ownKeys } from './searchFilters.js';

export type { SearchIndex } from '../../../workspace/search/openSearch.js';

/** A document that was found, as it is in the search index. */
export type FoundDocument = InferOutput<typeof found>;

export type Hit = InferOutput<typeof hit>;

export interface SearchResults {
  readonly hits: readonly Hit[];
  /** How many documents match, shown or not. */
  readonly total: number;
  /** How many more match in the archive, where that was not searched. */
  readonly archived: number;
  /** For each word of the query the words of the documents that it was taken for. */
  readonly meant: readonly ReadonlySet<string>[];
}

export interface SearchOptions {
  readonly limit: number;
  /** Whether to search the archive as well. */
  readonly archived?: boolean;
  /** How much a word counts by where it stands. */
  readonly weights?: Weights;
  /** Lines of text around what was found, a document; 0 reads no files. Default 2. */
  readonly excerpts?: number;
}

const defaultWeights: Weights = { text: 1, headings: 4, title: 12, read_when: 6, labels: 3 };

/** Open the search index of a workspace: once for many searches. */
export function openSearch(workspace: Workspace): Promise<SearchIndex> {
  return openSearchIndex(workspace, (row, facts) => describe(workspace, row, facts));
}

/** Open the index for one question, which is answered while git is still being asked whether anything changed. */
export async function searchOnce<T>(workspace: Workspace, ask: (index: SearchIndex) => T): Promise<T> {
  let early: { readonly index: SearchIndex; readonly answer: T } | undefined;
  const index = await openSearchIndex(
    workspace,
    (row, facts) => describe(workspace, row, facts),
    (written) => {
      early = { index: written, answer: ask(written) };
    },
  );
  const answer = early?.index === index ? early.answer : ask(index);
  index.close();
  return answer;
}

/** What the index keeps of a document beside its words. */
function describe(workspace: Workspace, row: IndexRow, facts: DocumentFacts) {
  const summary = indexedDocument(workspace, row);
  const record: FoundDocument = { ...summaryOf(summary), readWhen: summary.list('read_when') };
  const is = [
    summary.broken ? 'broken' : [],
    summary.archived ? 'archived' : [],
    summary.type ? (summary.closed ? 'closed' : 'open') : [],
  ];
  const facets = [
    ...is.flat().map((value) => facet('is', value)),
    ...(summary.type ? [facet('type', summary.type.name), facet('status', statusKey(summary.status))] : []),
    ...(summary.id ? [facet('id', summary.id)] : []),
    ...facetsOf(corpusDocument(workspace, facts), workspace.config, workspace.folder),
  ];
  return { record: JSON.stringify(record), facets };
}

/**
 * Search an opened index for what a person typed, at every key press if need be: nothing waits, and only the files of
 * the shown results are read, for their excerpts.
 */
export function searchIn(index: SearchIndex, text: string, options: SearchOptions): Result<SearchResults> {
  let keys: ReadonlySet<string> | undefined;
  const query = parseQuery(text, (key) => {
    if (ownKeys.has(key)) return true;
    keys ??= facetKeys(index);
    return keys.has(key);
  });
  const mask = allOf(index);
  for (const filter of query.filters) {
    const found = filterMask(index, filter);
    if (!found.ok) return found;
    narrow(mask, found.value, filter.excluded);
  }
  for (const { words, excluded } of query.phrases)
    if (!excluded || words.length === 1) narrow(mask, withWords(index, words.join(' ')), excluded);
  const { scores, meant } = rank(query.words, index, options.weights ?? defaultWeights);
  if (query.words.length > 0) for (let at = 0; at < mask.length; at++) if (scores[at] === 0) mask[at] = 0;
  if (query.words.length + query.filters.length + query.phrases.length === 0) mask.fill(0);
  const phrases = query.phrases.filter(({ words }) => words.length > 1);
  if (phrases.length > 0) checkPhrases(index, phrases, mask);
  const archived = options.archived || asksForArchive(text) ? 0 : removeArchived(index, mask);
  const total = mask.reduce((sum, one) => sum + one, 0);
  // Without words all are equally good, and each path is asked for.
  const paths = query.words.length > 0 ? null : index.segments.flatMap((segment) => segment.paths.all());
  const pathOf = (document: number) => paths?.[document] ?? placeOf(index, document).path;
  const top = topDocuments(scores, mask, options.limit, pathOf);
  const sought = soughtWords(meant);
  const hits = top.map((document) =>
    hitOf(index, document, scores[document] ?? 0, sought, options.excerpts ?? 2),
  );
  return success({ hits, total, archived, meant });
}

/** Paths of the documents that hold a text's words, or words like them; of several words every one. */
export function pathsHolding(index: SearchIndex, text: string): readonly string[] {
  const words = wordsOf(text);
  const mask = allOf(index);
  for (const word of words) {
    const { scores } = rank([word], index, defaultWeights);
    for (let at = 0; at < mask.length; at++) if (scores[at] === 0) mask[at] = 0;
  }
  const paths: string[] = [];
  let document = 0;
  for (const segment of words.length > 0 ? index.segments : [])
    for (let at = 0; at < segment.count; at++) if (mask[document++] === 1) paths.push(segment.paths.at(at));
  return paths;
}

/** Leave archived documents out; how many there were. */
function removeArchived(index: SearchIndex, mask: Uint8Array): number {
  const name = facet('is', 'archived');
  let count = 0;
  for (const document of documentsWith(index, name)) {
    count += mask[document] as number;
    mask[document] = 0;
  }
  return count;
}

function asksForArchive(text: string): boolean {
  return /(?:^|\s)-?is:\S*archived/i.test(text);
}

/** Several words in this order are looked for in the files themselves: the index knows no places. */
function checkPhrases(index: SearchIndex, phrases: readonly Phrase[], mask: Uint8Array): void {
  for (let document = 0; document < mask.length; document++) {
    if (mask[document] !== 1) continue;
    const text = textOf(index, placeOf(index, document).path);
    const words = ` ${wordsOf(text).join(' ')} `;
    const holds = phrases.every(
      (phrase) => words.includes(` ${phrase.words.join(' ')} `) !== phrase.excluded,
    );
    if (!holds) mask[document] = 0;
  }
}

function hitOf(index: SearchIndex, document: number, score: number, sought: Sought, most: number): Hit {
  const { segment, at } = placeOf(index, document);
  const found = JSON.parse(segment?.records.at(at) ?? '') as FoundDocument;
  return {
    document: found,
    score: Math.round(score * 1000) / 1000,
    titleMarks: marksIn(found.title, sought),
    excerpts:
      most === 0 || sought.size === 0 ? [] : excerptsIn(textOf(index, found.path), found, sought, most),
  };
}

/** From the body; where nothing of it was found, from the front matter. */
function excerptsIn(text: string, found: FoundDocument, sought: Sought, most: number): readonly Excerpt[] {
  const body = bodyStart({ hasFrontMatter: /^\uFEFF?---/.test(text) }, text);
  const inBody = excerptsOf(text, sought, { most, from: body }).filter(
    (one) => !(/^#\s/.test(one.text) && one.text.endsWith(found.title)),
  );
  return inBody.length > 0 ? inBody : excerptsOf(text.slice(0, body), sought, { most: 1 });
}

/** Empty where it cannot be read. */
function textOf({ workspace }: SearchIndex, path: string): string {
  const file = readFile(workspace, path, '');
  return 'problems' in file ? '' : file.bytes.toString('utf8');
}

function placeOf({ segments }: SearchIndex, document: number) {
  let at = document;
  for (const segment of segments) {
    if (at < segment.count) return { segment, at, path: segment.paths.at(at) };
    at -= segment.count;
  }
  return { segment: undefined, at, path: '' };
}
