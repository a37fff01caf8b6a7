import * as v from 'valibot';
import { list } from './parts.js';

export const cleanedUp = v.strictObject({
  parts: list(
    v.strictObject({
      part: v.picklist(['cache', 'output', 'inputs', 'runs']),
      files: v.number(),
      bytes: v.number(),
      holds: v.string(),
    }),
  ),
  files: v.number(),
  bytes: v.number(),
  /** False with `--dry-run`. */
  removed: v.boolean(),
});

export const mergedFile = v.strictObject({
  /** As git names it, from the top of the work tree. */
  path: v.string(),
  conflicts: v.number(),
});
