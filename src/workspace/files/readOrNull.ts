import fs from 'node:fs';

/** The text of a file that may be missing, unreadable or just being removed: null then. */
export function readOrNull(path: string): string | null {
  try {
    return fs.readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
