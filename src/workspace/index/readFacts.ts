import { isUtf8 } from 'node:buffer';
import fs from 'node:fs';
import { join } from 'node:path';
import { type ReferenceReaders, readDocument } from '../../model/document.js';
import type { DocumentFacts, ReadingProblem } from '../../model/documentFacts.js';
import type { DocumentType } from '../../model/documentType.js';
import { isInside } from '../safePath.js';
import type { Workspace } from '../workspace.js';

/** Beyond this no person wrote it, and it is not read. */
const maximumBytes = 5 * 1024 * 1024;

let readers: ReferenceReaders | undefined;

/** Read a file and its facts; what cannot be read is a document with a problem, never a failure. */
export async function readFacts(
  workspace: Workspace,
  path: string,
  identity: string,
): Promise<DocumentFacts> {
  if (identity === 'special:')
    return broken(path, 'unreadable', 'this is not a regular file inside the repository');
  const bytes = readBytes(workspace, path);
  if (!Buffer.isBuffer(bytes)) return bytes;
  return factsOfBytes(path, bytes, workspace.config.types);
}

/** The facts of bytes, from the working tree or from git. */
export async function factsOfBytes(
  path: string,
  bytes: Buffer,
  types: readonly DocumentType[],
): Promise<DocumentFacts> {
  if (bytes.length > maximumBytes)
    return broken(path, 'too-large', `${bytes.length} bytes are too many for a document`);
  const text = bytes.toString('utf8');
  if (text.includes('\ufffd') && !isUtf8(bytes)) return broken(path, 'not-utf8', 'the file is not UTF-8');
  const facts = readDocument(path, text, types, readers);
  if (facts) return facts;
  readers = (await import('../../model/referenceReaders.js')).referenceReaders;
  return (
    readDocument(path, text, types, readers) ?? broken(path, 'unreadable', 'the document cannot be read')
  );
}

function readBytes(workspace: Workspace, path: string): Buffer | DocumentFacts {
  const absolute = join(workspace.root, path);
  try {
    if (fs.lstatSync(absolute).isSymbolicLink() && !isInside(workspace.root, fs.realpathSync(absolute))) {
      return broken(path, 'unreadable', 'the symbolic link leads outside of the repository');
    }
    const { size } = fs.statSync(absolute);
    if (size > maximumBytes) return broken(path, 'too-large', `${size} bytes are too many for a document`);
    return fs.readFileSync(absolute);
  } catch (error) {
    return broken(
      path,
      'unreadable',
      `the file cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`,
    );
  }
}

function broken(path: string, kind: ReadingProblem['kind'], message: string): DocumentFacts {
  const span = { line: 1, column: 1, offset: 0, length: 0 };
  return {
    path,
    problems: [{ kind, message, span }],
    fields: [],
    hasFrontMatter: false,
    headings: [],
    anchors: [],
    links: [],
    prompts: [],
  };
}
