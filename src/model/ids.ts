import type { DocumentType } from './document/type.js';

/** An id as text names it: `res-7`, `RESEARCH-007` and `RES-007` are all RES-007. */
export interface ParsedId {
  /** Canonical: `RES-007`. */
  readonly id: string;
  readonly type: DocumentType;
  readonly number: number;
}

export interface IdOfFile extends ParsedId {
  /** The part between the id and `.md`; `''` for `PLAN-001.md`. */
  readonly slug: string;
}

/** Numbers of up to nine digits, so that they stay exact and sortable everywhere. */
const idPattern = /^([A-Za-z][A-Za-z0-9]*)-(\d{1,9})$/;
const filePattern = /^([A-Za-z][A-Za-z0-9]*-\d{1,9})(?:-(.*))?\.md$/i;

const prefixTables = new WeakMap<readonly DocumentType[], ReadonlyMap<string, DocumentType>>();

/** Upper-case prefix or alias → type. Of two types with one prefix the first has it. */
export function prefixTable(types: readonly DocumentType[]): ReadonlyMap<string, DocumentType> {
  const known = prefixTables.get(types);
  if (known) return known;
  const table = new Map<string, DocumentType>();
  for (const type of types) if (!table.has(type.prefix)) table.set(type.prefix, type);
  for (const type of types) {
    for (const alias of type.aliases) {
      const upper = alias.toUpperCase();
      if (!table.has(upper)) table.set(upper, type);
    }
  }
  prefixTables.set(types, table);
  return table;
}

/** Every prefix that names a type, its own first. */
export function prefixesOf(type: DocumentType, types: readonly DocumentType[]): string[] {
  return [...prefixTable(types)].flatMap(([prefix, of]) => (of === type ? [prefix] : []));
}

/** Texts that were parsed, by types: a repository names the same few thousand ids again and again. */
const parsedTexts = new WeakMap<readonly DocumentType[], Map<string, ParsedId | null>>();
const maximumRemembered = 50_000;
/** A prefix has at most 16 characters, a number 9 digits. */
const longestId = 26;

/** The id that exactly this text names, or null. */
export function parseId(text: string, types: readonly DocumentType[]): ParsedId | null {
  if (text.length > longestId) return null;
  let texts = parsedTexts.get(types);
  if (!texts) {
    texts = new Map();
    parsedTexts.set(types, texts);
  }
  const known = texts.get(text);
  if (known !== undefined) return known;
  const parsed = readId(text, types);
  if (texts.size >= maximumRemembered) texts.clear();
  texts.set(text, parsed);
  return parsed;
}

function readId(text: string, types: readonly DocumentType[]): ParsedId | null {
  const match = idPattern.exec(text);
  if (!match) return null;
  const [, prefix = '', digits = ''] = match;
  const table = prefixTable(types);
  const type = table.get(prefix) ?? table.get(prefix.toUpperCase());
  if (!type) return null;
  const number = Number(digits);
  return { id: formatId(type, number), type, number };
}

/** Canonical spelling: at least three digits, growing past 999. */
export function formatId(type: Pick<DocumentType, 'prefix'>, number: number): string {
  return `${type.prefix}-${String(number).padStart(3, '0')}`;
}

/** The id with which a file name (no folder) starts: `PLAN-001-fix-login.md`. */
export function idOfFileName(name: string, types: readonly DocumentType[]): IdOfFile | null {
  const match = filePattern.exec(name);
  if (!match) return null;
  const parsed = parseId(match[1] ?? '', types);
  return parsed && { ...parsed, slug: match[2] ?? '' };
}

/** Finds the file names with which `idOfFileName` says an id of this type, and of this number where one is given. */
export function fileNamesOf(type: DocumentType, types: readonly DocumentType[], number?: number): RegExp {
  const digits = number === undefined ? '' : `0*${number}(?!\\d)`;
  return new RegExp(`^(?:${prefixesOf(type, types).join('|')})-(?=\\d{1,9}(?:-.*)?\\.md$)${digits}`, 'i');
}

/** `PLAN-001-fix-login.md`; without a slug `PLAN-001.md`. */
export function fileNameFor(id: string, slug: string): string {
  return slug === '' ? `${id}.md` : `${id}-${slug}.md`;
}

/** By prefix, then by number, so that PLAN-1000 follows PLAN-999. */
export function compareIds(a: string, b: string): number {
  const [prefixA, numberA] = splitId(a);
  const [prefixB, numberB] = splitId(b);
  return compareTexts(prefixA, prefixB) || numberA - numberB || compareTexts(a, b);
}

function splitId(id: string): [prefix: string, number: number] {
  const dash = id.lastIndexOf('-');
  const number = Number(id.slice(dash + 1));
  return dash > 0 && Number.isSafeInteger(number) ? [id.slice(0, dash), number] : [id, 0];
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
