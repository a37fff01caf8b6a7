import type { Change } from '../model/change.js';
import { failure, type Result, success } from '../model/result.js';
import { removeIfThere } from './durable.js';
import { type Journal, journalPath, rollForward, writeJournal } from './journal.js';
import { takeLock } from './lock.js';
import { ioFailure } from './readText.js';
import { finishJournal, recoverUnderLock } from './recovery.js';
import { nextSequence } from './sequence.js';
import { type Staged, stage, type Target, targetsOf, unstage } from './staging.js';
import { stateFolders } from './stateFolders.js';
import type { Workspace } from './workspace.js';

export interface Planned<T> {
  readonly changes: readonly Change[];
  readonly data: T;
}

export interface Committed<T> extends Planned<T> {
  /** Number in the undo history; null when nothing was written. */
  readonly sequence: number | null;
}

/**
 * The one path for every change: lock, finish what a killed process left, let `plan` read and think, check, write
 * new contents beside, journal, rename each into place, keep the journal as history. All of it is done or none,
 * whatever kills the process; with `dryRun` nothing is locked or written.
 */
export async function transact<T>(
  workspace: Workspace,
  verb: string,
  plan: () => Promise<Result<Planned<T>>>,
  options: { readonly dryRun?: boolean } = {},
): Promise<Result<Committed<T>>> {
  if (options.dryRun) {
    const planned = await plan();
    return planned.ok ? success({ ...planned.value, sequence: null }) : planned;
  }
  return underLock<Committed<T>>(workspace, verb, async () => {
    const planned = await plan();
    if (!planned.ok) return planned;
    if (planned.value.changes.length === 0) return success({ ...planned.value, sequence: null });
    const sequence = nextSequence(workspace);
    const written = commit(workspace, targetsOf(planned.value.changes), { verb, sequence, becomes: 'undo' });
    return written.ok ? success({ ...planned.value, sequence }) : written;
  });
}

/** Run something with the lock held and everything older finished. */
export async function underLock<T>(
  workspace: Workspace,
  verb: string,
  work: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const lock = await takeLock(stateFolders(workspace).lock, verb, () => workspace.environment.token(8));
  if (!lock.ok) return lock;
  try {
    const recovered = recoverUnderLock(workspace);
    if (!recovered.ok) return recovered;
    return await work();
  } finally {
    lock.value.release();
  }
}

/** Write targets as one transaction. The caller holds the lock. */
export function commit(
  workspace: Workspace,
  targets: readonly Target[],
  about: {
    readonly verb: string;
    readonly sequence: number;
    readonly becomes: 'undo' | 'redo';
    readonly folders?: readonly string[];
  },
): Result<null> {
  const folders = stateFolders(workspace);
  let staged: Staged = { entries: [], folders: [] };
  try {
    const result = stage(workspace, targets);
    if (!result.ok) return result;
    staged = result.value;
    const journal: Journal = {
      v: 1,
      sequence: about.sequence,
      verb: about.verb,
      when: workspace.environment.now().toISOString(),
      becomes: about.becomes,
      entries: staged.entries,
      folders: [...(about.folders ?? []), ...staged.folders],
    };
    writeJournal(folders.journal, journal);
    return carryOut(workspace, journal);
  } catch (error) {
    return abandon(workspace, staged, error);
  }
}

function carryOut(workspace: Workspace, journal: Journal): Result<null> {
  const folders = stateFolders(workspace);
  let failed: unknown;
  for (let attempt = 1; attempt <= 2; attempt++) {
    try {
      const conflicts = rollForward(journal);
      if (conflicts.length > 0) return meanwhile(workspace, conflicts);
      finishJournal(folders, journal);
      return success(null);
    } catch (error) {
      failed = error;
    }
  }
  const problem = ioFailure(failed, `${journal.verb} was interrupted half way`);
  return { ok: false, problem: { ...problem.problem, hint: 'the next doc-ops command finishes it' } };
}

/** Somebody wrote a file in the instant between check and rename; their text stands, ours is kept in the journal. */
function meanwhile(workspace: Workspace, conflicts: readonly string[]): Result<null> {
  const recovered = recoverUnderLock(workspace);
  const kept =
    recovered.ok && recovered.value?.kept
      ? `the other files are changed; ${recovered.value.kept} holds the rest`
      : 'run the command again';
  return failure(
    'journal-conflict',
    `${conflicts.join(', ')} changed in that very moment and was left alone`,
    { hint: kept },
  );
}

/** Nothing was journalled yet, or the journal may or may not be in place: clean up in the first case only. */
function abandon(workspace: Workspace, staged: Staged, error: unknown): Result<null> {
  const path = journalPath(stateFolders(workspace).journal);
  try {
    removeIfThere(path);
    unstage(staged);
  } catch {
    // What is left is swept by the next command, or finished when the journal is still there.
  }
  return ioFailure(error, 'nothing was changed: the disk refused');
}
