import { Cursor, quote } from './containers.js';
import { type Definitions, takeDefinitions } from './definitions.js';
import { endsHtmlBlock, type HtmlKind, htmlBlockKind } from './htmlBlocks.js';
import {
  atxHeading,
  endOfRun,
  fenceLength,
  isBlank,
  isBlankFrom,
  isDigit,
  isThematicBreak,
  isUnderline,
  listMarkerLength,
  trimmedEnd,
} from './lineStarts.js';
import type { Outline } from './outline.js';
import type { HeadingPiece, Range, TaskPiece } from './shape.js';
import { cellsOf, delimiterColumns } from './tableRows.js';

/** Inline content: a paragraph, a heading or a table's cell. */
export interface Run extends Range {
  /** Offsets of its lines in pairs, where more than white space stands between them. */
  readonly lines: readonly number[] | null;
  readonly heading: Omit<HeadingPiece, 'text'> | null;
}

export interface Blocks {
  /** In order. */
  readonly runs: readonly Run[];
  readonly html: Range[];
  readonly tasks: TaskPiece[];
  readonly definitions: Definitions;
}

/**
 * The block structure of a body, by the algorithm of CommonMark's appendix with GitHub's tables: every line first
 * continues the open containers, then may open new ones, and what is left is text. Null where parsers are known to
 * differ or a construct is not read here. Linear, apart from the depth of nesting.
 */
export function readBlocks(
  text: string,
  bodyStart: number,
  starts: readonly number[],
  outline: Outline | null = null,
): Blocks | null {
  const reader = new BlockReader(text, outline);
  let at = bodyStart + (text.charCodeAt(bodyStart) === 0xfeff ? 1 : 0);
  for (let index = lineAt(starts, bodyStart); at < text.length; index++) {
    const next = starts[index + 1] ?? text.length;
    let end = next;
    if (end > at && text.charCodeAt(end - 1) === 10) end--;
    if (end > at && text.charCodeAt(end - 1) === 13) end--;
    if (!reader.readLine(at, end)) return null;
    at = next;
  }
  return reader.finish();
}

function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

type Leaf = 'none' | 'paragraph' | 'code' | 'fence' | 'html' | 'table';

/** What became of a line: read, undecided, or to be read on as text. */
type Step = 'done' | 'doubt' | 'text' | 'again';

class BlockReader {
  readonly #text: string;
  readonly #outline: Outline | null;
  readonly #cursor: Cursor;
  readonly #runs: Run[] = [];
  readonly #html: Range[] = [];
  readonly #tasks: TaskPiece[] = [];
  readonly #definitions: Definitions = new Map();
  readonly #containers: number[] = [];
  /** Index of an item that has no content yet; only the innermost container can be one. */
  #emptyItem = -1;
  /** Whether the next paragraph would be the first content of a list item. */
  #startsItem = false;
  /** Whether that item's first line held nothing. */
  #continuesEmpty = false;
  /** Whether this line opened a container right behind a paragraph or indented code. */
  #interrupts = false;
  #leaf: Leaf = 'none';
  #fenceMarker = 0;
  #fenceLength = 0;
  #fenceIndent = 0;
  #htmlKind: HtmlKind = 6;
  #htmlStart = 0;
  #htmlEnd = 0;
  #lines: number[] = [];
  #joined = true;
  #boxed = false;
  #lastLazy = false;
  #lastIndent = 0;
  /** Containers that this line continues or opens. */
  #matched = 0;
  #quoted = false;

  constructor(text: string, outline: Outline | null) {
    this.#text = text;
    this.#outline = outline;
    this.#cursor = new Cursor(text);
  }

