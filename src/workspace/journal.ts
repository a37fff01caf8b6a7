import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { readIfThere, removeIfThere, syncFolder, writeDurably } from './durable.js';

/** One file of a transaction. Hashes are SHA-256 in hex; null is absence. */
export interface JournalEntry {
  /** Root-relative path, for reports. */
  readonly path: string;
  /** Absolute path that is really written, links followed. */
  readonly target: string;
  /** Permission bits of the file, kept by an update, restored by the undo of a deletion. */
  readonly mode: number;
  readonly before: string | null;
  readonly after: string | null;
  /** What stood there, for undo. */
  readonly beforeText: string | null;
  /** Absolute path of the new content, until it is renamed into place. */
  readonly temporary: string | null;
}

/** A transaction on its way, and afterwards its entry in the undo history. */
export interface Journal {
  readonly v: 1;
  readonly sequence: number;
  readonly verb: string;
  /** ISO 8601. */
  readonly when: string;
  /** What becomes of the journal when all is written. */
  readonly becomes: 'undo' | 'redo';
  readonly entries: readonly JournalEntry[];
  /** Absolute folders that the transaction made, outermost first. */
  readonly folders: readonly string[];
}

export function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** The hash of a file as it stands now; null where there is none. */
export function currentHash(path: string): string | null {
  const bytes = readIfThere(path);
  return bytes === null ? null : hashOf(bytes);
}

export function journalPath(folder: string): string {
  return join(folder, 'journal.json');
}

/** The journal under way. A file that cannot be read as one is as good as none: it is renamed into place complete. */
export function readJournal(path: string): Journal | null {
  const bytes = readIfThere(path);
  if (bytes === null) return null;
  try {
    const journal = JSON.parse(bytes.toString('utf8')) as Journal;
    return journal.v === 1 && Array.isArray(journal.entries) ? journal : null;
  } catch {
    return null;
  }
}

/** Put the journal on the disk; from here on the transaction will be finished, by this process or by the next. */
export function writeJournal(folder: string, journal: Journal): void {
  fs.mkdirSync(folder, { recursive: true });
  const draft = join(folder, 'journal.draft');
  removeIfThere(draft);
  writeDurably(draft, JSON.stringify(journal));
  fs.renameSync(draft, journalPath(folder));
  syncFolder(folder);
}

/**
 * Carry out what the journal says, as often as needed: a file exactly as before is changed, one exactly as after
 * is done, any other is left alone. Returns the paths left alone.
 */
export function rollForward(journal: Journal): string[] {
  const conflicts: string[] = [];
  const touched = new Set<string>();
  for (const entry of journal.entries) {
    const now = currentHash(entry.target);
    if (now === entry.after) {
      if (entry.temporary) removeIfThere(entry.temporary);
    } else if (now === entry.before && place(entry)) {
      touched.add(dirname(entry.target));
    } else {
      conflicts.push(entry.path);
      if (entry.temporary) removeIfThere(entry.temporary);
    }
  }
  for (const folder of touched) syncFolder(folder);
  return conflicts;
}

/** Move one file from before to after; false when something got in between. */
function place({ target, before, after, temporary }: JournalEntry): boolean {
  if (after === null) {
    removeIfThere(target);
    return true;
  }
  if (temporary === null || !fs.existsSync(temporary)) return false;
  if (before !== null) {
    fs.renameSync(temporary, target);
    return true;
  }
  try {
    fs.linkSync(temporary, target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
    // No hard links here: an exclusive copy also overwrites nothing.
    fs.copyFileSync(temporary, target, fs.constants.COPYFILE_EXCL);
  }
  removeIfThere(temporary);
  return true;
}
