import type { Printed } from '../state/event.js';

/** How often what came is shown, in milliseconds. */
const pace = 50;
/** Of one tasc so much is remembered; all of it is kept with its proof. */
const keptBytes = 256 * 1024;
const keptLines = 2000;
/** Of all tascs that have ended so much, then of the oldest only the end: a plan may have a thousand of them. */
const keptOfEnded = 16 * 1024 * 1024;
const endLines = 20;

interface Tail {
  chunks: Buffer[];
  bytes: number;
  /** Lines that were let go before the first chunk. */
  dropped: number;
  isNew: boolean;
}

/**
 * Follows what tascs print, at a pace that a person can see: whatever comes costs little until it is shown, and what
 * cannot be seen any more is let go.
 */
export class OutputFollower {
  readonly #tails = new Map<string, Tail>();
  /** What was shown last of tascs that have ended, the oldest first. */
  readonly #ended = new Map<string, { readonly bytes: number; readonly end: Printed }>();
  #timer: NodeJS.Timeout | null = null;

  constructor(readonly show: (printed: Printed) => void) {}

  add(tasc: string, chunk: Buffer): void {
    const tail = this.#tails.get(tasc) ?? { chunks: [], bytes: 0, dropped: 0, isNew: true };
    this.#tails.set(tasc, tail);
    tail.chunks.push(chunk);
    tail.bytes += chunk.length;
    tail.isNew = true;
    for (let first = tail.chunks[0]; first && tail.bytes - first.length > keptBytes; first = tail.chunks[0]) {
      tail.chunks.shift();
      tail.bytes -= first.length;
      tail.dropped += linesIn(first);
    }
    this.#timer ??= setTimeout(() => this.flush(), pace);
  }

  /** Show the rest of what a tasc printed; it prints no more. */
  end(tasc: string): void {
    this.flush();
    const tail = this.#tails.get(tasc);
    this.#tails.delete(tasc);
    if (!tail) return;
    this.#ended.delete(tasc);
    this.#ended.set(tasc, { bytes: tail.bytes, end: endOf(tasc, tail) });
    let bytes = 0;
    for (const one of this.#ended.values()) bytes += one.bytes;
    for (const [other, one] of this.#ended) {
      if (bytes <= keptOfEnded) break;
      bytes -= one.bytes;
      this.#ended.delete(other);
      this.show(one.end);
    }
  }

  /** Show now what came since. */
  flush(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    for (const [tasc, tail] of this.#tails) {
      if (!tail.isNew) continue;
      tail.isNew = false;
      const all = linesOf(tail);
      // Where chunks were let go the first line may have lost its beginning.
      const from = Math.max(tail.dropped > 0 ? 1 : 0, all.length - keptLines);
      this.show({ tasc, lines: all.slice(from), dropped: tail.dropped + from });
    }
  }
}

function linesOf({ chunks, bytes }: Tail): string[] {
  return Buffer.concat(chunks, bytes).toString('utf8').replace(/\n$/, '').split('\n');
}

/** The last lines, copied: a part of a string holds all of it. */
function endOf(tasc: string, tail: Tail): Printed {
  const all = linesOf(tail);
  const lines = JSON.parse(JSON.stringify(all.slice(-endLines))) as string[];
  return { tasc, lines, dropped: tail.dropped + all.length - lines.length };
}

function linesIn(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count++;
  return count;
}
