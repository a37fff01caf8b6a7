/**
 * What a verb wants to do to files, as values: shown by `--dry-run`, written by the transaction, undone by
 * `undo`. Paths are root-relative posix paths. `before` is the text that the change was computed from; the
 * transaction refuses when the file no longer holds it.
 */
export type Change =
  | { readonly kind: 'create'; readonly path: string; readonly after: string }
  | { readonly kind: 'update'; readonly path: string; readonly before: string; readonly after: string }
  | { readonly kind: 'delete'; readonly path: string; readonly before: string }
  | {
      readonly kind: 'rename';
      readonly path: string;
      readonly to: string;
      readonly before: string;
      readonly after: string;
    };
