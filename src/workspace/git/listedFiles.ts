/**
 * The files of `git ls-files --stage -z` (`<mode> <blob> <stage>\t<path>`), looked up in the text itself: of ten
 * thousand names a commit is about a few, and to search for those is cheaper than to make a table of all.
 */
export class ListedFiles {
  readonly #text: string;
  #paths: readonly string[] | undefined;
  #special: ReadonlySet<string> | undefined;

  constructor(output: Buffer) {
    this.#text = output.toString('utf8');
  }

  has(path: string): boolean {
    return this.#text.includes(`\t${path}\0`);
  }

  hasFolder(path: string): boolean {
    return this.#text.includes(`\t${path}/`);
  }

  /** The blob of a regular file; undefined for everything else. */
  blobOf(path: string): string | undefined {
    const tab = this.#text.indexOf(`\t${path}\0`);
    if (tab < 0) return undefined;
    const start = this.#text.lastIndexOf('\0', tab) + 1;
    return this.#text.startsWith('100', start)
      ? this.#text.slice(start + 7, this.#text.indexOf(' ', start + 7))
      : undefined;
  }

  /** Every path once, in git's order. */
  paths(): readonly string[] {
    if (!this.#paths) {
      const paths: string[] = [];
      for (let tab = this.#text.indexOf('\t'); tab >= 0; ) {
        const end = this.#text.indexOf('\0', tab);
        const path = this.#text.slice(tab + 1, end);
        // A file under merge is listed once for each side.
        if (path !== paths.at(-1)) paths.push(path);
        tab = this.#text.indexOf('\t', end);
      }
      this.#paths = paths;
    }
    return this.#paths;
  }

  /** Paths whose file name starts with this, in git's order. */
  startingWith(name: string): string[] {
    const found: string[] = [];
    for (let at = this.#text.indexOf(`/${name}`); at >= 0; at = this.#text.indexOf(`/${name}`, at + 1)) {
      const path = this.#pathAround(at);
      if (path.lastIndexOf('/') === path.length - (this.#text.indexOf('\0', at) - at)) found.push(path);
    }
    return [...new Set(found)];
  }

  /** Paths in which this expression (global, ended by `\0`) finds something. */
  matching(pattern: RegExp): string[] {
    return [...new Set(Array.from(this.#text.matchAll(pattern), ({ index }) => this.#pathAround(index)))];
  }

  #pathAround(at: number): string {
    return this.#text.slice(this.#text.lastIndexOf('\t', at) + 1, this.#text.indexOf('\0', at));
  }

  /** Symbolic links and submodules. */
  special(): ReadonlySet<string> {
    this.#special ??= new Set(
      Array.from(
        this.#text.matchAll(/(?<![^\0])(?!100)\d{6} [0-9a-f]+ \d\t([^\0]*)/g),
        ([, path = '']) => path,
      ),
    );
    return this.#special;
  }
}
