import { endOfRun } from '../blocks/lineStarts.js';

const backtick = 96;

/** Finds the backticks that close code spans within one stretch of text, in linear time over all questions. */
export class CodeSpans {
  readonly #text: string;
  #end = 0;
  /** Length of a run of backticks → where the last one of that length starts; made when one is missed first. */
  #last: Map<number, number> | null = null;
  /** Whether some run of backticks was not closed. */
  unclosed = false;

  constructor(text: string) {
    this.#text = text;
  }

  begin(end: number): void {
    this.#end = end;
    this.#last = null;
    this.unclosed = false;
  }

  /** Start of the run that closes the one from `at` to `open`; -1 where there is none. */
  closing(at: number, open: number): number {
    const length = open - at;
    if (!this.#last || (this.#last.get(length) ?? -1) >= open) {
      const last = this.#last ? null : new Map<number, number>();
      for (let next = this.#nextRun(open); next < this.#end; ) {
        const stop = endOfRun(this.#text, next, this.#end);
        if (stop - next === length) return next;
        last?.set(stop - next, next);
        next = this.#nextRun(stop);
      }
      this.#last ??= last;
    }
    this.unclosed = true;
    return -1;
  }

  #nextRun(from: number): number {
    let at = from;
    while (at < this.#end && this.#text.charCodeAt(at) !== backtick) at++;
    return at;
  }
}

/** Whether the content of a code span loses a space at either end. */
export function isPadded(content: string): boolean {
  return content.startsWith(' ') && content.endsWith(' ') && content.trim() !== '';
}
