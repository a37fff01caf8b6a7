import { linesWithEndings } from '../board/lineSyntax.js';
import { lineEnding } from '../text.js';
import { conflictBlock, type Merged, type MergeOptions, pick } from './conflict.js';
import { matchSequences } from './match.js';

/** Merge by line, as `diff3` does: what one side changed wins, what both changed differently is marked. */
export function mergeLines(base: string, ours: string, theirs: string, options: MergeOptions): Merged {
  const whole = pick(base, ours, theirs);
  if (whole !== undefined) return { text: whole, conflicts: 0 };
  const lines = {
    base: linesWithEndings(base),
    ours: linesWithEndings(ours),
    theirs: linesWithEndings(theirs),
  };
  const inOurs = matchSequences(lines.base, lines.ours);
  const inTheirs = matchSequences(lines.base, lines.theirs);
  const eol = lineEnding(ours);
  let text = '';
  let conflicts = 0;
  let at = { base: 0, ours: 0, theirs: 0 };
  const flush = (end: typeof at): void => {
    const merged = mergeChunk(
      lines.base.slice(at.base, end.base).join(''),
      lines.ours.slice(at.ours, end.ours),
      lines.theirs.slice(at.theirs, end.theirs),
      eol,
      options,
    );
    text += merged.text;
    conflicts += merged.conflicts;
    at = end;
  };
  for (const [index, line] of lines.base.entries()) {
    const ourIndex = inOurs[index] ?? -1;
    const theirIndex = inTheirs[index] ?? -1;
    if (ourIndex < 0 || theirIndex < 0) continue;
    flush({ base: index, ours: ourIndex, theirs: theirIndex });
    text += line;
    at = { base: index + 1, ours: ourIndex + 1, theirs: theirIndex + 1 };
  }
  flush({ base: lines.base.length, ours: lines.ours.length, theirs: lines.theirs.length });
  return { text, conflicts };
}

/** One stretch between lines that all three share. Lines that both sides begin or end with stay outside the markers. */
function mergeChunk(
  base: string,
  ours: readonly string[],
  theirs: readonly string[],
  eol: string,
  options: MergeOptions,
): Merged {
  const whole = pick(base, ours.join(''), theirs.join(''));
  if (whole !== undefined) return { text: whole, conflicts: 0 };
  const shorter = Math.min(ours.length, theirs.length);
  let head = 0;
  while (head < shorter && ours[head] === theirs[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && ours.at(-1 - tail) === theirs.at(-1 - tail)) tail += 1;
  const middle = (list: readonly string[]) => list.slice(head, list.length - tail).join('');
  const block = conflictBlock(middle(ours), middle(theirs), eol, options);
  const around = { head: ours.slice(0, head).join(''), tail: ours.slice(ours.length - tail).join('') };
  return { text: around.head + block + around.tail, conflicts: 1 };
}

/** Merge text between cards: where only blank lines differ, ours are kept. */
export function mergeProse(base: string, ours: string, theirs: string, options: MergeOptions): Merged {
  const whole = pick(base, ours, theirs);
  if (whole !== undefined) return { text: whole, conflicts: 0 };
  const changed = pick(written(base), written(ours), written(theirs));
  if (changed === undefined) return mergeLines(base, ours, theirs, options);
  return { text: changed === written(ours) ? ours : theirs, conflicts: 0 };
}

function written(text: string): string {
  return linesWithEndings(text)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}
