import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';
import type { InputFile } from '../../model/ledger/inputChanges.js';
import { canonicalJson } from '../../model/plan/definition.js';
import { git, records } from '../git.js';
import type { Workspace } from '../workspace.js';
import { sha256 } from './sha256.js';

/** The files that verdicts may depend on, as they stood at one moment: root-relative path → git blob id. */
export interface TreeSnapshot {
  readonly tracked: ReadonlyMap<string, string>;
  /** Files that git does not track and does not ignore; only where they were asked for. */
  readonly untracked: ReadonlyMap<string, string>;
}

/** What was read, to see whether anything changed since. */
interface Raw {
  readonly staged: Buffer;
  readonly changed: string;
  readonly others: string;
  readonly snapshot: TreeSnapshot;
}

/**
 * Takes snapshots of the work tree. Those who ask while one is being taken share the next one, so that any number of
 * tascs that end together cost two git processes.
 */
export class TreeReader {
  readonly #workspace: Workspace;
  readonly #wantsUntracked: boolean;
  #last: Raw | null = null;
  #running: Promise<TreeSnapshot> | null = null;
  #next: Promise<TreeSnapshot> | null = null;

  constructor(workspace: Workspace, wantsUntracked: boolean) {
    this.#workspace = workspace;
    this.#wantsUntracked = wantsUntracked;
  }

  /** The last one that was taken, or a first one. */
  latest(): Promise<TreeSnapshot> {
    return this.#last ? Promise.resolve(this.#last.snapshot) : this.now();
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
    const { root } = this.#workspace;
    const [staged, changed, others] = await Promise.all([
      git(this.#workspace, ['ls-files', '--stage', '-z']),
      git(this.#workspace, ['diff-files', '--name-only', '--relative', '-z']),
      this.#wantsUntracked
        ? git(this.#workspace, ['ls-files', '--others', '--exclude-standard', '-z'])
        : undefined,
    ]);
    const outside = (path: string) => !isNeverInput(this.#workspace, path);
    const modified = records(changed.stdout).filter(outside);
    const untracked = others ? records(others.stdout).filter(outside) : [];
    const algorithm = algorithmOf(staged.stdout);
    const blobs = [...modified, ...untracked].map(
      (path) => [path, blobOf(join(root, path), algorithm)] as const,
    );
    const changedKey = JSON.stringify(blobs);
    const othersKey = untracked.join('\0');
    const last = this.#last;
    if (last?.changed === changedKey && last.others === othersKey && last.staged.equals(staged.stdout))
      return last.snapshot;
    const snapshot = merge(staged.stdout, new Map(blobs), new Set(untracked), outside);
    this.#last = { staged: staged.stdout, changed: changedKey, others: othersKey, snapshot };
    return snapshot;
  }
}

function merge(
  staged: Buffer,
  blobs: ReadonlyMap<string, Blob | null>,
  untracked: ReadonlySet<string>,
  outside: (path: string) => boolean,
): TreeSnapshot {
  const tracked = new Map<string, string>();
  for (const record of records(staged)) {
    const tab = record.indexOf('\t');
    const path = record.slice(tab + 1);
    if (!outside(path)) continue;
    const [, id = ''] = record.slice(0, tab).split(' ');
    if (!blobs.has(path)) tracked.set(path, id);
    else {
      const now = blobs.get(path);
      if (now) tracked.set(path, now.id === id || now.normalized === id ? id : now.id);
    }
  }
  const others = new Map<string, string>();
  for (const path of untracked) {
    const now = blobs.get(path);
    if (now) others.set(path, now.id);
  }
  return { tracked, untracked: others };
}

/** Ledgers and caches of doc-ops: a run changes them, and no verdict depends on them. */
export function isNeverInput({ folder }: Pick<Workspace, 'folder'>, path: string): boolean {
  return path.startsWith(`${folder}/proofs/`) || path.startsWith(`${folder}/.state/`);
}

type Algorithm = 'sha1' | 'sha256';

/** Git's own, by the length of the first id in its index: `<mode> <id> <stage>\t<path>`. */
function algorithmOf(staged: Buffer): Algorithm {
  return staged[47] === 0x20 ? 'sha1' : staged[71] === 0x20 ? 'sha256' : 'sha1';
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

/** The git blob id of a file, for those that only `inputs` name. */
export function blobId(path: string): string | null {
  return blobOf(path, 'sha1')?.id ?? null;
}

/** Inputs digest of a list of files. */
export function digestOfFiles(files: readonly InputFile[]): string {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256(canonicalJson({ v: 1, files: sorted }));
}
