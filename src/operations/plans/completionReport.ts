import type { LedgerEvent } from '../../model/ledger/event.js';
import { seal } from '../../model/ledger/seal.js';
import { headOf } from '../../workspace/ledger/headOf.js';
import { ledgerFolder, newLedgerName } from '../../workspace/ledger/ledgerFiles.js';
import { sha256 } from '../../workspace/ledger/sha256.js';
import type { Workspace } from '../../workspace/workspace.js';
import type { PlanHashes, PlanState } from './planState.js';

declare const DOC_OPS_VERSION: string;

/**
 * A ledger file that says by which proofs a plan is proven: a run of nothing, with its report. Where runs of parts or
 * of several branches proved a plan together, no run's report says so, and `verify` could not compute again what
 * `proof` in the front matter names. Null where a report says it already.
 */
export async function completionReport(
  workspace: Workspace,
  { plan, ledger }: PlanState,
  hashes: PlanHashes,
): Promise<{ readonly path: string; readonly text: string } | null> {
  const isSaid = ledger.lines.some(
    ({ line }) => line.event === 'report' && line.overall_proof_hash === hashes.overall,
  );
  if (isSaid) return null;
  const name = newLedgerName(workspace.environment);
  const at = workspace.environment.now().toISOString();
  const total = plan.tascs.length;
  const run: LedgerEvent = {
    event: 'run',
    file: name,
    plan: plan.id,
    path: plan.path,
    definition: plan.definition,
    selected: [],
    ...(await headOf(workspace)),
    doc_ops: DOC_OPS_VERSION,
    started: at,
  };
  const report: LedgerEvent = {
    event: 'report',
    verified: true,
    counts: { total, proven: total, failed: 0, waiting: 0, not_run: 0 },
    overall_proof_hash: hashes.overall,
    result_hash: hashes.result,
    proofs: hashes.proofs,
    interrupted: false,
    finished: at,
  };
  const first = seal(run, { prev: null, parents: ledger.heads }, sha256);
  const second = seal(report, { prev: first.line.proof_hash, parents: [] }, sha256);
  return { path: `${ledgerFolder(workspace, plan.id)}/${name}`, text: `${first.text}\n${second.text}\n` };
}
