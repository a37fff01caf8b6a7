import { readOrNull } from '../../workspace/files/readOrNull.js';
import { cachePath, cacheVersion, writeCache } from '../../workspace/index/cacheFile.js';
import { loadIndex } from '../../workspace/index/load.js';
import { type Snapshot, takeSnapshot } from '../../workspace/index/snapshot.js';
import type { Workspace } from '../../workspace/workspace.js';
import { type DocumentSummary, isListed, summaryOf } from './documentSummary.js';
import { indexedDocuments } from './indexedDocuments.js';

/**
 * Every document of a type, and every file that cannot be read, in the order of lists. It is kept as JSON beside the
 * other caches: to print ten thousand documents none of them is taken apart.
 */
export interface ListedDocuments {
  /** Those outside of the archive, as JSON of a list of `DocumentSummary`. */
  readonly json: string;
  /** All of them or those outside of the archive. */
  parse(archived: boolean): readonly DocumentSummary[];
  /** Markdown files below the documents' folder that are of no type. */
  others(): readonly DocumentSummary[];
}

const fileName = 'list.json';

/** An archived document, and its place among all of them. */
type Archived = readonly [place: number, document: DocumentSummary];

/** What the cache knows of all documents, or the index where something changed. */
export async function listedDocuments(workspace: Workspace, taken?: Snapshot): Promise<ListedDocuments> {
  const taking = taken ?? takeSnapshot(workspace);
  const text = readOrNull(cachePath(workspace, fileName));
  const snapshot = await taking;
  const head = `${cacheVersion(workspace)} ${snapshot.key}\n`;
  const kept = text?.startsWith(head) ? documentsIn(text) : null;
  if (kept) return kept;
  const index = await loadIndex(workspace, { details: false, snapshot });
  const summaries = indexedDocuments(workspace, index);
  const all = summaries.filter(isListed).map(summaryOf);
  const json = JSON.stringify(all.filter((one) => !one.archived));
  const archived = JSON.stringify(
    all.flatMap((one, place): Archived[] => (one.archived ? [[place, one]] : [])),
  );
  const others = JSON.stringify(summaries.filter((one) => !isListed(one)).map(summaryOf));
  if (index.unchanged) writeCache(workspace, fileName, [`${head}${json}\n${archived}\n${others}\n`], true);
  return documentsOf(json, archived, others);
}

/**
 * What was kept of the documents when they were last listed, without asking whether anything has changed since; null
 * where nothing was kept. For those who show something at once and correct it in a moment.
 */
export function keptDocuments(workspace: Workspace): ListedDocuments | null {
  const text = readOrNull(cachePath(workspace, fileName));
  return text?.startsWith(`${cacheVersion(workspace)} `) ? documentsIn(text) : null;
}

/** The documents of a cache's text; null where it is cut off or of another form. */
function documentsIn(text: string): ListedDocuments | null {
  if (!text.endsWith(']\n')) return null;
  const [, json, archived, others] = text.slice(0, -1).split('\n');
  if (json === undefined || archived === undefined || others === undefined) return null;
  return documentsOf(json, archived, others);
}

function documentsOf(json: string, archived: string, others: string): ListedDocuments {
  return {
    json,
    parse(wantsArchived) {
      const documents = JSON.parse(json) as DocumentSummary[];
      if (!wantsArchived || archived === '[]') return documents;
      const all: DocumentSummary[] = [];
      let next = 0;
      for (const [place, document] of JSON.parse(archived) as Archived[]) {
        while (all.length < place) all.push(documents[next++] as DocumentSummary);
        all.push(document);
      }
      return [...all, ...documents.slice(next)];
    },
    others: () => JSON.parse(others) as DocumentSummary[],
  };
}
