const chunkLength = 1 << 18;
/** Of a number that is written digit by digit. */
const mostDigits = 10;
const quote = 34;
const backslash = 92;

/**
 * JSON as bytes, piece by piece: of ten thousand documents that takes less time and memory than arrays to be made
 * texts of, and texts to be made bytes of.
 */
export class ByteWriter {
  readonly #full: Uint8Array[] = [];
  #chunk = Buffer.allocUnsafeSlow(chunkLength);
  #at = 0;

  /** All that was written. */
  pieces(): readonly Uint8Array[] {
    return [...this.#full, this.#chunk.subarray(0, this.#at)];
  }

  /** A character of ASCII. */
  byte(code: number): void {
    this.#reserve(1);
    this.#chunk[this.#at++] = code;
  }

  /** A text as it is. */
  raw(text: string): void {
    this.#reserve(text.length * 3);
    this.#at += this.#chunk.write(text, this.#at);
  }

  /** A whole number that is not negative. */
  number(value: number): void {
    if (!(value < 1e9)) {
      this.raw(String(value));
      return;
    }
    this.#reserve(mostDigits);
    const chunk = this.#chunk;
    let rest = value;
    let length = 1;
    for (let limit = 10; value >= limit; limit *= 10) length++;
    for (let at = this.#at + length - 1; at >= this.#at; at--) {
      const tens = (rest / 10) | 0;
      chunk[at] = 48 + rest - tens * 10;
      rest = tens;
    }
    this.#at += length;
  }

  /** A text in quotes. */
  string(text: string): void {
    this.#reserve(text.length + 2);
    const chunk = this.#chunk;
    let at = this.#at;
    chunk[at++] = quote;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (code < 32 || code > 126 || code === quote || code === backslash) {
        this.raw(JSON.stringify(text));
        return;
      }
      chunk[at++] = code;
    }
    chunk[at++] = quote;
    this.#at = at;
  }

  #reserve(length: number): void {
    if (this.#at + length <= this.#chunk.length) return;
    this.#full.push(this.#chunk.subarray(0, this.#at));
    this.#chunk = Buffer.allocUnsafeSlow(Math.max(chunkLength, length));
    this.#at = 0;
  }
}
