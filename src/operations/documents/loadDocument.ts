import { type CorpusDocument, corpusDocument } from '../../model/corpus.js';
import { readDocument } from '../../model/document/document.js';
import type { DocumentFacts } from '../../model/document/facts.js';
import type { DocumentType } from '../../model/document/type.js';
import { parseId } from '../../model/ids.js';
import { failure, type Result, success } from '../../model/result.js';
import { contradictory, locateDocument, pathsOfId } from '../../workspace/corpus/locate.js';
import type { TextReader } from '../../workspace/files/readText.js';

/** A document with its text, with the edits of its transaction. */
export interface LoadedDocument extends CorpusDocument {
  readonly path: string;
  readonly text: string;
}

/** Load the document that an id or a path names. */
export async function loadDocument(files: TextReader, reference: string): Promise<Result<LoadedDocument>> {
  const located = await locateDocument(files.workspace, reference);
  if (!located.ok) return located;
  const { path, by } = located.value;
  const loaded = await loadPath(files, path);
  if (!loaded.ok || by === 'path' || loaded.value.contradiction === null) return loaded;
  return contradictory(path, loaded.value);
}

/** A document of a type, with an id that is nobody else's: what is written elsewhere by its id means this one. */
export type IdentifiedDocument = LoadedDocument & { readonly id: string; readonly type: DocumentType };

/** Load a document that goes by its id: a path does not do where the id is uncertain. */
export async function loadIdentified(
  files: TextReader,
  reference: string,
): Promise<Result<IdentifiedDocument>> {
  const loaded = identified(await loadDocument(files, reference), reference);
  if (!loaded.ok || parseId(reference, files.workspace.config.types)) return loaded;
  const { id, path } = loaded.value;
  if (loaded.value.contradiction !== null) return contradictory(path, loaded.value);
  const owner = await locateDocument(files.workspace, id);
  return owner.ok ? loaded : owner;
}

/** A document that has an id, whoever else has it. */
export function identified(loaded: Result<LoadedDocument>, reference: string): Result<IdentifiedDocument> {
  if (!loaded.ok) return loaded;
  const { id, type } = loaded.value;
  if (id !== null && type !== null) return success({ ...loaded.value, id, type });
  return failure('invalid-value', `${reference} is not a document with an id`, {
    hint: 'doc-ops list shows the documents; related_docs of a document may hold the path of any file',
  });
}

/**
 * A document that was named by its path without its id, where another has it as well: cards and references may then be
 * of the other.
 */
export async function withoutSharedId(
  files: TextReader,
  document: LoadedDocument,
  reference: string,
): Promise<LoadedDocument> {
  const { types } = files.workspace.config;
  const parsed = document.id === null || parseId(reference, types) ? null : parseId(document.id, types);
  const isShared = parsed !== null && (await pathsOfId(files.workspace, parsed)).length > 1;
  return isShared ? { ...document, id: null } : document;
}

/** Load a document by its root-relative path. */
export async function loadPath(files: TextReader, path: string): Promise<Result<LoadedDocument>> {
  const text = files.read(path);
  if (!text.ok) return text;
  const facts = await factsOf(path, text.value, files.workspace.config.types);
  return success({ ...corpusDocument(files.workspace, facts), path, text: text.value });
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
