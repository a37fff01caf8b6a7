/** Offsets and columns count UTF-16 code units of the decoded text (a byte order mark counts as one). */

/** A piece of text: `line` and `column` are 1-based and name its start; `length` may cross lines. */
export interface Span {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
  readonly length: number;
}

/** Replace `text.slice(start, end)` by `text`. */
export interface TextPatch {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Apply patches that do not overlap, in any order; two insertions at one offset keep their order. */
export function applyPatches(text: string, patches: readonly TextPatch[]): string {
  const ordered = patches
    .map((patch, index) => ({ patch, index }))
    .sort((a, b) => a.patch.start - b.patch.start || a.patch.end - b.patch.end || a.index - b.index);
  let result = '';
  let at = 0;
  for (const { patch } of ordered) {
    if (patch.start < at || patch.end < patch.start || patch.end > text.length) {
      throw new RangeError(`patch ${patch.start}..${patch.end} overlaps or lies outside the text`);
    }
    result += text.slice(at, patch.start) + patch.text;
    at = patch.end;
  }
  return result + text.slice(at);
}

/** Offsets at which lines start; a line ends with `\n`, `\r\n` or a lone `\r`. */
export function lineStarts(text: string): number[] {
  if (text.includes('\r')) return startsBehindReturns(text);
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function startsBehindReturns(text: string): number[] {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 10) starts.push(i + 1);
    else if (code === 13 && text.charCodeAt(i + 1) !== 10) starts.push(i + 1);
  }
  return starts;
}

/** The span of `text.slice(start, end)`, given `lineStarts(text)`. */
export function spanAt(starts: readonly number[], start: number, end: number): Span {
  const line = lineIndexAt(starts, start);
  return { line: line + 1, column: start - (starts[line] ?? 0) + 1, offset: start, length: end - start };
}

/** Index of the line that contains an offset, given `lineStarts(text)`. */
export function lineIndexAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The line ending a text uses: that of its first line, `\n` where it has none. */
export function lineEnding(text: string): '\n' | '\r\n' {
  const at = text.indexOf('\n');
  return at > 0 && text.charCodeAt(at - 1) === 13 ? '\r\n' : '\n';
}
