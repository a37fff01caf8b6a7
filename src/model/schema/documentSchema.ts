import type { Config } from '../config/config.js';
import { type DocumentType, type FieldKind, statusKey } from '../document/type.js';
import { fieldKinds } from '../links/fieldLinks.js';
import { inverseRelation } from '../links/relations.js';
import { anyCase, draft, type JsonSchema, oneOfWords, orEmpty, scalar } from './jsonSchema.js';

/**
 * What the front matter of a type may have, as `validate` checks it, without rules that `config.yaml` turned down.
 * A schema cannot check whether an id exists, or anything else that needs other files.
 */
export function documentSchema(type: DocumentType, config: Config): JsonSchema {
  const judges = (rule: string) => (config.rules[rule] ?? 'error') === 'error';
  const properties: Record<string, JsonSchema> = {};
  for (const [key, kind] of fieldKinds(type, config)) {
    const inverse = inverseRelation(config.relations, key);
    properties[key] = {
      ...(judges('front-matter/wrong-type') ? orEmpty(fieldSchema(kind)) : {}),
      ...(inverse === undefined ? {} : { description: `Ids of documents; the inverse is ${inverse}` }),
    };
  }
  const needed = judges('front-matter/missing-field');
  const orLeftOut = needed ? (schema: JsonSchema) => schema : orEmpty;
  const { prefix } = type;
  properties.id = {
    description: `Like ${prefix}-001`,
    ...(judges('id/malformed') ? orLeftOut(textMatching(`^\\s*(?:${prefixes([type])})-\\d{1,9}\\s*$`)) : {}),
  };
  properties.status = {
    description: type.statuses.join(', '),
    default: type.statuses[0],
    ...(judges('front-matter/unknown-status') ? orLeftOut(statusSchema(type.statuses)) : {}),
  };
  properties.created = {
    description: 'A date, like 2026-11-20',
    ...(judges('front-matter/wrong-type') ? orLeftOut(textMatching(datePattern)) : {}),
  };
  return {
    $schema: draft,
    title: `Front matter of a document of type ${type.name}`,
    type: 'object',
    ...(needed ? { required: ['id', 'status', 'created'] } : {}),
    properties,
    definitions: {
      id: orEmpty(textMatching(`${idPattern(config)}|^$`)),
      ids: anyOf({ type: 'array', items: { $ref: '#/definitions/id' } }, { $ref: '#/definitions/id' }),
    },
  };
}

function fieldSchema(kind: FieldKind): JsonSchema {
  switch (kind.kind) {
    case 'text':
      return scalar;
    case 'date':
      return textMatching(`${datePattern}|^$`);
    case 'choice': {
      const anyCased = kind.values.map((value) => anyCase(value)).join('|');
      return anyOf(oneOfWords(kind.values), textMatching(`^\\s*(?:${anyCased})\\s*$|^$`));
    }
    case 'id':
      return { $ref: '#/definitions/id' };
    case 'ids':
      return { $ref: '#/definitions/ids' };
    case 'references':
    case 'texts':
      return oneOrMore(scalar);
    case 'map':
      return { anyOf: [{ type: 'object' }, { type: 'string', maxLength: 0 }] };
  }
}

/** A list, or one item alone. */
function oneOrMore(item: JsonSchema): JsonSchema {
  return anyOf({ type: 'array', items: orEmpty(item) }, item);
}

function anyOf(...schemas: readonly JsonSchema[]): JsonSchema {
  return { anyOf: schemas };
}

function textMatching(pattern: string): JsonSchema {
  return { type: 'string', pattern };
}

/** Case, spaces, `_` and `-` do not count. The words themselves come first: editors offer them. */
function statusSchema(statuses: readonly string[]): JsonSchema {
  const gap = '[\\s_\\-]*';
  const loose = statuses.map((status) => [...statusKey(status)].map(anyCase).join(gap));
  return anyOf(oneOfWords(statuses), textMatching(`^${gap}(?:${loose.join('|')})${gap}$`));
}

/** An id of a known type, in wiki brackets, with a heading or a label behind it, as the reader takes it. */
function idPattern(config: Config): string {
  const id = `(?:${prefixes(config.types)})-\\d{1,9}`;
  return `^\\s*(?:${id}\\s*(?:#[\\s\\S]*)?|\\[\\[\\s*${id}\\s*(?:[#|][\\s\\S]*)?\\]\\])\\s*$`;
}

function prefixes(types: readonly DocumentType[]): string {
  return types
    .flatMap((type) => [type.prefix, ...type.aliases])
    .map(anyCase)
    .join('|');
}

const days = [
  '(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])',
  '(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)',
  '02-(?:0[1-9]|1\\d|2[0-8])',
].join('|');
const leapYear = '(?:\\d{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)';
const time = '(?:[T ]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?\\s*(?:Z|[+\\-]\\d{2}:?\\d{2})?)?';
const datePattern = `^\\s*(?:\\d{4}-(?:${days})|${leapYear}-02-29)${time}\\s*$`;
