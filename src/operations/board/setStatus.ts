import type { Result } from '../../model/result.js';
import type { Transaction } from '../../workspace/transaction/transaction.js';
import type { LoadedDocument } from '../documents/loadDocument.js';
import { withProof } from '../plans/withProof.js';
import { applyEdits } from '../verbs/documents/set.js';

/** Give a document a status, with all that follows from it. */
export async function setStatus(
  transaction: Transaction,
  document: LoadedDocument,
  status: string,
): Promise<Result<null>> {
  const whole = await withProof(transaction, document, [{ kind: 'set', key: 'status', value: status }]);
  return whole.ok ? applyEdits(transaction, document, whole.value) : whole;
}
