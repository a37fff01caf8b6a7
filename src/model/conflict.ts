import type { ReadingProblem } from './document/facts.js';
import { FenceTracker } from './markdown/blocks/fence.js';
import { spanAt } from './text.js';

/** git's markers; `.gitattributes` may make them longer. */
const shortest = 7;
const less = 60;
const equals = 61;
const greater = 62;

interface OpenConflict {
  readonly start: number;
  readonly end: number;
  divided: boolean;
}

/**
 * The first conflict that git left: `<<<<<<< label`, `=======` and `>>>>>>> label` of one length at the starts of
 * lines. One that starts in fenced code is an example. Once it is open, fences do not count, since one side may
 * open a fence that the other closes.
 */
export function findConflict(text: string, starts: readonly number[]): ReadingProblem | null {
  if (!text.includes('<'.repeat(shortest))) return null;
  const fences = new FenceTracker(text);
  const open = new Map<number, OpenConflict>();
  for (let index = 0; index < starts.length; index++) {
    const start = starts[index] ?? 0;
    const end = endOfLine(text, start, starts[index + 1] ?? text.length);
    const fenced = fences.readLine(start, end);
    const length = markerLength(text, start, end);
    if (length === 0) continue;
    const conflict = open.get(length);
    const marker = text.charCodeAt(start);
    if (marker === less && !fenced && !conflict) open.set(length, { start, end, divided: false });
    else if (marker === equals && conflict) conflict.divided = true;
    else if (marker === greater && conflict?.divided) {
      return {
        kind: 'conflict',
        message: 'git left conflict markers here',
        span: spanAt(starts, conflict.start, conflict.end),
      };
    }
  }
  return null;
}

/** Length of the marker that a line consists of, with a label behind `<` and `>`; 0 where it is none. */
function markerLength(text: string, start: number, end: number): number {
  const marker = text.charCodeAt(start);
  if (marker !== less && marker !== equals && marker !== greater) return 0;
  let stop = start;
  while (stop < end && text.charCodeAt(stop) === marker) stop++;
  if (stop - start < shortest) return 0;
  if (marker !== equals && text.charCodeAt(stop) !== 32) return 0;
  return marker === equals && stop < end ? 0 : stop - start;
}

function endOfLine(text: string, start: number, next: number): number {
  let end = next;
  if (end > start && text.charCodeAt(end - 1) === 10) end--;
  if (end > start && text.charCodeAt(end - 1) === 13) end--;
  return end;
}
