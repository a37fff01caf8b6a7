import { join } from 'node:path';
import type { Finding } from '../../model/finding.js';
import type { CompletedPlan } from '../../model/plan/completedProof.js';
import { namesIn } from '../../workspace/files/durable.js';
import type { Workspace } from '../../workspace/workspace.js';

/** What only ledgers can tell: which of them the commit would rewrite, and which plans it calls complete without proof. */
export async function stagedLedgerFindings(
  workspace: Workspace,
  completed: readonly CompletedPlan[],
  paths: readonly string[],
  changed: readonly string[],
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const proofs = `${workspace.folder}/proofs/`;
  if (changed.some((path) => path.startsWith(proofs))) {
    findings.push(...(await rewritten(workspace, 'staged')));
  }
  const plans = completed.filter(({ path }) => changed.includes(path));
  if (plans.length > 0) {
    const { unconfirmedCommit } = await import('./completionFindings.js');
    const present = new Set(paths);
    const removed = changed.filter((path) => path.endsWith('.md') && !present.has(path));
    findings.push(...(await unconfirmedCommit(workspace, plans, paths, removed)));
  }
  return findings;
}

/** What only the ledgers of the work tree can tell. Where there are none, nothing that reads them is loaded. */
export async function ledgerFindings(
  workspace: Workspace,
  completed: readonly CompletedPlan[],
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  if (namesIn(join(workspace.root, workspace.folder, 'proofs')).length > 0) {
    findings.push(...(await rewritten(workspace, 'work tree')));
  }
  if (completed.length > 0) {
    const { unconfirmedPlans } = await import('./completionFindings.js');
    findings.push(...unconfirmedPlans(workspace, completed));
  }
  return findings;
}

async function rewritten(workspace: Workspace, side: 'work tree' | 'staged'): Promise<readonly Finding[]> {
  if (workspace.config.rules['ledger/rewritten'] === 'off') return [];
  const { rewrittenLedgers } = await import('../../workspace/ledger/rewritten.js');
  return rewrittenLedgers(workspace, side);
}
