import { failure, type Result } from '../result.js';
import { editFrontMatterWith } from './editWith.js';
import type { FieldEdit } from './fieldEdit.js';
import { readFaithfully } from './read.js';

export type { FieldEdit, FieldValue } from './fieldEdit.js';

/**
 * Change front-matter keys by minimal patches of the text: every byte that an edit is not about stays. Edits apply in
 * order; all or none. A failure's `place.path` is empty, for the caller to fill in.
 *
 * This loads the full YAML parser (7 ms); `editFrontMatterWith` without a reader does not, and does for simple front matter.
 */
export function editFrontMatter(text: string, edits: readonly FieldEdit[]): Result<string> {
  return (
    editFrontMatterWith(text, edits, readFaithfully) ??
    failure('invalid-document', 'the front matter cannot be read')
  );
}
