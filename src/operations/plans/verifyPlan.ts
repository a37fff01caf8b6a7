import type { InferOutput } from 'valibot';
import type { Ledger } from '../../model/ledger/ledger.js';
import { shortHash } from '../../model/ledger/ledger.js';
import { type CompletedProof, completedProof } from '../../model/plan/completedProof.js';
import { type Result, success } from '../../model/result.js';
import { plansWithLedger, readLedger } from '../../workspace/ledger/ledgerFiles.js';
import { rewrittenLedgers } from '../../workspace/ledger/rewritten.js';
import { checkSignature } from '../../workspace/ledger/signature.js';
import type { Workspace } from '../../workspace/workspace.js';
import type { fault, openTasc, verifiedPlan } from '../verbs/output/proofs.js';
import { describeStale } from './describeStale.js';
import { type LoadedPlan, loadPlanDocument } from './loadPlan.js';
import { type PlanState, planHashes, planState } from './planState.js';

/** A fault, at a line of a file where there is one. */
export type Fault = InferOutput<typeof fault>;

/** A tasc without a proof of what is there now, and why. */
export type OpenTasc = InferOutput<typeof openTasc>;

export type VerifiedPlan = InferOutput<typeof verifiedPlan>;

/** Verify one plan: its ledger, what was committed of it, its signatures, and its proofs. */
export async function verifyPlan(workspace: Workspace, reference: string): Promise<Result<VerifiedPlan>> {
  const loaded = await loadPlanDocument(workspace, reference);
  if (loaded.ok) {
    const { document } = loaded.value;
    const read = await readFaults(workspace, document.id);
    return success(await withPlan(workspace, loaded.value, read));
  }
  const { code } = loaded.problem;
  if (code === 'ambiguous' || !plansWithLedger(workspace).includes(reference)) return loaded;
  const { ledger, faults, notes } = await readFaults(workspace, reference);
  return success({
    ...nothingProven(reference, ledger),
    verified: faults.length === 0,
    faults,
    notes: reference === 'prove' ? notes : [...notes, `${reference} has no document any more`],
  });
}

interface ReadLedger {
  readonly ledger: Ledger;
  readonly faults: readonly Fault[];
  readonly notes: readonly string[];
}

async function readFaults(workspace: Workspace, plan: string): Promise<ReadLedger> {
  const ledger = readLedger(workspace, plan);
  const rewritten = await rewrittenLedgers(workspace, 'work tree', plan);
  const signed = await signatureFaults(workspace, ledger);
  const committed = rewritten.map(({ path, span, message }) => ({ path, line: span?.line ?? null, message }));
  const faults = [...ledger.problems, ...committed, ...signed.faults].sort(
    (a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) || (a.line ?? 0) - (b.line ?? 0),
  );
  const notes = [
    ...ledger.torn.map((path) => `${path}: the last line was cut off by a crash and is ignored`),
    ...ledger.interrupted.map((path) => `${path}: the run was interrupted; its lines count`),
    ...signed.notes,
  ];
  return { ledger, faults, notes };
}

function nothingProven(plan: string, ledger: Ledger): Omit<VerifiedPlan, 'verified' | 'faults' | 'notes'> {
  return { plan, open: [], drift: [], lines: ledger.lines.length, overall: null, result: null };
}

async function withPlan(
  workspace: Workspace,
  { document, valid, problems }: LoadedPlan,
  { ledger, faults, notes }: ReadLedger,
): Promise<VerifiedPlan> {
  const base = { ...nothingProven(document.id, ledger), notes };
  const completed = completedProof(document.type, document.facts.fields);
  if (!valid && !completed) {
    const [first] = problems;
    const message = first?.message ?? 'the plan has no tascs';
    const fault = { path: document.path, line: first?.span.line ?? null, message };
    return { ...base, faults: [...faults, fault], verified: false };
  }
  const state = valid ? await planState(workspace, valid) : null;
  const open = state ? openTascs(state) : [];
  if (completed) {
    const report = ledger.lines.find(
      ({ line }) => line.event === 'report' && line.verified && line.overall_proof_hash === completed.overall,
    )?.line;
    const result = report?.event === 'report' ? report.result_hash : null;
    const wrong = whyNotCompleted(completed, result);
    const all =
      wrong === null
        ? faults
        : [...faults, { path: document.path, line: completed.span.line, message: wrong }];
    return {
      ...base,
      faults: all,
      verified: all.length === 0,
      drift: open,
      overall: completed.overall,
      result,
    };
  }
  const hashes = state && planHashes(state.plan, state.states);
  const verified = faults.length === 0 && hashes !== null;
  return {
    ...base,
    faults,
    verified,
    open,
    overall: hashes?.overall ?? null,
    result: hashes?.result ?? null,
  };
}

/** Tascs whose proof is not of what is there now. */
function openTascs({ plan, states, inputChanges }: PlanState): OpenTasc[] {
  return plan.order.flatMap((tasc) => {
    const state = states.get(tasc);
    if (state?.state === 'fresh') return [];
    if (state?.state === 'stale')
      return [{ tasc, why: state.by.map((by) => describeStale(by, inputChanges.get(tasc))).join(', ') }];
    return [{ tasc, why: state?.state === 'failed' ? 'its last run failed' : 'it has no proof' }];
  });
}

function whyNotCompleted(completed: CompletedProof, result: string | null): string | null {
  if (result === null)
    return `no report of this ledger has the overall proof ${shortHash(completed.overall)} that the front matter names`;
  if (completed.result !== result)
    return `the front matter names another result than the report with the overall proof ${shortHash(completed.overall)}`;
  return null;
}

async function signatureFaults(
  workspace: Workspace,
  ledger: Ledger,
): Promise<{ readonly faults: readonly Fault[]; readonly notes: readonly string[] }> {
  const faults: Fault[] = [];
  const notes = new Set<string>();
  for (const { line, path, number } of ledger.lines) {
    if (line.signature === undefined) continue;
    const identity = 'who' in line ? line.who.git_email : null;
    const checked = await checkSignature(workspace, line.proof_hash, line.signature, identity);
    const fault = (message: string) => faults.push({ path, line: number, message });
    if (checked === 'bad') fault('its signature does not hold');
    if (checked === 'unknown-key') fault('it is signed by a key that your allowed signers do not know');
    if (checked === 'not-checked') notes.add('signatures were not checked: ssh-keygen is missing');
    if (checked === 'no-allowed-signers')
      notes.add('whose signatures these are is not known: git config gpg.ssh.allowedSignersFile');
  }
  return { faults, notes: [...notes] };
}
