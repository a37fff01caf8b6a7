import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';
import type { InputFile } from '../../model/ledger/inputChanges.js';
import { canonicalJson } from '../../model/plan/definition.js';
import { withoutFilters } from '../git/filters.js';
import { git, records } from '../git/git.js';
import type { Workspace } from '../workspace.js';
import { sha256 } from './sha256.js';

/** The files that verdicts may depend on, as they were at one moment: root-relative path → git blob id. */
export interface TreeSnapshot {
  readonly tracked: ReadonlyMap<string, string>;
  /** Files that git does not track and does not ignore; only where they were asked for. */
  readonly untracked: ReadonlyMap<string, string>;
}

/** Up to so many tracked files are looked at one by one; of more, git tells which changed. */
const mostStats = 3000;
/** Times of files are this coarse: one that changed just before it was looked at may change again unnoticed. */
const racyNanoseconds = 50_000_000n;

/** A tracked file as it was seen last. */
interface Seen {
  /** The blob that git's index holds. */
  readonly staged: string;
  stat: string;
  racy: boolean;
  /** Null where it is gone. */
  blob: string | null;
}

/**
 * Takes snapshots of the work tree. Those who ask while one is being taken share the next one. As long as git's index
 * stays the same and the tree is small, files are only looked at; else git is asked.
 */
export class TreeReader {
  readonly #workspace: Workspace;
  readonly #wantsUntracked: boolean;
  #seen = new Map<string, Seen>();
  #index = '';
  #algorithm: Algorithm = 'sha1';
  #others = '';
  #last: TreeSnapshot | null = null;
  #running: Promise<TreeSnapshot> | null = null;
  #next: Promise<TreeSnapshot> | null = null;

  constructor(workspace: Workspace, wantsUntracked: boolean) {
    this.#workspace = workspace;
    this.#wantsUntracked = wantsUntracked;
  }

  /** The last one that was taken, or a first one. */
  latest(): Promise<TreeSnapshot> {
    return this.#last ? Promise.resolve(this.#last) : this.now();
  }

