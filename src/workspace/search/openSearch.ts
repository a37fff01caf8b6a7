import type { DocumentFacts } from '../../model/document/facts.js';
import { searchTexts } from '../../model/document/searchTexts.js';
import { SegmentBuilder } from '../../model/search/buildSegment.js';
import type { Segment } from '../../model/search/segment.js';
import type { IndexRow } from '../index/codec.js';
import { DocumentReader, type Entry } from '../index/documentReader.js';
import { toleratedChanges } from '../index/load.js';
import { type Snapshot, takeSnapshot } from '../index/snapshot.js';
import type { Workspace } from '../workspace.js';
import { type CachedSearch, openSearchFile, writeSearchFile } from './searchFile.js';

/** The words of all documents as they are now. */
export interface SearchIndex {
  readonly workspace: Workspace;
  /** What the cache held, and what changed since. */
  readonly segments: readonly Segment[];
  /** By document, numbered through the segments: 0 for one that is gone or is in a later segment. */
  readonly live: Uint8Array;
  /** How many files had to be read, for tests. */
  readonly filesRead: number;
  /** Let go of the cache's file. */
  close(): void;
}

/** What comes back with a result (a line of JSON), and what filters can ask. */
export type Describe = (
  row: IndexRow,
  facts: DocumentFacts,
) => { readonly record: string; readonly facets: readonly string[] };

/**
 * Open the search index, reading only the documents that changed since it was written. While git is asked what
 * changed, `early` gets the index as it was written: what it makes of it holds if the same index is returned.
 */
export async function openSearchIndex(
  workspace: Workspace,
  describe: Describe,
  early?: (index: SearchIndex) => void,
): Promise<SearchIndex> {
  const taking = takeSnapshot(workspace);
  const cached = openSearchFile(workspace);
  const close = () => cached?.close();
  const written: SearchIndex | null = cached && {
    workspace,
    segments: [cached.segment],
    live: new Uint8Array(cached.segment.count).fill(1),
    filesRead: 0,
    close,
  };
  if (written) early?.(written);
  const snapshot = await taking;
  if (written && cached?.key === snapshot.key) return written;
  const { live, changed } = compare(cached, snapshot);
  const reader = new DocumentReader(workspace, snapshot, changed.length);
  const builder = new SegmentBuilder();
  for (const path of changed) {
    const entry = reader.read(path) ?? (await reader.readThoroughly(path));
    addEntry(builder, workspace, entry, describe);
  }
  const newer = builder.build();
  const gone = live.reduce((sum, one) => sum + (1 - one), 0);
  const filesRead = changed.length;
  if (cached && Math.max(changed.length, gone) <= toleratedChanges) {
    if (changed.length + gone === 0) cached.writeKey(snapshot.key);
    const segments = [cached.segment, newer];
    return { workspace, segments, live: joinLive(live, newer.count), filesRead, close };
  }
  const segment = cached ? merge(cached, live, newer) : newer;
  writeSearchFile(workspace, reader.sawRace ? '' : snapshot.key, segment);
  return { workspace, segments: [segment], live: new Uint8Array(segment.count).fill(1), filesRead, close };
}

/** Which documents of the cache are as they were, and which of now have to be read. */
function compare(cached: CachedSearch | null, snapshot: Snapshot): { live: Uint8Array; changed: string[] } {
  const wanted = new Map(snapshot.identities);
  const count = cached?.segment.count ?? 0;
  const live = new Uint8Array(count);
  const [paths, identities] = [cached?.segment.paths.all(), cached?.segment.identities.all()];
  for (let document = 0; document < count; document++) {
    const path = paths?.[document] ?? '';
    const identity = wanted.get(path);
    if (!identity || !identities?.[document]?.split(' ').includes(identity)) continue;
    live[document] = 1;
    wanted.delete(path);
  }
  return { live, changed: [...wanted.keys()].sort() };
}

function addEntry(builder: SegmentBuilder, workspace: Workspace, entry: Entry, describe: Describe): void {
  const { row, facts, bytes } = entry;
  const text = bytes?.toString('utf8') ?? '';
  builder.add({
    path: row.path,
    identity: row.blob === null ? row.identity : `${row.identity} ${row.blob}`,
    texts: searchTexts(
      facts,
      facts.problems.length > 0 && !facts.hasFrontMatter ? '' : text,
      workspace.folder,
    ),
    ...describe(row, facts),
  });
}

function merge(older: CachedSearch, live: Uint8Array, newer: Segment): Segment {
  const builder = new SegmentBuilder();
  older.readAll();
  builder.addSegment(older.segment, (document) => live[document] === 1);
  builder.addSegment(newer, () => true);
  return builder.build();
}

function joinLive(live: Uint8Array, more: number): Uint8Array {
  const joined = new Uint8Array(live.length + more).fill(1);
  joined.set(live);
  return joined;
}
