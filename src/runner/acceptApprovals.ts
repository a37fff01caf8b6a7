import type { Freshness } from '../model/ledger/freshness.js';
import type { Validation } from '../model/ledger/results.js';
import type { Tasc } from '../model/plan/tasc.js';
import { type CarriedOut, type Execution, provenNeeds } from './execution.js';

/** SHA-256 of nothing. */
const emptyDigest = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** A manual tasc is proven by approvals that are there; nothing runs. */
export function acceptApprovals(
  run: Execution,
  tasc: Tasc,
  states: ReadonlyMap<string, Freshness>,
): CarriedOut {
  if (run.baseline) return { outcome: 'skipped' };
  const known = run.freshness(tasc, null, states);
  if (known.state === 'fresh' && !run.force) return { outcome: 'skipped', state: known };
  const decision = run.approvals(tasc, states);
  if (decision.kind !== 'approved') {
    const { message } = decision;
    run.emit({ kind: 'waiting', tasc: tasc.id, message });
    return { outcome: decision.kind === 'rejected' ? 'failed' : 'waiting' };
  }
  const nothing = { sha256: emptyDigest, bytes: 0 };
  const needed = tasc.proof.check.type === 'manual' ? tasc.proof.check.criteria.requiredApprovals : 1;
  const line = run.append({
    event: 'validation',
    tasc: tasc.id,
    definition: run.plan.definitions.get(tasc.id) ?? '',
    validated: true,
    command: '',
    cwd: '.',
    exit_code: null,
    signal: null,
    ended: null,
    attempt: 1,
    started: run.now().toISOString(),
    duration_ms: 0,
    stdout: nothing,
    stderr: nothing,
    gates: [
      {
        name: 'approvals',
        passed: true,
        message: `${decision.approvals.length} of ${needed} approvals`,
        evidence: { approvals: decision.approvals.length, needed },
      },
    ],
    inputs: null,
    changed_inputs: false,
    outputs: {},
    dependencies: provenNeeds(tasc, states),
    approvals: decision.approvals,
  }) as Validation;
  const proof = line.proof_hash;
  run.emit({
    kind: 'finished',
    tasc: tasc.id,
    passed: true,
    attempt: 1,
    milliseconds: 0,
    proof,
    why: '',
    ended: null,
  });
  return { outcome: 'proven', state: { state: 'fresh', proof: line } };
}
