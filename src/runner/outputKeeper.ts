import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { join } from 'node:path';
import type { OutputRecord } from '../model/ledger/event.js';

/** Kept of one stream: so much from its start and so much from its end. */
const half = 32 * 1024 * 1024;
const longestTail = 4096;

/**
 * Takes what a command prints on one stream: hashes all of it, keeps the first and the last part in a file, remembers
 * the last line. Memory is bounded, however much comes.
 */
export class OutputKeeper {
  readonly #hash = createHash('sha256');
  readonly #path: string;
  #descriptor: number | null = null;
  #bytes = 0;
  /** Behind the first part the file is a ring of `half` bytes. */
  #ringAt = 0;
  #tail = '';

  /** `path`: the file that is made with the first byte. */
  constructor(path: string) {
    this.#path = path;
  }

  get path(): string {
    return this.#path;
  }

  write(chunk: Buffer): void {
    this.#hash.update(chunk);
    this.#descriptor ??= fs.openSync(this.#path, 'w+', 0o600);
    this.#keep(chunk);
    this.#bytes += chunk.length;
    this.#tail = (this.#tail + chunk.subarray(-longestTail).toString('utf8')).slice(-longestTail);
    const cut = this.#tail.lastIndexOf('\n', this.#tail.length - 2);
    if (cut > 0) this.#tail = this.#tail.slice(cut + 1);
  }

  /** The last line with something on it, as far as it has come. */
  get lastLine(): string {
    return this.#tail.trim();
  }

  #keep(chunk: Buffer): void {
    const descriptor = this.#descriptor;
    if (descriptor === null) return;
    let at = 0;
    if (this.#bytes < half) {
      at = Math.min(chunk.length, half - this.#bytes);
      fs.writeSync(descriptor, chunk, 0, at, this.#bytes);
    }
    while (at < chunk.length) {
      const length = Math.min(chunk.length - at, half - this.#ringAt);
      fs.writeSync(descriptor, chunk, at, length, half + this.#ringAt);
      at += length;
      this.#ringAt = (this.#ringAt + length) % half;
    }
  }

  /** Close the file, its ring put in order. */
  end(): OutputRecord {
    if (this.#descriptor !== null) {
      if (this.#bytes > 2 * half) this.#unroll(this.#descriptor);
      fs.closeSync(this.#descriptor);
      this.#descriptor = null;
    }
    return { sha256: this.#hash.digest('hex'), bytes: this.#bytes };
  }

  /** Put the last part in order, with a line that says what is left out before it. */
  #unroll(descriptor: number): void {
    const ring = Buffer.allocUnsafe(half);
    fs.readSync(descriptor, ring, 0, half, half);
    const left = this.#bytes - 2 * half;
    const note = Buffer.from(`\n… ${left} bytes are not kept …\n`);
    let at = half;
    for (const part of [note, ring.subarray(this.#ringAt), ring.subarray(0, this.#ringAt)]) {
      fs.writeSync(descriptor, part, 0, part.length, at);
      at += part.length;
    }
  }

  /** Move the kept output to where its hash finds it, unless it is there already; drop it where there was none. */
  static store(record: OutputRecord, path: string, folder: string): void {
    if (record.bytes === 0) return;
    const target = join(folder, record.sha256);
    if (fs.existsSync(target)) fs.rmSync(path, { force: true });
    else fs.renameSync(path, target);
  }
}
