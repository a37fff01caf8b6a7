import fs from 'node:fs';
import { join } from 'node:path';
import { codeOf } from './durable.js';
import { isInside } from './safePath.js';

const { O_RDONLY, O_NONBLOCK, O_NOFOLLOW } = fs.constants;
/** Without waiting for the writer of a pipe. Windows has neither flag. */
const readingFlags = O_RDONLY | (O_NONBLOCK ?? 0) | (O_NOFOLLOW ?? 0);

/**
 * Open a regular file to read it. The last part of its path is not a link (`ELOOP`), and what is there is a file: a pipe,
 * a device or a socket is `ENOTREG`, a folder `EISDIR`. The folders of the path are the caller's to know.
 */
export function openRegular(path: string): { readonly file: number; readonly stat: fs.Stats } {
  if (O_NOFOLLOW === undefined && fs.lstatSync(path).isSymbolicLink()) throw systemError('ELOOP', path);
  const file = openFile(path);
  try {
    const stat = fs.fstatSync(file);
    if (stat.isFile()) return { file, stat };
    throw systemError(stat.isDirectory() ? 'EISDIR' : 'ENOTREG', path);
  } catch (error) {
    fs.closeSync(file);
    throw error;
  }
}

function openFile(path: string): number {
  try {
    return fs.openSync(path, readingFlags);
  } catch (error) {
    const code = codeOf(error);
    // FreeBSD says EMLINK for a link. A socket cannot be opened (ENXIO), nor a device that has no driver.
    if (code === 'EMLINK') throw systemError('ELOOP', path);
    if (code === 'ENXIO' || code === 'ENODEV' || code === 'EOPNOTSUPP') throw systemError('ENOTREG', path);
    throw error;
  }
}

/** An error as a system call gives it. */
export function systemError(code: string, path: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${code}: ${path}`), { code, syscall: 'open', path });
}

/** A file that was read, and what it was then. */
export interface ReadRegular {
  readonly bytes: Buffer;
  readonly stat: fs.Stats;
}

/** All of a regular file; `EFBIG` where it has more bytes than that. What grows meanwhile is read as it was. */
export function readRegular(path: string, most: number): ReadRegular {
  const { file, stat } = openRegular(path);
  try {
    if (stat.size > most) throw systemError('EFBIG', path);
    const bytes = Buffer.allocUnsafe(stat.size);
    let length = 0;
    for (let got = -1; got !== 0 && length < bytes.length; length += got)
      got = fs.readSync(file, bytes, length, bytes.length - length, null);
    return { bytes: bytes.subarray(0, length), stat };
  } finally {
    fs.closeSync(file);
  }
}

/** A file below a folder, behind a link only where that leads to a place inside the folder. `EXDEV` where it does not. */
export function readBelow(folder: string, path: string, most: number): ReadRegular {
  const real = fs.realpathSync(join(folder, path));
  if (!isInside(folder, real)) throw systemError('EXDEV', path);
  return readRegular(real, most);
}
