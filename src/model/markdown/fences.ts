import { endOfRun } from './lineStarts.js';

const backtick = 96;
const tilde = 126;

/** Follows fenced code from line to line, outside of containers: a line that is not indented ends those. */
export class FenceTracker {
  #marker = 0;
  #length = 0;

  constructor(readonly text: string) {}

  /** Whether the next line stands inside of fenced code. */
  get isOpen(): boolean {
    return this.#marker !== 0;
  }

  /** Read a line (without its ending); true where it belongs to fenced code, fences included. */
  readLine(start: number, end: number): boolean {
    let at = start;
    while (at < end && at - start < 4 && this.text.charCodeAt(at) === 32) at++;
    const code = at - start > 3 || at >= end ? 0 : this.text.charCodeAt(at);
    if (this.#marker !== 0) {
      if (code === this.#marker) this.#close(at, end);
      return true;
    }
    if (code !== backtick && code !== tilde) return false;
    const stop = endOfRun(this.text, at, end);
    if (stop - at < 3 || (code === backtick && this.text.slice(stop, end).includes('`'))) return false;
    this.#marker = code;
    this.#length = stop - at;
    return true;
  }

  #close(at: number, end: number): void {
    const stop = endOfRun(this.text, at, end);
    if (stop - at >= this.#length && this.text.slice(stop, end).trim() === '') this.#marker = 0;
  }
}
