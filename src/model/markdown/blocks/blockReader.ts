import type { HeadingPiece } from '../shape.js';
import { BlockPieces } from './blockPieces.js';
import { Containers } from './containers.js';
import { Cursor } from './cursor.js';
import { closesFence, type Fence, openingFence } from './fence.js';
import { HtmlBlock, htmlBlockKind } from './htmlBlocks.js';
import {
  atxHeading,
  isBlankFrom,
  isDigit,
  isFootnote,
  isThematicBreak,
  isUnderline,
  listMarkerLength,
  readTaskBox,
  trimmedEnd,
} from './lineStarts.js';
import type { Outline } from './outline.js';
import { Paragraph } from './paragraph.js';
import { cellsOf, delimiterColumns } from './tableRows.js';

type Leaf = 'none' | 'paragraph' | 'code' | 'fence' | 'html' | 'table';

/** The result for a line: read, undecided, to be read as text, or to be read again behind a marker. */
type LineResult = 'done' | 'doubt' | 'text' | 'again';

/** Reads the blocks of a body line by line. */
export class BlockReader {
  readonly #text: string;
  readonly #outline: Outline | null;
  readonly #cursor: Cursor;
  readonly #containers: Containers;
  readonly #paragraph: Paragraph;
  readonly #found: BlockPieces;
  #fence: Fence | null = null;
  /** Columns of white space before the open fence, which do not count before its lines either. */
  #fenceIndent = 0;
  readonly #html = new HtmlBlock();
  /** Whether this line opened a container right behind a paragraph or indented code. */
  #interrupts = false;
  #leaf: Leaf = 'none';

  constructor(text: string, outline: Outline | null) {
    this.#text = text;
    this.#outline = outline;
    this.#cursor = new Cursor(text);
    this.#containers = new Containers(this.#cursor, outline);
    this.#paragraph = new Paragraph(text);
    this.#found = new BlockPieces(outline);
  }

