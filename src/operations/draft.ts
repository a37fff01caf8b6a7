import type { Change } from '../model/change.js';
import { failure, type Result, success } from '../model/result.js';
import { readText } from '../workspace/files/readText.js';
import type { Workspace } from '../workspace/workspace.js';

/**
 * The files of one transaction while it is being thought out: edits compose, nothing is written. `changes` gives
 * what differs from what was read.
 */
export class Draft {
  readonly #files = new Map<string, { readonly before: string | null; after: string | null; to?: string }>();

  constructor(readonly workspace: Workspace) {}

  /** The text as it would stand now. */
  read(path: string): Result<string> {
    const file = this.#files.get(path);
    if (file)
      return file.after === null ? failure('io', `${path} is deleted in this change`) : success(file.after);
    const text = readText(this.workspace, path);
    if (!text.ok) return text;
    this.#files.set(path, { before: text.value, after: text.value });
    return text;
  }

  /** Replace the text of a file that was read in this draft. */
  write(path: string, text: string): void {
    const file = this.#files.get(path);
    if (!file) throw new Error(`${path} was written without being read`);
    file.after = text;
  }

  /** A new file; the transaction refuses when it exists. */
  create(path: string, text: string): void {
    this.#files.set(path, { before: null, after: text });
  }

  /** Delete a file that was read in this draft. */
  delete(path: string): void {
    const file = this.#files.get(path);
    if (!file) throw new Error(`${path} was deleted without being read`);
    file.after = null;
  }

  /** Give a file that was read in this draft another path; later edits of it name the old one. */
  rename(path: string, to: string): void {
    const file = this.#files.get(path);
    if (!file || file.before === null) throw new Error(`${path} was renamed without being read`);
    file.to = to;
  }

  /** Whether this draft creates the file. */
  creates(path: string): boolean {
    return this.#files.get(path)?.before === null;
  }

  changes(): Change[] {
    const changes: Change[] = [];
    for (const [path, { before, after, to }] of this.#files) {
      if (to !== undefined && to !== path && before !== null && after !== null) {
        changes.push({ kind: 'rename', path, to, before, after });
        continue;
      }
      if (before === after) continue;
      if (before === null) changes.push({ kind: 'create', path, after: after ?? '' });
      else if (after === null) changes.push({ kind: 'delete', path, before });
      else changes.push({ kind: 'update', path, before, after });
    }
    return changes;
  }
}
