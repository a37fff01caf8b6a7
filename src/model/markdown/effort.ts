import { FenceTracker } from './blocks/fence.js';

/** Characters that the parser may be given; it needs about a second and 300 MB for a million. */
const longest = 1_000_000;
/** Block quotes and list items in one line; the parser's calls nest as deep. */
const deepest = 100;
/** Lines of one paragraph: every one is held against all before it. */
const mostLines = 5_000;
/** Brackets and emphasis markers in one paragraph, each held against all before it. */
const mostMarks = 10_000;
/** Openings of code and HTML in a paragraph, times its length: each may be followed to its end. */
const mostSteps = 100_000_000;

const marks = new Uint8Array(128);
for (const character of '*_~[]') marks[character.charCodeAt(0)] = 1;
for (const character of '<`') marks[character.charCodeAt(0)] = 2;

const separateItem = /^\s*(?:[-+*][ \t]+\S|#{1,6}[ \t])/;
const containers = /(?:>[ \t]?|(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$))[ \t]*/y;
const delimiterRow = /^[ \t]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/;

/**
 * The offset from which a body is too much for the reference parser, which takes quadratic time for unusual input
 * (thousands of brackets in a paragraph, hundreds of nested quotes); -1 if the parser can read it. Linear.
 */
export function tooHardAt(text: string, bodyStart: number, starts: readonly number[]): number {
  if (text.length - bodyStart > longest) return bodyStart;
  const meter = new Meter(text);
  for (let index = 0; index < starts.length; index++) {
    const start = starts[index] ?? 0;
    if (start < bodyStart) continue;
    if (!meter.readLine(start, starts[index + 1] ?? text.length)) return start;
  }
  return -1;
}

/** Adds up what the lines of one paragraph cost. */
class Meter {
  readonly #fences: FenceTracker;
  #lines = 0;
  #marks = 0;
  #openings = 0;
  #characters = 0;
  #head = 0;
  #inTable = false;

  constructor(readonly text: string) {
    this.#fences = new FenceTracker(text);
  }

  /** False where it is too much. */
  readLine(start: number, end: number): boolean {
    const line = this.text.slice(start, end).trimEnd();
    const fenced = this.#fences.readLine(start, start + line.length);
    if (depthOf(line) > deepest) return false;
    if (fenced || line === '') this.#begin(false);
    else if (this.#inTable || separateItem.test(line)) this.#begin(this.#inTable);
    const pipes = line.includes('|') ? cellsOf(line) : 0;
    if (!this.#inTable && pipes > 0 && pipes === this.#head && delimiterRow.test(line)) this.#begin(true);
    this.#head = pipes;
    if (!fenced) this.#count(line);
    return (
      this.#lines <= mostLines && this.#marks <= mostMarks && this.#openings * this.#characters <= mostSteps
    );
  }

  #begin(inTable: boolean): void {
    this.#lines = 0;
    this.#marks = 0;
    this.#openings = 0;
    this.#characters = 0;
    this.#inTable = inTable;
  }

  #count(line: string): void {
    this.#lines += 1;
    this.#characters += line.length;
    let before = 0;
    for (let at = 0; at < line.length; at++) {
      const code = line.charCodeAt(at);
      const kind = code < 128 ? (marks[code] ?? 0) : 0;
      if (kind === 1 && (code !== before || code === 91)) this.#marks += 1;
      else if (kind === 2 && code !== before) this.#openings += 1;
      before = code;
    }
  }
}

/** Containers that a line opens or continues, of which the first may be indented. */
function depthOf(line: string): number {
  let depth = 0;
  containers.lastIndex = line.length - line.trimStart().length;
  while (depth <= deepest && containers.lastIndex < line.length && containers.test(line)) depth += 1;
  return depth;
}

/** Cells of a table's row. */
function cellsOf(line: string): number {
  const row = line.trim().replace(/^\|/, '').replace(/\|$/, '');
  return row.split(/(?<!\\)\|/).length;
}
