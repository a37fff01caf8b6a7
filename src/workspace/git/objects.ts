import { type Coprocess, startCoprocess } from '../process/plumbing.js';
import type { Workspace } from '../workspace.js';
import { gitCommand } from './command.js';

export interface GitObject {
  /** Full object id. */
  readonly id: string;
  readonly kind: 'blob' | 'tree' | 'commit' | 'tag';
  readonly bytes: Buffer;
}

/**
 * Git's objects by name (`<id>`, `:path`, `HEAD:path`), read through one `git cat-file --batch` that starts with the
 * first question and answers until it is closed. Names count from the top of the work tree.
 */
export class GitObjects {
  readonly #workspace: Workspace;
  #process: Coprocess | undefined;
  #rest = Buffer.alloc(0);

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** The objects that exist, by name. A name with a line break cannot be asked for and is left out. */
  async read(names: Iterable<string>): Promise<Map<string, GitObject>> {
    const asked = [...new Set(names)].filter((name) => !/[\n\0]/.test(name));
    const found = new Map<string, GitObject>();
    if (asked.length === 0) return found;
    const git = this.start();
    git.write(`${asked.join('\n')}\n`);
    for (const name of asked) {
      const object = await this.#next(git);
      if (object === 'ended') break;
      if (object) found.set(name, object);
    }
    return found;
  }

  /** Start git before there is a question, so that it is ready by then. */
  start(): Coprocess {
    this.#process ??= startCoprocess(gitCommand(this.#workspace, ['cat-file', '--batch']));
    return this.#process;
  }

  close(): void {
    this.#process?.end();
    this.#process = undefined;
    this.#rest = Buffer.alloc(0);
  }

  /** The next answer: `<id> <kind> <size>`, the bytes, a line break; or `<name> missing`. */
  async #next(git: Coprocess): Promise<GitObject | null | 'ended'> {
    let end = this.#rest.indexOf(10);
    while (end < 0) {
      if (!(await this.#more(git))) return 'ended';
      end = this.#rest.indexOf(10);
    }
    const head = /^([0-9a-f]{40,64}) (blob|tree|commit|tag) (\d+)$/.exec(this.#rest.toString('utf8', 0, end));
    if (!head) {
      this.#rest = this.#rest.subarray(end + 1);
      return null;
    }
    const [, id = '', kind = '', size] = head;
    const last = end + 1 + Number(size);
    while (this.#rest.length <= last) if (!(await this.#more(git, last))) return 'ended';
    const bytes = this.#rest.subarray(end + 1, last);
    this.#rest = this.#rest.subarray(last + 1);
    return { id, kind: kind as GitObject['kind'], bytes };
  }

  async #more(git: Coprocess, upTo = 0): Promise<boolean> {
    const chunks: Buffer[] = [this.#rest];
    let length = this.#rest.length;
    do {
      const chunk = await git.read();
      if (!chunk) return false;
      chunks.push(chunk);
      length += chunk.length;
    } while (length <= upTo);
    this.#rest = Buffer.concat(chunks, length);
    return true;
  }
}

/** Read objects in one go. */
export async function readObjects(
  workspace: Workspace,
  names: Iterable<string>,
): Promise<Map<string, GitObject>> {
  const objects = new GitObjects(workspace);
  try {
    return await objects.read(names);
  } finally {
    objects.close();
  }
}
