import { join } from 'node:path';
import { namesIn } from '../durable.js';

/** The names in a folder below a root; none where it is missing or leads elsewhere. */
export function listFolder(root: string, folder: string): string[] {
  if (folder.split('/').includes('..') || folder.startsWith('/')) return [];
  try {
    return namesIn(join(root, folder));
  } catch {
    // A file of that name, or a folder that cannot be read.
    return [];
  }
}
