import { lineIndexAt } from '../../text.js';
import type { BlockPieces } from './blockPieces.js';
import { BlockReader } from './blockReader.js';
import type { Outline } from './outline.js';

/**
 * The block structure of a body, by the algorithm of CommonMark's appendix with GitHub's tables: every line first
 * continues the open containers, then may open new ones, and what is left is text. Null where parsers are known to
 * differ or a construct is not supported here. Linear, apart from the depth of nesting.
 */
export function readBlocks(
  text: string,
  bodyStart: number,
  starts: readonly number[],
  outline: Outline | null = null,
): BlockPieces | null {
  const reader = new BlockReader(text, outline);
  let at = bodyStart + (text.charCodeAt(bodyStart) === 0xfeff ? 1 : 0);
  for (let index = lineIndexAt(starts, bodyStart); at < text.length; index++) {
    const next = starts[index + 1] ?? text.length;
    let end = next;
    if (end > at && text.charCodeAt(end - 1) === 10) end--;
    if (end > at && text.charCodeAt(end - 1) === 13) end--;
    if (!reader.readLine(at, end)) return null;
    at = next;
  }
  return reader.finish();
}
