import { type Result, success } from '../model/result.js';
import { transact } from '../workspace/transaction/transaction.js';
import { Draft } from './draft.js';
import { workspaceOf } from './openContext.js';
import type { Context, Outcome } from './verb.js';

/** What a changing verb reports of itself. */
export interface Changed {
  /** One line for a person: `TASK-001 is now in_progress`. */
  readonly message: string;
  /** Canonical ids and paths that it was about. */
  readonly subjects: readonly { readonly id: string | null; readonly path: string }[];
}

/**
 * Run a change as one transaction: the plan reads and edits a draft under the lock; all of it is written, or
 * nothing. With `--dry-run` nothing is locked or written.
 */
export async function change<D>(
  context: Context,
  verb: string,
  plan: (draft: Draft) => Promise<Result<{ readonly data: D; readonly notes?: readonly string[] }>>,
): Promise<Result<Outcome<D>>> {
  const workspace = workspaceOf(context);
  const committed = await transact(
    workspace,
    verb,
    async () => {
      const draft = new Draft(workspace);
      const planned = await plan(draft);
      if (!planned.ok) return planned;
      return success({ changes: draft.changes(), data: planned.value });
    },
    { dryRun: context.dryRun, group: context.group },
  );
  if (!committed.ok) return committed;
  const { data, changes } = committed.value;
  return success({ data: data.data, changes, ...(data.notes ? { notes: data.notes } : {}) });
}
