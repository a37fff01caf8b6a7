import type { Cursor } from './cursor.js';
import { endOfRun, isBlankFrom } from './lineStarts.js';

/** The fence of the code that is open. */
export class CodeFence {
  #marker = 0;
  #length = 0;
  /** Columns of white space before it, which do not count before its lines either. */
  indent = 0;

  open(marker: number, length: number, indent: number): void {
    this.#marker = marker;
    this.#length = length;
    this.indent = indent;
  }

  isClosedBy(cursor: Cursor): boolean {
    const { text, next, end, indent, blank } = cursor;
    if (blank || indent > 3 || text.charCodeAt(next) !== this.#marker) return false;
    const stop = endOfRun(text, next, end);
    return stop - next >= this.#length && isBlankFrom(text, stop, end);
  }
}
