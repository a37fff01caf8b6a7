import { join } from 'node:path';
import type { Change } from '../model/change.js';
import { failure, type Result, success } from '../model/result.js';
import { currentHash, type Journal, readJournal } from './journal.js';
import { readText } from './readText.js';
import { sequencesIn } from './sequence.js';
import type { Target } from './staging.js';
import { stateFolders } from './stateFolders.js';
import { commit, underLock } from './transaction.js';
import type { Workspace } from './workspace.js';

export interface Undone {
  /** The verb that was undone or done again. */
  readonly verb: string;
  readonly changes: readonly Change[];
}

/** An entry of the undo history. */
export interface HistoryEntry {
  readonly sequence: number;
  readonly verb: string;
  readonly when: string;
  readonly paths: readonly string[];
}

/** Take back the last change, byte for byte; refused when one of its files is no longer what it wrote. */
export function undo(
  workspace: Workspace,
  options: { readonly dryRun?: boolean } = {},
): Promise<Result<Undone>> {
  return step(workspace, 'undo', options.dryRun === true);
}

/** Do again what `undo` took back last. */
export function redo(
  workspace: Workspace,
  options: { readonly dryRun?: boolean } = {},
): Promise<Result<Undone>> {
  return step(workspace, 'redo', options.dryRun === true);
}

/** What can be undone, newest first. */
export function history(workspace: Workspace): HistoryEntry[] {
  const { undo: folder } = stateFolders(workspace);
  return sequencesIn(folder)
    .reverse()
    .flatMap((sequence) => {
      const journal = readJournal(join(folder, `${sequence}.json`));
      return journal
        ? [
            {
              sequence,
              verb: journal.verb,
              when: journal.when,
              paths: journal.entries.map(({ path }) => path),
            },
          ]
        : [];
    });
}

async function step(
  workspace: Workspace,
  direction: 'undo' | 'redo',
  dryRun: boolean,
): Promise<Result<Undone>> {
  const work = async (): Promise<Result<Undone>> => {
    const journal = latest(workspace, direction);
    if (!journal)
      return failure('refused', `nothing to ${direction}`, {
        hint: 'doc-ops remembers the last 100 changes of this work tree',
      });
    const targets = inverse(workspace, journal);
    if (!targets.ok) return targets;
    const changes = targets.value.map(changeOf);
    if (!dryRun) {
      const written = commit(workspace, targets.value, {
        verb: journal.verb,
        sequence: journal.sequence,
        becomes: direction === 'undo' ? 'redo' : 'undo',
        folders: journal.folders,
      });
      if (!written.ok) return written;
    }
    return success({ verb: journal.verb, changes });
  };
  return dryRun ? work() : underLock(workspace, direction, work);
}

/** Undo takes the newest of the done, redo the oldest of the undone. */
function latest(workspace: Workspace, direction: 'undo' | 'redo'): Journal | null {
  const folder = stateFolders(workspace)[direction];
  const sequences = sequencesIn(folder);
  const sequence = direction === 'undo' ? sequences.at(-1) : sequences[0];
  return sequence === undefined ? null : readJournal(join(folder, `${sequence}.json`));
}

function inverse(workspace: Workspace, journal: Journal): Result<Target[]> {
  const changed = journal.entries
    .filter((entry) => currentHash(entry.target) !== entry.after)
    .map(({ path }) => path);
  if (changed.length > 0) {
    return failure('journal-conflict', `${changed.join(', ')} changed since ${journal.verb}`, {
      hint: 'nothing was touched; put those files back first, or use git',
    });
  }
  const targets: Target[] = [];
  for (const entry of journal.entries) {
    const now = entry.after === null ? success(null) : readText(workspace, entry.path);
    if (!now.ok) return now;
    targets.push({ path: entry.path, before: now.value, after: entry.beforeText, mode: entry.mode });
  }
  return success(targets);
}

function changeOf({ path, before, after }: Target): Change {
  if (before === null) return { kind: 'create', path, after: after ?? '' };
  if (after === null) return { kind: 'delete', path, before };
  return { kind: 'update', path, before, after };
}
