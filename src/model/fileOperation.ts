/**
 * What a change does to one file: computed by a verb, shown by `--dry-run`, written by the transaction, kept in the
 * journal, undone by `undo`. `before` is the text that the change was computed from; the transaction refuses when the
 * file holds another one. Null is absence.
 */
export interface FileOperation {
  /** Root-relative posix path. */
  readonly path: string;
  /** The path that the file is renamed to. */
  readonly to?: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Permission bits of a file that is made; those of any new file when not given. */
  readonly mode?: number | null;
}

export type OperationKind = 'create' | 'update' | 'delete' | 'rename';

export function kindOf({ to, before, after }: FileOperation): OperationKind {
  if (to !== undefined) return 'rename';
  return before === null ? 'create' : after === null ? 'delete' : 'update';
}

/** The paths that an operation touches. */
export function pathsOf({ path, to }: FileOperation): readonly string[] {
  return to === undefined ? [path] : [path, to];
}

/** An operation as JSON output shows it. */
export interface ShownOperation {
  readonly kind: OperationKind;
  readonly path: string;
  readonly to?: string;
  readonly before?: string;
  readonly after?: string;
}

export function showOperation(operation: FileOperation): ShownOperation {
  const { path, to, before, after } = operation;
  return {
    kind: kindOf(operation),
    path,
    ...(to === undefined ? {} : { to }),
    ...(before === null ? {} : { before }),
    ...(after === null ? {} : { after }),
  };
}

/** What operations one after the other amount to: one for each file, none for those that are as before. */
export function combineOperations(operations: readonly FileOperation[]): readonly FileOperation[] {
  const byPath = new Map<string, FileOperation>();
  for (const operation of operations) {
    const earlier = byPath.get(operation.path);
    byPath.set(operation.path, earlier ? { ...operation, before: earlier.before } : operation);
  }
  return [...byPath.values()].filter(({ before, after }) => before !== after);
}
