import type { LineHit } from './readCandidate.js';

/** A stretch of lines that is worth reading. */
export interface Window {
  /** 1-based, both included. */
  readonly from: number;
  readonly to: number;
  readonly score: number;
}

/** A file of so many lines is taken whole. */
export const wholeFile = 90;

/** Lines of a definition that are read at most. */
const longestBlock = 45;
const around = 3;

/** The stretches of a file around what was found in it, best first; one window for a small file. */
export function windowsOf(lines: readonly string[], hits: readonly LineHit[], most: number): Window[] {
  const total = hits.reduce((sum, hit) => sum + hit.score, 0);
  if (lines.length <= wholeFile) return [{ from: 1, to: lines.length, score: total }];
  const best = [...hits].sort((a, b) => b.score - a.score || a.line - b.line).slice(0, 24);
  const wanted = best.map((hit): Window => {
    if (hit.defines === null)
      return {
        from: Math.max(1, hit.line - around),
        to: Math.min(lines.length, hit.line + around),
        score: hit.score,
      };
    return { from: commentAbove(lines, hit.line), to: blockEnd(lines, hit.line), score: hit.score };
  });
  return merge(wanted)
    .sort((a, b) => b.score - a.score || a.from - b.from)
    .slice(0, most);
}

/** Join stretches that overlap or nearly touch. */
function merge(windows: readonly Window[]): Window[] {
  const merged: Window[] = [];
  for (const window of [...windows].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && window.from <= last.to + 3 && Math.max(last.to, window.to) - last.from < wholeFile)
      merged[merged.length - 1] = {
        from: last.from,
        to: Math.max(last.to, window.to),
        score: last.score + window.score,
      };
    else merged.push(window);
  }
  return merged;
}

/** The first line of the comment or decorators directly above a definition. */
function commentAbove(lines: readonly string[], line: number): number {
  let from = line;
  while (from > 1 && line - from < 8 && /^\s*(?:\/\/|\/\*|\*|#|@|"""|--)/.test(lines[from - 2] ?? ''))
    from -= 1;
  return from;
}

/** The last line of what starts at a line: before the next line that is not indented further, closing signs included. */
function blockEnd(lines: readonly string[], line: number): number {
  const indent = indentOf(lines[line - 1] ?? '');
  const isHeading = /^#{1,6}\s/.test(lines[line - 1] ?? '');
  const last = Math.min(lines.length, line + longestBlock - 1);
  for (let at = line + 1; at <= last; at++) {
    const text = lines[at - 1] ?? '';
    if (text.trim() === '') continue;
    if (isHeading ? /^#{1,6}\s/.test(text) : indentOf(text) <= indent) {
      const closes = !isHeading && /^\s*[)}\]]/.test(text);
      if (closes && /[{(:]\s*$/.test(text)) continue;
      return closes ? at : lastFilled(lines, at - 1);
    }
  }
  return last;
}

function lastFilled(lines: readonly string[], line: number): number {
  let at = line;
  while (at > 1 && (lines[at - 1] ?? '').trim() === '') at -= 1;
  return at;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
