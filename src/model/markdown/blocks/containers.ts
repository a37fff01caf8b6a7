import type { Cursor } from './cursor.js';
import type { Outline } from './outline.js';

/** A block quote in the stack; a list item is the number of columns that its content needs. */
const quote = -1;

/** The open block quotes and list items, and the position of the current line in them. */
export class Containers {
  readonly #cursor: Cursor;
  readonly #outline: Outline | null;
  readonly #open: number[] = [];
  /** Index of an item that has no content yet; only the innermost container can be one. */
  #emptyItem = -1;
  /** How many of them this line continues or opens. */
  #matched = 0;
  /** Whether the line is in a block quote. */
  quoted = false;
  /** Whether the next paragraph would be the first content of a list item. */
  startsItem = false;
  /** Whether that item's first line held nothing. */
  continuesEmpty = false;

  constructor(cursor: Cursor, outline: Outline | null) {
    this.#cursor = cursor;
    this.#outline = outline;
  }

  /** Whether the line continues all of them. */
  get allMatched(): boolean {
    return this.#matched === this.#open.length;
  }

  /** Go behind the markers of those that the next line continues. */
  startLine(): void {
    this.#matched = 0;
    this.quoted = false;
    this.startsItem = false;
    this.continuesEmpty = false;
    if (this.#open.length > 0) this.#continue();
  }

  #continue(): void {
    const cursor = this.#cursor;
    const empty = this.#emptyItem;
    this.#emptyItem = -1;
    for (; this.#matched < this.#open.length; this.#matched++) {
      const need = this.#open[this.#matched] ?? 0;
      if (need === quote) {
        if (cursor.blank || cursor.indent > 3 || cursor.code !== 62) return;
        this.#takeQuote();
      } else if (cursor.blank) {
        if (empty === this.#matched) return;
      } else if (cursor.indent >= need) {
        cursor.takeColumns(need);
        if (empty === this.#matched) {
          this.startsItem = true;
          this.continuesEmpty = true;
        }
      } else return;
      cursor.look();
    }
  }

  #takeQuote(): void {
    this.#cursor.take(1);
    if (this.#cursor.atBlank) this.#cursor.takeColumns(1);
    this.quoted = true;
  }

  openQuote(): void {
    this.#takeQuote();
    this.#outline?.openQuote(this.#cursor.next);
    this.#open.push(quote);
    this.#matched++;
    this.startsItem = false;
  }

  /** `length` is that of the marker; `empty` where nothing follows it. */
  openItem(length: number, empty: boolean): void {
    const cursor = this.#cursor;
    const { next, indent } = cursor;
    cursor.take(length);
    cursor.look();
    const padding = empty || cursor.indent > 4 ? 1 : cursor.indent;
    cursor.takeColumns(padding);
    this.#outline?.openItem(next, length);
    this.#open.push(indent + length + padding);
    this.#matched++;
    this.startsItem = true;
    if (empty) this.#emptyItem = this.#matched - 1;
  }

  /** Close those that the line does not continue. */
  closeRest(): void {
    while (this.#open.length > this.#matched) {
      this.#open.pop();
      this.#outline?.closeContainer();
    }
  }

  /** The text has ended. */
  closeAll(): void {
    this.#matched = 0;
    this.closeRest();
  }
}
