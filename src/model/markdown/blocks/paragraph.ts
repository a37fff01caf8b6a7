import type { Range } from '../shape.js';
import type { BlockPieces } from './blockPieces.js';
import { takeDefinitions } from './definitions.js';
import { trimmedEnd } from './lineStarts.js';
import { cellsOf, delimiterColumns } from './tableRows.js';

/** The paragraph that is open, until it is known what it is: text, a heading, a table's head or definitions. */
export class Paragraph {
  readonly #text: string;
  #lines: number[] = [];
  /** Whether only white space is between its lines. */
  #joined = true;
  #boxed = false;
  #lastLazy = false;
  #lastIndent = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** `boxed`: a checklist box is in front of it. */
  open(start: number, end: number, indent: number, boxed: boolean): void {
    this.#lines = [start, end];
    this.#joined = true;
    this.#boxed = boxed;
    this.#lastLazy = false;
    this.#lastIndent = indent;
  }

  /** `lazy`: without the markers of all open containers; `quoted`: behind the marker of a quote. */
  add(start: number, end: number, indent: number, lazy: boolean, quoted: boolean): void {
    this.#lines.push(start, end);
    if (quoted) this.#joined = false;
    this.#lastLazy = lazy;
    this.#lastIndent = indent;
  }

  /** Its content as that of a heading that is underlined; null where that is a puzzle. */
  underlined(): Range | null {
    const [start = 0] = this.#lines;
    const last = this.#lines[this.#lines.length - 1] ?? start;
    // Definitions in front, markers between its lines or a box belong to puzzles.
    if (this.#text.charCodeAt(start) === 91 || !this.#joined || this.#boxed) return null;
    return { start, end: trimmedEnd(this.#text, start, last) };
  }

  /**
   * Take off the last line where it turns out to be the head of a table, and give its cells; `text` where it has
   * another number of them. `indent` is that of the line below, which makes it a head.
   */
  takeHead(columns: number, indent: number): Range[] | 'text' | 'doubt' {
    const end = this.#lines[this.#lines.length - 1] ?? 0;
    const start = this.#lines[this.#lines.length - 2] ?? 0;
    const head = cellsOf(this.#text, start, end);
    const puzzling = this.#lastLazy || this.#boxed || this.#lastIndent > 3 || indent > 3;
    const first = this.#lines[0] ?? 0;
    const definition = this.#text.charCodeAt(first) === 91 && this.#text.slice(first, end).includes(']:');
    if (puzzling || definition || delimiterColumns(this.#text, start, end) > 0) return 'doubt';
    if (head.length !== columns) return 'text';
    this.#lines = this.#lines.slice(0, -2);
    return head;
  }

  /** Take the definitions off its start and keep the rest as text; false where that is undecided. */
  close(found: BlockPieces): boolean {
    let lines = this.#lines;
    if (lines.length > 0 && this.#text.charCodeAt(lines[0] ?? 0) === 91) {
      const taken = takeDefinitions(this.#text, lines, found.definitions);
      if (taken < 0 || (taken > 0 && this.#boxed)) return false;
      if (taken > 0) {
        lines = lines.slice(taken * 2);
        // A box behind definitions counts in a list item alone.
        if (lines.length > 0 && this.#text.charCodeAt(lines[0] ?? 0) === 91) return false;
      }
    }
    if (lines.length > 0) found.addParagraph(lines, this.#joined || lines.length === 2);
    return true;
  }
}
