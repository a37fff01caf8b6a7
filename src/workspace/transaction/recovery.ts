import fs from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { failure, type Result, success } from '../../model/result.js';
import { namesIn } from '../files/durable.js';
import { ioFailure } from '../files/ioFailure.js';
import { type StateFolders, stateFolders } from '../files/stateFolders.js';
import type { Workspace } from '../workspace.js';
import { finishJournal } from './finish.js';
import { draftName, journalName, readJournal, removeDraft } from './journal.js';
import { keptName, lastSequence } from './keptJournals.js';
import { lockOwner } from './lock/lock.js';
import { underLock } from './lock/underLock.js';
import { sweepStaging } from './prepare.js';

/** What was found of a command that was killed, and finished. */
export interface RecoveryReport {
  readonly verb: string;
  /** ISO 8601; empty when the journal could not be read. */
  readonly when: string;
  /** Whether the command's changes are made now or were taken back, because the disk refused to finish them. */
  readonly outcome: 'done' | 'undone';
  /** Root-relative files that somebody else changed since, and that were left alone (`state/journal-conflict`). */
  readonly conflicts: readonly string[];
  /** Absolute path where the journal is kept, when there were conflicts or it could not be read. */
  readonly kept: string | null;
}

/** Finish what a killed process left behind. The caller holds the lock. */
export function recoverUnderLock(workspace: Workspace): Result<RecoveryReport | null> {
  const folders = stateFolders(workspace);
  try {
    const names = namesIn(folders.journal);
    if (names.includes(draftName)) removeDraft(folders.journal);
    const report = names.includes(journalName) ? finish(workspace, folders) : success(null);
    if (report.ok) sweepStaging(workspace);
    return report;
  } catch (error) {
    return ioFailure(error, 'an interrupted command could not be finished');
  }
}

function finish(workspace: Workspace, folders: StateFolders): Result<RecoveryReport | null> {
  const file = readJournal(join(folders.journal, journalName));
  switch (file.kind) {
    case 'none':
      return success(null);
    case 'newer':
      return failure('io', 'a command of a newer doc-ops was interrupted', {
        hint: 'finish it with that version, or update this one',
      });
    case 'damaged':
      return success({
        verb: 'unknown',
        when: '',
        outcome: 'undone',
        conflicts: [],
        kept: setAside(workspace, folders),
      });
    case 'found': {
      const { verb, when } = file.journal;
      const finished = finishJournal(workspace, file.journal);
      if (finished.kind === 'stuck') throw finished.error;
      return success({ verb, when, ...finished });
    }
    default:
      return file satisfies never;
  }
}

/** Keep a journal that nobody can read, under the next number, so that it is in nobody's way. */
function setAside(workspace: Workspace, folders: StateFolders): string {
  const kept = join(folders.history, keptName(lastSequence(workspace) + 1, 'conflict'));
  fs.mkdirSync(folders.history, { recursive: true });
  fs.renameSync(join(folders.journal, journalName), kept);
  return kept;
}

/**
 * For readers: wait a moment while a living process writes, finish what a killed one left. Asks for the journal
 * once when all is quiet.
 */
export async function awaitQuiet(workspace: Workspace): Promise<Result<RecoveryReport | null>> {
  const folders = stateFolders(workspace);
  const journal = join(folders.journal, journalName);
  try {
    for (let tries = 0; fs.existsSync(journal); tries++) {
      if ((await lockOwner(folders.lock)) === null) return await recover(workspace);
      // Somebody who writes for so long is better read in between than waited for.
      if (tries > 400) break;
      await setTimeout(5);
    }
    return success(null);
  } catch (error) {
    return ioFailure(error, 'the lock cannot be read');
  }
}

/** Take the lock and finish what a killed process left; null where there was nothing. */
export function recover(workspace: Workspace): Promise<Result<RecoveryReport | null>> {
  return underLock(workspace, 'recovery', async () => recoverUnderLock(workspace));
}
