import fs from 'node:fs';
import { join } from 'node:path';
import { codeOf, removeIfThere, syncFolder } from '../files/durable.js';
import { type StateFolders, stateFolders } from '../files/stateFolders.js';
import type { Workspace } from '../workspace.js';
import { carryOut } from './carryOut.js';
import { inverse, type Journal, journalName, withdrawJournal } from './journal.js';
import { keptIn, keptName, undoStacks } from './keptJournals.js';

/** How a transaction whose journal is in place ended. */
export type Finished =
  | {
      readonly kind: 'finished';
      /** All is as it was to be, or all as it was before because the disk refused. */
      readonly outcome: 'done' | 'undone';
      /** Files changed by somebody else and left alone. */
      readonly conflicts: readonly string[];
      /** Where the journal is kept when there were conflicts. */
      readonly kept: string | null;
      /** Why it was undone. */
      readonly error?: unknown;
    }
  /** Neither forwards nor backwards: the journal stays, the next command tries again. */
  | { readonly kind: 'stuck'; readonly error: unknown };

/** How many transactions can be undone, and how many with conflicts are kept. */
const undoLength = 100;

/** How many are kept at most; undoing is one too, since it can be done again. */
const keptLength = 3 * undoLength;

/**
 * Bring a transaction whose journal is in place to an end: carry it out, twice if need be; where the disk refuses,
 * take it back, so that it is not in everybody's way. Repeating it at any point does no harm.
 */
export function finishJournal(workspace: Workspace, journal: Journal): Finished {
  const folders = stateFolders(workspace);
  let failed: unknown;
  for (let attempt = 1; attempt <= 2; attempt++) {
    try {
      const conflicts = carryOut(workspace, journal);
      const kept = keep(folders, journal, conflicts.length > 0 ? 'conflict' : journal.kind);
      return { kind: 'finished', outcome: 'done', conflicts, kept: conflicts.length > 0 ? kept : null };
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
      failed = error;
    }
  }
  try {
    const conflicts = carryOut(workspace, inverse(journal));
    if (conflicts.length === 0) {
      withdrawJournal(folders.journal);
      syncFolder(folders.journal);
      return { kind: 'finished', outcome: 'undone', conflicts, kept: null, error: failed };
    }
    const kept = keep(folders, journal, 'conflict');
    return { kind: 'finished', outcome: 'undone', conflicts, kept, error: failed };
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return { kind: 'stuck', error: failed };
  }
}

/** The journal becomes history by one rename: a process killed before it leaves a journal that can be finished again. */
function keep(folders: StateFolders, journal: Journal, kind: Journal['kind']): string {
  const kept = join(folders.history, keptName(journal.sequence, kind));
  fs.mkdirSync(folders.history, { recursive: true });
  try {
    fs.renameSync(join(folders.journal, journalName), kept);
  } catch (error) {
    // A first try may have been carried out and yet reported as failed, as network file systems do.
    if (codeOf(error) !== 'ENOENT' || !fs.existsSync(kept)) throw error;
  }
  prune(folders.history);
  return kept;
}

/**
 * Forget the oldest; only from the end, since the order tells what can be undone. Those with conflicts are
 * counted apart: they hold texts that are nowhere else.
 */
function prune(folder: string): void {
  try {
    const all = keptIn(folder);
    const conflicts = all.filter(({ kind }) => kind === 'conflict');
    const others = all.filter(({ kind }) => kind !== 'conflict');
    const oldest = undoStacks(all).undo.at(-undoLength)?.sequence ?? 0;
    const forgotten = [
      ...conflicts.slice(0, -undoLength),
      ...others.filter((one, index) => one.sequence < oldest || index < others.length - keptLength),
    ];
    for (const { name } of forgotten) removeIfThere(join(folder, name));
  } catch (error) {
    // The next transaction forgets what this one could not.
    if (codeOf(error) === undefined) throw error;
  }
}
