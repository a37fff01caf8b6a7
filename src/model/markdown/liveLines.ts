import { FenceTracker } from './blocks/fence.js';

/** A line without its ending. Offsets into the whole text. */
export interface LiveLine {
  /** 0-based. */
  readonly index: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * The lines of a body that are neither in fenced code nor in an HTML comment of their own, in order: for readers of
 * line-based syntax (roadmaps, titles) that must not take an example for the real thing.
 */
export function liveLines(text: string, bodyStart: number, starts: readonly number[]): LiveLine[] {
  const lines: LiveLine[] = [];
  const fences = new FenceTracker(text);
  let inComment = false;
  for (let index = 0; index < starts.length; index++) {
    const start = starts[index] ?? 0;
    if (start < bodyStart) continue;
    const end = lineEnd(text, start, starts[index + 1] ?? text.length);
    const line = text.slice(start, end);
    if (inComment) {
      inComment = !line.includes('-->');
      continue;
    }
    const opensComment = /^ {0,3}<!--/.exec(line);
    if (opensComment && !fences.isOpen) {
      inComment = !line.includes('-->', opensComment[0].length);
      continue;
    }
    if (!fences.readLine(start, end)) lines.push({ index, start, end, text: line });
  }
  return lines;
}

/** Where a line that the next one follows at `next` ends. */
function lineEnd(text: string, start: number, next: number): number {
  let end = next;
  while (end > start && (text.charCodeAt(end - 1) === 10 || text.charCodeAt(end - 1) === 13)) end--;
  return end;
}
