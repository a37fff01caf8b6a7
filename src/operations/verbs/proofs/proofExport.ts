import { causalOrder } from '../../../model/ledger/descent.js';
import type { LedgerLine } from '../../../model/ledger/event.js';
import { statementOf } from '../../../model/ledger/statement.js';
import { failure, type Result, success } from '../../../model/result.js';
import { workspaceOf } from '../../openContext.js';
import { loadPlanDocument } from '../../plans/loadPlan.js';
import { planHashes, planState } from '../../plans/planState.js';
import { verifyPlan } from '../../plans/verifyPlan.js';
import { defineVerb, type Outcome, required, text } from '../../verb.js';
import type { Exported } from '../plans/export.js';

/** A ledger as one JSON value. */
interface ExportedLedger {
  readonly schemaVersion: 1;
  readonly plan: string;
  readonly title: string;
  readonly verified: boolean;
  readonly overall: string | null;
  readonly result: string | null;
  /** Every line behind those that it names. */
  readonly lines: readonly { readonly path: string; readonly line: number; readonly event: LedgerLine }[];
}

export const verb = defineVerb({
  name: 'proof export',
  summary: 'Print a plan’s ledger as JSON or as an in-toto statement',
  description:
    'json has every line of every file of the ledger, each after those that it names. in-toto is an unsigned Statement v1 with the predicate test-result, which other tools can sign and attach; the plan has to be proven. A ledger that is not valid is not exported.',
  arguments: { plan: required('a plan', { completes: 'plan', value: 'id' }) },
  options: { format: text('output format; default json', { value: 'format', choices: ['json', 'in-toto'] }) },
  examples: {
    'doc-ops proof export PLAN-001 > proof.json': 'every line, in causal order',
    'doc-ops proof export PLAN-001 --format in-toto': 'a statement to sign and attach',
  },
  run: async (context, input): Promise<Result<Outcome<Exported>>> => {
    const workspace = workspaceOf(context);
    const verified = await verifyPlan(workspace, input.plan);
    if (!verified.ok) return verified;
    const { plan, faults, overall, result } = verified.value;
    const [broken] = faults;
    if (broken) {
      return failure('refused', `the ledger of ${plan} cannot be believed: ${broken.message}`, {
        place: { path: broken.path, ...(broken.line === null ? {} : { line: broken.line }) },
        hint: `doc-ops verify ${plan}`,
      });
    }
    // A ledger may outlive its document, and `prove` has none.
    const loaded = await loadPlanDocument(workspace, plan);
    const valid = loaded.ok ? loaded.value.valid : null;
    const { readLedger } = await import('../../../workspace/ledger/ledgerFiles.js');
    const ledger = readLedger(workspace, plan);
    if (input.format === 'in-toto') {
      const state = valid && (await planState(workspace, valid));
      const hashes = state && planHashes(state.plan, state.states);
      if (!hashes) {
        return failure('refused', `${plan} is not proven as it is now`, {
          hint: `doc-ops proof status ${plan} tells why`,
        });
      }
      return success({ data: textOf(statementOf(state.plan, ledger, hashes)) });
    }
    const exported: ExportedLedger = {
      schemaVersion: 1,
      plan,
      title: loaded.ok ? (loaded.value.plan?.title ?? '') : '',
      verified: verified.value.verified,
      overall,
      result,
      lines: causalOrder(ledger).map(({ path, number, line }) => ({ path, line: number, event: line })),
    };
    return success({ data: textOf(exported) });
  },
});

function textOf(value: unknown): Exported {
  return { text: `${JSON.stringify(value, null, 2)}\n` };
}
