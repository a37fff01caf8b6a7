import type { Finding } from '../../model/finding.js';
import type { Workspace } from '../../workspace/workspace.js';
import { linkGraph } from '../documents.js';
import { listedDocuments } from '../listedDocuments.js';
import { openContext, workspaceOf } from '../openContext.js';
import { openSearch, type SearchIndex, searchIn } from '../searching.js';
import { type PackedLinks, packLinks } from './linkTable.js';
import { readFindings } from './readLive.js';

/** What takes too long to be done between two keys. */
export interface Analysis {
  readonly links: PackedLinks;
  readonly findings: readonly Finding[];
}

/** At most so many documents that have the words only in their text. */
const found = 500;

/** Reads links, judges documents and searches their text; keeps the search index open between questions. */
export class Analyser {
  #index: SearchIndex | null = null;

  constructor(readonly root: string | undefined) {}

  /** Every link and every finding; null where there is nothing to read. The files may have changed since. */
  async analyse(): Promise<Analysis | null> {
    this.#index?.close();
    this.#index = null;
    const workspace = await this.#open();
    if (!workspace) return null;
    const links = await linkGraph(workspace);
    const findings = await readFindings(workspace);
    // So that the next start shows at once what stands there now.
    await listedDocuments(workspace);
    return { links: packLinks(links.ok ? links.value.links : []), findings };
  }

  /** Paths of the documents that hold the words, the best first. */
  async search(text: string): Promise<readonly string[]> {
    if (!this.#index) {
      const workspace = await this.#open();
      if (!workspace) return [];
      this.#index = await openSearch(workspace);
    }
    const results = searchIn(this.#index, text, { limit: found, archived: true, excerpts: 0 });
    return results.ok ? results.value.hits.map(({ document }) => document.path) : [];
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
