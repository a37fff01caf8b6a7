import type { FieldEdit } from '../../model/frontMatter/edit.js';
import { mayHoldTascs } from '../../model/plan/tascBlock.js';
import { failure, type Result, success } from '../../model/result.js';
import type { Transaction } from '../../workspace/transaction/transaction.js';
import type { LoadedDocument } from '../documents/loadDocument.js';

/**
 * Edits of a document, and what completing a plan takes: a plan with tascs gets `proof` into its front matter, and is
 * refused where one of them has no fresh proof (FORMATS.md, *Complete*).
 */
export async function withProof(
  transaction: Transaction,
  document: LoadedDocument,
  edits: readonly FieldEdit[],
): Promise<Result<readonly FieldEdit[]>> {
  const completes = edits.some(
    (edit) => edit.kind === 'set' && edit.key === 'status' && edit.value === 'Complete',
  );
  if (!completes || document.type?.name !== 'plan' || !mayHoldTascs(document.text)) return success(edits);
  const { loadPlanDocument } = await import('./loadPlan.js');
  const loaded = await loadPlanDocument(transaction.workspace, document.path);
  if (!loaded.ok) return loaded;
  const { valid, hasBlock, problems } = loaded.value;
  if (!hasBlock) return success(edits);
  const name = document.id ?? document.path;
  if (!valid) {
    return failure(
      'refused',
      `${name} cannot be complete: ${problems[0]?.message ?? 'its tascs cannot be read'}`,
      {
        hint: `doc-ops plan check ${name}`,
      },
    );
  }
  const { planHashes, planState } = await import('./planState.js');
  const state = await planState(transaction.workspace, valid);
  const { states, ledger } = state;
  const [broken] = ledger.problems;
  if (broken) {
    return failure(
      'refused',
      `${name} cannot be complete: its ledger cannot be believed, ${broken.message}`,
      {
        place: { path: broken.path, ...(broken.line === null ? {} : { line: broken.line }) },
        hint: `doc-ops verify ${name}`,
      },
    );
  }
  const hashes = planHashes(valid, states);
  if (!hashes) {
    const open = valid.order.filter((id) => states.get(id)?.state !== 'fresh');
    return failure('refused', `${name} cannot be complete: ${open.join(', ')} not proven`, {
      hint: `doc-ops run ${name} proves them; doc-ops proof status ${name} tells why`,
    });
  }
  const { completionReport } = await import('./completionReport.js');
  const report = await completionReport(transaction.workspace, state, hashes);
  if (report) transaction.create(report.path, report.text);
  const { gitOutput } = await import('../../workspace/git/git.js');
  const head = transaction.workspace.repository
    ? await gitOutput(transaction.workspace, ['rev-parse', '--verify', '--quiet', 'HEAD'])
    : null;
  const commit = head?.ok ? head.value.trim() : '';
  const { overall, result } = hashes;
  const value: Record<string, string> = { overall, result, ...(commit === '' ? {} : { commit }) };
  return success([...edits, { kind: 'set', key: 'proof', value }]);
}
