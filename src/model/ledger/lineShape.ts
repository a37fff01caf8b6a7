import * as v from 'valibot';
import { probeLabels } from '../plan/probe.js';

// Lines of proof ledgers as the files contain them (FORMATS.md, *Proof ledgers*): snake case, `v: 1`, hashes as 64 hex
// digits, times as ISO 8601 in UTC.

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const list = <T extends v.GenericSchema>(item: T) => v.pipe(v.array(item), v.readonly());
const hashes = v.record(v.string(), hash);

/** What every line has, beside its event. */
export const sealed = v.strictObject({
  v: v.literal(1),
  /** Hash of the line before it in its file; null on the first. */
  prev: v.nullable(hash),
  /** Hashes of lines in other files of the same plan; required on a first line, even where it is empty. */
  parents: v.exactOptional(list(hash)),
  /** SHA-256 of the canonical JSON of the line without `proof_hash` and `signature`. */
  proof_hash: hash,
  /** Armoured SSH signature over `proof_hash`. */
  signature: v.exactOptional(v.string()),
});

export const outputRecord = v.strictObject({ sha256: hash, bytes: v.number() });

export const gateRecord = v.strictObject({
  /** `exit_code`, `tests`, `issues`, `output_pattern 1`, `file dist/app.js` … unique in its line. */
  name: v.string(),
  passed: v.boolean(),
  /** One sentence; never output text, which may hold secrets. */
  message: v.string(),
  /** Numbers, paths, digests and pattern names. */
  evidence: v.record(
    v.string(),
    v.nullable(v.union([v.number(), v.string(), v.boolean(), list(v.union([v.number(), v.string()]))])),
  ),
});

export const who = v.strictObject({
  git_email: v.nullable(v.string()),
  os_user: v.string(),
  terminal: v.boolean(),
});

/** Every line that there is; anything else is not a line of a ledger. */
export const ledgerLine = v.variant('event', [
  v.strictObject({
    event: v.literal('run'),
    ...sealed.entries,
    /** Name of the ledger file, so that every run begins differently and a copied file is noticed. */
    file: v.string(),
    plan: v.string(),
    /** Root-relative path of the document. */
    path: v.string(),
    /** Definition digest of the plan. */
    definition: hash,
    selected: list(v.string()),
    /** Null without git or before the first commit. */
    commit: v.nullable(v.string()),
    /** Whether anything outside the ledgers differed from the commit; null without git. */
    dirty: v.nullable(v.boolean()),
    doc_ops: v.string(),
    started: v.string(),
  }),
  // A tasc was run (`validation`), was run before the work (`baseline`, never a proof), or its approvals are complete.
  v.strictObject({
    event: v.picklist(['validation', 'baseline']),
    ...sealed.entries,
    tasc: v.string(),
    /** Definition digest of the tasc. */
    definition: hash,
    validated: v.boolean(),
    command: v.string(),
    cwd: v.string(),
    exit_code: v.nullable(v.number()),
    signal: v.nullable(v.string()),
    /** Why it ended otherwise; null when it ended by itself. */
    ended: v.nullable(v.picklist(['timeout', 'interrupted', 'not_started'])),
    /** 1 for the first. Every attempt is a line of its own. */
    attempt: v.number(),
    started: v.string(),
    duration_ms: v.number(),
    stdout: outputRecord,
    stderr: outputRecord,
    gates: list(gateRecord),
    /** Null without git for a tasc that names no inputs: proven for its definition only. */
    inputs: v.nullable(hash),
    /** Whether the command changed its own inputs; such a validation is never fresh. */
    changed_inputs: v.boolean(),
    /** SHA-256 of each file of `expected_output_files` and `files` that was there, by path. */
    outputs: hashes,
    /** Proof hashes of the counting validations of its dependencies, by tasc id. */
    dependencies: hashes,
    /** Hashes of the approvals that opened a manual tasc. */
    approvals: v.exactOptional(list(hash)),
    /** What it told about the check, of a baseline on an untouched copy of the commit. */
    probe: v.exactOptional(v.strictObject({ label: v.picklist(probeLabels), reason: v.string() })),
  }),
  v.strictObject({
    event: v.literal('report'),
    ...sealed.entries,
    verified: v.boolean(),
    counts: v.strictObject({
      total: v.number(),
      proven: v.number(),
      failed: v.number(),
      waiting: v.number(),
      not_run: v.number(),
    }),
    /** Null unless every tasc is proven. */
    overall_proof_hash: v.nullable(hash),
    result_hash: v.nullable(hash),
    /** The proofs that count, by tasc id, from which both hashes are computed; only of a plan that is proven. */
    proofs: v.exactOptional(hashes),
    interrupted: v.boolean(),
    finished: v.string(),
  }),
  // A manual tasc waits for people.
  v.strictObject({
    event: v.literal('approval_requested'),
    ...sealed.entries,
    tasc: v.string(),
    definition: hash,
    /** Result digests of its dependencies, by tasc id. */
    dependencies: hashes,
    at: v.string(),
  }),
  v.strictObject({
    event: v.picklist(['approval', 'rejection']),
    ...sealed.entries,
    tasc: v.string(),
    definition: hash,
    dependencies: hashes,
    who,
    /** What `--as` said; never counts as a distinct person. */
    claimed: v.exactOptional(v.string()),
    why: v.string(),
    at: v.string(),
  }),
  // Submitted, dispatched, started, finished, closed, renumbered: the fields of the matching metadata block.
  v.strictObject({
    event: v.literal('lifecycle'),
    ...sealed.entries,
    stage: v.string(),
    fields: v.record(v.string(), v.unknown()),
    at: v.string(),
  }),
]);

/** Whether a value is a line of a ledger, with exactly the fields of its event. */
export function isLine(value: unknown): value is v.InferOutput<typeof ledgerLine> {
  return v.is(ledgerLine, value);
}