  /** One that starts after this call. */
  now(): Promise<TreeSnapshot> {
    if (!this.#running) {
      this.#running = this.#take().finally(() => {
        this.#running = null;
      });
      return this.#running;
    }
    this.#next ??= this.#running.then(
      () => this.#startNext(),
      () => this.#startNext(),
    );
    return this.#next;
  }

  #startNext(): Promise<TreeSnapshot> {
    this.#next = null;
    return this.now();
  }

  async #take(): Promise<TreeSnapshot> {
    const { repository } = this.#workspace;
    const index = repository ? statText(join(repository.gitDir, 'index')) : '';
    const isKnown = this.#last !== null && index === this.#index && this.#seen.size <= mostStats;
    const changed = isKnown ? this.#lookAtFiles() : await this.#askGit(index);
    const untracked = this.#wantsUntracked ? await this.#untracked() : new Map<string, string>();
    const others = JSON.stringify([...untracked]);
    if (this.#last && !changed && others === this.#others) return this.#last;
    this.#others = others;
    const tracked = new Map<string, string>();
    for (const [path, { blob }] of this.#seen) if (blob !== null) tracked.set(path, blob);
    this.#last = { tracked, untracked };
    return this.#last;
  }

  /** Whether any tracked file has changed since it was seen last. */
  #lookAtFiles(): boolean {
    let changed = false;
    for (const [path, seen] of this.#seen) {
      const absolute = join(this.#workspace.root, path);
      const { text, racy } = statOf(absolute);
      if (text === seen.stat && !seen.racy) continue;
      const blob = text === '' ? null : normalizedBlob(absolute, seen.staged);
      changed ||= blob !== seen.blob;
      Object.assign(seen, { stat: text, racy, blob });
    }
    return changed;
  }

  /** What git's index holds, and which files differ from it. */
  async #askGit(index: string): Promise<boolean> {
    const { root } = this.#workspace;
    const calm = await withoutFilters(this.#workspace);
    const [staged, differing] = await Promise.all([
      git(this.#workspace, ['ls-files', '--stage', '-z']),
      git(this.#workspace, [...calm, 'diff-files', '--name-only', '--relative', '-z']),
    ]);
    const modified = new Set(records(differing.stdout));
    const before = this.#seen;
    this.#seen = new Map();
    this.#index = index;
    let changed = false;
    for (const record of records(staged.stdout)) {
      const tab = record.indexOf('\t');
      const path = record.slice(tab + 1);
      if (isNeverInput(this.#workspace, path)) continue;
      const [, id = ''] = record.slice(0, tab).split(' ');
      this.#algorithm = algorithmOf(id);
      const absolute = join(root, path);
      const { text, racy } = statOf(absolute);
      const blob = modified.has(path) ? normalizedBlob(absolute, id) : id;
      changed ||= before.get(path)?.blob !== blob;
      this.#seen.set(path, { staged: id, stat: text, racy, blob });
    }
    return changed || before.size !== this.#seen.size;
  }

  async #untracked(): Promise<Map<string, string>> {
    const { root } = this.#workspace;
    const listed = await git(this.#workspace, ['ls-files', '--others', '--exclude-standard', '-z']);
    const found = new Map<string, string>();
    for (const path of records(listed.stdout)) {
      const blob = isNeverInput(this.#workspace, path) ? null : blobOf(join(root, path), this.#algorithm);
      if (blob) found.set(path, blob.id);
    }
    return found;
  }
}

/** Identity of a file's content as the file system tells it; `''` where there is none. */
function statOf(path: string): { readonly text: string; readonly racy: boolean } {
  const stat = fs.lstatSync(path, { bigint: true, throwIfNoEntry: false });
  if (!stat) return { text: '', racy: false };
  const now = BigInt(Date.now()) * 1_000_000n;
  return {
    text: `${stat.ino}:${stat.size}:${stat.mtimeNs}:${stat.ctimeNs}:${stat.mode}`,
    racy: now - stat.ctimeNs < racyNanoseconds,
  };
}

function statText(path: string): string {
  return statOf(path).text;
}

/** The blob id of a file; that of the index where only line endings differ, as git may have stored them. */
function normalizedBlob(path: string, staged: string): string | null {
  const blob = blobOf(path, algorithmOf(staged));
  return blob && blob.normalized === staged ? staged : (blob?.id ?? null);
}

/** Ledgers and caches of doc-ops: a run changes them, and no verdict depends on them. */
export function isNeverInput({ folder }: Pick<Workspace, 'folder'>, path: string): boolean {
  return path.startsWith(`${folder}/proofs/`) || path.startsWith(`${folder}/.state/`);
}

type Algorithm = 'sha1' | 'sha256';

/** Git's own, by the length of an id in its index. */
function algorithmOf(id: string): Algorithm {
  return id.length === 64 ? 'sha256' : 'sha1';
}

interface Blob {
  readonly id: string;
  /** With LF for CRLF, as git may hold a text; null where it has none. */
  readonly normalized: string | null;
}

/** The git blob id of a file's bytes, of a symbolic link's text; null where there is neither. */
function blobOf(path: string, algorithm: Algorithm): Blob | null {
  const stat = fs.lstatSync(path, { throwIfNoEntry: false });
  if (stat?.isSymbolicLink())
    return { id: idOf(fs.readlinkSync(path, 'buffer'), algorithm), normalized: null };
  if (!stat?.isFile()) return null;
  const bytes = fs.readFileSync(path);
  if (!bytes.includes('\r\n')) return { id: idOf(bytes, algorithm), normalized: null };
  return {
    id: idOf(bytes, algorithm),
    normalized: idOf(Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1'), algorithm),
  };
}

function idOf(bytes: Buffer, algorithm: Algorithm): string {
  return createHash(algorithm).update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** The git blob id of a file, made as another one of the repository was. */
export function blobId(path: string, like = ''): string | null {
  return blobOf(path, algorithmOf(like))?.id ?? null;
}

/** Inputs digest of a list of files. */
export function digestOfFiles(files: readonly InputFile[]): string {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(canonicalJson({ v: 1, files: sorted }));
}
