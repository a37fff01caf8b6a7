import fs from 'node:fs';

/** The code of a failed system call; undefined for anything else that was thrown. */
export function codeOf(error: unknown): string | undefined {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** Permissions and owner that a new file takes over from the one it replaces. */
export interface FileMode {
  readonly mode: number;
  readonly uid?: number;
  readonly gid?: number;
}

/** Write a new file and wait until it is on the disk. Fails when the path exists. */
export function writeDurably(path: string, bytes: string | Uint8Array, mode?: FileMode): void {
  const file = fs.openSync(path, 'wx', 0o666);
  try {
    fs.writeFileSync(file, bytes);
    if (mode) setMode(file, mode);
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
}

/** The owner first: a change of owner clears bits of the mode. */
export function setMode(file: number, { mode, uid, gid }: FileMode): void {
  const now = fs.fstatSync(file);
  if ((uid !== undefined && uid !== now.uid) || (gid !== undefined && gid !== now.gid)) {
    try {
      fs.fchownSync(file, uid ?? now.uid, gid ?? now.gid);
    } catch (error) {
      // Only root may give files away; for others the file becomes theirs, as with any editor.
      if (codeOf(error) !== 'EPERM') throw error;
    }
  }
  if ((now.mode & 0o7777) !== mode) fs.fchmodSync(file, mode);
}

/** Wait until the entries of a folder are on the disk. Windows has no such call and needs none. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = fs.openSync(path, 'r');
  try {
    fs.fsyncSync(folder);
  } catch (error) {
    // Some network file systems know no fsync of folders: they write entries at once.
    if (codeOf(error) !== 'EINVAL' && codeOf(error) !== 'ENOTSUP') throw error;
  } finally {
    fs.closeSync(folder);
  }
}

/** Remove a file that may be gone already. */
export function removeIfThere(path: string): void {
  try {
    fs.unlinkSync(path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

/** Read a file that may not be there. */
export function readIfThere(path: string): Buffer | null {
  try {
    return fs.readFileSync(path);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}

/** The names in a folder; none where it is missing. */
export function namesIn(path: string): string[] {
  try {
    return fs.readdirSync(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

/** Whether this process may write a file or folder. */
export function mayWrite(path: string): boolean {
  try {
    fs.accessSync(path, fs.constants.W_OK);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false;
    throw error;
  }
}
