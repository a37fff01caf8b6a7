import * as v from 'valibot';
import { list } from './parts.js';

/** What a rule wants, and why. */
export const explained = v.strictObject({
  id: v.string(),
  summary: v.string(),
  why: v.string(),
  bad: v.string(),
  good: v.string(),
});

export const validated = v.strictObject({
  /** Path of the root from the top of the git repository, `''` at the top: other programs name files from there. */
  below: v.string(),
  /** What was judged. */
  scope: v.picklist(['workspace', 'staged', 'files']),
  documents: v.number(),
  errors: v.number(),
  warnings: v.number(),
  /** How many findings --fix repaired. */
  fixed: v.number(),
  fixable: v.number(),
  /** For `--explain`. */
  explained: v.exactOptional(explained),
});

export const printed = v.strictObject({
  text: v.string(),
  names: list(v.string()),
  /** Null where names were asked for. */
  schema: v.nullable(v.record(v.string(), v.unknown())),
});

export const hooksReport = v.strictObject({
  /** What was changed, or would be with `--dry-run`. */
  changed: list(v.string()),
  state: v.strictObject({
    manager: v.picklist(['git', 'husky', 'lefthook', 'pre-commit']),
    parts: list(
      v.strictObject({
        /** A hook's name, `merge driver`, `program` or `.gitattributes`. */
        name: v.string(),
        path: v.string(),
        state: v.picklist(['installed', 'outdated', 'missing', 'by hand', 'foreign']),
        /** Why it is left alone, or what is wrong with it. */
        reason: v.exactOptional(v.string()),
      }),
    ),
    /** Lines to add by hand where another program is in charge. */
    byHand: list(v.string()),
  }),
});

export const diagnosis = v.strictObject({
  checks: list(
    v.strictObject({
      check: v.string(),
      state: v.picklist(['ok', 'warning', 'broken']),
      message: v.string(),
      /** What to do. */
      hint: v.exactOptional(v.string()),
    }),
  ),
  /** Names of the checks that `--fix` dealt with. */
  fixed: list(v.string()),
});
