import type { InferOutput } from 'valibot';
import type { Result } from '../model/result.js';
import { type Transaction, withTransaction } from '../workspace/transaction/transaction.js';
import { workspaceOf } from './openContext.js';
import { finishSteps } from './planning/objectives/finishSteps.js';
import { proveCompleted } from './plans/proveCompleted.js';
import type { Context, Outcome } from './verb.js';
import type { changed } from './verbs/output/parts.js';

/** What a changing verb reports of itself. */
export type Changed = InferOutput<typeof changed>;

/** The outcome of a verb that committed its transaction. */
export type Committed<D> = Outcome<D> & Required<Pick<Outcome<D>, 'changes'>>;

/**
 * Start the transaction of a verb: `work` reads and edits files through it and commits it. A plan that it completes
 * must be proven, and its step of an objective is done. With `--dry-run` nothing is locked or written.
 */
export function transact<D>(
  context: Context,
  verb: string,
  work: (transaction: Transaction) => Promise<Result<Committed<D>>>,
): Promise<Result<Committed<D>>> {
  const { dryRun, group } = context;
  return withTransaction(workspaceOf(context), verb, work, {
    dryRun,
    group,
    check: async (transaction) => {
      const proven = await proveCompleted(transaction);
      return proven.ok ? finishSteps(transaction) : proven;
    },
  });
}
