import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { priceSchema } from '../config/planner.js';
import { columnSchema, partSchemas, relationSchema, severitySchema, typeSchema } from '../config/schema.js';
import { commonFields, defaultTypes } from '../document/type.js';
import { ruleIds } from '../ruleIds.js';
import { draft, filledScalar, type JsonSchema, matching, oneOfWords, orEmpty, scalar } from './jsonSchema.js';

/** `config.yaml`, from the schemas that read it, without the conditions between parts of the file. */
export function configJsonSchema(): JsonSchema {
  const type = withoutCommonFields(objectOf(converted(typeSchema), []));
  const column = objectOf(converted(columnSchema), ['name', 'status']);
  const added = objectOf(converted(typeSchema), ['prefix', 'folder', 'statuses']);
  return {
    $schema: draft,
    title: 'dev_ops/config.yaml of doc-ops',
    ...section({
      types: {
        type: ['object', 'null'],
        description: 'Document types to add, and changes of the shipped ones',
        properties: Object.fromEntries(defaultTypes.map(({ name }) => [name, orEmpty(type)])),
        propertyNames: { pattern: '^[a-z][a-z0-9_-]*$' },
        additionalProperties: orEmpty(withoutCommonFields(added)),
      },
      board: section({
        links: orEmpty(converted(partSchemas.board.links)),
        columns: { type: ['array', 'null'], minItems: 1, items: column },
      }),
      relations: {
        type: ['object', 'null'],
        description: 'Relations to add: name: inverse',
        propertyNames: { pattern: relationName },
        additionalProperties: converted(relationSchema),
      },
      rules: {
        type: ['object', 'null'],
        description: 'Severity of validation rules',
        properties: Object.fromEntries(ruleIds.map((id) => [id, orEmpty(converted(severitySchema))])),
        additionalProperties: false,
      },
      run: section({
        jobs: orEmpty(converted(partSchemas.run.jobs)),
        implementer: orEmpty(converted(partSchemas.run.implementer)),
      }),
      planner: section({ ...plannerKeys(), prices: pricesByModel() }),
    }),
  };
}

function plannerKeys(): Record<string, JsonSchema> {
  const { prices: _, ...schemas } = partSchemas.planner;
  return Object.fromEntries(
    Object.entries(schemas).map(([key, schema]) => [key, orEmpty(converted(schema))] as const),
  );
}

function pricesByModel(): JsonSchema {
  return {
    type: ['object', 'null'],
    description: 'US dollars for a million tokens, by model',
    propertyNames: { pattern: '\\S' },
    additionalProperties: orEmpty(objectOf(converted(priceSchema), ['input', 'output'])),
  };
}

const relationName = '^[a-z][a-z0-9_]*$';

/** A mapping of known keys, which may be left empty. */
function section(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: ['object', 'null'], properties, additionalProperties: false };
}

/** What the file may hold for a schema of the reader: its texts are any scalar to an editor. */
function converted(schema: v.GenericSchema): JsonSchema {
  const { $schema: _, ...json } = toJsonSchema(schema, { typeMode: 'input', errorMode: 'ignore' });
  return relaxed(json);
}

function relaxed(schema: unknown): JsonSchema {
  const json = schema as JsonSchema;
  if (Array.isArray(json.enum)) return oneOfWords(json.enum.map(String));
  if (Array.isArray(json.anyOf)) return { anyOf: json.anyOf.map(relaxed) };
  switch (json.type) {
    case 'string':
      if (typeof json.pattern === 'string') {
        const filled = json.minLength === undefined ? '' : '(?=[\\s\\S]*\\S)';
        return matching(new RegExp(filled + json.pattern));
      }
      return json.minLength === undefined ? scalar : filledScalar;
    case 'array':
      return { ...json, items: relaxed(json.items) };
    case 'object':
      return relaxedObject(json);
    default:
      return json;
  }
}

function relaxedObject(json: JsonSchema): JsonSchema {
  if (typeof json.properties !== 'object' || json.properties === null) {
    const values = relaxed(json.additionalProperties ?? {});
    return { type: 'object', propertyNames: { pattern: '\\S' }, additionalProperties: orEmpty(values) };
  }
  const properties = Object.entries(json.properties).map(([key, value]) => [key, relaxed(value)] as const);
  return { type: 'object', properties: Object.fromEntries(properties) };
}

/** Close an object; only what it needs must be filled. */
function objectOf(json: JsonSchema, needed: readonly string[]): JsonSchema {
  const entries = Object.entries(json.properties as Record<string, JsonSchema>);
  const properties = entries.map(([key, value]) => [key, needed.includes(key) ? value : orEmpty(value)]);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    additionalProperties: false,
    ...(needed.length > 0 ? { required: needed } : {}),
  };
}

/** Excludes folders that doc-ops uses itself, fields that every type has and duplicate statuses. */
function withoutCommonFields(json: JsonSchema): JsonSchema {
  const properties = json.properties as Record<string, JsonSchema>;
  const { fields, folder, statuses } = properties;
  const reserved =
    '^(?![Aa][Rr][Cc][Hh][Ii][Vv][Ee]$|[Pp][Rr][Oo][Oo][Ff][Ss]$|[Tt][Ee][Mm][Pp][Ll][Aa][Tt][Ee][Ss]$)';
  return {
    ...json,
    properties: {
      ...properties,
      folder: { ...folder, pattern: reserved },
      statuses: { ...statuses, uniqueItems: true },
      fields: {
        ...fields,
        propertyNames: { pattern: '\\S', not: { enum: Object.keys(commonFields) } },
      },
    },
  };
}
