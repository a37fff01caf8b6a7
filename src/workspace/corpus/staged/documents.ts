import { type CorpusDocument, corpusDocument } from '../../../model/corpus.js';
import type { DocumentFacts } from '../../../model/document/facts.js';
import type { GitObjects } from '../../git/objects.js';
import { factsOfBytes } from '../../index/readFacts.js';
import type { Workspace } from '../../workspace.js';
import type { StagedIndex } from './gitIndex.js';
import { StagedIds } from './ids.js';

/** A markdown file that the commit changes, before and after. */
export interface StagedDocument {
  readonly path: string;
  readonly before: CorpusDocument | null;
  readonly after: CorpusDocument | null;
}

/** The documents that were read from git's index so far; of all others the ids are known by their names. */
export class StagedDocuments {
  readonly changed: StagedDocument[] = [];
  /** Paths of the documents that the commit changes and keeps. */
  readonly judged: string[] = [];
  readonly #documents = new Map<string, CorpusDocument>();
  /** The source of a document, where a part of it has to be read otherwise. */
  readonly #unread = new Set<string>();
  readonly #ids: StagedIds;

  constructor(
    readonly workspace: Workspace,
    readonly index: StagedIndex,
    readonly objects: GitObjects,
  ) {
    this.#ids = new StagedIds(workspace, index.files);
  }

  addChange(path: string, before: DocumentFacts | null, after: DocumentFacts | null, judged: boolean): void {
    const document = after && this.#add(after);
    this.changed.push({ path, before: before && corpusDocument(this.workspace, before), after: document });
    if (judged && document) this.judged.push(path);
  }

  document(path: string): CorpusDocument | undefined {
    return this.#documents.get(path);
  }

  /** Replace what is known of a document. */
  replace(facts: DocumentFacts): void {
    this.#add(facts);
  }

  /** The bytes of a file in the index. */
  async bytesOf(path: string): Promise<Buffer | undefined> {
    const blob = this.index.files.blobOf(path);
    return blob === undefined ? undefined : (await this.objects.read([blob])).get(blob)?.bytes;
  }

  /** Read markdown files that were not read before; how many there were. */
  async load(paths: Iterable<string>): Promise<number> {
    const wanted = [...paths].flatMap((path) => {
      const blob = this.#isNew(path) ? this.index.files.blobOf(path) : undefined;
      return blob === undefined ? [] : [{ path, blob }];
    });
    const blobs = await this.objects.read(wanted.map(({ blob }) => blob));
    for (const { path, blob } of wanted) {
      const bytes = blobs.get(blob)?.bytes;
      if (bytes) this.#add(await factsOfBytes(path, bytes, this.workspace.config.types));
      else this.#unread.add(path);
    }
    return wanted.length;
  }

  /** Documents of an id: by the front matter of those that were read, by the file name of the others. */
  pathsOf(id: string): readonly string[] {
    return this.#ids.pathsOf(id, this.#documents);
  }

  /** Documents whose id only their front matter tells, and that were not read. */
  unnamed(): string[] {
    return this.#ids.unnamed().filter((path) => this.#isNew(path));
  }

  ids(): string[] {
    return this.#ids.all(this.#documents);
  }

  #isNew(path: string): boolean {
    return path.endsWith('.md') && !this.#documents.has(path) && !this.#unread.has(path);
  }

  #add(facts: DocumentFacts): CorpusDocument {
    const document = corpusDocument(this.workspace, facts);
    this.#documents.set(facts.path, document);
    return document;
  }
}
