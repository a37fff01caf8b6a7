import { isUtf8 } from 'node:buffer';
import fs from 'node:fs';
import { join } from 'node:path';
import { type ReferenceReaders, readDocument, unreadFacts } from '../../model/document/document.js';
import type { DocumentFacts, ReadingProblem } from '../../model/document/facts.js';
import type { DocumentType } from '../../model/document/type.js';
import { isInside } from '../files/safePath.js';
import type { Workspace } from '../workspace.js';

/** A larger file was not written by a person and is not read. */
const maximumBytes = 5 * 1024 * 1024;

/** A file's bytes, and when it last changed, in ms. */
export interface ReadBytes {
  readonly bytes: Buffer;
  readonly changedAt: number;
}

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
export function readFile(workspace: Workspace, path: string, identity: string): ReadBytes | DocumentFacts {
  if (identity === 'special:')
    return broken(path, 'unreadable', 'this is not a regular file inside the repository');
  // Paths are plain as they come; to make sure of it takes as long as to open the file.
  const absolute = path.includes('..') ? join(workspace.root, path) : `${workspace.root}/${path}`;
  try {
    return readRegular(path, absolute) ?? readLinked(workspace, path, absolute);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return broken(path, 'unreadable', `the file cannot be read (${code ?? 'unknown'})`);
  }
}

function readLinked(workspace: Workspace, path: string, absolute: string): ReadBytes | DocumentFacts {
  const real = fs.realpathSync(absolute);
  if (!isInside(workspace.root, real))
    return broken(path, 'unreadable', 'the symbolic link leads outside of the repository');
  return readRegular(path, real) ?? broken(path, 'unreadable', 'the symbolic link changes while it is read');
}

const { O_RDONLY, O_NONBLOCK, O_NOFOLLOW } = fs.constants;
/** Windows has neither flag. */
const readingFlags = O_RDONLY | (O_NONBLOCK ?? 0) | (O_NOFOLLOW ?? 0);

/**
 * Null for a symbolic link. Opened without waiting for a writer, so that a pipe that took the file's place does not
 * hang the program.
 */
function readRegular(path: string, absolute: string): ReadBytes | DocumentFacts | null {
  if (O_NOFOLLOW === undefined && fs.lstatSync(absolute).isSymbolicLink()) return null;
  const file = openOrNull(absolute);
  if (file === null) return null;
  try {
    const stat = fs.fstatSync(file);
    if (!stat.isFile()) return broken(path, 'unreadable', 'this is not a regular file');
    if (stat.size > maximumBytes) return tooLarge(path, stat.size);
    const bytes = Buffer.allocUnsafe(stat.size);
    let length = 0;
    for (let got = -1; got !== 0 && length < bytes.length; length += got)
      got = fs.readSync(file, bytes, length, bytes.length - length, null);
    return { bytes: bytes.subarray(0, length), changedAt: stat.ctimeMs };
  } finally {
    fs.closeSync(file);
  }
}

function openOrNull(absolute: string): number | null {
  try {
    return fs.openSync(absolute, readingFlags);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // FreeBSD says EMLINK.
    if (code === 'ELOOP' || code === 'EMLINK') return null;
    throw error;
  }
}

/** Of a file whose merge is not finished. */
export function unmergedFacts(path: string): DocumentFacts {
  return broken(path, 'conflict', 'the merge of this file is not finished');
}

function tooLarge(path: string, size: number): DocumentFacts {
  return broken(path, 'too-large', `${size} bytes are too many for a document`);
}

function broken(path: string, kind: ReadingProblem['kind'], message: string): DocumentFacts {
  const span = { line: 1, column: 1, offset: 0, length: 0 };
  return unreadFacts(path, [{ kind, message, span }]);
}
