import type { FieldFact, YamlValue } from '../document/facts.js';
import { type FieldEdit, isList } from './fieldEdit.js';
import { inWrittenOrder } from './itemOrder.js';
import type { ParsedFrontMatter } from './parsed.js';

/**
 * Whether an edit did what it should and nothing else, checked by reading the result: the key has the requested value,
 * every other key is in its place with its value, the problems are the same. The last defence against unusual YAML.
 */
export function isUnharmed(before: ParsedFrontMatter, after: ParsedFrontMatter, edit: FieldEdit): boolean {
  const problems = ({ problems }: ParsedFrontMatter): string =>
    problems.map(({ message }) => message).join('\n');
  if (problems(before) !== problems(after)) return false;
  const others = ({ key }: FieldFact): boolean => key !== edit.key;
  const old = before.fields.filter(others);
  const now = after.fields.filter(others);
  if (old.length !== now.length) return false;
  if (!old.every((field, i) => field.key === now[i]?.key && isSame(field.value, now[i]?.value))) return false;
  return holds(after.fields.find(({ key }) => key === edit.key)?.value, edit);
}

function holds(value: YamlValue | undefined, edit: FieldEdit): boolean {
  switch (edit.kind) {
    case 'set':
      return isSame(isList(edit.value) ? inWrittenOrder(edit.value) : edit.value, value);
    case 'unset':
      return value === undefined;
    case 'add':
      return edit.items.every((item) => itemsOf(value).includes(item));
    case 'remove':
      return !edit.items.some((item) => itemsOf(value).includes(item));
  }
}

function itemsOf(value: YamlValue | undefined): readonly YamlValue[] {
  if (value === undefined || value === '') return [];
  return Array.isArray(value) ? value : [value];
}

function isSame(a: YamlValue, b: YamlValue | undefined): boolean {
  if (typeof a === 'string' || typeof b === 'string' || b === undefined) return a === b;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, i) => isSame(item, b[i]))
    );
  }
  const pairs = new Map(Object.entries(b));
  const own = Object.entries(a);
  return own.length === pairs.size && own.every(([key, value]) => isSame(value, pairs.get(key)));
}
