import fs from 'node:fs';
import { join } from 'node:path';
import type { FileOperation } from '../../model/fileOperation.js';
import { failure, type Result, success } from '../../model/result.js';
import { readText, type TextReader } from '../files/readText.js';
import type { Workspace } from '../workspace.js';
import { type CommitOptions, commitOperations, withLockedFiles } from './commit.js';

export interface TransactionOptions extends CommitOptions {
  /** Asked before anything is written; it may edit further, or refuse. */
  check?(transaction: Transaction): Promise<Result<null>>;
}

/**
 * The changes of one verb: started under the lock, edited in memory, and written by `commit`, all of it or nothing.
 * Edits compose, and reading gives what was edited. Without a commit nothing is written.
 */
export class Transaction implements TextReader {
  readonly #files = new Map<string, { readonly before: string | null; after: string | null; to?: string }>();
  /** Documents that were given a status, also the one that they had. */
  readonly statuses = new Set<string>();

  constructor(
    readonly workspace: Workspace,
    private readonly verb: string,
    private readonly options: TransactionOptions,
  ) {}

  /** The text with the edits so far. */
  read(path: string): Result<string> {
    const file = this.#files.get(path);
    if (file)
      return file.after === null ? failure('io', `${path} is deleted in this change`) : success(file.after);
    const text = readText(this.workspace, path);
    if (!text.ok) return text;
    this.#files.set(path, { before: text.value, after: text.value });
    return text;
  }

  /** Whether the file is there, with the edits so far. */
  exists(path: string): boolean {
    const file = this.#files.get(path);
    return file ? file.after !== null : fs.existsSync(join(this.workspace.root, path));
  }

  /** Replace the text of a file that was read in this transaction. */
  edit(path: string, text: string): void {
    this.#fileOf(path).after = text;
  }

  /** A new file; the commit is refused when it exists. */
  create(path: string, text: string): void {
    this.#files.set(path, { before: null, after: text });
  }

  /** Delete a file that was read in this transaction. */
  delete(path: string): void {
    this.#fileOf(path).after = null;
  }

  /** Give a file that was read in this transaction another path; later edits of it name the old one. */
  rename(path: string, to: string): void {
    this.#fileOf(path).to = to;
  }

  /** What a commit would do now. */
  operations(): FileOperation[] {
    const operations: FileOperation[] = [];
    for (const [path, { before, after, to }] of this.#files) {
      if (to !== undefined && to !== path && before !== null && after !== null)
        operations.push({ path, to, before, after });
      else if (before !== after) operations.push({ path, before, after });
    }
    return operations;
  }

  /** Write it, and report with what was changed; `dryRun` only checks that it could be written. */
  async commit<R extends object>(
    report: R,
  ): Promise<Result<R & { readonly changes: readonly FileOperation[] }>> {
    const checked = await this.options.check?.(this);
    if (checked?.ok === false) return checked;
    const changes = this.operations();
    const { verb } = this;
    const written = commitOperations(this.workspace, changes, { kind: 'do', verb }, this.options);
    return written.ok ? success({ ...report, changes }) : written;
  }

  #fileOf(path: string) {
    const file = this.#files.get(path);
    if (!file) throw new Error(`${path} was not read in this transaction`);
    return file;
  }
}

/** Start a transaction, with the lock held until `work` is over; a dry run needs no lock. */
export function withTransaction<T>(
  workspace: Workspace,
  verb: string,
  work: (transaction: Transaction) => Promise<Result<T>>,
  options: TransactionOptions = {},
): Promise<Result<T>> {
  return withLockedFiles(workspace, verb, () => work(new Transaction(workspace, verb, options)), options);
}
