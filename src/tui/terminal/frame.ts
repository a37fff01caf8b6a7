/** What a writer needs of the terminal's stream. */
export interface Output {
  write(text: string): unknown;
}

const beginUpdate = '\u001b[?2026h';
const endUpdate = '\u001b[?2026l';

/**
 * Puts whole frames on the screen and sends only the rows that changed, each at its own place: nothing scrolls,
 * nothing flickers, and a row that a terminal measures differently cannot push the others away.
 */
export class FrameWriter {
  #rows: readonly string[] = [];
  /** Bytes and frames sent so far. */
  readonly sent = { bytes: 0, frames: 0 };

  constructor(readonly output: Output) {}

  write(frame: string): void {
    const rows = frame.split('\n');
    let text = '';
    for (let at = 0; at < Math.max(rows.length, this.#rows.length); at++) {
      const row = rows[at] ?? '';
      if (row !== this.#rows[at]) text += `\u001b[${at + 1};1H\u001b[0m\u001b[2K${row}`;
    }
    this.#rows = rows;
    if (text === '') return;
    const whole = `${beginUpdate}${text}\u001b[0m${endUpdate}`;
    this.sent.bytes += Buffer.byteLength(whole);
    this.sent.frames += 1;
    this.output.write(whole);
  }

  /** Forget what is on the screen: the next frame is sent whole. */
  reset(): void {
    this.#rows = [];
  }
}
