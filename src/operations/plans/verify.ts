import type { StaleBy } from '../../model/ledger/freshness.js';
import { shortHash } from '../../model/ledger/ledger.js';
import { failure, type Result, success } from '../../model/result.js';
import { plansWithLedger, readLedger } from '../../workspace/ledger/ledgerFiles.js';
import { rewrittenLedgers } from '../../workspace/ledger/rewritten.js';
import { checkSignature } from '../../workspace/ledger/signature.js';
import type { Workspace } from '../../workspace/workspace.js';
import { workspaceOf } from '../openContext.js';
import { defineVerb, type Outcome, text } from '../verb.js';
import { loadPlanDocument } from './loadPlan.js';
import { planHashes, planState } from './planState.js';

/** A fault, at a line of a file where there is one. */
export interface Fault {
  readonly path: string;
  readonly line: number | null;
  readonly message: string;
}

export interface VerifiedPlan {
  readonly plan: string;
  /** Whether the ledger holds and every tasc is proven and fresh (of a completed plan: was, when it was completed). */
  readonly verified: boolean;
  readonly faults: readonly Fault[];
  /** Tascs without a proof of what is there now, and why. */
  readonly open: readonly { readonly tasc: string; readonly why: string }[];
  /** Of a completed plan: what has changed since. */
  readonly drift: readonly { readonly tasc: string; readonly why: string }[];
  readonly lines: number;
  readonly overall: string | null;
  readonly result: string | null;
  readonly notes: readonly string[];
}

/** `verify PLAN-001` */
export const verb = defineVerb({
  name: 'verify',
  group: 'proofs',
  summary: "Check a plan's ledger and proofs from the ground up",
  description:
    'Computes every hash anew, follows every line to those it names, compares committed ledgers with HEAD, checks signatures against your own allowed signers, and says what is wrong first. What is neither committed nor signed can be forged by whoever owns the folder. Without a plan: every plan that has a ledger.',
  arguments: { subject: text('a plan, or the hash of a proof', { completes: 'id', value: 'plan or hash' }) },
  options: {},
  examples: [
    { command: 'doc-ops verify PLAN-001', shows: 'the overall proof hash, or what is wrong and where' },
    { command: 'doc-ops verify', shows: 'all plans that have a ledger' },
  ],
  writes: false,
  needs: 'workspace',
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
    [...readLedger(workspace, plan).byHash.keys()].some((hash) => hash.startsWith(subject)),
  );
  if (holding.length > 0) return success(holding);
  return failure('unknown-id', `no ledger has a line ${subject}`, {
    hint: 'doc-ops verify checks all of them',
  });
}

/** Verify one plan. */
export async function verifyPlan(workspace: Workspace, reference: string): Promise<Result<VerifiedPlan>> {
  const loaded = await loadPlanDocument(workspace, reference);
  if (!loaded.ok) {
    return plansWithLedger(workspace).includes(reference) ? success(orphaned(workspace, reference)) : loaded;
  }
  const { document, valid, problems } = loaded.value;
  const ledger = readLedger(workspace, document.id);
  const faults: Fault[] = ledger.problems.map(({ path, line, message }) => ({ path, line, message }));
  for (const { path, span, message } of await rewrittenLedgers(workspace, 'work tree', document.id))
    faults.push({ path, line: span?.line ?? null, message });
  faults.push(...(await signatureFaults(workspace, document.id)));
  const notes = [
    ...ledger.torn.map((path) => `${path}: the last line was cut off by a crash and is ignored`),
    ...ledger.interrupted.map((path) => `${path}: the run was interrupted; its lines count`),
  ];
  const base = { plan: document.id, faults, lines: ledger.lines.length, notes };
  if (!valid) {
    const [first] = problems;
    const at = { path: document.path, line: first?.span.line ?? null };
    const fault = { ...at, message: first?.message ?? 'the plan has no tascs' };
    return success({
      ...base,
      faults: [...faults, fault],
      verified: false,
      open: [],
      drift: [],
      overall: null,
      result: null,
    });
  }
  const { states } = await planState(workspace, valid);
  const open = valid.order.flatMap((tasc) => {
    const state = states.get(tasc);
    if (state?.state === 'fresh') return [];
    if (state?.state === 'stale') return [{ tasc, why: state.by.map(describeStale).join(', ') }];
    return [{ tasc, why: state?.state === 'failed' ? 'its last run failed' : 'it has no proof' }];
  });
  const hashes = planHashes(valid, states);
  const completed = completedProof(loaded.value.document.facts.fields);
  if (completed && faults.length === 0) {
    const report = ledger.lines.find(
      ({ line }) => line.event === 'report' && line.verified && line.overall_proof_hash === completed,
    );
    if (!report) {
      const message = `no report of this ledger has the overall proof ${shortHash(completed)} that the front matter names`;
      faults.push({ path: document.path, line: null, message });
    }
    return success({
      ...base,
      verified: faults.length === 0,
      open: [],
      drift: open,
      overall: completed,
      result: report?.line.event === 'report' ? report.line.result_hash : null,
    });
  }
  return success({
    ...base,
    verified: faults.length === 0 && hashes !== null,
    open,
    drift: [],
    overall: hashes?.overall ?? null,
    result: hashes?.result ?? null,
  });
}

function orphaned(workspace: Workspace, plan: string): VerifiedPlan {
  const ledger = readLedger(workspace, plan);
  return {
    plan,
    verified: ledger.problems.length === 0,
    faults: ledger.problems,
    open: [],
    drift: [],
    lines: ledger.lines.length,
    overall: null,
    result: null,
    notes: plan === 'prove' ? [] : [`${plan} has no document any more`],
  };
}

/** `proof.overall` of a plan that says it is complete. */
function completedProof(fields: readonly { readonly key: string; readonly value: unknown }[]): string | null {
  if (fields.find(({ key }) => key === 'status')?.value !== 'Complete') return null;
  const proof = fields.find(({ key }) => key === 'proof')?.value as { overall?: unknown } | undefined;
  return typeof proof?.overall === 'string' && /^[0-9a-f]{64}$/.test(proof.overall) ? proof.overall : null;
}

async function signatureFaults(workspace: Workspace, plan: string): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const { line, path, number } of readLedger(workspace, plan).lines) {
    if (line.signature === undefined) continue;
    const identity = 'who' in line ? line.who.git_email : null;
    const checked = await checkSignature(workspace, line.proof_hash, line.signature, identity);
    if (checked === 'bad') faults.push({ path, line: number, message: 'its signature does not hold' });
    if (checked === 'unknown-key')
      faults.push({
        path,
        line: number,
        message: `it is signed by a key that your allowed signers do not know`,
      });
  }
  return faults;
}

/** Why a proof is not of what is there now. */
export function describeStale(by: StaleBy): string {
  switch (by.kind) {
    case 'definition':
      return 'its definition has changed';
    case 'inputs':
      return 'its inputs have changed';
    case 'changed-inputs':
      return 'its command changes its own inputs';
    case 'results':
      return 'it was approved for other results';
    case 'rejected':
      return 'it was rejected since';
    case 'dependency':
      return `it needs ${by.tasc}`;
  }
}
