import type { FileOperation } from '../../model/fileOperation.js';
import { failure, type Result, success } from '../../model/result.js';
import { codeOf } from '../files/durable.js';
import { ioFailure } from '../files/ioFailure.js';
import { stateFolders } from '../files/stateFolders.js';
import type { Workspace } from '../workspace.js';
import { stateOf } from './fileState.js';
import { finishJournal } from './finish.js';
import { draftJournal, type Journal, publishJournal, removeDraft, withdrawJournal } from './journal.js';
import { lastSequence } from './keptJournals.js';
import { type Patience, underLock } from './lock/underLock.js';
import { modifiedConcurrently, type Prepared, prepare, stage, sweepStaging } from './prepare.js';
import { recoverUnderLock } from './recovery.js';

export interface CommitOptions extends Patience {
  /** Only check: nothing is locked or written. */
  readonly dryRun?: boolean;
  /** The action that this change is a part of, see `Journal`. */
  readonly group?: string | undefined;
}

/** Run something that writes, with the lock held and everything finished that a killed process left. */
export async function withLockedFiles<T>(
  workspace: Workspace,
  verb: string,
  work: () => Promise<Result<T>>,
  options: CommitOptions,
): Promise<Result<T>> {
  if (options.dryRun) return work();
  const locked = async (): Promise<Result<T>> => {
    const recovered = recoverUnderLock(workspace);
    return recovered.ok ? work() : recovered;
  };
  return underLock(workspace, verb, locked, options);
}

/** What a journal says of itself. */
export type About = Pick<Journal, 'kind' | 'verb'> & Partial<Pick<Journal, 'leaves'>>;

/**
 * The one path for every change: check that every file still is what was read, write new contents beside, journal,
 * rename each into place, keep the journal as history. All of it is done or none, whatever kills the process. Returns
 * its number, null when there was nothing to write or it was only to be checked. The caller holds the lock.
 */
export function commitOperations(
  workspace: Workspace,
  operations: readonly FileOperation[],
  about: About,
  { dryRun, group }: CommitOptions,
): Result<number | null> {
  try {
    const prepared = prepare(workspace, operations);
    if (!prepared.ok) return prepared;
    if (dryRun || prepared.value.entries.length === 0) return success(null);
    return commit(workspace, prepared.value, { ...about, ...(group === undefined ? {} : { group }) });
  } catch (error) {
    return ioFailure(error, 'nothing was changed: the disk refused');
  }
}

function commit(
  workspace: Workspace,
  prepared: Prepared,
  about: About & Pick<Journal, 'group'>,
): Result<number> {
  const { journal: folder } = stateFolders(workspace);
  const journal: Journal = {
    v: 1,
    sequence: lastSequence(workspace) + 1,
    leaves: [],
    ...about,
    when: workspace.environment.now().toISOString(),
    ...prepared,
  };
  let published = false;
  try {
    stage(workspace, prepared);
    draftJournal(folder, journal);
    published = true;
    publishJournal(folder);
    // Once more, since waiting for the disk takes time, and from here on the only way back is undoing.
    const changed = journal.entries.find((entry) => stateOf(workspace, entry) !== 'before');
    if (changed && withdraw(workspace, folder)) return modifiedConcurrently(changed.path);
  } catch (error) {
    if (withdraw(workspace, folder) || !published) throw error;
    return interrupted(journal.verb, error);
  }
  return finish(workspace, journal);
}

/**
 * Take back a transaction of which nothing was carried out, the journal first: without it the rest is nobody's.
 * False when the journal may still be there; then the next command finishes it.
 */
function withdraw(workspace: Workspace, folder: string): boolean {
  try {
    withdrawJournal(folder);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return false;
  }
  tidyUp(workspace, folder);
  return true;
}

/** Remove drafts and staged files that are of no use any more; where that fails, the next command does it. */
function tidyUp(workspace: Workspace, folder: string): void {
  try {
    removeDraft(folder);
    sweepStaging(workspace);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
  }
}

function interrupted(verb: string, error: unknown): Result<never> {
  const { problem } = ioFailure(error, `${verb} was interrupted half way`);
  return { ok: false, problem: { ...problem, hint: 'the next doc-ops command finishes it' } };
}

function finish(workspace: Workspace, journal: Journal): Result<number> {
  const finished = finishJournal(workspace, journal);
  if (finished.kind === 'stuck') return interrupted(journal.verb, finished.error);
  const { conflicts, kept, outcome } = finished;
  if (conflicts.length === 0 && outcome === 'done') return success(journal.sequence);
  tidyUp(workspace, stateFolders(workspace).journal);
  if (conflicts.length > 0) {
    return failure('journal-conflict', `modified concurrently and left unchanged: ${conflicts.join(', ')}`, {
      place: { path: conflicts[0] ?? '' },
      hint: `the other files are ${outcome === 'done' ? 'changed' : 'as before'}; ${kept} holds both versions`,
    });
  }
  return ioFailure(finished.error, 'nothing was changed: the disk refused');
}
