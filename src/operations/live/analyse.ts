import type { Corpus } from '../../model/corpus.js';
import type { DocumentFacts } from '../../model/document/facts.js';
import { compareFindings, type Finding } from '../../model/finding.js';
import { LiveIndex } from '../../workspace/index/liveIndex.js';
import { type Snapshot, takeSnapshot } from '../../workspace/index/snapshot.js';
import type { Workspace } from '../../workspace/workspace.js';
import { linksIn } from '../documents/indexedDocuments.js';
import { listedDocuments } from '../documents/listedDocuments.js';
import { openSearch, pathsHolding, type SearchIndex } from '../documents/search/searchDocuments.js';
import { openContext, workspaceOf } from '../openContext.js';
import { judgedBefore, judgeIndex } from '../validate/judgeWorkspace.js';
import { keepLinks, keptLinks } from './keptLinks.js';
import { type PackedLinks, packLinks } from './linkTable.js';

/** What takes too long to be done between two keys. */
export interface Analysis {
  readonly links: PackedLinks;
  readonly findings: readonly Finding[];
}

/**
 * Reads links, judges documents and searches their text. What the documents say is kept in memory from the first
 * change on, and the search index open between questions.
 */
export class Analyser {
  #index = new LiveIndex({ details: true });
  #facts: ReadonlyMap<string, DocumentFacts> = new Map();
  #search: SearchIndex | null = null;

  constructor(readonly root: string | undefined) {}

  /**
   * Every link and every finding, reading again only these root-relative paths, or anything; null where there is
   * nothing to read. The files may have changed since.
   */
  async analyse(changed: ReadonlySet<string> | null): Promise<Analysis | null> {
    this.#search?.close();
    this.#search = null;
    const workspace = await this.#open();
    if (!workspace) return null;
    if (!changed) {
      this.#index = new LiveIndex({ details: true });
      this.#facts = new Map();
      const kept = await before(workspace);
      if (kept) return kept;
    }
    return this.#analyse(workspace, changed);
  }

  async #analyse(workspace: Workspace, changed: ReadonlySet<string> | null): Promise<Analysis> {
    const reading = await this.#index.read(workspace, changed);
    let snapshot: Snapshot | null = null;
    if (reading.kind === 'all') {
      this.#facts = reading.index.facts ?? new Map();
      if (reading.index.unchanged) snapshot = reading.index.snapshot;
    } else this.#facts = replaced(this.#facts, reading.entries);
    const { findings, corpus } = await judgeIndex(workspace, { facts: this.#facts, snapshot });
    const links = packLinks(linksOf(corpus));
    if (snapshot) keepLinks(workspace, snapshot, links);
    return { links, findings: [...findings].sort(compareFindings) };
  }

  /** Paths of the documents that hold every word of a text. */
  async search(text: string): Promise<readonly string[]> {
    if (!this.#search) {
      const workspace = await this.#open();
      if (!workspace) return [];
      this.#search = await openSearch(workspace);
    }
    return pathsHolding(this.#search, text);
  }

  async #open(): Promise<Workspace | null> {
    const readInput = async () => '';
    const context = await openContext({
      needs: 'workspace',
      root: this.root,
      dryRun: false,
      person: null,
      readInput,
    });
    return context.ok ? workspaceOf(context.value) : null;
  }
}

/** What came of it the last time; null where something changed since. */
async function before(workspace: Workspace): Promise<Analysis | null> {
  const snapshot = await takeSnapshot(workspace);
  // So that the next start shows at once what is there now, also where this one ends soon.
  await listedDocuments(workspace, snapshot);
  const judged = await judgedBefore(workspace, snapshot);
  const links = judged && keptLinks(workspace, snapshot);
  return links && { links, findings: [...judged.findings].sort(compareFindings) };
}

/** Titles of documents are not packed: whoever shows a link knows newer ones. */
function linksOf(corpus: Corpus) {
  return linksIn(corpus, () => '');
}

/** In the order of paths, as they are read. */
function replaced(
  facts: ReadonlyMap<string, DocumentFacts>,
  read: ReadonlyMap<string, { readonly facts: DocumentFacts } | null>,
): ReadonlyMap<string, DocumentFacts> {
  const next = new Map(facts);
  let isNew = false;
  for (const [path, entry] of read) {
    if (!entry) next.delete(path);
    else {
      isNew ||= !next.has(path);
      next.set(path, entry.facts);
    }
  }
  return isNew ? new Map([...next].sort(([a], [b]) => (a < b ? -1 : 1))) : next;
}
