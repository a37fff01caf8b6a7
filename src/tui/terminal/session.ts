import fs from 'node:fs';

/** Alternate screen, no cursor, no wrapping at the right edge, pasted text marked as such. */
const enter = '\u001b[?1049h\u001b[?25l\u001b[?7l\u001b[?2004h\u001b[2J\u001b[H';
const leave = '\u001b[?2026l\u001b[0m\u001b[?2004l\u001b[?7h\u001b[?25h\u001b[?1049l';

/**
 * The terminal while it is ours. Whatever ends the process, the terminal is left as it was: the escape codes are
 * written synchronously, so that this works from an exit handler as well.
 */
export class TerminalSession {
  #isOurs = false;
  #heldBack: (() => void) | null = null;

  constructor(
    readonly stdin: NodeJS.ReadStream,
    readonly descriptor: number = 1,
  ) {}

  get isOurs(): boolean {
    return this.#isOurs;
  }

  take(): void {
    if (this.#isOurs) return;
    this.#isOurs = true;
    this.#heldBack = holdBack(process.stderr);
    this.stdin.setRawMode(true);
    this.#write(enter);
    this.stdin.resume();
  }

  giveBack(): void {
    if (!this.#isOurs) return;
    this.#isOurs = false;
    this.stdin.pause();
    this.#write(leave);
    this.#heldBack?.();
    this.#heldBack = null;
    try {
      this.stdin.setRawMode(false);
    } catch (error) {
      // The terminal is gone; nothing is left to restore.
      if (!(error instanceof Error && 'code' in error)) throw error;
    }
  }

  #write(text: string): void {
    for (let left = Buffer.from(text); left.length > 0; ) {
      try {
        left = left.subarray(fs.writeSync(this.descriptor, left));
      } catch (error) {
        // A slow terminal takes the rest in a moment; one that is gone takes nothing.
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
      }
    }
  }
}

/** More messages than anybody reads. */
const mostHeld = 100;

/** What is written to a stream meanwhile (a warning of Node) would be in the middle of the screen: it comes later. */
function holdBack(stream: NodeJS.WriteStream): () => void {
  const held: string[] = [];
  const write = stream.write;
  stream.write = ((text: string | Uint8Array) => {
    if (held.length < mostHeld)
      held.push(typeof text === 'string' ? text : Buffer.from(text).toString('utf8'));
    return true;
  }) as typeof stream.write;
  return () => {
    stream.write = write;
    for (const text of held) stream.write(text);
  };
}
