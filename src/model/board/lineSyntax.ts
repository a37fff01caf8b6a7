/** One line: `end` is before its ending (`\n` or `\r\n`), `next` behind it. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

/** The line that starts at an offset. A lone carriage return is part of a line, not its end. */
export function lineAt(text: string, start: number): Line {
  const newline = text.indexOf('\n', start);
  if (newline < 0) return { start, end: text.length, next: text.length };
  const end = newline > start && text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
  return { start, end, next: newline + 1 };
}

/** Whether there is only white space between two offsets. */
export function isBlank(text: string, start = 0, end: number = text.length): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 9 && code !== 13 && code !== 10) return false;
  }
  return true;
}

/** The lines of a text with their endings; none for an empty text. */
export function linesWithEndings(text: string): string[] {
  const lines: string[] = [];
  for (let start = 0; start < text.length; ) {
    const { next } = lineAt(text, start);
    lines.push(text.slice(start, next));
    start = next;
  }
  return lines;
}

/**
 * Whether a line below a card belongs to it: two columns of white space or a tab. The rule looks at nothing but the
 * line, so that taking out or putting in a card never changes what its neighbours own.
 */
export function isIndented(text: string, start: number): boolean {
  const first = text.charCodeAt(start);
  const second = text.charCodeAt(start + 1);
  return first === 9 || (first === 32 && (second === 32 || second === 9));
}

const bulletPattern = / ?(?:[-*+]|\d{1,9}[.)])(?=[ \t\r\n]|$)/y;
const starBreakPattern = / {0,3}\*[ \t]*\*[ \t]*\*[ \t*]*(?=\r?\n|$)/y;
const otherBreakPattern = / {0,3}(?:-[ \t]*-[ \t]*-[ \t-]*|_[ \t]*_[ \t]*_[ \t_]*)(?=\r?\n|$)/y;
const headingPattern = / ?##(?=[ \t\r\n]|$)/y;

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** The end of the bullet of a card that starts here, or -1. */
export function bulletEnd(text: string, start: number): number {
  const match = matchAt(bulletPattern, text, start);
  if (!match || isStarBreak(text, start) || matchAt(otherBreakPattern, text, start)) return -1;
  return start + match[0].length;
}

/** Whether this line is a thematic break of asterisks, which the plugin puts before the archive. */
export function isStarBreak(text: string, start: number): boolean {
  return matchAt(starBreakPattern, text, start) !== null;
}

/** Where the text of a `##` heading on this line starts, or -1. */
export function headingTextStart(text: string, start: number): number {
  const match = matchAt(headingPattern, text, start);
  return match ? start + match[0].length : -1;
}
