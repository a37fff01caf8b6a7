import type { YamlProblem } from './parsed.js';

/**
 * What YAML does not allow in a file, and parsers disagree about: control characters, half a surrogate pair, a
 * carriage return inside a line, a byte order mark that is not the first character.
 */
const forbidden =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]|\r(?!\n)|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** The first forbidden character of a range, as a problem; null where all are allowed. */
export function forbiddenCharacter(text: string, start: number, end: number): YamlProblem | null {
  if (isPlain(text, start, end)) return null;
  const index = text.slice(start, end).search(forbidden);
  if (index < 0) return null;
  const at = start + index;
  const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0');
  return {
    kind: 'yaml-syntax',
    message: `the character U+${code} is not allowed in front matter`,
    start: at,
    end: at + 1,
  };
}

/** Whether a range holds nothing but visible ASCII, spaces and ends of lines, which most of them do. */
function isPlain(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if ((code < 32 && code !== 10) || code > 126) return false;
  }
  return true;
}
