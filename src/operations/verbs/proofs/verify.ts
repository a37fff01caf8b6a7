import { failure, type Result, success } from '../../../model/result.js';
import { plansWithLedger, readLedger } from '../../../workspace/ledger/ledgerFiles.js';
import type { Workspace } from '../../../workspace/workspace.js';
import { workspaceOf } from '../../openContext.js';
import { type VerifiedPlan, verifyPlan } from '../../plans/verifyPlan.js';
import { defineVerb, type Outcome, text } from '../../verb.js';

export const verb = defineVerb({
  name: 'verify',
  summary: "Check that a plan's ledger and proofs are unchanged and valid",
  description:
    'Recomputes every hash, follows every line to those that it names, compares committed ledgers with HEAD, checks signatures against your own allowed signers, and names the first thing that is wrong. Whoever owns the folder can forge what is neither committed nor signed.',
  arguments: {
    subject: text('a plan, or the hash of a proof; default is every plan with a ledger', {
      completes: 'plan',
      value: 'plan or hash',
    }),
  },
  examples: {
    'doc-ops verify PLAN-001': 'prints the overall proof hash, or what is wrong and where',
    'doc-ops verify': 'verifies all plans that have a ledger',
  },
  run: async (context, input): Promise<Result<Outcome<readonly VerifiedPlan[]>>> => {
    const workspace = workspaceOf(context);
    const plans = await subjects(workspace, input.subject);
    if (!plans.ok) return plans;
    const verified: VerifiedPlan[] = [];
    for (const plan of plans.value) {
      const one = await verifyPlan(workspace, plan);
      if (!one.ok) return one;
      verified.push(one.value);
    }
    return success({ data: verified, failed: verified.some((one) => !one.verified) });
  },
});

async function subjects(
  workspace: Workspace,
  subject: string | undefined,
): Promise<Result<readonly string[]>> {
  const plans = plansWithLedger(workspace);
  if (subject === undefined) return success(plans);
  if (!/^[0-9a-f]{8,64}$/.test(subject)) return success([subject]);
  const holding = plans.filter((plan) =>
    readLedger(workspace, plan).lines.some(({ line }) => {
      const hashes = [
        line.proof_hash,
        ...(line.event === 'report' ? [line.overall_proof_hash, line.result_hash] : []),
      ];
      return hashes.some((hash) => hash?.startsWith(subject));
    }),
  );
  if (holding.length > 0) return success(holding);
  return failure('unknown-id', `no ledger has a proof ${subject}`, {
    hint: 'doc-ops verify checks all of them',
  });
}
