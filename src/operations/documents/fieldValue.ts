import { closest } from '../../model/closest.js';
import type { Config } from '../../model/config/config.js';
import {
  canonicalStatus,
  commonFields,
  type DocumentType,
  type FieldKind,
  nameWithArticle,
} from '../../model/document/type.js';
import { parseId } from '../../model/ids.js';
import { relationNames } from '../../model/links/relations.js';
import { failure, type Result, success } from '../../model/result.js';

/** What a key of a document of this type holds; undefined for a key that doc-ops does not know. */
export function fieldKind(config: Config, type: DocumentType | null, key: string): FieldKind | undefined {
  if (!type) return undefined;
  if (key === 'status') return { kind: 'choice', values: type.statuses };
  if (Object.hasOwn(type.fields, key)) return type.fields[key];
  if (Object.hasOwn(commonFields, key)) return commonFields[key];
  return relationNames(config.relations).includes(key) ? { kind: 'ids' } : undefined;
}

/** Every key that a document of this type may be expected to have. */
export function knownFields(config: Config, type: DocumentType): string[] {
  return [...Object.keys(commonFields), ...Object.keys(type.fields), ...relationNames(config.relations)];
}

/** The status as its type spells it, or a failure that names the closest one. */
export function checkStatus(type: DocumentType, status: string): Result<string> {
  const canonical = canonicalStatus(type, status);
  if (canonical !== undefined) return success(canonical);
  const suggestion = closest(status, type.statuses);
  return failure('unknown-status', `'${status}' is not a valid status for ${nameWithArticle(type)}`, {
    ...(suggestion ? { suggestion } : {}),
    allowed: type.statuses,
  });
}

/** The value of a key as it is written, canonical where its kind has a canonical form. */
export function checkValue(
  config: Config,
  type: DocumentType | null,
  key: string,
  value: string,
): Result<string | string[]> {
  const kind = fieldKind(config, type, key);
  if (!kind || !type) return success(value);
  if (key === 'status') return checkStatus(type, value);
  switch (kind.kind) {
    case 'text':
      return success(value);
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value))
        ? success(value)
        : failure('invalid-value', `${key} takes a date, YYYY-MM-DD, not '${value}'`);
    case 'choice':
      return checkChoice(key, kind.values, value);
    case 'id':
      return checkId(config, key, value);
    case 'ids': {
      const ids = splitItems(value).map((item) => checkId(config, key, item));
      const wrong = ids.find((id) => !id.ok);
      if (wrong && !wrong.ok) return wrong;
      return success(ids.flatMap((id) => (id.ok ? [id.value] : [])));
    }
    case 'references':
      return success(splitItems(value).map((item) => parseId(item, config.types)?.id ?? item));
    case 'texts':
      return success(splitItems(value));
    case 'map':
      return failure('invalid-value', `${key} is written by doc-ops itself`);
  }
}

function checkChoice(key: string, values: readonly string[], value: string): Result<string> {
  const found = values.find((one) => one.toLowerCase() === value.toLowerCase());
  if (found !== undefined) return success(found);
  const suggestion = closest(value, values);
  return failure('invalid-value', `${key} cannot be '${value}'`, {
    ...(suggestion ? { suggestion } : {}),
    allowed: values,
  });
}

function checkId(config: Config, key: string, value: string): Result<string> {
  const parsed = parseId(value, config.types);
  if (parsed) return success(parsed.id);
  return failure(
    'invalid-value',
    `${key} takes an id such as ${config.types[0]?.prefix ?? 'PLAN'}-001, not '${value}'`,
  );
}

function splitItems(value: string): string[] {
  return value
    .split(',')
    .map((item) => item.trim())
    .filter(Boolean);
}
