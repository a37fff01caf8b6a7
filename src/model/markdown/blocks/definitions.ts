import { readDestination } from '../inline/destination.js';
import type { Range } from '../shape.js';
import { isBlank, isBlankFrom } from './lineStarts.js';

/** Normalised label → offsets of the destination of its first definition. */
export type Definitions = Map<string, Range>;

/** Maximum length of a label. */
const longestLabel = 999;

/** How labels are compared: white space collapsed, case folded. */
function normalizeLabel(label: string): string {
  return label
    .replace(/[\t\n\r ]+/g, ' ')
    .replace(/^ | $/g, '')
    .toLowerCase()
    .toUpperCase();
}

/**
 * Take the link reference definitions off the start of a paragraph, given as the lines' offsets in pairs. Returns
 * how many lines they take up, or -1 where one is not written the plain way, `[label]: destination "title"`.
 */
export function takeDefinitions(text: string, lines: readonly number[], found: Definitions): number {
  let taken = 0;
  for (; taken * 2 < lines.length; taken++) {
    const start = lines[taken * 2] ?? 0;
    const end = lines[taken * 2 + 1] ?? start;
    if (text.charCodeAt(start) !== 91) break;
    const close = closeOfLabel(text, start, lines[lines.length - 1] ?? end);
    if (close < 0 || text.charCodeAt(close + 1) !== 58) break;
    if (close >= end) return -1;
    const label = text.slice(start + 1, close);
    const destination = plainDefinition(text, close + 2, end);
    if (!destination || label.trim() === '' || label.includes('\\') || label.length > longestLabel) return -1;
    const next = lines[taken * 2 + 2];
    if (!destination.titled && next !== undefined && /["'(]/.test(text[next] ?? '')) return -1;
    const key = normalizeLabel(label);
    if (!found.has(key)) found.set(key, { start: destination.start, end: destination.end });
  }
  return taken;
}

/** Where brackets lead and where what they make ends; null where they lead nowhere, `doubt` where that takes a parser. */
export type LinkEnd = (Range & { readonly next: number }) | null | 'doubt';

/** Where brackets around `start` to `close` lead by a definition: by the label behind them, else by their own text. */
export function definedEnd(
  text: string,
  start: number,
  close: number,
  end: number,
  definitions: Definitions,
): LinkEnd {
  if (definitions.size === 0) return null;
  if (close + 1 >= end || text.charCodeAt(close + 1) !== 91)
    return lookUp(text.slice(start, close), close + 1, definitions);
  const label = close + 2;
  for (let at = label; at < end && at - label <= longestLabel; at++) {
    const code = text.charCodeAt(at);
    if (code === 91) return null;
    if (code === 92) return 'doubt';
    if (code === 93)
      return lookUp(at === label ? text.slice(start, close) : text.slice(label, at), at + 1, definitions);
  }
  return null;
}

function lookUp(label: string, next: number, definitions: Definitions): LinkEnd {
  if (label.length > longestLabel || label.includes('\\')) return 'doubt';
  const place = definitions.get(normalizeLabel(label));
  return place ? { start: place.start, end: place.end, next } : null;
}

/** The bracket that closes a label; -1 where another opens before. */
function closeOfLabel(text: string, start: number, end: number): number {
  for (let i = start + 1; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === 93) return i;
    if (code === 91) return -1;
    if (code === 92) i++;
  }
  return -1;
}

function plainDefinition(text: string, from: number, end: number): (Range & { titled: boolean }) | null {
  let at = from;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  const place = readDestination(text, at, end);
  if (typeof place === 'string' || place.start === place.end) return null;
  at = place.next;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  if (at === end) return { start: place.start, end: place.end, titled: false };
  if (at === place.next) return null;
  const title = /^(?:"[^"\\]*"|'[^'\\]*'|\([^()\\]*\))/.exec(text.slice(at, end));
  if (!title || !isBlankFrom(text, at + title[0].length, end)) return null;
  return { start: place.start, end: place.end, titled: true };
}
