/**
 * Where the front matter of a document is. Offsets into the text, a byte order mark included.
 *
 * The fences: `---` at the very start of the file (after a byte order mark), white space behind it allowed, closed
 * by a line of `---` alone (white space behind it allowed). A line of `...` does not close front matter: Obsidian,
 * GitHub and gray-matter read on, so a file that relies on it gets a finding instead of being read two ways.
 */
export type FrontMatterSplit =
  | { readonly kind: 'none' }
  | FoundFrontMatter
  /** Opened, with a key below the fence, and never closed; `at` is what to point at (the fence, or a `...` line). */
  | { readonly kind: 'unclosed'; readonly open: number; readonly at: number; readonly length: number }
  /** An opening fence with a word other than `yaml`; `bodyStart` is 0 without a closing fence. */
  | {
      readonly kind: 'bad-language';
      readonly open: number;
      readonly language: string;
      readonly languageStart: number;
      readonly bodyStart: number;
    };

export interface FoundFrontMatter {
  readonly kind: 'found';
  /** Start of the opening fence: 1 after a byte order mark, else 0. */
  readonly open: number;
  /** First character below the opening fence. */
  readonly yamlStart: number;
  /** Start of the closing fence; the YAML holds the line ending before it. */
  readonly yamlEnd: number;
  /** First character below the closing fence; the length of the text where nothing follows. */
  readonly bodyStart: number;
  readonly language: '' | 'yaml';
}

/** Find the front matter of a text without reading its YAML. Linear in the length of the text. */
export function splitFrontMatter(text: string): FrontMatterSplit {
  const open = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  if (!text.startsWith('---', open)) return { kind: 'none' };
  const newline = text.indexOf('\n', open);
  const fenceEnd = newline < 0 ? text.length : newline;
  // Most fences are three dashes and nothing else.
  const rest = fenceEnd === open + 3 ? '' : text.slice(open + 3, fenceEnd).replace(/\r$/, '');
  // A lone carriage return does not end a line here; more dashes are a thematic break.
  if (rest !== '' && (rest.includes('\r') || /^[ \t]*-[- \t]*$/.test(rest))) return { kind: 'none' };
  const language = rest.trim();
  const close = newline < 0 ? null : findClosingFence(text, newline + 1);
  if (language !== '' && language !== 'yaml') {
    if (rest.startsWith('-') || (!close && /\s/.test(language))) return { kind: 'none' };
    const languageStart = text.indexOf(language, open + 3);
    return { kind: 'bad-language', open, language, languageStart, bodyStart: close?.end ?? 0 };
  }
  if (newline < 0) return { kind: 'none' };
  const yamlStart = newline + 1;
  const dots = findDots(text, yamlStart, close?.start ?? text.length);
  if (dots >= 0 && startsWithKey(text, yamlStart)) return { kind: 'unclosed', open, at: dots, length: 3 };
  if (close) return { kind: 'found', open, yamlStart, yamlEnd: close.start, bodyStart: close.end, language };
  return startsWithKey(text, yamlStart) ? { kind: 'unclosed', open, at: open, length: 3 } : { kind: 'none' };
}

/** The first line of `---` alone at or after `from`, with its line ending. */
function findClosingFence(text: string, from: number): { start: number; end: number } | null {
  let start = text.startsWith('---', from) ? from : text.indexOf('\n---', from) + 1;
  while (start > 0) {
    const end = endOfBlank(text, start + 3);
    if (end >= 0) return { start, end };
    start = text.indexOf('\n---', start) + 1;
  }
  return null;
}

/** A line of `...` alone, which ends a YAML document but not front matter; -1 where there is none. */
function findDots(text: string, from: number, end: number): number {
  for (let at = from; at < end; ) {
    if (text.charCodeAt(at) === 46 && text.startsWith('...', at) && endOfBlank(text, at + 3) >= 0) return at;
    const newline = text.indexOf('\n', at);
    if (newline < 0) return -1;
    at = newline + 1;
  }
  return -1;
}

/** The start of the next line when only white space follows on this one, else -1. */
function endOfBlank(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at += 1;
  if (at === text.length) return at;
  if (text.charCodeAt(at) === 13 && (at + 1 === text.length || text.charCodeAt(at + 1) === 10)) at += 1;
  if (at === text.length) return at;
  return text.charCodeAt(at) === 10 ? at + 1 : -1;
}

/**
 * Whether the text below an opening fence is meant as front matter rather than prose below a thematic break:
 * a key on the very next line, or a lower-case one below blank lines and comments.
 */
function startsWithKey(text: string, from: number): boolean {
  const head = text.slice(from, from + 4096);
  if (/^["']?[A-Za-z_][\w-]*["']?[ \t]*:(?=\s|$)/.test(head)) return true;
  return /^(?:[ \t]*(?:#.*)?\r?\n)+[a-z_][a-z0-9_-]*:(?=\s|$)/.test(head);
}
