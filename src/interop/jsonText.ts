import { lineEnding } from '../model/text.js';

/**
 * JSON as text, with the comments and trailing commas that editors allow in their settings: a member is put in, and every
 * other byte stays.
 */

const textsAndComments = /"(?:[^"\\\r\n]|\\.)*"|\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g;
const textsAndTrailingCommas = /"(?:[^"\\\r\n]|\\.)*"|,(?=\s*[}\]])/g;

/** Comments as spaces: offsets stay. */
function withoutComments(text: string): string {
  return text.replace(textsAndComments, (part) =>
    part.startsWith('"') ? part : part.replace(/[^\r\n]/g, ' '),
  );
}

/** The object that a text holds; null where it holds none or cannot be read. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  const bare = withoutComments(text);
  return parseStrictObject(bare.replace(textsAndTrailingCommas, (part) => (part === ',' ? '' : part)));
}

/** The same, of JSON without comments and trailing commas. */
export function parseStrictObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Where the object of a text opens. */
export function openingOf(text: string): number {
  return withoutComments(text).indexOf('{');
}

/** The indentation of the first member; null where all stands on one line. */
export function indentOf(text: string): string | null {
  const bare = withoutComments(text);
  return /\{\s*\n([ \t]+)"/.exec(bare)?.[1] ?? (/^\uFEFF?\s*\{\s*\}\s*$/.test(bare) ? '  ' : null);
}

/** Start and end of the value of a member of the object that opens at `open`. */
export function memberOf(
  text: string,
  open: number,
  name: string,
): { readonly start: number; readonly end: number } | null {
  return readMembers(text, open).members.find(({ key }) => key === name) ?? null;
}

/** Put a member in as the last of the object that opens at `open`, whose members stand `depth` steps in. */
export function insertMember(
  text: string,
  open: number,
  member: string,
  unit: string | null,
  depth: number,
): string {
  const { members, close, trailingComma } = readMembers(text, open);
  const line = unit === null ? '' : lineEnding(text) + unit.repeat(depth);
  // Comments behind the last member belong to it.
  const end = open + 1 + text.slice(open + 1, close).trimEnd().length;
  const last = members.at(-1);
  if (!last) {
    const outer = unit === null ? '' : lineEnding(text) + unit.repeat(depth - 1);
    return text.slice(0, end) + line + member + outer + text.slice(close);
  }
  const isOnLines = text.slice(last.end, close).includes('\n');
  const gap = isOnLines ? line : unit === null ? '' : ' ';
  if (trailingComma) return `${text.slice(0, end)}${gap}${member},${text.slice(end)}`;
  return `${text.slice(0, last.end)},${text.slice(last.end, end)}${gap}${member}${text.slice(end)}`;
}

interface Members {
  readonly members: readonly { readonly key: string; readonly start: number; readonly end: number }[];
  /** Of the closing brace. */
  readonly close: number;
  readonly trailingComma: boolean;
}

/** The members of an object; a text that could be parsed is assumed. */
function readMembers(text: string, open: number): Members {
  const bare = withoutComments(text);
  const members: { key: string; start: number; end: number }[] = [];
  let trailingComma = false;
  let at = skipSpace(bare, open + 1);
  while (bare[at] === '"') {
    const keyEnd = endOfValue(bare, at);
    const key = JSON.parse(bare.slice(at, keyEnd)) as string;
    const start = skipSpace(bare, skipSpace(bare, keyEnd) + 1);
    const end = endOfValue(bare, start);
    members.push({ key, start, end });
    at = skipSpace(bare, end);
    trailingComma = bare[at] === ',';
    if (trailingComma) at = skipSpace(bare, at + 1);
  }
  return { members, close: at, trailingComma };
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
