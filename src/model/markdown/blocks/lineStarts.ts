/** What a line may start, recognised at its first non-blank character. Offsets are into the whole text. */

/** `***`, `- - -`, `___`. */
export function isThematicBreak(text: string, at: number, end: number): boolean {
  const marker = text.charCodeAt(at);
  if (marker !== 42 && marker !== 45 && marker !== 95) return false;
  let count = 0;
  for (let i = at; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === marker) count++;
    else if (!isBlank(code)) return false;
  }
  return count >= 3;
}

/** `[^1]: text`, the definition of a footnote. */
export function isFootnote(text: string, at: number, end: number): boolean {
  return text.charCodeAt(at + 1) === 94 && /^\[\^[^[\]\s]+\]:/.test(text.slice(at, end));
}

/** Whether the rest of a line is white space. */
export function isBlankFrom(text: string, at: number, end: number): boolean {
  for (let i = at; i < end; i++) if (!isBlank(text.charCodeAt(i))) return false;
  return true;
}

/** Whether a line is an underline of one marker (`=` or `-`) and nothing else. */
export function isUnderline(text: string, at: number, end: number): boolean {
  const stop = endOfRun(text, at, end);
  return isBlankFrom(text, stop, end);
}

/** Where a run of the character at `at` ends. */
export function endOfRun(text: string, at: number, end: number): number {
  const marker = text.charCodeAt(at);
  let stop = at;
  while (stop < end && text.charCodeAt(stop) === marker) stop++;
  return stop;
}

/** Depth and content of an ATX heading; null where the line is none. */
export function atxHeading(
  text: string,
  at: number,
  end: number,
): { depth: number; start: number; end: number } | null {
  let start = endOfRun(text, at, end);
  const depth = start - at;
  if (depth > 6 || (start < end && !isBlank(text.charCodeAt(start)))) return null;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  let stop = trimmedEnd(text, start, end);
  let hashes = stop;
  while (hashes > start && text.charCodeAt(hashes - 1) === 35) hashes--;
  if (hashes === start || (hashes < stop && isBlank(text.charCodeAt(hashes - 1)))) {
    stop = trimmedEnd(text, start, hashes);
  }
  return { depth, start, end: stop };
}

/** Where a line ends without white space. */
export function trimmedEnd(text: string, start: number, end: number): number {
  let stop = end;
  while (stop > start && isBlank(text.charCodeAt(stop - 1))) stop--;
  return stop;
}

/** Length of a list marker with white space or nothing behind it, 0 where there is none. */
export function listMarkerLength(text: string, at: number, end: number): number {
  const first = text.charCodeAt(at);
  let stop = at + 1;
  if (isDigit(first)) {
    while (stop < end && isDigit(text.charCodeAt(stop))) stop++;
    if (stop - at > 9) return 0;
    const close = text.charCodeAt(stop);
    if (stop >= end || (close !== 46 && close !== 41)) return 0;
    stop++;
  } else if (first !== 42 && first !== 43 && first !== 45) return 0;
  return stop === end || isBlank(text.charCodeAt(stop)) ? stop - at : 0;
}

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** A space or a tab. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}

/**
 * The box of a checklist at the start of an item's text: `[ ]`, `[x]`. Parsers differ where nothing follows it,
 * or (`isBelow`) where the item's first line held nothing.
 */
export function readTaskBox(
  text: string,
  at: number,
  end: number,
  isBelow: boolean,
): { readonly checked: boolean } | 'none' | 'doubt' {
  if (text.charCodeAt(at) !== 91 || text.charCodeAt(at + 2) !== 93) return 'none';
  const mark = text.charCodeAt(at + 1);
  const checked = mark === 120 || mark === 88;
  if (!checked && !isBlank(mark)) return 'none';
  if (isBelow || isBlankFrom(text, at + 3, end)) return 'doubt';
  return isBlank(text.charCodeAt(at + 3)) ? { checked } : 'none';
}
