import { join } from 'node:path';
import { combineOperations, type FileOperation } from '../../model/fileOperation.js';
import { failure, type Problem, type Result, success } from '../../model/result.js';
import { ioFailure } from '../files/ioFailure.js';
import { stateFolders } from '../files/stateFolders.js';
import type { Workspace } from '../workspace.js';
import { type CommitOptions, commitOperations, withLockedFiles } from './commit.js';
import { stateOf } from './fileState.js';
import { inverse, type Journal, readKept } from './journal.js';
import { keptIn, undoStacks } from './keptJournals.js';

export interface Undone {
  /** The verb that was undone or done again. */
  readonly verb: string;
  /** How many changes: those of one action go together. */
  readonly count: number;
  readonly changes: readonly FileOperation[];
}

/** Take back the last change, or those of the last action, byte for byte; refused when one of its files no longer is what it wrote. */
export function undo(workspace: Workspace, options: CommitOptions = {}): Promise<Result<Undone>> {
  return revert(workspace, 'undo', options);
}

/** What `undo` would take back now; null where there is nothing, or nothing that can be read. */
export function nextUndo(workspace: Workspace): { readonly verb: string; readonly when: string } | null {
  const journal = latest(workspace, 'undo');
  return journal.ok ? { verb: journal.value.verb, when: journal.value.when } : null;
}

/** Do again what `undo` took back last; no longer possible after another change. */
export function redo(workspace: Workspace, options: CommitOptions = {}): Promise<Result<Undone>> {
  return revert(workspace, 'redo', options);
}

/** Journals of transactions that could not be carried out in full; absolute paths, oldest first. */
export function unfinished(workspace: Workspace): string[] {
  const { history: folder } = stateFolders(workspace);
  return keptIn(folder).flatMap(({ kind, name }) => (kind === 'conflict' ? [join(folder, name)] : []));
}

async function revert(
  workspace: Workspace,
  kind: 'undo' | 'redo',
  options: CommitOptions,
): Promise<Result<Undone>> {
  const work = async (): Promise<Result<Undone>> => {
    try {
      const first = latest(workspace, kind);
      if (!first.ok) return first;
      const journals = [first.value, ...restOf(workspace, kind, first.value.group)];
      const all: FileOperation[] = [];
      for (const [count, journal] of journals.entries()) {
        const { verb, group, leaves, entries } = inverse(journal);
        const own = entries.map(
          ({ path, before, after, mode }): FileOperation => ({
            path,
            before,
            after,
            mode,
          }),
        );
        all.push(...own);
        // A trial leaves what came after where it is, so that only the latest can be held against the files.
        if (options.dryRun && count > 0) continue;
        const unchanged = checkUnchanged(workspace, journal);
        const written = unchanged.ok
          ? commitOperations(workspace, own, { kind, verb, leaves }, { ...options, group })
          : unchanged;
        if (!written.ok) return count === 0 ? written : partly(written.problem, count, journals.length);
      }
      const { verb } = first.value;
      return success({ verb, count: journals.length, changes: combineOperations(all) });
    } catch (error) {
      return ioFailure(error, `nothing was changed: ${kind} could not read the history`);
    }
  };
  return withLockedFiles(workspace, kind, work, options);
}

/** Some changes of an action are reverted, the next one cannot be. */
function partly(problem: Problem, count: number, all: number): Result<never> {
  return {
    ok: false,
    problem: { ...problem, message: `${count} of ${all} changes done; then: ${problem.message}` },
  };
}

/** The changes of the same action before the latest, the newest first. */
function restOf(workspace: Workspace, kind: 'undo' | 'redo', group: string | undefined): Journal[] {
  if (group === undefined) return [];
  const { history: folder } = stateFolders(workspace);
  const rest: Journal[] = [];
  for (const { name } of undoStacks(keptIn(folder))[kind].slice(0, -1).reverse()) {
    const journal = readKept(join(folder, name));
    if (!journal.ok || journal.value.group !== group) break;
    rest.push(journal.value);
  }
  return rest;
}

function latest(workspace: Workspace, kind: 'undo' | 'redo'): Result<Journal> {
  const { history: folder } = stateFolders(workspace);
  const last = undoStacks(keptIn(folder))[kind].at(-1);
  if (last) return readKept(join(folder, last.name));
  return failure('refused', `nothing to ${kind}`, {
    hint:
      kind === 'undo'
        ? 'doc-ops remembers the last 100 changes of this work tree'
        : 'only what was undone last can be done again, and only until another change is made',
  });
}

function checkUnchanged(workspace: Workspace, journal: Journal): Result<null> {
  const changed = journal.entries.filter((entry) => stateOf(workspace, entry) !== 'after');
  if (changed.length === 0) return success(null);
  const names = changed.map(({ path }) => path);
  return failure('journal-conflict', `modified since ${journal.verb}: ${names.join(', ')}`, {
    place: { path: names[0] ?? '' },
    hint: 'left unchanged; put those files back first, or use git',
  });
}
