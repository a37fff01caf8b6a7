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
  const read = readFile(workspace, path, identity);
  return 'problems' in read ? read : factsOfBytes(path, read.bytes, workspace.config.types);
}

/** The facts of bytes, from the working tree or from git. */
export async function factsOfBytes(
  path: string,
  bytes: Buffer,
  types: readonly DocumentType[],
): Promise<DocumentFacts> {
  return quickFacts(path, bytes, types) ?? thoroughFacts(path, bytes, types);
}

/** The facts of bytes without waiting; null where the reference readers are needed and not loaded yet. */
export function quickFacts(
  path: string,
  bytes: Buffer,
  types: readonly DocumentType[],
): DocumentFacts | null {
  if (bytes.length > maximumBytes) return tooLarge(path, bytes.length);
  const text = bytes.toString('utf8');
  if (text.includes('\ufffd') && !isUtf8(bytes)) return broken(path, 'not-utf8', 'the file is not UTF-8');
  return readDocument(path, text, types, readers);
}

async function thoroughFacts(
  path: string,
  bytes: Buffer,
  types: readonly DocumentType[],
): Promise<DocumentFacts> {
  readers ??= (await import('../../model/referenceReaders.js')).referenceReaders;
  return quickFacts(path, bytes, types) ?? broken(path, 'unreadable', 'the document cannot be read');
}

/** The bytes of a document, or facts that say why there are none. Follows links inside the root only. */
export function readFile(
  workspace: Workspace,
  path: string,
  identity: string,
): { readonly bytes: Buffer; readonly changedAt: number } | DocumentFacts {
  if (identity === 'special:')
    return broken(path, 'unreadable', 'this is not a regular file inside the repository');
  const absolute = join(workspace.root, path);
  try {
    if (!isLink(absolute)) return readRegular(path, absolute);
    const real = fs.realpathSync(absolute);
    if (!isInside(workspace.root, real))
      return broken(path, 'unreadable', 'the symbolic link leads outside of the repository');
    return readRegular(path, real);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return broken(path, 'unreadable', `the file cannot be read (${code ?? 'unknown'})`);
  }
}

/** Opened without waiting for a writer, so that a pipe that took the file's place does not hang the program. */
function readRegular(path: string, absolute: string): { bytes: Buffer; changedAt: number } | DocumentFacts {
  const file = fs.openSync(absolute, readingFlags);
  try {
    const stat = fs.fstatSync(file);
    if (!stat.isFile()) return broken(path, 'unreadable', 'this is not a regular file');
    if (stat.size > maximumBytes) return tooLarge(path, stat.size);
    return { bytes: fs.readFileSync(file), changedAt: stat.ctimeMs };
  } finally {
    fs.closeSync(file);
  }
}

const { O_RDONLY, O_NONBLOCK, O_NOFOLLOW } = fs.constants;
/** Windows has neither flag. */
const readingFlags = O_RDONLY | (O_NONBLOCK ?? 0) | (O_NOFOLLOW ?? 0);

function isLink(absolute: string): boolean {
  return fs.lstatSync(absolute).isSymbolicLink();
}

function tooLarge(path: string, size: number): DocumentFacts {
  return broken(path, 'too-large', `${size} bytes are too many for a document`);
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
