import fs from 'node:fs';

/** Write a new file and wait until it is on the disk. Fails when the path exists. */
export function writeDurably(path: string, bytes: string | Uint8Array, mode?: number): void {
  const file = fs.openSync(path, 'wx', mode ?? 0o666);
  try {
    fs.writeFileSync(file, bytes);
    if (mode !== undefined) fs.fchmodSync(file, mode);
    fs.fsyncSync(file);
  } finally {
    fs.closeSync(file);
  }
}

/** Wait until the entries of a folder are on the disk. Windows has no such call and needs none. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = fs.openSync(path, 'r');
  try {
    fs.fsyncSync(folder);
  } finally {
    fs.closeSync(folder);
  }
}

/** Remove a file that may be gone already. */
export function removeIfThere(path: string): void {
  try {
    fs.unlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** Read a file that may not be there. */
export function readIfThere(path: string): Buffer | null {
  try {
    return fs.readFileSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}

/** The names in a folder; none where it is missing. */
export function namesIn(path: string): string[] {
  try {
    return fs.readdirSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
