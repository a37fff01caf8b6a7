/** A balanced object or list in a text. */
export interface BracketPair {
  readonly start: number;
  /** Behind the closing bracket. */
  readonly end: number;
}

export interface Brackets {
  /** The pairs that no other pair holds, in order. */
  readonly pairs: readonly BracketPair[];
  /** Where `...` or `…` was written outside of strings inside a pair; something is left out there. */
  readonly ellipses: readonly number[];
  readonly deepest: number;
  /** Whether every bracket and string was closed. */
  readonly closed: boolean;
}

const closers: Readonly<Record<string, string>> = { '}': '{', ']': '[' };

/**
 * Find the balanced brackets of a text that may be prose around JSON, or JSON that is not quite valid: comments and
 * single quotes are known, stray brackets are passed over. One pass. `multiline` says whether a string may go over a
 * line's end: JSON forbids it, models do it.
 */
export function findBrackets(text: string, multiline: boolean): Brackets {
  const pairs: BracketPair[] = [];
  const open: { readonly bracket: string; readonly at: number }[] = [];
  const ellipses: number[] = [];
  let deepest = 0;
  let closed = true;
  let before = '';
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    const inside = open.length > 0;
    if (character === '{' || character === '[') {
      open.push({ bracket: character, at });
      deepest = Math.max(deepest, open.length);
    } else if (character in closers) {
      const start = openerOf(open, closers[character] ?? '');
      if (start === null) closed = false;
      else addPair(pairs, { start, end: at + 1 });
    } else if (inside && (character === '"' || (character === "'" && '{[,:'.includes(before)))) {
      const end = stringEnd(text, at, character, multiline);
      if (end === null) closed = false;
      at = (end ?? lineEnd(text, at, multiline)) - 1;
    } else if (inside && character === '/' && '/*'.includes(text.charAt(at + 1) || ' ')) {
      at = commentEnd(text, at) - 1;
      continue;
    } else if (inside && (character === '…' || text.startsWith('...', at))) {
      ellipses.push(at);
      at += character === '…' ? 0 : 2;
    }
    if (!/\s/.test(character)) before = character;
  }
  return { pairs, ellipses, deepest, closed: closed && open.length === 0 };
}

/** The position of the opening bracket that is closed; brackets in it that never closed are given up. */
function openerOf(open: { readonly bracket: string; readonly at: number }[], bracket: string): number | null {
  const found = open.findLastIndex((one) => one.bracket === bracket);
  if (found === -1) return null;
  const at = open[found]?.at ?? null;
  open.length = found;
  return at;
}

/** Add a pair in place of those that it holds. */
function addPair(pairs: BracketPair[], pair: BracketPair): void {
  while ((pairs.at(-1)?.start ?? -1) > pair.start) pairs.pop();
  pairs.push(pair);
}

/** Behind the closing quote; null where there is none. */
function stringEnd(text: string, start: number, quote: string, multiline: boolean): number | null {
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\') at++;
    else if (character === quote) {
      // An apostrophe is a quote only where a value or key ends.
      if (quote === '"' || /^\s*(?:[,:}\]]|$)/.test(text.slice(at + 1, at + 20))) return at + 1;
    } else if (character === '\n' && !multiline) return null;
  }
  return null;
}

function lineEnd(text: string, at: number, multiline: boolean): number {
  const end = multiline ? -1 : text.indexOf('\n', at);
  return end === -1 ? text.length : end;
}

function commentEnd(text: string, at: number): number {
  const isLine = text.charAt(at + 1) === '/';
  const end = text.indexOf(isLine ? '\n' : '*/', at + 2);
  return end === -1 ? text.length : end + (isLine ? 0 : 2);
}
