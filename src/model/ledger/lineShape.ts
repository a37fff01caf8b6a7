import * as v from 'valibot';
import type { LedgerLine } from './event.js';

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const maybe = <T extends v.GenericSchema>(schema: T) => v.nullable(schema);
const list = <T extends v.GenericSchema>(item: T) => v.pipe(v.array(item), v.readonly());
const sealed = {
  v: v.literal(1),
  prev: maybe(hash),
  parents: v.exactOptional(list(hash)),
  proof_hash: hash,
  signature: v.exactOptional(v.string()),
};
const output = v.strictObject({ sha256: hash, bytes: v.number() });
const hashes = v.record(v.string(), hash);
const gate = v.strictObject({
  name: v.string(),
  passed: v.boolean(),
  message: v.string(),
  evidence: v.record(v.string(), v.any()),
});
const count = v.number();
const decision = (event: 'approval' | 'rejection') =>
  v.strictObject({
    ...sealed,
    event: v.literal(event),
    tasc: v.string(),
    definition: hash,
    dependencies: hashes,
    who: v.strictObject({ git_email: maybe(v.string()), os_user: v.string(), terminal: v.boolean() }),
    claimed: v.exactOptional(v.string()),
    why: v.string(),
    at: v.string(),
  });

/** Every line that there is; anything else is not a line of a ledger. */
export const ledgerLine = v.variant('event', [
  v.strictObject({
    ...sealed,
    event: v.literal('run'),
    file: v.string(),
    plan: v.string(),
    path: v.string(),
    definition: hash,
    selected: list(v.string()),
    commit: maybe(v.string()),
    dirty: maybe(v.boolean()),
    doc_ops: v.string(),
    started: v.string(),
  }),
  v.strictObject({
    ...sealed,
    event: v.picklist(['validation', 'baseline']),
    tasc: v.string(),
    definition: hash,
    validated: v.boolean(),
    command: v.string(),
    cwd: v.string(),
    exit_code: maybe(v.number()),
    signal: maybe(v.string()),
    ended: maybe(v.picklist(['timeout', 'interrupted', 'not_started'])),
    attempt: v.number(),
    started: v.string(),
    duration_ms: v.number(),
    stdout: output,
    stderr: output,
    gates: list(gate),
    inputs: maybe(hash),
    changed_inputs: v.boolean(),
    outputs: hashes,
    dependencies: hashes,
    approvals: v.exactOptional(list(hash)),
  }),
  v.strictObject({
    ...sealed,
    event: v.literal('report'),
    verified: v.boolean(),
    counts: v.strictObject({ total: count, proven: count, failed: count, waiting: count, not_run: count }),
    overall_proof_hash: maybe(hash),
    result_hash: maybe(hash),
    proofs: v.exactOptional(hashes),
    interrupted: v.boolean(),
    finished: v.string(),
  }),
  v.strictObject({
    ...sealed,
    event: v.literal('approval_requested'),
    tasc: v.string(),
    definition: hash,
    dependencies: hashes,
    at: v.string(),
  }),
  decision('approval'),
  decision('rejection'),
  v.strictObject({
    ...sealed,
    event: v.literal('lifecycle'),
    stage: v.string(),
    fields: v.record(v.string(), v.any()),
    at: v.string(),
  }),
]);

/** Whether a value is a line of a ledger, with exactly the fields of its event. */
export function isLine(value: unknown): value is LedgerLine {
  return v.is(ledgerLine, value);
}
