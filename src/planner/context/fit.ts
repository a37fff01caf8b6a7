import { estimateTokenCount } from 'tokenx';
import type { ContextItem } from './contextItem.js';
import { replacement, withoutSecrets } from './secrets/withoutSecrets.js';

/** What an item costs beside its text: its place and why it is there. */
const overhead = 20;

/** Takes items while there is room. Lines that may hold secrets never get in, whatever the item is. */
export class Budget {
  readonly items: ContextItem[] = [];
  readonly leftOut: { what: string; why: string }[] = [];
  tokens = 0;
  #skipped = 0;
  #ceiling: number;

  constructor(readonly limit: number) {
    this.#ceiling = limit;
  }

  /** Let what is added take at most this share of the whole. */
  within(share: number, add: () => void): void {
    this.#upTo(this.tokens + share * this.limit, add);
  }

  /** Keep this share of the whole for what comes later. */
  keeping(share: number, add: () => void): void {
    this.#upTo((1 - share) * this.limit, add);
  }

  #upTo(tokens: number, add: () => void): void {
    this.#ceiling = Math.min(this.limit, Math.floor(tokens));
    add();
    this.#ceiling = this.limit;
  }

  /** Whether the item got in. `cut`: what is too long is cut at a line's end rather than left out. */
  add(item: Omit<ContextItem, 'tokens'>, cut = false): boolean {
    const what = item.path === null ? item.kind : placeOf(item);
    let { text } = withoutSecrets(item.text);
    let tokens = estimateTokenCount(text) + overhead;
    let { lines } = item;
    if (this.tokens + tokens > this.#ceiling) {
      const room = this.#ceiling - this.tokens - overhead;
      const kept = cut && room > 200 ? firstLines(text, room) : null;
      if (kept === null) {
        this.#skipped += 1;
        return false;
      }
      text = kept.text;
      if (item.path !== null) lines = [lines?.[0] ?? 1, (lines?.[0] ?? 1) + kept.count - 1];
      tokens = estimateTokenCount(text) + overhead;
      this.leftOut.push({ what: `the rest of ${what}`, why: 'budget' });
    }
    const hidden = hiddenLines(text);
    if (hidden.length > 0) {
      const numbers = hidden.slice(0, 5).map((line) => line + (lines?.[0] ?? 1) - 1);
      const more = hidden.length > numbers.length ? '…' : '';
      this.leftOut.push({
        what: `${item.path ?? item.kind}:${numbers.join(',')}${more}`,
        why: 'may hold a secret',
      });
    }
    this.items.push({ ...item, lines, text, tokens });
    this.tokens += tokens;
    return true;
  }

  /** How many items found no room. */
  get skipped(): number {
    return this.#skipped;
  }
}

/** 1-based numbers of the lines that were replaced, here or before. */
function hiddenLines(text: string): number[] {
  if (!text.includes(replacement)) return [];
  return text.split('\n').flatMap((line, at) => (line.startsWith(replacement) ? [at + 1] : []));
}

function firstLines(text: string, room: number): { readonly text: string; readonly count: number } | null {
  const lines = text.split('\n');
  let [low, high] = [0, lines.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (estimateTokenCount(lines.slice(0, middle).join('\n')) <= room) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? null : { text: lines.slice(0, low).join('\n'), count: low };
}

/** `src/auth.py:10-20` */
export function placeOf({ path, lines }: Pick<ContextItem, 'path' | 'lines'>): string {
  return lines === null ? (path ?? '') : `${path}:${lines[0]}-${lines[1]}`;
}
