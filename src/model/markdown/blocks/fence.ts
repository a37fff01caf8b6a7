import { endOfRun, isBlankFrom } from './lineStarts.js';

const backtick = 96;
const tilde = 126;

/** An open fence: its character, and how many of them a line needs at least to close it. */
export interface Fence {
  readonly marker: number;
  readonly length: number;
}

/** The fence that a line opens whose first character that is not white space is at `at`; null where it opens none. */
export function openingFence(text: string, at: number, end: number): Fence | null {
  const marker = at < end ? text.charCodeAt(at) : 0;
  if (marker !== backtick && marker !== tilde) return null;
  const stop = endOfRun(text, at, end);
  if (stop - at < 3 || (marker === backtick && text.slice(stop, end).includes('`'))) return null;
  return { marker, length: stop - at };
}

/** Whether a line closes the fence whose first character that is not white space is at `at`. */
export function closesFence(text: string, at: number, end: number, fence: Fence): boolean {
  if (at >= end || text.charCodeAt(at) !== fence.marker) return false;
  const stop = endOfRun(text, at, end);
  return stop - at >= fence.length && isBlankFrom(text, stop, end);
}

/** Follows fenced code from line to line, outside of containers: a line that is not indented ends those. */
export class FenceTracker {
  #open: Fence | null = null;

  constructor(readonly text: string) {}

  /** Read a line (without its ending); true where it belongs to fenced code, fences included. */
  readLine(start: number, end: number): boolean {
    let at = start;
    // A line that is indented deeper is neither.
    while (at < end && at - start < 3 && this.text.charCodeAt(at) === 32) at++;
    if (this.#open === null) {
      this.#open = openingFence(this.text, at, end);
      return this.#open !== null;
    }
    if (closesFence(this.text, at, end, this.#open)) this.#open = null;
    return true;
  }

  /** Whether the next line is inside fenced code. */
  get isOpen(): boolean {
    return this.#open !== null;
  }
}
