import type { CorpusDocument } from '../../../model/corpus.js';
import { identify, needsFields } from '../../../model/document/identify.js';
import type { ListedFiles } from '../../git/listedFiles.js';
import type { Workspace } from '../../workspace.js';

/** Beyond so many questions a table of all ids is cheaper than to search for each. */
const searchesBeforeTable = 50;

type Read = ReadonlyMap<string, CorpusDocument>;

interface Unusual {
  /** By path. */
  readonly ids: ReadonlyMap<string, string>;
  readonly unnamed: readonly string[];
}

/** The ids of the files in git's index: by file name, and by the front matter of those that were read. */
export class StagedIds {
  readonly #searched = new Map<string, readonly string[]>();
  #unusual: Unusual | undefined;
  #table: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(
    readonly workspace: Workspace,
    readonly files: ListedFiles,
  ) {}

  /** Paths of the documents with this canonical id. */
  pathsOf(id: string, read: Read): readonly string[] {
    const byName = this.#byName(id).filter((path) => !read.has(path));
    const byFrontMatter: string[] = [];
    for (const [path, document] of read) if (document.id === id) byFrontMatter.push(path);
    return byFrontMatter.length === 0 ? byName : [...byName, ...byFrontMatter].sort();
  }

  /** Every id. */
  all(read: Read): string[] {
    const ids = new Set(this.#allByName().keys());
    for (const { id } of read.values()) if (id !== null) ids.add(id);
    return [...ids];
  }

  #byName(id: string): readonly string[] {
    if (this.#table || this.#searched.size >= searchesBeforeTable) return this.#allByName().get(id) ?? [];
    let found = this.#searched.get(id);
    if (!found) {
      found = this.#search(id);
      this.#searched.set(id, found);
    }
    return found;
  }

  /** Documents whose name holds no id: only their front matter tells. */
  unnamed(): readonly string[] {
    return this.#unusualNames().unnamed;
  }

  #search(id: string): string[] {
    const found = this.files.startingWith(id).filter((path) => this.#idOf(path) === id);
    for (const [path, other] of this.#unusualNames().ids) {
      if (other === id && !found.includes(path)) found.push(path);
    }
    return found;
  }

  /** Documents whose file name spells their id otherwise, `plan-7-login.md`, `RESEARCH-007.md`, or holds none. */
  #unusualNames(): Unusual {
    if (!this.#unusual) {
      const prefixes = this.workspace.config.types.map(({ prefix }) => prefix).join('|');
      const canonical = `(?:${prefixes})-(?:\\d{3}|[1-9]\\d{3,8})[-.]`;
      const ids = new Map<string, string>();
      const unnamed: string[] = [];
      for (const path of this.files.matching(new RegExp(`/(?!${canonical})[^\\0/]*\\.md\\0`, 'g'))) {
        const id = this.#idOf(path);
        if (id !== null) ids.set(path, id);
        else if (needsFields(path, this.workspace)) unnamed.push(path);
      }
      this.#unusual = { ids, unnamed };
    }
    return this.#unusual;
  }

  #allByName(): ReadonlyMap<string, readonly string[]> {
    if (!this.#table) {
      const table = new Map<string, string[]>();
      for (const path of this.files.paths()) {
        const id = this.#idOf(path);
        if (id === null) continue;
        const known = table.get(id);
        if (known) known.push(path);
        else table.set(id, [path]);
      }
      this.#table = table;
    }
    return this.#table;
  }

  #idOf(path: string): string | null {
    return identify(path, {}, this.workspace).id;
  }
}
