import type { FieldEdit } from './frontMatter/fieldEdit.js';
import type { Span } from './text.js';

export type Severity = 'error' | 'warning';

/** What a rule found: one shape for the hook, the terminal, JSON, SARIF and GitHub annotations. */
export interface Finding {
  /** Documented rule id, `links/dangling`. */
  readonly rule: string;
  readonly severity: Severity;
  /** Root-relative posix path. */
  readonly path: string;
  /** Where in the file; absent where the finding is about the file itself (its name, its absence). */
  readonly span?: Span;
  /** What is wrong, one sentence without a full stop. */
  readonly message: string;
  /** What to write instead, ready to paste; or a command to run. */
  readonly suggestion?: string;
  /** A certain fix. Never present where a person has to choose. */
  readonly fix?: Fix;
}

export interface Fix {
  readonly title: string;
  readonly edits: readonly FixEdit[];
}

/** Patches against the text that was checked, or an edit of a document's front matter. */
export type FixEdit =
  | {
      readonly kind: 'patch';
      readonly path: string;
      readonly start: number;
      readonly end: number;
      readonly text: string;
    }
  | { readonly kind: 'field'; readonly path: string; readonly edit: FieldEdit };

/** Errors first within a file; files by path, then by place, then by rule. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    (a.path < b.path ? -1 : a.path > b.path ? 1 : 0) ||
    (a.span?.offset ?? -1) - (b.span?.offset ?? -1) ||
    (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0) ||
    (a.message < b.message ? -1 : a.message > b.message ? 1 : 0)
  );
}
