import * as v from 'valibot';
import { ledgerLine } from '../../../model/ledger/lineShape.js';
import { probeLabels } from '../../../model/plan/probe.js';
import { changed, list } from './parts.js';

export const imported = v.strictObject({
  ...changed.entries,
  id: v.string(),
  path: v.string(),
  /** Ids of the tascs in the order of execution. */
  order: list(v.string()),
});

export const planCheck = v.strictObject({
  plan: v.string(),
  checks: list(v.strictObject({ name: v.string(), passed: v.boolean(), message: v.string() })),
});

/** What a run came to; or, with `--dry-run`, what would run. */
export const runResult = v.strictObject({
  report: v.nullable(
    v.strictObject({
      plan: v.string(),
      verified: v.boolean(),
      interrupted: v.boolean(),
      outcomes: v.record(
        v.string(),
        v.picklist(['proven', 'skipped', 'failed', 'waiting', 'blocked', 'not_run']),
      ),
      overall: v.nullable(v.string()),
      result: v.nullable(v.string()),
      /** The ledger file, root-relative; null where the run proved nothing and stays in `.state/runs`. */
      ledger: v.nullable(v.string()),
    }),
  ),
  planned: list(
    v.strictObject({ tasc: v.string(), title: v.string(), command: v.string(), state: v.string() }),
  ),
  /** What the report says of each tasc: why it failed, where it failed before. */
  notes: v.record(v.string(), v.string()),
});

export const decided = v.strictObject({
  plan: v.string(),
  tasc: v.string(),
  /** Hash of the ledger's line. */
  hash: v.string(),
  /** Root-relative. */
  path: v.string(),
  /** Approvals that are still needed. */
  left: v.number(),
});

export const approved = v.strictObject({
  message: v.string(),
  /** What was consented to, or would be. */
  shown: list(v.string()),
  definition: v.nullable(v.string()),
  decision: v.nullable(decided),
});

/** A manual tasc that could be decided now, with what was decided already. */
export const pending = v.strictObject({
  plan: v.string(),
  tasc: v.string(),
  title: v.string(),
  approvals: v.number(),
  needed: v.number(),
  rejected: v.nullable(v.string()),
});

/** A fault, at a line of a file where there is one. */
export const fault = v.strictObject({ path: v.string(), line: v.nullable(v.number()), message: v.string() });

/** A tasc without a proof of what is there now, and why. */
export const openTasc = v.strictObject({ tasc: v.string(), why: v.string() });

export const verifiedPlan = v.strictObject({
  plan: v.string(),
  /** Whether the ledger holds and every tasc is proven and fresh (of a completed plan: was, when it was completed). */
  verified: v.boolean(),
  /** In the order of files and lines; the first is where to look first. */
  faults: list(fault),
  open: list(openTasc),
  /** Of a completed plan: what has changed since. */
  drift: list(openTasc),
  lines: v.number(),
  overall: v.nullable(v.string()),
  result: v.nullable(v.string()),
  notes: list(v.string()),
});

/** The state of a tasc's proof. */
export const tascStatus = v.strictObject({
  tasc: v.string(),
  title: v.string(),
  state: v.picklist(['fresh', 'stale', 'failed', 'missing']),
  why: v.string(),
  proof: v.nullable(v.string()),
  /** Which of its inputs have changed; null where that is not known, or does not matter. */
  inputs: v.nullable(
    v.strictObject({ added: list(v.string()), removed: list(v.string()), changed: list(v.string()) }),
  ),
  /** What trying its check on the untouched tree of a commit told; null where it was not probed as it is now. */
  probe: v.nullable(
    v.strictObject({ label: v.picklist(probeLabels), reason: v.string(), commit: v.nullable(v.string()) }),
  ),
});

export const proofStatus = v.strictObject({
  plan: v.string(),
  tascs: list(tascStatus),
  /** Of a completed plan: what completed it, and whether anything has changed since. */
  completed: v.nullable(
    v.strictObject({
      overall: v.string(),
      result: v.string(),
      commit: v.nullable(v.string()),
      drifted: v.boolean(),
    }),
  ),
});

export const shownProof = v.strictObject({
  plan: v.string(),
  path: v.string(),
  line: v.number(),
  event: ledgerLine,
  /** What it printed, where that is kept; null where it is not. */
  stdout: v.nullable(v.string()),
  stderr: v.nullable(v.string()),
});
