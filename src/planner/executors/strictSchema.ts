import { isMapping } from '../../model/plan/values.js';

type Schema = Readonly<Record<string, unknown>>;

/** Keywords that OpenAI's strict mode knows, beside those that hold schemas. */
const kept = ['type', 'enum', 'const', 'description', 'title', '$ref'];

/**
 * A JSON Schema in the form of OpenAI's strict mode: every object lists all of its keys as required and takes no
 * others, so what may be left out may be null instead (`withoutNulls` takes these out of the answer), and keywords that
 * it does not know are left out. An optional part that cannot be said there (a mapping of any keys) is not asked for;
 * null where a required one cannot.
 */
export function strictSchema(schema: Schema): Schema | null {
  return strict(schema);
}

function strict(schema: unknown): Schema | null {
  if (!isMapping(schema)) return null;
  const result: Record<string, unknown> = {};
  for (const key of kept) if (schema[key] !== undefined) result[key] = schema[key];
  for (const key of ['anyOf', 'oneOf']) {
    if (!Array.isArray(schema[key])) continue;
    const choices = schema[key].map(strict).filter((one) => one !== null);
    if (choices.length === 0) return null;
    result.anyOf = choices;
  }
  for (const key of ['$defs', 'definitions']) {
    if (isMapping(schema[key])) result[key] = mapped(schema[key]);
  }
  if (Array.isArray(schema.allOf)) return null;
  if (schema.items !== undefined) {
    const items = strict(schema.items);
    if (!items) return null;
    result.items = items;
  }
  const isObject = schema.type === 'object' || isMapping(schema.properties);
  return isObject ? strictObject(schema, result) : Object.keys(result).length === 0 ? null : result;
}

function strictObject(schema: Schema, result: Record<string, unknown>): Schema | null {
  if (!isMapping(schema.properties)) return null;
  const required = Array.isArray(schema.required) ? schema.required : [];
  const properties: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema.properties)) {
    const property = strict(value);
    if (property) properties[key] = required.includes(key) ? property : orNull(property);
    else if (required.includes(key)) return null;
  }
  return {
    ...result,
    type: 'object',
    properties,
    required: Object.keys(properties),
    additionalProperties: false,
  };
}

function orNull(schema: Schema): Schema {
  if (typeof schema.type === 'string' && schema.enum === undefined && schema.const === undefined)
    return { ...schema, type: [schema.type, 'null'] };
  return { anyOf: [schema, { type: 'null' }] };
}

function mapped(schemas: Schema): Schema {
  return Object.fromEntries(
    Object.entries(schemas).flatMap(([name, schema]) => {
      const one = strict(schema);
      return one ? [[name, one] as const] : [];
    }),
  );
}

/** JSON without the keys that are null; any other text as it is. */
export function withoutNulls(text: string): string {
  if (!/^\s*\{/.test(text)) return text;
  try {
    const value: unknown = JSON.parse(text, (_key, one: unknown) =>
      isMapping(one) ? Object.fromEntries(Object.entries(one).filter(([, part]) => part !== null)) : one,
    );
    return JSON.stringify(value, null, 2);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
