import { namesIn } from '../files/durable.js';
import { stateFolders } from '../files/stateFolders.js';
import type { Workspace } from '../workspace.js';

/**
 * What a kept journal was: something done, the undoing or redoing of something, or a transaction that could be
 * carried out only in part because a file had been changed by somebody else.
 */
export type JournalKind = 'do' | 'undo' | 'redo' | 'conflict';

/** A kept journal. Number and kind are in its name, so that a listing tells what can be undone. */
export interface Kept {
  readonly sequence: number;
  readonly kind: JournalKind;
  readonly name: string;
}

export function keptName(sequence: number, kind: JournalKind): string {
  return `${sequence}.${kind}.json`;
}

/** The journals kept in a folder, oldest first. */
export function keptIn(folder: string): Kept[] {
  return namesIn(folder)
    .flatMap((name): Kept[] => {
      const match = /^(\d{1,15})\.(do|undo|redo|conflict)\.json$/.exec(name);
      return match ? [{ sequence: Number(match[1]), kind: match[2] as JournalKind, name }] : [];
    })
    .sort((a, b) => a.sequence - b.sequence);
}

/** Number of the last transaction that was carried out here, undoing included; 0 before the first. Only ever grows. */
export function lastSequence(workspace: Workspace): number {
  return keptIn(stateFolders(workspace).history).at(-1)?.sequence ?? 0;
}

/**
 * What undo and redo would take next is at the end of each. Undoing is a transaction like any other, so its
 * journal holds what redo needs; taking back either is carrying out its inverse.
 */
export function undoStacks(kept: readonly Kept[]): { undo: Kept[]; redo: Kept[] } {
  const [undoable, redoable]: [Kept[], Kept[]] = [[], []];
  for (const one of kept) {
    if (one.kind === 'undo') {
      undoable.pop();
      redoable.push(one);
    } else if (one.kind === 'redo') {
      redoable.pop();
      undoable.push(one);
    } else {
      redoable.length = 0;
      if (one.kind === 'do') undoable.push(one);
    }
  }
  return { undo: undoable, redo: redoable };
}
