import { cachePath, cacheVersion, readCacheText, writeCache } from '../workspace/index/cacheFile.js';
import { loadIndex } from '../workspace/index/load.js';
import { takeSnapshot } from '../workspace/index/snapshot.js';
import type { Workspace } from '../workspace/workspace.js';
import { summariesOf } from './documents.js';
import { type Listed, listed } from './listing.js';

/**
 * Every document of a type, and every file that cannot be read, in the order of lists. It is kept as JSON beside the
 * other caches: to print ten thousand documents none of them is taken apart.
 */
export interface ListedDocuments {
  /** Those outside of the archive, as JSON of a list of `Listed`. */
  readonly json: string;
  /** All of them or those outside of the archive. */
  parse(archived: boolean): readonly Listed[];
}

const fileName = 'list.json';

/** An archived document, and its place among all of them. */
type Archived = readonly [place: number, document: Listed];

/** What the cache knows of all documents, or the index where something changed. */
export async function listedDocuments(workspace: Workspace): Promise<ListedDocuments> {
  const taking = takeSnapshot(workspace);
  const text = readCacheText(cachePath(workspace, fileName));
  const snapshot = await taking;
  const head = `${cacheVersion(workspace)} ${snapshot.key}\n`;
  if (text?.startsWith(head) && text.endsWith(']\n')) {
    const end = text.indexOf('\n', head.length);
    return documentsOf(text.slice(head.length, end), text.slice(end + 1, -1));
  }
  const index = await loadIndex(workspace, { details: false, snapshot });
  const all = summariesOf(workspace, index)
    .filter(({ type, broken }) => type !== null || broken !== null)
    .map(listed);
  const json = JSON.stringify(all.filter((one) => !one.archived));
  const archived = JSON.stringify(
    all.flatMap((one, place): Archived[] => (one.archived ? [[place, one]] : [])),
  );
  if (index.settled) writeCache(workspace, fileName, [`${head}${json}\n${archived}\n`], true);
  return documentsOf(json, archived);
}

function documentsOf(json: string, archived: string): ListedDocuments {
  return {
    json,
    parse(wantsArchived) {
      const documents = JSON.parse(json) as Listed[];
      if (!wantsArchived || archived === '[]') return documents;
      const all: Listed[] = [];
      let next = 0;
      for (const [place, document] of JSON.parse(archived) as Archived[]) {
        while (all.length < place) all.push(documents[next++] as Listed);
        all.push(document);
      }
      return [...all, ...documents.slice(next)];
    },
  };
}
