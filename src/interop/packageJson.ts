import { failure, type Result, success } from '../model/result.js';
import { lineEnding } from '../model/text.js';

/** Set `docOps.folder` in the text of a package.json; every byte that this is not about stays. */
export function withDocumentsFolder(text: string, folder: string): Result<string> {
  const object = parseObject(text);
  if (!object)
    return failure('invalid-document', 'package.json is not a JSON object', {
      place: { path: 'package.json' },
    });
  const value = JSON.stringify(folder);
  const unit = indentOf(text);
  const colon = unit === null ? ':' : ': ';
  const own = memberOf(text, 0, 'docOps');
  if (!own) {
    const member = `"folder"${colon}${value}`;
    const eol = lineEnding(text);
    const inner = unit === null ? `{${member}}` : `{${eol}${unit}${unit}${member}${eol}${unit}}`;
    return success(insertMember(text, text.indexOf('{'), `"docOps"${colon}${inner}`, unit, 1));
  }
  const { docOps } = object as { docOps?: unknown };
  if (typeof docOps !== 'object' || docOps === null || Array.isArray(docOps))
    return failure('invalid-document', 'docOps is not an object', { place: { path: 'package.json' } });
  const present = memberOf(text, own.start, 'folder');
  if (present) return success(text.slice(0, present.start) + value + text.slice(present.end));
  return success(insertMember(text, own.start, `"folder"${colon}${value}`, unit, 2));
}

function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** The indentation of the first member; null where all stands on one line. */
function indentOf(text: string): string | null {
  return /\{[ \t]*\r?\n([ \t]+)"/.exec(text)?.[1] ?? (/^\uFEFF?\s*\{\s*\}\s*$/.test(text) ? '  ' : null);
}

/** Put a member in as the last of the object that opens at `open`, whose members stand `depth` steps in. */
function insertMember(
  text: string,
  open: number,
  member: string,
  unit: string | null,
  depth: number,
): string {
  const close = endOfValue(text, open) - 1;
  const inner = text.slice(open + 1, close);
  const line = unit === null ? '' : lineEnding(text) + unit.repeat(depth);
  if (inner.trim() === '') {
    const end = unit === null ? '' : lineEnding(text) + unit.repeat(depth - 1);
    return text.slice(0, open + 1) + line + member + end + text.slice(close);
  }
  const end = open + 1 + inner.trimEnd().length;
  const isOnLines = text.slice(end, close).includes('\n');
  return `${text.slice(0, end)},${isOnLines ? line : unit === null ? '' : ' '}${member}${text.slice(end)}`;
}

/** Start and end of the value of a member of the object that opens at or after `from`; valid JSON is assumed. */
function memberOf(text: string, from: number, name: string): { start: number; end: number } | null {
  let at = text.indexOf('{', from) + 1;
  for (;;) {
    at = skipSpace(text, at);
    if (text[at] !== '"') return null;
    const keyEnd = endOfValue(text, at);
    const key: unknown = JSON.parse(text.slice(at, keyEnd));
    const start = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const end = endOfValue(text, start);
    if (key === name) return { start, end };
    at = skipSpace(text, end);
    if (text[at] !== ',') return null;
    at += 1;
  }
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text[at] ?? '')) at += 1;
  return at;
}

/** The offset behind the value that starts here. */
function endOfValue(text: string, start: number): number {
  const first = text[start];
  if (first === '"') {
    for (let at = start + 1; at < text.length; at++) {
      if (text[at] === '\\') at += 1;
      else if (text[at] === '"') return at + 1;
    }
    return text.length;
  }
  if (first !== '{' && first !== '[') {
    const rest = text.slice(start).search(/[\s,\]}]/);
    return rest < 0 ? text.length : start + rest;
  }
  for (let at = start + 1; at < text.length; ) {
    const character = text[at];
    if (character === '}' || character === ']') return at + 1;
    at = character === '"' || character === '{' || character === '[' ? endOfValue(text, at) : at + 1;
  }
  return text.length;
}
