import { readDocument } from '../../src/model/document/document.js';
import type { DocumentFacts } from '../../src/model/document/facts.js';
import type { DocumentType } from '../../src/model/document/type.js';
import { referenceReaders } from '../../src/model/referenceReaders.js';

/** The facts of a text, by whichever reader can read it. */
export function readFacts(path: string, text: string, types: readonly DocumentType[]): DocumentFacts {
  const facts = readDocument(path, text, types, referenceReaders);
  if (!facts) throw new Error(`${path} cannot be read even by the reference parsers`);
  return facts;
}
