import { compositeEntries, criteriaEntries, partTypes, proofTypes } from '../plan/checkSchema.js';
import { type proofEntries, type tascEntries, tascId } from '../plan/schema.js';
import type { ProofType } from '../plan/tasc.js';
import { draft, filledScalar, type JsonSchema, matching, oneOfWords, orEmpty, scalar } from './jsonSchema.js';

/**
 * The list in a plan's `yaml tascs` block. A schema cannot check duplicate ids, unknown dependencies, cycles, expressions
 * that do not compile and paths that lead outside by a detour.
 */
export function tascsSchema(): JsonSchema {
  return { $schema: draft, title: 'Tascs of a plan', type: ['array', 'null'], items: tasc() };
}

const texts = listOrOne(scalar);
const whole = (least: number, most = 999_999_999): JsonSchema => ({
  anyOf: [
    { type: 'integer', minimum: least, maximum: most },
    { type: 'string', pattern: least === 0 ? '^\\d{1,9}$' : '^0*[1-9]\\d*$', maxLength: 9 },
  ],
});
const exitCode: JsonSchema = {
  anyOf: [
    { type: 'integer', minimum: 0, maximum: 255 },
    { type: 'string', pattern: '^0*(?:\\d{1,2}|1\\d\\d|2[0-4]\\d|25[0-5])$', maxLength: 9 },
  ],
};
const truth = oneOfWords(['true', 'false']);
/** Inside the repository, as far as the beginning of a path tells. */
const path: JsonSchema = { ...scalar, pattern: '^(?![/\\\\]|[A-Za-z]:)(?!(?:\\./+)*\\.\\.(?:/|$))' };
const glob: JsonSchema = { ...scalar, pattern: '^(?!/)(?!!?(?:[\\s\\S]*/)?\\.\\.(?:/|$))' };

const proofFields: Readonly<Record<keyof typeof proofEntries, JsonSchema>> = {
  timeout_seconds: orEmpty(whole(1)),
  max_retries: orEmpty(whole(0)),
  allow_retry: orEmpty(truth),
};

const criteriaSchemas: Readonly<Record<string, JsonSchema>> = {
  expected_exit_codes: { anyOf: [{ type: 'array', minItems: 1, items: exitCode }, exitCode] },
  expected_output_files: listOrOne(path),
  error_patterns: texts,
  output_patterns: texts,
  min_tests: whole(1),
  max_issues: whole(0),
  files: { type: 'array', items: { anyOf: [path, fileCriterion()] } },
  required_approvals: whole(1),
};

const fieldSchemas: Readonly<Record<keyof typeof tascEntries, JsonSchema>> = {
  id: matching(tascId, { description: 'Unique in the plan' }),
  title: filledScalar,
  testing_instructions: { ...scalar, description: 'Shell command; exit 0 is success' },
  desired_outcome: scalar,
  additional_notes: scalar,
  dependencies: { ...texts, description: 'Ids of tascs of this plan' },
  inputs: {
    anyOf: [{ type: 'array', minItems: 1, items: glob }, glob],
    description: 'Globs of what the verdict depends on',
  },
  cwd: path,
  env: {
    type: 'object',
    propertyNames: { pattern: '^[A-Za-z_][A-Za-z0-9_]*$' },
    additionalProperties: orEmpty(scalar),
  },
  proof_required: { anyOf: [oneOfWords(['script', 'test', 'lint', 'manual']), proof(proofTypes)] },
};

function tasc(): JsonSchema {
  const properties = Object.entries(fieldSchemas).map(([key, schema]) => [
    key,
    key === 'id' || key === 'title' ? schema : orEmpty(schema),
  ]);
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    additionalProperties: false,
    required: ['id', 'title'],
    if: {
      required: ['proof_required'],
      properties: {
        proof_required: {
          anyOf: [
            { const: 'manual' },
            { type: 'object', required: ['proof_type'], properties: { proof_type: { const: 'manual' } } },
          ],
        },
      },
    },
    else: { required: ['testing_instructions'], properties: { testing_instructions: filledScalar } },
  };
}

/** A proof requirement, or with fewer types a part of a composite one. */
function proof(types: readonly ProofType[]): JsonSchema {
  const isPart = types.length < proofTypes.length;
  const properties: Record<string, JsonSchema> = { proof_type: orEmpty(oneOfWords(types)), criteria: {} };
  if (!isPart) Object.assign(properties, proofFields);
  return {
    type: 'object',
    properties,
    additionalProperties: false,
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    allOf: types.map((type) => ({ if: isOfType(type), then: criteriaOf(type) })),
  };
}

/** Without a type it is a script. */
function isOfType(type: ProofType): JsonSchema {
  const named = { properties: { proof_type: { enum: type === 'script' ? [type, null] : [type] } } };
  return type === 'script' ? named : { ...named, required: ['proof_type'] };
}

function criteriaOf(type: ProofType): JsonSchema {
  if (type === 'composite') {
    const parts = { type: 'array', minItems: 1, items: proof(partTypes) };
    const one = (mode: string) => ({
      properties: { [mode]: parts },
      required: [mode],
      additionalProperties: { type: 'null' },
    });
    return needing({
      type: 'object',
      propertyNames: { enum: Object.keys(compositeEntries) },
      anyOf: [one('all'), one('any')],
    });
  }
  const properties = Object.keys(criteriaEntries[type]).map((key) => [
    key,
    orEmpty(criteriaSchemas[key] ?? {}),
  ]);
  const criteria: JsonSchema = {
    type: 'object',
    properties: Object.fromEntries(properties),
    additionalProperties: false,
  };
  if (type !== 'file') return { properties: { criteria: orEmpty(criteria) } };
  const filled = {
    anyOf: [
      { type: 'array', minItems: 1 },
      { type: 'string', minLength: 1 },
    ],
  };
  const having = (key: string) => ({ required: [key], properties: { [key]: filled } });
  return needing({ ...criteria, anyOf: [having('files'), having('expected_output_files')] });
}

function needing(criteria: JsonSchema): JsonSchema {
  return { required: ['criteria'], properties: { criteria } };
}

function fileCriterion(): JsonSchema {
  return {
    type: 'object',
    properties: {
      path,
      contains: orEmpty(scalar),
      sha256: orEmpty({ type: 'string', pattern: '^[0-9A-Fa-f]{64}$' }),
    },
    additionalProperties: false,
    required: ['path'],
  };
}

function listOrOne(item: JsonSchema): JsonSchema {
  return { anyOf: [{ type: 'array', items: item }, item] };
}
