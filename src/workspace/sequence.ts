import { namesIn } from './durable.js';
import { stateFolders } from './stateFolders.js';
import type { Workspace } from './workspace.js';

/** The numbers of the journals kept in a folder, ascending. */
export function sequencesIn(folder: string): number[] {
  return namesIn(folder)
    .flatMap((name) => (/^\d+\.json$/.test(name) ? [Number.parseInt(name, 10)] : []))
    .sort((a, b) => a - b);
}

/** The number of the next transaction. */
export function nextSequence(workspace: Workspace): number {
  const { undo, redo } = stateFolders(workspace);
  return Math.max(0, ...sequencesIn(undo), ...sequencesIn(redo)) + 1;
}
