import type { Change } from '../../model/change.js';

/** A file of a transaction: what is there, what shall be there. Null is absence. */
export interface Step {
  /** Root-relative posix path. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Permission bits of a file that is made; those of any new file when not given. */
  readonly mode?: number | null;
  /** A file that is made gets the permissions of this one. */
  readonly like?: string;
}

/** The files that changes are about; a rename is a creation and a deletion. */
export function stepsOf(changes: readonly Change[]): Step[] {
  return changes.flatMap((change): Step[] => {
    switch (change.kind) {
      case 'create':
        return [{ path: change.path, before: null, after: change.after }];
      case 'update':
        return [{ path: change.path, before: change.before, after: change.after }];
      case 'delete':
        return [{ path: change.path, before: change.before, after: null }];
      case 'rename':
        return change.to === change.path
          ? [{ path: change.path, before: change.before, after: change.after }]
          : [
              { path: change.to, before: null, after: change.after, like: change.path },
              { path: change.path, before: change.before, after: null },
            ];
      default:
        return change satisfies never;
    }
  });
}

/** What steps one after the other come to: one for each file, none for those that are as before. */
export function together(steps: readonly Step[]): readonly Step[] {
  const byPath = new Map<string, Step>();
  for (const step of steps) {
    const earlier = byPath.get(step.path);
    byPath.set(step.path, earlier ? { ...step, before: earlier.before } : step);
  }
  return [...byPath.values()].filter(({ before, after }) => before !== after);
}

/** A step as a change, for people to look at. */
export function changeOf({ path, before, after }: Step): Change {
  if (before === null) return { kind: 'create', path, after: after ?? '' };
  if (after === null) return { kind: 'delete', path, before };
  return { kind: 'update', path, before, after };
}

/** Paths that differ from another one only by case: on some file systems both name the same file. */
export function twinsIn(steps: readonly Step[]): Set<string> {
  const byFolded = new Map<string, string>();
  const twins = new Set<string>();
  for (const { path } of steps) {
    const folded = path.normalize('NFC').toLowerCase();
    const other = byFolded.get(folded);
    if (other === undefined) byFolded.set(folded, path);
    else if (other !== path) twins.add(path).add(other);
  }
  return twins;
}
