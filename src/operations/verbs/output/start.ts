import * as v from 'valibot';
import { documentSummary, list } from './parts.js';

/** A decision that was taken over. */
export const adoption = v.strictObject({
  /** Root-relative path of the original. */
  from: v.string(),
  path: v.string(),
  id: v.string(),
  status: v.string(),
  /** What was not understood, and what was taken instead. */
  notes: list(v.string()),
});

export const adoptionReport = v.strictObject({
  adopted: list(adoption),
  /** Files that were left where they are, and why. */
  skipped: list(v.strictObject({ from: v.string(), reason: v.string() })),
});

export const initialised = v.strictObject({
  ...adoptionReport.entries,
  /** Absolute. */
  root: v.string(),
  folder: v.string(),
  /** Root-relative paths that were made or changed; empty when all of them existed. */
  created: list(v.string()),
  hooks: v.boolean(),
  inGit: v.boolean(),
  next: list(v.string()),
});

export const overview = v.strictObject({
  folder: v.string(),
  types: list(
    v.strictObject({
      name: v.string(),
      total: v.number(),
      statuses: list(v.strictObject({ status: v.string(), count: v.number() })),
    }),
  ),
  inProgress: list(documentSummary),
  ready: list(documentSummary),
  broken: v.number(),
});
