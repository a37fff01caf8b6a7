import { decisionsOn } from '../../model/ledger/approvals.js';
import { neededResults } from '../../model/ledger/freshness.js';
import type { ValidPlan } from '../../model/plan/plan.js';
import { planFromData, tascData } from '../../model/plan/planData.js';
import { validatePlan } from '../../model/plan/validatePlan.js';
import { failure, type Result, success } from '../../model/result.js';
import { hasConsent } from '../../workspace/ledger/consent.js';
import { sha256 } from '../../workspace/ledger/sha256.js';
import type { Workspace } from '../../workspace/workspace.js';
import { consentText } from './askConsent.js';
import { planState } from './planState.js';

/** Data as a plan that can run, without an id. */
export function checkPlanInput(input: unknown): Result<ValidPlan> {
  const read = planFromData(JSON.parse(JSON.stringify(input)));
  if (!read.ok) return read;
  const checked = validatePlan({ ...read.value, id: '', path: '', spans: [] }, sha256);
  if (checked.ok) return success(checked.plan);
  const [first] = checked.problems;
  return failure('invalid-value', first?.message ?? 'the plan cannot be read', {
    ...(first?.suggestion === undefined ? {} : { suggestion: first.suggestion }),
  });
}

/** A plan's tascs as they are written. */
export function tascInputs(plan: ValidPlan): { readonly id: string; readonly title: string }[] {
  return plan.tascs.map((tasc) => ({ ...tascData(tasc), id: tasc.id, title: tasc.title }));
}

interface ApprovalState {
  readonly state: 'approved' | 'waiting' | 'rejected';
  readonly command: string;
  readonly shown: readonly string[];
}

/** Whether this person consented to the plan on this machine. */
export function consentState(workspace: Workspace, plan: ValidPlan): ApprovalState {
  return {
    state: hasConsent(workspace, plan) ? 'approved' : 'waiting',
    command: `doc-ops approve ${plan.id}`,
    shown: consentText(plan),
  };
}

/** Where the decision about a manual tasc stands. */
export async function approvalState(
  workspace: Workspace,
  plan: ValidPlan,
  id: string,
): Promise<Result<ApprovalState>> {
  const tasc = plan.byId.get(id);
  if (tasc?.proof.check.type !== 'manual')
    return failure('invalid-value', `\`${id}\` is not a manual tasc of ${plan.id}`);
  const { ledger, states } = await planState(workspace, plan);
  const results = neededResults(plan, id, states, sha256) ?? {};
  const decided = decisionsOn(ledger, id, plan.definitions.get(id) ?? '', results);
  const isApproved = decided.approvals.length >= tasc.proof.check.criteria.requiredApprovals;
  return success({
    state: decided.rejection ? 'rejected' : isApproved ? 'approved' : 'waiting',
    command: `doc-ops approve ${plan.id}/${id}`,
    shown: [],
  });
}
