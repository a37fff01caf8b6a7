import { join } from 'node:path';
import { stateFolders } from '../../src/workspace/files/stateFolders.js';
import { readKept } from '../../src/workspace/transaction/journal.js';
import { keptIn, undoStacks } from '../../src/workspace/transaction/keptJournals.js';
import type { Workspace } from '../../src/workspace/workspace.js';

/** An entry of the undo history. */
interface HistoryEntry {
  readonly sequence: number;
  readonly verb: string;
  readonly when: string;
  readonly paths: readonly string[];
}

/** What can be undone, newest first. */
export function undoHistory(workspace: Workspace): HistoryEntry[] {
  const { history: folder } = stateFolders(workspace);
  return undoStacks(keptIn(folder))
    .undo.toReversed()
    .flatMap(({ name }) => {
      const journal = readKept(join(folder, name));
      if (!journal.ok) return [];
      const { sequence, verb, when, entries } = journal.value;
      return [{ sequence, verb, when, paths: entries.map(({ path }) => path) }];
    });
}
