import type { TextPatch } from '../text.js';
import { setItems } from './editList.js';
import { setPairs } from './editMap.js';
import { type FieldValue, isList } from './fieldEdit.js';
import { inWrittenOrder } from './itemOrder.js';
import type { MapEntry } from './node.js';
import { endOfEntry, keyIndent, listIndent, type NewValue, type Page, replaceValue } from './page.js';
import { writeKey, writeScalar } from './writeScalar.js';

/** Patches that give an existing key another value. */
export function setEntry(page: Page, entry: MapEntry, value: FieldValue): TextPatch[] {
  if (isList(value)) return setItems(page, entry, inWrittenOrder(value));
  if (typeof value !== 'string') return setPairs(page, entry, value);
  const old = entry.value;
  if (old.kind !== 'scalar')
    return replaceValue(page, entry, { inline: value === '' ? '' : writeScalar(value) });
  if (old.value === value) return [];
  // `key: x` becomes `key:`, so that filling in an empty key and emptying it again changes nothing.
  const alone = old.style === 'plain' && old.start === entry.colonEnd + 1 && !isOverLines(page, old);
  if (value === '' && alone)
    return replaceValue(page, { ...entry, value: { ...old, start: entry.colonEnd } }, { inline: '' });
  return replaceValue(page, entry, { inline: writeScalar(value, old.style) });
}

function isOverLines({ text }: Page, { start, end }: { start: number; end: number }): boolean {
  return text.slice(start, end).includes('\n');
}

/** Patches that add a key, behind the last of `after` that is present, else at the end. */
export function addEntry(
  page: Page,
  key: string,
  value: FieldValue,
  after: readonly string[] = [],
): TextPatch[] {
  const { split, root, eol } = page;
  const before = findLastOf(root.entries, after) ?? root.entries.at(-1);
  const at = before ? endOfEntry(page, before) : split.yamlEnd;
  const text = entryLines(key, newValue(value, listIndent(page), `${keyIndent(page)}  `), keyIndent(page))
    .map((line) => line + eol)
    .join('');
  return [{ start: at, end: at, text }];
}

function findLastOf(entries: readonly MapEntry[], keys: readonly string[]): MapEntry | undefined {
  for (const key of [...keys].reverse()) {
    const entry = entries.find((one) => one.key.value === key);
    if (entry) return entry;
  }
  return undefined;
}

/** The lines of a new key. */
export function entryLines(key: string, value: NewValue, indent: string): string[] {
  const name = `${indent}${writeKey(key) ?? key}:`;
  return 'inline' in value ? [`${name} ${value.inline}`] : [name, ...value.below];
}

/** A value of a new key: lists and maps as lines below it, empty ones as `[]` and `{}`. */
export function newValue(value: FieldValue, listIndent: string, mapIndent: string): NewValue {
  if (typeof value === 'string') return { inline: writeScalar(value) };
  if (isList(value)) {
    if (value.length === 0) return { inline: '[]' };
    return { below: inWrittenOrder(value).map((item) => `${listIndent}- ${writeScalar(item)}`) };
  }
  const pairs = Object.entries(value);
  if (pairs.length === 0) return { inline: '{}' };
  return { below: pairs.map(([key, text]) => `${mapIndent}${writeKey(key) ?? key}: ${writeScalar(text)}`) };
}
