import { readDocument } from '../../model/document/document.js';
import type { DocumentFacts } from '../../model/document/facts.js';
import type { DocumentType } from '../../model/document/type.js';
import { idOfFileName } from '../../model/ids.js';
import { type Result, success } from '../../model/result.js';
import { locateDocument } from '../../workspace/corpus/locate.js';
import type { TextReader } from '../../workspace/files/readText.js';

/** A document with its text, with the edits of its transaction. */
export interface LoadedDocument {
  readonly path: string;
  readonly text: string;
  readonly facts: DocumentFacts;
  readonly type: DocumentType | null;
  /** Canonical id by the file name; null for other markdown files. */
  readonly id: string | null;
}

/** Load the document that an id or a path names. */
export async function loadDocument(files: TextReader, reference: string): Promise<Result<LoadedDocument>> {
  const located = await locateDocument(files.workspace, reference);
  if (!located.ok) return located;
  return loadPath(files, located.value.path);
}

/** Load a document by its root-relative path. */
export async function loadPath(files: TextReader, path: string): Promise<Result<LoadedDocument>> {
  const text = files.read(path);
  if (!text.ok) return text;
  const facts = await factsOf(path, text.value, files.workspace.config.types);
  const named = idOfFileName(path.slice(path.lastIndexOf('/') + 1), files.workspace.config.types);
  const inside = path.startsWith(`${files.workspace.folder}/`);
  return success({
    path,
    text: text.value,
    facts,
    type: inside ? (named?.type ?? null) : null,
    id: inside ? (named?.id ?? null) : null,
  });
}

/** The facts of a text; the slow reference parsers are loaded only for a text that needs them. */
export async function factsOf(
  path: string,
  text: string,
  types: readonly DocumentType[],
): Promise<DocumentFacts> {
  const quick = readDocument(path, text, types);
  if (quick) return quick;
  const { referenceReaders } = await import('../../model/referenceReaders.js');
  const thorough = readDocument(path, text, types, referenceReaders);
  if (!thorough) throw new Error(`${path} cannot be read even by the reference parser`);
  return thorough;
}
