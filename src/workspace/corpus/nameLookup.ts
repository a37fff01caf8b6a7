import type { ListedFiles } from '../git/listedFiles.js';

/** What is at a path, as rules ask. */
interface Existence {
  exists(path: string): 'file' | 'folder' | 'outside' | null;
}

/** What a list of file names holds, as a file system would answer; folders are the parents of files. */
export class NameLookup {
  #folders: Set<string> | undefined;
  #lower: Map<string, string> | undefined;
  #named: Map<string, string[]> | undefined;

  /** What is behind a link or in a submodule only the work tree knows. */
  constructor(
    readonly files: ListedFiles,
    readonly workTree: Existence,
  ) {}

  exists(path: string): 'file' | 'folder' | 'outside' | null {
    if (path === '' || path === '.') return 'folder';
    if (path === '..' || path.startsWith('../') || path.includes('/../')) return 'outside';
    if (this.files.special().size > 0 && this.#isBehindSpecial(path)) return this.workTree.exists(path);
    if (this.files.has(path)) return 'file';
    return this.files.hasFolder(path) ? 'folder' : null;
  }

  /** The spelling that exists, of files and folders. */
  existsIgnoringCase(path: string): string | null {
    if (!this.#lower) {
      this.#lower = new Map();
      for (const folder of this.#allFolders()) this.#lower.set(folder.toLowerCase(), folder);
      for (const name of this.files.paths()) this.#lower.set(name.toLowerCase(), name);
    }
    const found = this.#lower.get(path.toLowerCase());
    return found === undefined || found === path ? null : found;
  }

  named(fileName: string): readonly string[] {
    if (!this.#named) {
      this.#named = new Map();
      for (const path of this.files.paths()) {
        const key = path.slice(path.lastIndexOf('/') + 1);
        const known = this.#named.get(key);
        if (known) known.push(path);
        else this.#named.set(key, [path]);
      }
    }
    return this.#named.get(fileName) ?? [];
  }

  siblings(path: string): readonly string[] {
    const folder = path.slice(0, path.lastIndexOf('/') + 1);
    const found: string[] = [];
    for (const name of this.files.paths()) {
      if (name.startsWith(folder) && name.indexOf('/', folder.length) < 0) found.push(name);
    }
    return found;
  }

  #isBehindSpecial(path: string): boolean {
    for (let at = path.length; at > 0; at = path.lastIndexOf('/', at - 1)) {
      if (this.files.special().has(path.slice(0, at))) return true;
    }
    return false;
  }

  #allFolders(): Set<string> {
    if (!this.#folders) {
      this.#folders = new Set();
      for (const name of this.files.paths()) {
        for (let at = name.lastIndexOf('/'); at > 0; at = name.lastIndexOf('/', at - 1)) {
          const folder = name.slice(0, at);
          if (this.#folders.has(folder)) break;
          this.#folders.add(folder);
        }
      }
    }
    return this.#folders;
  }
}
