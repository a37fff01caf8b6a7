import * as v from 'valibot';
import { probeLabels } from '../../../model/plan/probe.js';
import { list } from './parts.js';

/** A tasc whose check was tried on the untouched tree. */
export const probedTasc = v.strictObject({
  tasc: v.string(),
  title: v.string(),
  /** `''` for a manual tasc. */
  command: v.string(),
  label: v.picklist([...probeLabels, 'manual', 'not-run']),
  reason: v.string(),
  exitCode: v.nullable(v.number()),
  milliseconds: v.number(),
});

/** What probing told; with `--dry-run`, what would run. */
export const probed = v.strictObject({
  plan: v.string(),
  /** The commit whose tree it was; null where nothing ran. */
  commit: v.nullable(v.string()),
  tascs: list(probedTasc),
  /** Whether the work tree has changes that were not in it; null where nothing ran. */
  dirty: v.nullable(v.boolean()),
  /** Files and folders that git does not have and that were not in it, from the top of the repository. */
  absent: list(v.string()),
  planned: list(v.strictObject({ tasc: v.string(), command: v.string() })),
  /** The ledger file, root-relative; null where no check ran. */
  ledger: v.nullable(v.string()),
});
