import { isBlank } from './lineStarts.js';

/**
 * The reading position in a line. A tab reaches to the next column that four divides and may be used up in part:
 * then `at` stays on it while `column` advances.
 */
export class Cursor {
  at = 0;
  end = 0;
  column = 0;
  /** Offset of the next non-blank character, and the columns before it. */
  next = 0;
  indent = 0;
  /** Whether `at` is on a tab that is used up in part. */
  partOfTab = false;

  constructor(readonly text: string) {}

  startLine(start: number, end: number): void {
    this.at = start;
    this.end = end;
    this.column = 0;
    this.partOfTab = false;
    this.look();
  }

  /** Whether only white space is left. */
  get blank(): boolean {
    return this.next >= this.end;
  }

  /** The code of the next non-blank character. */
  get code(): number {
    return this.text.charCodeAt(this.next);
  }

  look(): void {
    const { text, end } = this;
    let next = this.at;
    let { column } = this;
    for (; next < end; next++) {
      const code = text.charCodeAt(next);
      if (code === 32) column++;
      else if (code === 9) column += 4 - (column % 4);
      else break;
    }
    this.next = next;
    this.indent = column - this.column;
  }

  /** Advance to the next non-blank character and `length` further. */
  take(length: number): void {
    this.column += this.indent + length;
    this.at = this.next + length;
    this.partOfTab = false;
  }

  /** Advance by columns of white space. */
  takeColumns(columns: number): void {
    for (let left = columns; left > 0 && this.at < this.end; ) {
      if (this.text.charCodeAt(this.at) === 9) {
        const width = 4 - (this.column % 4);
        if (width > left) {
          this.column += left;
          this.partOfTab = true;
          return;
        }
        this.column += width;
        this.partOfTab = false;
        left -= width;
      } else {
        this.column += 1;
        left -= 1;
      }
      this.at += 1;
    }
  }

  /** Whether a space or tab is here. */
  get atBlank(): boolean {
    return this.at < this.end && isBlank(this.text.charCodeAt(this.at));
  }
}
