import type { ListNode, ScalarNode } from './node.js';

/**
 * Scalars and flow lists on one line. Every function takes the text and a range that ends where the line
 * does, and returns null for whatever it is not certain of; the faithful reader then decides.
 */

const tab = 9;
const space = 32;
const doubleQuote = 34;
const hash = 35;
const singleQuote = 39;
const comma = 44;
const colon = 58;
const openBracket = 91;
const backslash = 92;
const closeBracket = 93;

export function isBlank(code: number): boolean {
  return code === space || code === tab;
}

/** The first offset from `at` that is not a space or tab, at most `end`. */
export function skipBlank(text: string, at: number, end: number): number {
  let next = at;
  while (next < end && isBlank(text.charCodeAt(next))) next += 1;
  return next;
}

/** Whether a range that follows a value or a `:` has only white space and a comment. */
export function isRestOfLine(text: string, at: number, end: number): boolean {
  const next = skipBlank(text, at, end);
  return next === end || (next > at && text.charCodeAt(next) === hash);
}

/** Characters that start something other than a plain scalar: , [ ] { } # & * ! | > ' " % @ ` */
const indicators = new Set([44, 91, 93, 123, 125, 35, 38, 42, 33, 124, 62, 39, 34, 37, 64, 96]);

/** Whether a plain scalar can start here; `-`, `?` and `:` can where a character that is not blank follows. */
function startsPlain(text: string, at: number, end: number, flow: boolean): boolean {
  const code = text.charCodeAt(at);
  if (indicators.has(code)) return false;
  if (code !== 45 && code !== 63 && code !== colon) return true;
  if (at + 1 >= end) return false;
  const next = text.charCodeAt(at + 1);
  return !isBlank(next) && !(flow && isFlowIndicator(next));
}

function isFlowIndicator(code: number): boolean {
  return code === comma || code === openBracket || code === closeBracket || code === 123 || code === 125;
}

/** A scalar that is the value on this line; null also where it is followed by more than a comment. */
export function scanValue(text: string, at: number, end: number): ScalarNode | ListNode | null {
  const code = text.charCodeAt(at);
  const node =
    code === openBracket
      ? scanFlowList(text, at, end)
      : code === doubleQuote || code === singleQuote
        ? scanQuoted(text, at, end)
        : scanPlain(text, at, end, false);
  return node && isRestOfLine(text, node.end, end) ? node : null;
}

/** A plain scalar up to a comment, the end of the line or, in a flow list, a `,` or `]`. */
export function scanPlain(text: string, at: number, end: number, flow: boolean): ScalarNode | null {
  if (at >= end || !startsPlain(text, at, end, flow)) return null;
  let last = at;
  let previous = 0;
  for (let i = at; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === hash && isBlank(previous)) break;
    if (flow && isFlowIndicator(code)) {
      if (code !== comma && code !== closeBracket) return null;
      break;
    }
    if (code === colon) {
      // A key where a value belongs, or a pair in a flow list.
      const next = i + 1 < end ? text.charCodeAt(i + 1) : space;
      if (isBlank(next) || (flow && isFlowIndicator(next))) return null;
    }
    if (!isBlank(code)) last = i + 1;
    previous = code;
  }
  return { kind: 'scalar', style: 'plain', value: text.slice(at, last), start: at, end: last };
}

/** A plain key and its `:`; null where the line holds none. */
export function scanPlainKey(text: string, at: number, end: number): ScalarNode | null {
  if (!startsPlain(text, at, end, false)) return null;
  let last = at;
  let previous = 0;
  for (let i = at; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === hash && isBlank(previous)) return null;
    if (code === colon && (i + 1 >= end || isBlank(text.charCodeAt(i + 1)))) {
      return { kind: 'scalar', style: 'plain', value: text.slice(at, last), start: at, end: last };
    }
    if (!isBlank(code)) last = i + 1;
    previous = code;
  }
  return null;
}

/** A quoted scalar that ends on its line. */
export function scanQuoted(text: string, at: number, end: number): ScalarNode | null {
  return text.charCodeAt(at) === singleQuote ? scanSingle(text, at, end) : scanDouble(text, at, end);
}

function scanSingle(text: string, at: number, end: number): ScalarNode | null {
  let close = text.indexOf("'", at + 1);
  let doubled = false;
  while (close >= 0 && text.charCodeAt(close + 1) === singleQuote) {
    doubled = true;
    close = text.indexOf("'", close + 2);
  }
  if (close < 0 || close >= end) return null;
  const inside = text.slice(at + 1, close);
  const value = doubled ? inside.replaceAll("''", "'") : inside;
  return { kind: 'scalar', style: 'single', value, start: at, end: close + 1 };
}

const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  n: '\n',
  r: '\r',
  t: '\t',
  ' ': ' ',
};

function scanDouble(text: string, at: number, end: number): ScalarNode | null {
  let value = '';
  let from = at + 1;
  for (let i = at + 1; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === doubleQuote) {
      value += text.slice(from, i);
      return { kind: 'scalar', style: 'double', value, start: at, end: i + 1 };
    }
    if (code !== backslash) continue;
    const escaped = scanEscape(text, i + 1);
    if (!escaped) return null;
    value += text.slice(from, i) + escaped.value;
    i += escaped.length;
    from = i + 1;
  }
  return null;
}

/** The character that a backslash escape encodes; the rarer ones are left to the faithful reader. */
function scanEscape(text: string, at: number): { value: string; length: number } | null {
  const letter = text.charAt(at);
  if (letter === 'u' || letter === 'x') {
    const digits = letter === 'u' ? 4 : 2;
    const hex = text.slice(at + 1, at + 1 + digits);
    if (!/^[0-9a-fA-F]+$/.test(hex) || hex.length !== digits) return null;
    return { value: String.fromCharCode(Number.parseInt(hex, 16)), length: digits + 1 };
  }
  const value = Object.hasOwn(escapes, letter) ? escapes[letter] : undefined;
  return value === undefined ? null : { value, length: 1 };
}

/** `[a, "b"]` on one line, of scalars only, without a trailing comma. */
function scanFlowList(text: string, at: number, end: number): ListNode | null {
  const items: ScalarNode[] = [];
  let next = skipBlank(text, at + 1, end);
  if (text.charCodeAt(next) === closeBracket && next < end) {
    return { kind: 'list', flow: true, items, marks: [], start: at, end: next + 1 };
  }
  while (next < end) {
    const code = text.charCodeAt(next);
    const item =
      code === doubleQuote || code === singleQuote
        ? scanQuoted(text, next, end)
        : scanPlain(text, next, end, true);
    if (!item) return null;
    items.push(item);
    next = skipBlank(text, item.end, end);
    if (next >= end) return null;
    const separator = text.charCodeAt(next);
    if (separator === closeBracket)
      return { kind: 'list', flow: true, items, marks: [], start: at, end: next + 1 };
    if (separator !== comma) return null;
    next = skipBlank(text, next + 1, end);
  }
  return null;
}
