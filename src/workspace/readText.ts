import { isUtf8 } from 'node:buffer';
import fs from 'node:fs';
import { failure, type Result, success } from '../model/result.js';
import { resolveInside } from './safePath.js';
import type { Workspace } from './workspace.js';

/** More than a person writes: such a file is refused instead of being read. */
export const maximumBytes = 100 * 1024 * 1024;

/** The text of a file inside the root, exactly as it stands, byte order mark included. */
export function readText(workspace: Workspace, path: string): Result<string> {
  const absolute = resolveInside(workspace, path);
  if (!absolute.ok) return absolute;
  try {
    const stat = fs.statSync(absolute.value);
    if (!stat.isFile()) return failure('io', `${path} is not a file`);
    if (stat.size > maximumBytes)
      return failure('invalid-document', `${path} is too large to be a document`, { place: { path } });
    const bytes = fs.readFileSync(absolute.value);
    const text = bytes.toString('utf8');
    if (text.includes('\ufffd') && !isUtf8(bytes)) {
      return failure('invalid-document', 'the file is not UTF-8', {
        place: { path },
        hint: 'convert it first; doc-ops would damage it',
      });
    }
    return success(text);
  } catch (error) {
    return ioFailure(error, `${path} cannot be read`);
  }
}

/** A failed system call as a value. */
export function ioFailure(
  error: unknown,
  message: string,
): { readonly ok: false; readonly problem: import('../model/result.js').Problem } {
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) throw error;
  return failure('io', `${message} (${code})`, adviceFor(code));
}

function adviceFor(code: string): { hint?: string } {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return { hint: 'the disk is full; make room and run the command again' };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return { hint: 'check the permissions of the file and of its folder' };
    default:
      return {};
  }
}