  finish(): Blocks | null {
    this.#matched = 0;
    if (!this.#close()) return null;
    return { runs: this.#runs, html: this.#html, tasks: this.#tasks, definitions: this.#definitions };
  }

  /** False where the document is undecided. */
  readLine(start: number, end: number): boolean {
    this.#cursor.startLine(start, end);
    this.#matched = 0;
    this.#quoted = false;
    this.#startsItem = false;
    this.#continuesEmpty = false;
    this.#interrupts = false;
    if (this.#containers.length > 0) this.#continueContainers();
    if (this.#leaf === 'fence' || this.#leaf === 'html') {
      if (this.#matched === this.#containers.length) {
        if (this.#leaf === 'fence') return this.#inFence();
        if (this.#inHtml()) return true;
      } else if (!this.#closeLeaf()) return false;
    }
    let step = this.#openBlocks();
    if (step === 'text') step = this.#addText();
    return step === 'done';
  }

  #continueContainers(): void {
    const cursor = this.#cursor;
    const empty = this.#emptyItem;
    this.#emptyItem = -1;
    for (; this.#matched < this.#containers.length; this.#matched++) {
      const need = this.#containers[this.#matched] ?? 0;
      if (need === quote) {
        if (cursor.blank || cursor.indent > 3 || this.#text.charCodeAt(cursor.next) !== 62) return;
        cursor.take(1);
        if (cursor.atBlank) cursor.takeColumns(1);
        this.#quoted = true;
      } else if (cursor.blank) {
        if (empty === this.#matched) return;
      } else if (cursor.indent >= need) {
        cursor.takeColumns(need);
        if (empty === this.#matched) {
          this.#startsItem = true;
          this.#continuesEmpty = true;
        }
      } else return;
      cursor.look();
    }
  }

  /** Whether the line is not yet read as part of the open paragraph. */
  get #inParagraph(): boolean {
    return this.#leaf === 'paragraph' && this.#matched === this.#containers.length;
  }

  /** Whether the line may go on with indented code, which blank lines do not end. */
  get #inCode(): boolean {
    return this.#leaf === 'code' && this.#matched === this.#containers.length;
  }

  #openBlocks(): Step {
    const cursor = this.#cursor;
    for (;;) {
      if (cursor.blank) {
        if (!this.#inCode && !this.#close()) return 'doubt';
        if (this.#quoted) this.#outline?.blankQuoted(cursor.end);
        return 'done';
      }
      if (cursor.indent >= 4) {
        if (this.#leaf === 'paragraph') return 'text';
        if (this.#leaf === 'table' || !this.#close()) return 'doubt';
        this.#leaf = 'code';
        if (this.#outline) this.#codeLine('indent', 4);
        return 'done';
      }
      const step = this.#openBlock(this.#text.charCodeAt(cursor.next));
      if (step !== 'again') return step;
      cursor.look();
    }
  }

  #openBlock(code: number): Step {
    const { next, end } = this.#cursor;
    switch (code) {
      case 62:
        return this.#openQuote();
      case 35:
        return this.#heading();
      case 96:
      case 126:
        return this.#openFence(code, fenceLength(this.#text, next, end));
      case 60:
        return this.#openHtml();
      case 61:
        return this.#inParagraph && isUnderline(this.#text, next, end) ? this.#setext(1) : 'text';
      case 45:
        if (this.#inParagraph && isUnderline(this.#text, next, end)) return this.#setext(2);
        return this.#breakOrItem();
      case 42:
      case 43:
      case 95:
        return this.#breakOrItem();
      case 91:
        // A footnote's definition is a container of its own.
        return this.#text.charCodeAt(next + 1) === 94 ? this.#footnote() : 'text';
      default:
        return isDigit(code) ? this.#breakOrItem() : 'text';
    }
  }

  #footnote(): Step {
    const { next, end } = this.#cursor;
    return /^\[\^[^[\]\s]+\]:/.test(this.#text.slice(next, end)) ? 'doubt' : 'text';
  }

  #openQuote(): Step {
    if (!this.#closeForContainer()) return 'doubt';
    this.#cursor.take(1);
    if (this.#cursor.atBlank) this.#cursor.takeColumns(1);
    this.#outline?.openQuote(this.#cursor.next);
    this.#containers.push(quote);
    this.#matched++;
    this.#quoted = true;
    this.#startsItem = false;
    return 'again';
  }

  #heading(): Step {
    const { next, end } = this.#cursor;
    const found = atxHeading(this.#text, next, end);
    if (!found) return 'text';
    if (!this.#close()) return 'doubt';
    const heading = {
      depth: found.depth as HeadingPiece['depth'],
      start: next,
      end: trimmedEnd(this.#text, next, end),
    };
    const run: Run = {
      start: found.start,
      end: Math.max(found.start, found.end),
      lines: null,
      heading,
    };
    this.#runs.push(run);
    this.#outline?.heading(found.depth, heading, run);
    return 'done';
  }

  #openFence(marker: number, length: number): Step {
    if (length === 0) return 'text';
    if (!this.#close()) return 'doubt';
    this.#leaf = 'fence';
    this.#fenceMarker = marker;
    this.#fenceLength = length;
    this.#fenceIndent = this.#cursor.indent;
    this.#outline?.openFence(this.#cursor.next, this.#cursor.end);
    return 'done';
  }

  #inFence(): boolean {
    const { next, end, indent, blank } = this.#cursor;
    if (!blank && indent <= 3 && this.#text.charCodeAt(next) === this.#fenceMarker) {
      const stop = endOfRun(this.#text, next, end);
      if (stop - next >= this.#fenceLength && isBlankFrom(this.#text, stop, end)) {
        this.#leaf = 'none';
        this.#outline?.closeFence(end);
        return true;
      }
    }
    if (this.#outline) this.#codeLine('fence', this.#fenceIndent);
    return true;
  }

  /** Tell of a line of code, of which so many columns of white space do not count. */
  #codeLine(kind: 'fence' | 'indent', columns: number): void {
    const cursor = this.#cursor;
    cursor.takeColumns(Math.min(columns, cursor.indent));
    const pad = cursor.partOfTab ? 4 - (cursor.column % 4) : 0;
    this.#outline?.codeLine(kind, pad, cursor.at + (pad > 0 ? 1 : 0), cursor.end);
  }

  #openHtml(): Step {
    const { next, end } = this.#cursor;
    const line = this.#text.slice(next, end);
    const kind = htmlBlockKind(line);
    if (kind === null) return 'text';
    if (kind === 7 && this.#inParagraph) return 'text';
    // Parsers differ in whether a mere tag may follow these without a blank line.
    if (kind === 7 && (this.#leaf === 'paragraph' || this.#leaf === 'code' || this.#interrupts))
      return 'doubt';
    if (!this.#close()) return 'doubt';
    this.#leaf = 'html';
    this.#htmlKind = kind;
    this.#htmlStart = next;
    this.#htmlEnd = end;
    return endsHtmlBlock(kind, line) && !this.#closeLeaf() ? 'doubt' : 'done';
  }

  /** Whether the line belongs to the open HTML block. */
  #inHtml(): boolean {
    const { at, end, blank } = this.#cursor;
    if (this.#htmlKind >= 6) {
      if (!blank) this.#htmlEnd = end;
      else this.#closeLeaf();
      return !blank;
    }
    this.#htmlEnd = end;
    if (endsHtmlBlock(this.#htmlKind, this.#text.slice(at, end))) this.#closeLeaf();
    return true;
  }

  #setext(depth: 1 | 2): Step {
    const [start = 0] = this.#lines;
    const last = this.#lines[this.#lines.length - 1] ?? start;
    // Definitions in front, markers between its lines or a box belong to puzzles.
    if (this.#text.charCodeAt(start) === 91 || !this.#joined || this.#boxed) return 'doubt';
    const end = trimmedEnd(this.#text, this.#cursor.next, this.#cursor.end);
    this.#runs.push({
      start,
      end: trimmedEnd(this.#text, start, last),
      lines: null,
      heading: { depth, start, end },
    });
    this.#outline?.heading(depth, { start, end }, { start, end: trimmedEnd(this.#text, start, last) });
    this.#leaf = 'none';
    return 'done';
  }

  #breakOrItem(): Step {
    const { next, end } = this.#cursor;
    if (isThematicBreak(this.#text, next, end)) {
      if (!this.#close()) return 'doubt';
      this.#outline?.rule({ start: next, end });
      return 'done';
    }
    const length = listMarkerLength(this.#text, next, end);
    return length === 0 ? 'text' : this.#openItem(length);
  }

  #openItem(length: number): Step {
    const cursor = this.#cursor;
    const { next, end, indent } = cursor;
    const empty = isBlankFrom(this.#text, next + length, end);
    const first = this.#text.charCodeAt(next);
    if (empty || (isDigit(first) && !(first === 49 && length === 2))) {
      if (this.#inParagraph) return 'text';
      // Parsers differ in whether these may follow without a blank line.
      if (this.#interrupts || this.#leaf === 'code') return 'doubt';
    }
    if (this.#leaf === 'paragraph' && delimiterColumns(this.#text, next, end) > 0) return 'doubt';
    if (!this.#closeForContainer()) return 'doubt';
    cursor.take(length);
    const spaces = spacesBehind(cursor);
    const padding = empty || spaces > 4 ? 1 : spaces;
    cursor.takeColumns(padding);
    this.#outline?.openItem(next, length);
    this.#containers.push(indent + length + padding);
    this.#matched++;
    this.#startsItem = true;
    if (empty) this.#emptyItem = this.#matched - 1;
    return 'again';
  }

  #addText(): Step {
    const { next, end, indent } = this.#cursor;
    const lazy = this.#matched < this.#containers.length;
    if (this.#leaf === 'paragraph') {
      const columns = lazy ? 0 : delimiterColumns(this.#text, next, end);
      if (columns > 0) {
        const opened = this.#openTable(columns);
        if (opened !== 'text') return opened;
      }
      this.#lines.push(next, end);
      if (this.#quoted) this.#joined = false;
      this.#lastLazy = lazy;
      this.#lastIndent = indent;
      return 'done';
    }
    if (this.#leaf === 'table' && !lazy) {
      this.#addRow(next, end);
      return 'done';
    }
    return this.#openParagraph() ? 'done' : 'doubt';
  }

  #openParagraph(): boolean {
    if (!this.#close()) return false;
    const text = this.#text;
    const { next, end, indent } = this.#cursor;
    let start = next;
    this.#boxed = false;
    if (this.#startsItem && text.charCodeAt(next) === 91 && text.charCodeAt(next + 2) === 93) {
      const mark = text.charCodeAt(next + 1);
      if (isBlank(mark) || mark === 120 || mark === 88) {
        // Nothing behind the box, or nothing before it on the item's first line: parsers differ.
        if (this.#continuesEmpty || isBlankFrom(text, next + 3, end)) return false;
        if (isBlank(text.charCodeAt(next + 3))) {
          this.#tasks.push({ checked: !isBlank(mark), mark: next + 1 });
          this.#outline?.task(!isBlank(mark));
          this.#boxed = true;
          start = next + 4;
        }
      }
    }
    this.#leaf = 'paragraph';
    this.#lines = [start, end];
    this.#joined = true;
    this.#lastLazy = false;
    this.#lastIndent = indent;
    return true;
  }

  /** The last line of the paragraph turns out to be the head of a table, if it has as many cells. */
  #openTable(columns: number): Step {
    const end = this.#lines[this.#lines.length - 1] ?? 0;
    const start = this.#lines[this.#lines.length - 2] ?? 0;
    const head = cellsOf(this.#text, start, end);
    const puzzling = this.#lastLazy || this.#boxed || this.#lastIndent > 3 || this.#cursor.indent > 3;
    const first = this.#lines[0] ?? 0;
    const definition = this.#text.charCodeAt(first) === 91 && this.#text.slice(first, end).includes(']:');
    if (puzzling || definition || delimiterColumns(this.#text, start, end) > 0) return 'doubt';
    if (head.length !== columns) return 'text';
    this.#lines = this.#lines.slice(0, -2);
    if (!this.#closeLeaf()) return 'doubt';
    this.#leaf = 'table';
    this.#addCells(head);
    this.#outline?.table(head, cellsOf(this.#text, this.#cursor.next, this.#cursor.end));
    return 'done';
  }

  #addRow(start: number, end: number): void {
    const cells = cellsOf(this.#text, start, end);
    this.#addCells(cells);
    // A pipe and nothing else is a row with an empty cell.
    this.#outline?.row(cells.length > 0 ? cells : [{ start: start + 1, end: start + 1 }]);
  }

  #addCells(cells: readonly Range[]): void {
    for (const { start, end } of cells) {
      if (start < end) this.#runs.push({ start, end, lines: null, heading: null });
    }
  }

  /** Close the open leaf and the containers that this line does not continue. */
  #close(): boolean {
    if (this.#leaf !== 'none' && !this.#closeLeaf()) return false;
    while (this.#containers.length > this.#matched) {
      this.#containers.pop();
      this.#outline?.closeContainer();
    }
    return true;
  }

  #closeForContainer(): boolean {
    if (this.#inParagraph || this.#inCode) this.#interrupts = true;
    return this.#close();
  }

  #closeLeaf(): boolean {
    const leaf = this.#leaf;
    this.#leaf = 'none';
    if (leaf === 'html') {
      const range = { start: this.#htmlStart, end: this.#htmlEnd };
      this.#html.push(range);
      this.#outline?.html(range);
    }
    return leaf !== 'paragraph' || this.#closeParagraph();
  }

  #closeParagraph(): boolean {
    let lines = this.#lines;
    if (lines.length > 0 && this.#text.charCodeAt(lines[0] ?? 0) === 91) {
      const taken = takeDefinitions(this.#text, lines, this.#definitions);
      if (taken < 0 || (taken > 0 && this.#boxed)) return false;
      if (taken > 0) {
        lines = lines.slice(taken * 2);
        // A box behind definitions counts in a list item alone.
        if (lines.length > 0 && this.#text.charCodeAt(lines[0] ?? 0) === 91) return false;
      }
    }
    if (lines.length === 0) return true;
    const start = lines[0] ?? 0;
    const end = lines[lines.length - 1] ?? start;
    const joined = this.#joined || lines.length === 2;
    this.#runs.push({ start, end, lines: joined ? null : lines, heading: null });
    this.#outline?.paragraph(lines, joined);
    return true;
  }
}

/** Columns of white space behind a list marker, up to five. */
function spacesBehind(cursor: Cursor): number {
  cursor.look();
  return Math.min(cursor.indent, 5);
}
