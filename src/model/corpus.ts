import type { Board } from './board/board.js';
import type { Config } from './config/config.js';
import { field } from './document/document.js';
import type { DocumentFacts } from './document/facts.js';
import { type DocumentsLayout, type Identity, identify } from './document/identify.js';

/** A markdown file and which document it is, as the rules see it. */
export interface CorpusDocument extends Identity {
  readonly facts: DocumentFacts;
}

/** The document that a file's facts are of. */
export function corpusDocument(place: DocumentsLayout, facts: DocumentFacts): CorpusDocument {
  return { facts, ...identify(facts.path, { id: field(facts, 'id')?.value }, place) };
}

/**
 * All that may be checked or linked to, looked up without I/O. Built by the workspace from the working tree, or
 * from git's index for `--staged`; the rules cannot tell which.
 */
export interface Corpus {
  readonly config: Config;
  /** Root-relative folder of the documents: `dev_ops`. */
  readonly folder: string;
  /** Documents to check, by path. In a `--staged` run the staged ones, else all. */
  readonly judged: readonly CorpusDocument[];
  /** Every document that carries this canonical id (more than one is a duplicate). Paths suffice for `--staged`. */
  pathsOf(id: string): readonly string[];
  /** Facts of a document or of any markdown file that was loaded; undefined where it was not or does not exist. */
  document(path: string): CorpusDocument | undefined;
  /** Every canonical id, for suggestions. */
  ids(): readonly string[];
  /** What is at a root-relative posix path, with exact case. */
  exists(path: string): 'file' | 'folder' | 'outside' | null;
  /** The path that exists and differs only by case, for suggestions. */
  existsIgnoringCase(path: string): string | null;
  /** Files of this name (with its extension) in any folder, in order: `[[Note]]`, as Obsidian finds it. */
  pathsNamed?(fileName: string): readonly string[];
  /** Paths near a missing one, for suggestions. */
  siblings(path: string): readonly string[];
  /** The board, where there is one and it is judged. */
  readonly board: { readonly path: string; readonly board: Board } | null;
  /** True when every document is in `judged`: rules about what is absent or one-way only run then. */
  readonly complete: boolean;
}
