import type { TextPatch } from '../text.js';
import { endOfLine, nextLine } from './lines.js';
import { readSimpleYaml } from './simple.js';
import { isBlank, isRestOfLine, scanPlainKey, scanQuoted, scanValue, skipBlank } from './simpleScalar.js';
import type { FoundFrontMatter } from './split.js';
import { writeScalar } from './writeScalar.js';

/**
 * The patch that sets a key in front matter that is not YAML (`title: Foo: bar`), where it is certain which bytes are
 * its value: one line that starts with the key, nothing left open above it, nothing indented below it.
 * Null where there is any doubt.
 */
export function setInBrokenYaml(
  text: string,
  { yamlStart, yamlEnd }: FoundFrontMatter,
  key: string,
  value: string,
): TextPatch | null {
  let found: { colonEnd: number; end: number } | null = null;
  for (let at = yamlStart; at < yamlEnd; at = nextLine(text, at)) {
    const end = endOfLine(text, at);
    const colonEnd = colonOf(text, at, end, key);
    if (colonEnd !== null) {
      if (found) return null;
      found = { colonEnd, end };
    } else if (!found && leavesOpen(text, at, end)) return null;
  }
  if (!found || !isAlone(text, found.end, yamlEnd)) return null;
  const patch = patchLine(text, found.colonEnd, found.end, value);
  return patch && reads(text, patch, key, value) ? patch : null;
}

/** The end of the key's `:` where the line is of this key. */
function colonOf(text: string, at: number, end: number, key: string): number | null {
  const quote = text.charAt(at) === '"' || text.charAt(at) === "'";
  const node = quote ? scanQuoted(text, at, end) : scanPlainKey(text, at, end);
  if (!node || node.value !== key || isBlank(text.charCodeAt(at))) return null;
  const colon = skipBlank(text, node.end, end);
  return text.charAt(colon) === ':' && (colon + 1 === end || isBlank(text.charCodeAt(colon + 1)))
    ? colon + 1
    : null;
}

/** Whether a line may begin something that continues below it: a quote or a bracket that is not closed on it. */
function leavesOpen(text: string, at: number, end: number): boolean {
  let from = skipBlank(text, at, end);
  while (text.charAt(from) === '-' && isBlank(text.charCodeAt(from + 1)))
    from = skipBlank(text, from + 1, end);
  const key = /^["']/.test(text.charAt(from)) ? null : scanPlainKey(text, from, end);
  if (key) from = skipBlank(text, skipBlank(text, key.end, end) + 1, end);
  return from < end && /["'[{]/.test(text.charAt(from)) && !scanValue(text, from, end);
}

/** Whether the next line with content is not a continuation: it starts in the first column and is not a list item. */
function isAlone(text: string, end: number, yamlEnd: number): boolean {
  for (let at = nextLine(text, end); at < yamlEnd; at = nextLine(text, at)) {
    const line = text.slice(at, endOfLine(text, at));
    if (line.trim() === '' || line.startsWith('#')) continue;
    return !/^(?:[ \t]|-(?:[ \t]|$))/.test(line);
  }
  return true;
}

function patchLine(text: string, colonEnd: number, end: number, value: string): TextPatch | null {
  if (isRestOfLine(text, colonEnd, end))
    return { start: colonEnd, end: colonEnd, text: ` ${writeScalar(value)}` };
  const start = skipBlank(text, colonEnd, end);
  const old = scanValue(text, start, end);
  if (old) {
    const style = old.kind === 'scalar' ? old.style : undefined;
    return { start, end: old.end, text: writeScalar(value, style) };
  }
  // An anchor or a tag says something about the value that a replacement would lose.
  if (/[&!]/.test(text.charAt(start))) return null;
  const raw = text.slice(start, end);
  const comment = /^["']/.test(raw) ? -1 : raw.search(/[ \t]+#/);
  const length = (comment < 0 ? raw : raw.slice(0, comment)).trimEnd().length;
  return { start, end: start + length, text: writeScalar(value) };
}

function reads(text: string, patch: TextPatch, key: string, value: string): boolean {
  const start = text.lastIndexOf('\n', patch.start - 1) + 1;
  const line =
    text.slice(start, patch.start) + patch.text + text.slice(patch.end, endOfLine(text, patch.end));
  const [entry, more] = readSimpleYaml(line, 0, line.length)?.entries ?? [];
  return !more && entry?.key.value === key && entry.value.kind === 'scalar' && entry.value.value === value;
}
