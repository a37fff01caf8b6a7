import fs from 'node:fs';
import { join } from 'node:path';
import { codeOf, removeIfThere, syncFolder } from './durable.js';
import { inverse, type Journal, journalName, withdrawJournal } from './journal.js';
import { carryOut } from './placing.js';
import { keptIn, keptName } from './sequence.js';
import { type StateFolders, stateFolders } from './stateFolders.js';
import type { Workspace } from './workspace.js';

/** How a transaction whose journal is in place ended. */
export type Settled =
  | {
      readonly kind: 'settled';
      /** All stands as it was to be, or all as it was before because the disk refused. */
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

/** Kept journals that can be undone, or that hold what could not be written. */
const keptLength = 100;

/**
 * Bring a transaction whose journal is in place to an end: carry it out, twice if need be; where the disk refuses,
 * take it back, so that it does not stand in everybody's way. Repeating it at any point does no harm.
 */
export function settle(workspace: Workspace, journal: Journal): Settled {
  const folders = stateFolders(workspace);
  let failed: unknown;
  for (let attempt = 1; attempt <= 2; attempt++) {
    try {
      const conflicts = carryOut(workspace, journal);
      const kept = keep(folders, journal, conflicts.length > 0 ? 'conflict' : journal.kind);
      return { kind: 'settled', outcome: 'done', conflicts, kept: conflicts.length > 0 ? kept : null };
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
      return { kind: 'settled', outcome: 'undone', conflicts, kept: null, error: failed };
    }
    const kept = keep(folders, journal, 'conflict');
    return { kind: 'settled', outcome: 'undone', conflicts, kept, error: failed };
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return { kind: 'stuck', error: failed };
  }
}

/** The journal becomes history by one rename: a process killed before it leaves a journal that can be finished again. */
function keep(folders: StateFolders, journal: Journal, kind: Journal['kind']): string {
  const kept = join(folders.history, keptName(journal.sequence, kind));
  fs.mkdirSync(folders.history, { recursive: true });
  fs.renameSync(join(folders.journal, journalName), kept);
  prune(folders.history);
  return kept;
}

/** Forget the oldest. Those with conflicts are counted apart: they hold texts that stand nowhere else. */
function prune(folder: string): void {
  try {
    const all = keptIn(folder);
    const groups = [
      all.filter(({ kind }) => kind === 'conflict'),
      all.filter(({ kind }) => kind !== 'conflict'),
    ];
    for (const group of groups)
      for (const { name } of group.slice(0, -keptLength)) removeIfThere(join(folder, name));
  } catch (error) {
    // The next transaction forgets what this one could not.
    if (codeOf(error) === undefined) throw error;
  }
}
