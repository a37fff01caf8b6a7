import type { Change } from '../../model/change.js';
import { failure, type Result, success } from '../../model/result.js';
import { codeOf } from '../files/durable.js';
import { ioFailure } from '../files/ioFailure.js';
import { stateFolders } from '../files/stateFolders.js';
import type { Workspace } from '../workspace.js';
import { stateOf } from './fileState.js';
import { draftJournal, type Journal, publishJournal, removeDraft, withdrawJournal } from './journal.js';
import { type Patience, underLock } from './lock/underLock.js';
import { type RecoveryReport, recoverUnderLock } from './recovery.js';
import { sequence as lastSequence } from './sequence.js';
import { settle } from './settle.js';
import { type Prepared, prepare, stage, sweepStaging } from './staging.js';
import { type Step, stepsOf } from './steps.js';

export interface Planned<T> {
  readonly changes: readonly Change[];
  readonly data: T;
}

export interface Committed<T> extends Planned<T> {
  /** Number in the undo history; null when nothing was written. */
  readonly sequence: number | null;
  /** What a killed process had left and was finished first. */
  readonly recovery: RecoveryReport | null;
}

export interface TransactOptions extends Patience {
  /** Only plan and check: nothing is locked or written. */
  readonly dryRun?: boolean;
  /** The action that this change is a part of, see `Journal`. */
  readonly group?: string | undefined;
}

/**
 * The one path for every change: lock, finish what a killed process left, let `plan` read and think, check, write
 * new contents beside, journal, rename each into place, keep the journal as history. All of it is done or none,
 * whatever kills the process.
 */
export async function transact<T>(
  workspace: Workspace,
  verb: string,
  plan: () => Promise<Result<Planned<T>>>,
  options: TransactOptions = {},
): Promise<Result<Committed<T>>> {
  const work = async (recovery: RecoveryReport | null): Promise<Result<Committed<T>>> => {
    const planned = await plan();
    if (!planned.ok) return planned;
    const { group } = options;
    const about = { kind: 'do', verb, leaves: [], ...(group === undefined ? {} : { group }) } as const;
    const written = write(workspace, stepsOf(planned.value.changes), about, options.dryRun === true);
    return written.ok ? success({ ...planned.value, sequence: written.value, recovery }) : written;
  };
  return inTransaction(workspace, verb, work, options);
}

/** Run something that writes, with the lock held and everything older finished. */
export async function inTransaction<T>(
  workspace: Workspace,
  verb: string,
  work: (recovery: RecoveryReport | null) => Promise<Result<T>>,
  options: TransactOptions,
): Promise<Result<T>> {
  if (options.dryRun) return work(null);
  const locked = async (): Promise<Result<T>> => {
    const recovered = recoverUnderLock(workspace);
    return recovered.ok ? work(recovered.value) : recovered;
  };
  return underLock(workspace, verb, locked, options);
}

export type About = Pick<Journal, 'kind' | 'verb' | 'leaves' | 'group'>;

/**
 * Write files as one transaction and return its number, null when there was nothing to write or it was only to be
 * checked. The caller holds the lock.
 */
export function write(
  workspace: Workspace,
  steps: readonly Step[],
  about: About,
  dryRun: boolean,
): Result<number | null> {
  try {
    const prepared = prepare(workspace, steps);
    if (!prepared.ok) return prepared;
    if (dryRun || prepared.value.entries.length === 0) return success(null);
    return commit(workspace, prepared.value, about);
  } catch (error) {
    return ioFailure(error, 'nothing was changed: the disk refused');
  }
}

function commit(workspace: Workspace, prepared: Prepared, about: About): Result<number> {
  const { journal: folder } = stateFolders(workspace);
  const journal: Journal = {
    v: 1,
    sequence: lastSequence(workspace) + 1,
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
    // Once more, since waiting for the disk takes time, and from here on there is no way back but undoing.
    const changed = journal.entries.find((entry) => stateOf(workspace, entry) !== 'before');
    if (changed && withdraw(workspace, folder)) {
      return failure('changed-meanwhile', `${changed.path} changed while doc-ops was at work`, {
        place: { path: changed.path },
        hint: 'nothing was changed; run the command again',
      });
    }
  } catch (error) {
    if (withdraw(workspace, folder) || !published) throw error;
    return halfWay(journal.verb, error);
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

function halfWay(verb: string, error: unknown): Result<never> {
  const { problem } = ioFailure(error, `${verb} was interrupted half way`);
  return { ok: false, problem: { ...problem, hint: 'the next doc-ops command finishes it' } };
}

function finish(workspace: Workspace, journal: Journal): Result<number> {
  const settled = settle(workspace, journal);
  if (settled.kind === 'stuck') return halfWay(journal.verb, settled.error);
  const { conflicts, kept, outcome } = settled;
  if (conflicts.length === 0 && outcome === 'done') return success(journal.sequence);
  tidyUp(workspace, stateFolders(workspace).journal);
  if (conflicts.length > 0) {
    return failure(
      'journal-conflict',
      `${conflicts.join(', ')} changed in that very moment and was left alone`,
      {
        place: { path: conflicts[0] ?? '' },
        hint: `the other files are ${outcome === 'done' ? 'changed' : 'as before'}; ${kept} holds both versions`,
      },
    );
  }
  return ioFailure(settled.error, 'nothing was changed: the disk refused');
}
