/** What stands in a list of file names, as a file system would answer; folders are the parents of files. */
export class NameLookup {
  readonly #files: ReadonlySet<string>;
  #folders: Set<string> | undefined;
  #lower: Map<string, string> | undefined;
  #named: Map<string, string[]> | undefined;

  constructor(readonly names: readonly string[]) {
    this.#files = new Set(names);
  }

  exists(path: string): 'file' | 'folder' | 'outside' | null {
    if (path.split('/').includes('..')) return 'outside';
    if (this.#files.has(path)) return 'file';
    return path === '' || path === '.' || this.#allFolders().has(path) ? 'folder' : null;
  }

  existsIgnoringCase(path: string): string | null {
    if (!this.#lower) {
      this.#lower = new Map();
      for (const name of [...this.#allFolders(), ...this.names]) this.#lower.set(name.toLowerCase(), name);
    }
    const found = this.#lower.get(path.toLowerCase());
    return found === undefined || found === path ? null : found;
  }

  named(fileName: string): readonly string[] {
    if (!this.#named) {
      this.#named = new Map();
      for (const name of this.names) {
        const key = name.slice(name.lastIndexOf('/') + 1);
        this.#named.set(key, [...(this.#named.get(key) ?? []), name]);
      }
    }
    return this.#named.get(fileName) ?? [];
  }

  siblings(path: string): readonly string[] {
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/') + 1) : '';
    return this.names.filter((name) => name.startsWith(folder) && !name.slice(folder.length).includes('/'));
  }

  #allFolders(): Set<string> {
    if (!this.#folders) {
      this.#folders = new Set();
      for (const name of this.names) {
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
