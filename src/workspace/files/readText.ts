import { isUtf8 } from 'node:buffer';
import fs from 'node:fs';
import { join } from 'node:path';
import { failure, type Result, success } from '../../model/result.js';
import type { Workspace } from '../workspace.js';
import { ioFailure } from './ioFailure.js';
import { resolveInside } from './safePath.js';

export { ioFailure } from './ioFailure.js';

/** Where texts are read: from the disk, or from a transaction with its edits. */
export interface TextReader {
  readonly workspace: Workspace;
  /** The text of a file inside the root. */
  read(path: string): Result<string>;
  /** Whether a root-relative path is there. */
  exists(path: string): boolean;
}

/** Reads the files themselves. */
export function readerOf(workspace: Workspace): TextReader {
  return {
    workspace,
    read: (path) => readText(workspace, path),
    exists: (path) => fs.existsSync(join(workspace.root, path)),
  };
}

/** More than a person writes: such a file is refused instead of being read. */
export const maximumBytes = 100 * 1024 * 1024;

/** The text of a file inside the root, as it is, byte order mark included. */
export function readText(workspace: Workspace, path: string): Result<string> {
  const absolute = resolveInside(workspace, path);
  if (!absolute.ok) return absolute;
  try {
    const stat = fs.statSync(absolute.value);
    // A pipe or a device could be read for ever.
    if (!stat.isFile()) return failure('io', `${path} is not a file`);
    if (stat.size > maximumBytes)
      return failure('invalid-document', `${path} is too large to be a document`, { place: { path } });
    const bytes = fs.readFileSync(absolute.value);
    const text = bytes.toString('utf8');
    // Only a text with replacement characters can have been damaged by decoding; most are spared the second look.
    if (text.includes('\ufffd') && !isUtf8(bytes)) {
      return failure('invalid-document', `${path} is not UTF-8`, {
        place: { path },
        hint: 'convert it first; doc-ops would damage it',
      });
    }
    return success(text);
  } catch (error) {
    return ioFailure(error, `${path} cannot be read`);
  }
}
