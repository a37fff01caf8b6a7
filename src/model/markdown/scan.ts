import { assemble } from './assemble.js';
import { findPieces } from './quick.js';
import type { ReferenceScanner, Scan } from './shape.js';

export type { ReferenceScanner, Scan, TaskItem } from './shape.js';

/**
 * Find headings, links, anchors, prompts and checklists in a body that starts at `bodyStart`. Ordinary documents are
 * read by a quick scanner; a construct that it cannot decide with certainty sends the whole document to the
 * reference parser, or gives null where that was not passed in. Both give the same answer.
 */
export function scanMarkdown(
  text: string,
  bodyStart: number,
  starts: readonly number[],
  prefixes: readonly string[],
  reference?: ReferenceScanner,
): Scan | null {
  const pieces = findPieces(text, bodyStart, starts);
  if (pieces) return assemble(text, starts, prefixes, pieces);
  return reference ? reference(text, bodyStart, starts, prefixes) : null;
}
