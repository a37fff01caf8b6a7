import fs from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Result, success } from '../model/result.js';
import { namesIn, removeIfThere } from './durable.js';
import { type Journal, journalPath, readJournal, rollForward } from './journal.js';
import { lockOwner, takeLock } from './lock.js';
import { ioFailure } from './readText.js';
import { removeEmptyFolders, sweepStaging } from './staging.js';
import { type StateFolders, stateFolders } from './stateFolders.js';
import type { Workspace } from './workspace.js';

/** What was found of a command that was killed, and finished. */
export interface RecoveryReport {
  readonly verb: string;
  readonly when: string;
  /** Files that were changed since by somebody else and therefore left alone (`state/journal-conflict`). */
  readonly conflicts: readonly string[];
  /** Where the journal is kept, when there were conflicts. */
  readonly kept: string | null;
}

/** Entries of the undo history that are kept. */
const historyLength = 100;

/** Finish a transaction that a killed process left behind. The caller holds the lock. */
export function recoverUnderLock(workspace: Workspace): Result<RecoveryReport | null> {
  const folders = stateFolders(workspace);
  try {
    const journal = readJournal(journalPath(folders.journal));
    if (!journal) {
      removeIfThere(journalPath(folders.journal));
      sweepStaging(workspace);
      return success(null);
    }
    const conflicts = rollForward(journal);
    const kept = conflicts.length > 0 ? setAside(folders, journal) : null;
    if (kept === null) finishJournal(folders, journal);
    sweepStaging(workspace);
    return success({ verb: journal.verb, when: journal.when, conflicts, kept });
  } catch (error) {
    return ioFailure(error, 'an interrupted command could not be finished');
  }
}

/**
 * For readers: wait a moment while a living process writes, finish what a killed one left. Reads the journal's
 * place once when all is quiet.
 */
export async function awaitQuiet(workspace: Workspace): Promise<Result<RecoveryReport | null>> {
  const folders = stateFolders(workspace);
  const path = journalPath(folders.journal);
  for (let tries = 0; fs.existsSync(path); tries++) {
    if (lockOwner(folders.lock) === null) return recover(workspace);
    if (tries > 400) break;
    await setTimeout(5);
  }
  return success(null);
}

/** Take the lock and finish what a killed process left. */
export async function recover(workspace: Workspace): Promise<Result<RecoveryReport | null>> {
  const lock = await takeLock(stateFolders(workspace).lock, 'recovery', () => workspace.environment.token(8));
  if (!lock.ok) return lock;
  try {
    return recoverUnderLock(workspace);
  } finally {
    lock.value.release();
  }
}

/**
 * All is written: the journal becomes history. Its rename is the last step, so that a process killed before it
 * leaves a journal that can be finished again.
 */
export function finishJournal(folders: StateFolders, journal: Journal): void {
  const name = `${journal.sequence}.json`;
  fs.mkdirSync(folders[journal.becomes], { recursive: true });
  const gone = journal.entries.some((entry) => entry.after === null);
  if (gone) removeEmptyFolders(journal.folders);
  if (journal.becomes === 'redo') removeIfThere(join(folders.undo, name));
  else if (fs.existsSync(join(folders.redo, name))) removeIfThere(join(folders.redo, name));
  else for (const old of namesIn(folders.redo)) removeIfThere(join(folders.redo, old));
  if (journal.becomes === 'undo') prune(folders.undo, journal.sequence - historyLength);
  fs.renameSync(journalPath(folders.journal), join(folders[journal.becomes], name));
}

function prune(folder: string, upTo: number): void {
  if (upTo <= 0) return;
  for (const name of namesIn(folder))
    if (Number.parseInt(name, 10) <= upTo) removeIfThere(join(folder, name));
}

function setAside(folders: StateFolders, journal: Journal): string {
  fs.mkdirSync(folders.conflicts, { recursive: true });
  const kept = join(folders.conflicts, `${journal.when.replace(/[:.]/g, '-')}-${journal.sequence}.json`);
  fs.renameSync(journalPath(folders.journal), kept);
  return kept;
}
