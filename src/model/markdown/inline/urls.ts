/**
 * Decides whether a bare URL (`https://…`, `www.…`) runs into characters that mean something
 * elsewhere, so that a parser must say where it ends. Called from left to right, it looks at every character once.
 */
export class OddUrls {
  /** Where the search that was made last started and what it found. */
  #from = 0;
  #stop = -1;

  constructor(readonly text: string) {}

  /** Whether the URL whose colon or `w` is at `at` does, in a run of text that ends at `end`. */
  isOdd(at: number, end: number): boolean {
    const colon = this.text.charCodeAt(at) === 58;
    if (colon ? !isProtocol(this.text, at) : !/^www\.$/i.test(this.text.slice(at, at + 4))) return false;
    const from = at + 1;
    if (from < this.#from || from >= this.#stop) {
      this.#from = from;
      this.#stop = nextStop(this.text, from, end);
    }
    if (this.#stop >= end) return false;
    const code = this.text.charCodeAt(this.#stop);
    return code > 32 && code !== 60;
  }
}

/** The next blank, `<`, `[`, `\`, `]` or back quote; `end` where there is none. */
function nextStop(text: string, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code <= 32 || code === 60 || (code >= 91 && code <= 93) || code === 96) return at;
  }
  return end;
}

/** `http:` or `https:` with two slashes behind. */
function isProtocol(text: string, colon: number): boolean {
  return text.startsWith('//', colon + 1) && /https?$/i.test(text.slice(Math.max(0, colon - 5), colon));
}
