import fs from 'node:fs';
import { join } from 'node:path';

/** The real path of a file or folder inside the root, or of the root itself; null where there is none. */
export function insidePath(root: string, path: string): string | null {
  try {
    const real = fs.realpathSync(join(root, path));
    return real === root || real.startsWith(`${root}/`) ? real : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return null;
  }
}
