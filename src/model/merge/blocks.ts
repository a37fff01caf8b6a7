import { linesWithEndings } from '../board/lines.js';

/** A key of a YAML mapping with the lines that belong to it. */
export interface KeyBlock {
  readonly key: string;
  /** Comments and blank lines right above. */
  readonly lead: string;
  /** The key's line, and what is indented or listed below it. */
  readonly text: string;
}

export interface KeyBlocks {
  readonly blocks: readonly KeyBlock[];
  /** Comments and blank lines below the last key. */
  readonly end: string;
}

const keyPattern =
  /^(?:"([^"\\\r\n]{1,200})"|'([^'\r\n]{1,200})'|([^\s"'#[\]{},&*!|>%@`?:-][^:#\r\n]{0,200}?))[ \t]*:(?=[ \t\r\n]|$)/;

/**
 * Split YAML at its top-level keys; `lead`s, `text`s and `end` in order give it back. Null where it is no such
 * mapping, or a key stands twice.
 */
export function splitBlocks(yaml: string): KeyBlocks | null {
  const blocks: { key: string; lead: string; text: string }[] = [];
  let pending = '';
  for (const line of linesWithEndings(yaml)) {
    const last = blocks.at(-1);
    if (line.trim() === '' || line.startsWith('#')) pending += line;
    else if (/^(?:[ \t]|-(?=[ \t\r\n]|$)|[\]}])/.test(line)) {
      // What stands between two lines of a block belongs to it.
      if (!last) return null;
      last.text += pending + line;
      pending = '';
    } else {
      const match = keyPattern.exec(line);
      const key = match?.[1] ?? match?.[2] ?? match?.[3];
      if (key === undefined) return null;
      blocks.push({ key, lead: pending, text: line });
      pending = '';
    }
  }
  if (new Set(blocks.map(({ key }) => key)).size !== blocks.length) return null;
  return { blocks, end: pending };
}

/** A key's line in its parts: `status: Draft  # comment`. Null for values of several lines. */
export interface ScalarLine {
  /** Up to and with the colon and the blanks behind it. */
  readonly head: string;
  /** As written, quotes included. */
  readonly value: string;
  /** Blanks, comment and line ending. */
  readonly comment: string;
}

export function splitScalar(text: string): ScalarLine | null {
  const match = keyPattern.exec(text);
  if (!match || linesWithEndings(text).length > 1) return null;
  let start = match[0].length;
  while (text[start] === ' ' || text[start] === '\t') start += 1;
  const end = valueEnd(text, start);
  return { head: text.slice(0, start), value: text.slice(start, end), comment: text.slice(end) };
}

/** The end of the value that starts here, on its line: before blanks and a comment. */
export function valueEnd(text: string, start: number): number {
  const quote = text[start];
  let at = start;
  if (quote === '"' || quote === "'") {
    at += 1;
    while (at < text.length && text[at] !== quote) at += quote === '"' && text[at] === '\\' ? 2 : 1;
  }
  while (at < text.length && text[at] !== '\n') {
    if (text[at] === '#' && (at === start || /[ \t]/.test(text[at - 1] ?? ''))) break;
    at += 1;
  }
  while (at > start && /[ \t\r]/.test(text[at - 1] ?? '')) at -= 1;
  return at;
}

/** What a scalar says, without its quotes. */
export function plainValue(written: string): string {
  const value = written.trim();
  const quote = value[0];
  if ((quote !== '"' && quote !== "'") || value.length < 2 || !value.endsWith(quote)) return value;
  const inner = value.slice(1, -1);
  return quote === "'" ? inner.replaceAll("''", "'") : inner.replace(/\\(["\\])/g, '$1');
}
