/** Lines of a board with their offsets; `end` is after the line ending. */
export interface Line {
  readonly start: number;
  /** Where the line ending starts. */
  readonly stop: number;
  readonly end: number;
  readonly number: number;
  readonly text: string;
}

/** The lines of a text; a text that ends in a line ending has no empty last line. */
export function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  let start = 0;
  while (start < text.length) {
    let end = text.indexOf('\n', start);
    end = end < 0 ? text.length : end + 1;
    let stop = end;
    while (stop > start && (text.charCodeAt(stop - 1) === 10 || text.charCodeAt(stop - 1) === 13)) stop--;
    lines.push({ start, stop, end, number: lines.length + 1, text: text.slice(start, stop) });
    start = end;
  }
  return lines;
}

export function isBlank(line: Line | undefined): boolean {
  return line !== undefined && line.text.trim() === '';
}
