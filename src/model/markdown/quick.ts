import { readBlocks } from './blocks/readBlocks.js';
import { InlineReader } from './inline/inlineReader.js';
import type { Pieces } from './shape.js';

/** The pieces of a body; null where that takes the reference parser. Linear in the length of the text. */
export function findPieces(text: string, bodyStart: number, starts: readonly number[]): Pieces | null {
  // CommonMark reads NUL as another character.
  if (text.indexOf('\0', bodyStart) >= 0) return null;
  const blocks = readBlocks(text, bodyStart, starts);
  if (!blocks) return null;
  const pieces: Pieces = {
    headings: [],
    html: blocks.html,
    destinations: [],
    tasks: blocks.tasks,
    plain: [],
  };
  const reader = new InlineReader(text, blocks.definitions, pieces);
  for (const run of blocks.runs) {
    if (run.heading) {
      const shown = reader.readHeading(run);
      if (shown === null) return null;
      const { depth, start, end } = run.heading;
      pieces.headings.push({ depth, text: shown, start, end });
    } else if (!reader.readRun(run)) return null;
  }
  return pieces;
}
