import type { Workspace } from '../../workspace.js';
import { blamedCommits, startingCommits, textsAt } from './fileBirths.js';

/** Asks git who wrote a line, each file once. */
export class LineBlame {
  readonly #blamed = new Map<string, Promise<readonly (string | null)[]>>();

  constructor(readonly workspace: Workspace) {}

  /**
   * The commit that wrote a line of the work tree. A line in which only the numbers of ids differ from a committed one
   * was written by whoever wrote that: renumbering one document changes links beside those to another. Null for any
   * other line that is not committed.
   */
  async commitOf(path: string, number: number, line: string): Promise<string | null> {
    const commit = (await this.#blame(path))[number - 1];
    if (commit) return commit;
    const commits = await startingCommits(this.workspace);
    const texts = await textsAt(this.workspace, commits, path);
    for (const [at, text] of texts) {
      const wanted = withoutNumbers(line);
      const lines = text.split(/\r?\n/).map(withoutNumbers);
      const index = lines.indexOf(wanted);
      if (index < 0 || lines.includes(wanted, index + 1)) continue;
      const found = (await this.#blame(path, at))[index];
      if (found) return found;
    }
    return null;
  }

  #blame(path: string, commit?: string): Promise<readonly (string | null)[]> {
    const key = `${commit ?? ''}:${path}`;
    let blamed = this.#blamed.get(key);
    if (!blamed) {
      blamed = blamedCommits(this.workspace, path, commit);
      this.#blamed.set(key, blamed);
    }
    return blamed;
  }
}

function withoutNumbers(line: string): string {
  return line.replace(/\b([A-Z][A-Z0-9]*)-\d+/g, '$1-');
}
