import type { Result } from '../../model/result.js';
import type { LoadedDocument } from '../documents/loadDocument.js';
import type { Draft } from '../draft.js';
import { withProof } from '../plans/withProof.js';
import { applyEdits } from '../verbs/documents/set.js';

/** Give a document a status, with all that follows from it. */
export async function setStatus(
  draft: Draft,
  document: LoadedDocument,
  status: string,
): Promise<Result<null>> {
  const whole = await withProof(draft, document, [{ kind: 'set', key: 'status', value: status }]);
  return whole.ok ? applyEdits(draft, document, whole.value) : whole;
}
