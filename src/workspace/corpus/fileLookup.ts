import fs from 'node:fs';
import { join } from 'node:path';
import { folderOf } from '../../model/links/path.js';
import { isInside } from '../files/safePath.js';
import type { Workspace } from '../workspace.js';

export type Existing = 'file' | 'folder' | 'outside';

/** What the work tree holds, asked once a folder, with exact case also where the file system has none. */
export class FileLookup {
  readonly #folders = new Map<string, ReadonlyMap<string, Existing>>();

  constructor(readonly workspace: Workspace) {}

  exists(path: string): Existing | null {
    let at = '';
    let kind: Existing = 'folder';
    for (const part of path.split('/')) {
      if (part === '' || part === '.') continue;
      if (part === '..') return 'outside';
      if (kind !== 'folder') return kind === 'outside' ? 'outside' : null;
      const found = this.#list(at).get(part);
      if (found === undefined) return null;
      kind = found;
      at = at === '' ? part : `${at}/${part}`;
    }
    return kind;
  }

  /** The path that exists and differs by case alone. */
  existsIgnoringCase(path: string): string | null {
    let at = '';
    for (const part of path.split('/')) {
      const names = this.#list(at);
      const lower = part.toLowerCase();
      const name = names.has(part) ? part : [...names.keys()].find((one) => one.toLowerCase() === lower);
      if (name === undefined) return null;
      at = at === '' ? name : `${at}/${name}`;
    }
    return at === path ? null : at;
  }

  /** Paths in the same folder. */
  siblings(path: string): string[] {
    const folder = folderOf(path);
    return [...this.#list(folder).keys()].map((name) => (folder === '' ? name : `${folder}/${name}`));
  }

  #list(folder: string): ReadonlyMap<string, Existing> {
    const known = this.#folders.get(folder);
    if (known) return known;
    const names = new Map<string, Existing>();
    this.#folders.set(folder, names);
    const absolute = join(this.workspace.root, folder);
    for (const entry of entriesOf(absolute)) {
      if (entry.isSymbolicLink()) {
        const kind = behindLink(this.workspace.root, join(absolute, entry.name));
        if (kind) names.set(entry.name, kind);
      } else names.set(entry.name, entry.isDirectory() ? 'folder' : 'file');
    }
    return names;
  }
}

function entriesOf(absolute: string): fs.Dirent[] {
  try {
    return fs.readdirSync(absolute, { withFileTypes: true });
  } catch {
    // Not a folder, or not readable: nothing is found in it.
    return [];
  }
}

/** Links are followed inside the root only. */
function behindLink(root: string, path: string): Existing | null {
  try {
    const real = fs.realpathSync(path);
    if (!isInside(root, real)) return 'outside';
    return fs.statSync(real).isDirectory() ? 'folder' : 'file';
  } catch {
    return null;
  }
}