  finish(): BlockPieces | null {
    if (!this.#closeLeaf()) return null;
    this.#containers.closeAll();
    return this.#found;
  }

  /** False where the document is undecided. */
  readLine(start: number, end: number): boolean {
    this.#cursor.startLine(start, end);
    this.#containers.startLine();
    this.#interrupts = false;
    if (this.#leaf === 'fence' || this.#leaf === 'html') {
      if (!this.#containers.allMatched) this.#closeLeaf();
      else if (this.#leaf === 'fence' ? this.#inFence() : this.#inHtml()) return true;
    }
    let result = this.#openBlocks();
    if (result === 'text') result = this.#addText();
    return result === 'done';
  }

  /** Whether the line is not yet read as part of the open paragraph. */
  get #inParagraph(): boolean {
    return this.#leaf === 'paragraph' && this.#containers.allMatched;
  }

  /** Whether the line may continue indented code, which blank lines do not end. */
  get #inCode(): boolean {
    return this.#leaf === 'code' && this.#containers.allMatched;
  }

  #openBlocks(): LineResult {
    const cursor = this.#cursor;
    for (;;) {
      if (cursor.blank) {
        if (!this.#inCode && !this.#close()) return 'doubt';
        if (this.#containers.quoted) this.#outline?.blankQuoted(cursor.end);
        return 'done';
      }
      if (cursor.indent >= 4) {
        if (this.#leaf === 'paragraph') return 'text';
        if (this.#leaf === 'table' || !this.#close()) return 'doubt';
        this.#leaf = 'code';
        if (this.#outline) this.#codeLine('indent', 4);
        return 'done';
      }
      const result = this.#openBlock(cursor.code);
      if (result !== 'again') return result;
      cursor.look();
    }
  }

  #openBlock(code: number): LineResult {
    const { next, end } = this.#cursor;
    switch (code) {
      case 62:
        return this.#openQuote();
      case 35:
        return this.#heading();
      case 96:
      case 126:
        return this.#openFence(openingFence(this.#text, next, end));
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
        return isFootnote(this.#text, next, end) ? 'doubt' : 'text';
      default:
        return isDigit(code) ? this.#breakOrItem() : 'text';
    }
  }

  #openQuote(): LineResult {
    if (!this.#closeForContainer()) return 'doubt';
    this.#containers.openQuote();
    return 'again';
  }

  #heading(): LineResult {
    const { next, end } = this.#cursor;
    const found = atxHeading(this.#text, next, end);
    if (!found) return 'text';
    if (!this.#close()) return 'doubt';
    const whole = { start: next, end: trimmedEnd(this.#text, next, end) };
    const content = { start: found.start, end: Math.max(found.start, found.end) };
    this.#found.addHeading(found.depth as HeadingPiece['depth'], whole, content);
    return 'done';
  }

  #openFence(fence: Fence | null): LineResult {
    if (!fence) return 'text';
    if (!this.#close()) return 'doubt';
    this.#leaf = 'fence';
    this.#fence = fence;
    this.#fenceIndent = this.#cursor.indent;
    this.#outline?.openFence(this.#cursor.next, this.#cursor.end);
    return 'done';
  }

  /** The line belongs to the open fence. */
  #inFence(): true {
    const { next, end, indent } = this.#cursor;
    if (this.#fence && indent <= 3 && closesFence(this.#text, next, end, this.#fence)) {
      this.#leaf = 'none';
      this.#outline?.closeFence(end);
    } else if (this.#outline) this.#codeLine('fence', this.#fenceIndent);
    return true;
  }

  /** Tell of a line of code, of which so many columns of white space do not count. */
  #codeLine(kind: 'fence' | 'indent', columns: number): void {
    const cursor = this.#cursor;
    cursor.takeColumns(Math.min(columns, cursor.indent));
    const pad = cursor.partOfTab ? 4 - (cursor.column % 4) : 0;
    this.#outline?.codeLine(kind, pad, cursor.at + (pad > 0 ? 1 : 0), cursor.end);
  }

  #openHtml(): LineResult {
    const { next, end } = this.#cursor;
    const line = this.#text.slice(next, end);
    const kind = htmlBlockKind(line);
    if (kind === null || (kind === 7 && this.#inParagraph)) return 'text';
    // Parsers differ in whether a mere tag may follow these without a blank line.
    if (kind === 7 && (this.#leaf === 'paragraph' || this.#leaf === 'code' || this.#interrupts))
      return 'doubt';
    if (!this.#close()) return 'doubt';
    this.#leaf = 'html';
    this.#html.open(kind, line, next);
    if (this.#html.ended) this.#closeLeaf();
    return 'done';
  }

  /** Whether the line belongs to the open HTML block. */
  #inHtml(): boolean {
    const belongs = this.#html.takes(this.#cursor);
    if (this.#html.ended) this.#closeLeaf();
    return belongs;
  }

  #setext(depth: 1 | 2): LineResult {
    const content = this.#paragraph.underlined();
    if (!content) return 'doubt';
    const end = trimmedEnd(this.#text, this.#cursor.next, this.#cursor.end);
    this.#found.addHeading(depth, { start: content.start, end }, content);
    this.#leaf = 'none';
    return 'done';
  }

  #breakOrItem(): LineResult {
    const { next, end } = this.#cursor;
    if (isThematicBreak(this.#text, next, end)) {
      if (!this.#close()) return 'doubt';
      this.#outline?.rule({ start: next, end });
      return 'done';
    }
    const length = listMarkerLength(this.#text, next, end);
    return length === 0 ? 'text' : this.#openItem(length);
  }

  #openItem(length: number): LineResult {
    const { next, end } = this.#cursor;
    const empty = isBlankFrom(this.#text, next + length, end);
    const first = this.#text.charCodeAt(next);
    if (empty || (isDigit(first) && !(first === 49 && length === 2))) {
      if (this.#inParagraph) return 'text';
      // Parsers differ in whether these may follow without a blank line.
      if (this.#interrupts || this.#leaf === 'code') return 'doubt';
    }
    if (this.#leaf === 'paragraph' && delimiterColumns(this.#text, next, end) > 0) return 'doubt';
    if (!this.#closeForContainer()) return 'doubt';
    this.#containers.openItem(length, empty);
    return 'again';
  }

  #addText(): LineResult {
    const { next, end, indent } = this.#cursor;
    const lazy = !this.#containers.allMatched;
    if (this.#leaf === 'paragraph') {
      const columns = lazy ? 0 : delimiterColumns(this.#text, next, end);
      if (columns > 0) {
        const opened = this.#openTable(columns);
        if (opened !== 'text') return opened;
      }
      this.#paragraph.add(next, end, indent, lazy, this.#containers.quoted);
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
    const { next, end, indent } = this.#cursor;
    const { startsItem, continuesEmpty } = this.#containers;
    const box = startsItem ? readTaskBox(this.#text, next, end, continuesEmpty) : 'none';
    if (box === 'doubt') return false;
    if (box !== 'none') this.#found.addTask(box.checked, next + 1);
    this.#leaf = 'paragraph';
    this.#paragraph.open(box === 'none' ? next : next + 4, end, indent, box !== 'none');
    return true;
  }

  /** The last line of the paragraph turns out to be the head of a table, if it has as many cells. */
  #openTable(columns: number): LineResult {
    const { next, end, indent } = this.#cursor;
    const head = this.#paragraph.takeHead(columns, indent);
    if (typeof head === 'string') return head;
    if (!this.#closeLeaf()) return 'doubt';
    this.#leaf = 'table';
    this.#found.addCells(head);
    this.#outline?.table(head, cellsOf(this.#text, next, end));
    return 'done';
  }

  #addRow(start: number, end: number): void {
    const cells = cellsOf(this.#text, start, end);
    this.#found.addCells(cells);
    // A pipe and nothing else is a row with an empty cell.
    this.#outline?.row(cells.length > 0 ? cells : [{ start: start + 1, end: start + 1 }]);
  }

  /** Close the open leaf and the containers that this line does not continue. */
  #close(): boolean {
    if (this.#leaf !== 'none' && !this.#closeLeaf()) return false;
    this.#containers.closeRest();
    return true;
  }

  #closeForContainer(): boolean {
    if (this.#inParagraph || this.#inCode) this.#interrupts = true;
    return this.#close();
  }

  #closeLeaf(): boolean {
    const leaf = this.#leaf;
    this.#leaf = 'none';
    if (leaf === 'html') this.#found.addHtml(this.#html.range);
    return leaf !== 'paragraph' || this.#paragraph.close(this.#found);
  }
}
