import { type ConversionConfig, toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import type { JsonSchema } from '../../../model/schema/jsonSchema.js';
import { list } from './parts.js';
import { dataSchemas } from './schemas.js';

const keys = { key: v.string(), after: v.exactOptional(list(v.string())) };
const fieldEdit = v.variant('kind', [
  v.strictObject({
    kind: v.literal('set'),
    ...keys,
    value: v.union([v.string(), list(v.string()), v.record(v.string(), v.string())]),
  }),
  v.strictObject({ kind: v.literal('unset'), ...keys }),
  v.strictObject({ kind: v.picklist(['add', 'remove']), ...keys, items: list(v.string()) }),
]);

/** A validation finding. */
export const finding = v.strictObject({
  rule: v.string(),
  severity: v.picklist(['error', 'warning']),
  path: v.string(),
  span: v.exactOptional(
    v.strictObject({ line: v.number(), column: v.number(), offset: v.number(), length: v.number() }),
  ),
  message: v.string(),
  suggestion: v.exactOptional(v.string()),
  fix: v.exactOptional(
    v.strictObject({
      title: v.string(),
      edits: list(
        v.variant('kind', [
          v.strictObject({
            kind: v.literal('patch'),
            path: v.string(),
            start: v.number(),
            end: v.number(),
            text: v.string(),
          }),
          v.strictObject({ kind: v.literal('field'), path: v.string(), edit: fieldEdit }),
        ]),
      ),
    }),
  ),
});

/** What a change does to one file. */
export const change = v.strictObject({
  kind: v.picklist(['create', 'update', 'delete', 'rename']),
  path: v.string(),
  to: v.exactOptional(v.string()),
  before: v.exactOptional(v.string()),
  after: v.exactOptional(v.string()),
});

/** Why a verb did nothing. */
export const problem = v.strictObject({
  code: v.string(),
  message: v.string(),
  place: v.exactOptional(
    v.strictObject({
      path: v.string(),
      line: v.exactOptional(v.number()),
      column: v.exactOptional(v.number()),
    }),
  ),
  suggestion: v.exactOptional(v.string()),
  allowed: v.exactOptional(list(v.string())),
  hint: v.exactOptional(v.string()),
});

const failed = v.strictObject({
  schemaVersion: v.literal(1),
  ok: v.literal(false),
  data: v.null(),
  findings: list(finding),
  problem,
});

export const outputNames: readonly string[] = Object.keys(dataSchemas);

/** What a verb prints with `--json`: its result, or a problem where it could not do anything. */
export function outputSchema(verb: string): JsonSchema | undefined {
  if (!isName(verb)) return undefined;
  const result = v.strictObject({
    schemaVersion: v.literal(1),
    ok: v.boolean(),
    data: dataSchemas[verb],
    findings: list(finding),
    changes: v.exactOptional(list(change)),
  });
  const { $schema, ...json } = toJsonSchema(v.union([result, failed]), conversion);
  return { $schema, title: `doc-ops ${verb} --json`, ...json };
}

const conversion: ConversionConfig = {
  typeMode: 'output',
  target: 'draft-07',
  definitions: { finding, change, problem },
  overrideSchema: ({ valibotSchema: { type }, jsonSchema }) =>
    type === 'tuple' && Array.isArray(jsonSchema.items)
      ? { ...jsonSchema, minItems: jsonSchema.items.length, maxItems: jsonSchema.items.length }
      : undefined,
  overrideAction: ({ valibotAction, jsonSchema }) =>
    valibotAction.type === 'readonly' ? jsonSchema : undefined,
};

function isName(name: string): name is keyof typeof dataSchemas {
  return Object.hasOwn(dataSchemas, name);
}
