import { criteriaEntries, proofTypes } from '../../model/plan/checkSchema.js';
import { citationKinds } from '../../model/plan/citationKinds.js';
import type { proofEntries, tascEntries } from '../../model/plan/schema.js';

type JsonSchema = Readonly<Record<string, unknown>>;

const text = { type: 'string' };
const texts = { type: 'array', items: text };
const number = { type: 'integer' };

/** Fields of a tasc that a model is asked for. The types name those of the reader, so that the two cannot part. */
const tascFields: Readonly<Partial<Record<keyof typeof tascEntries, JsonSchema>>> = {
  id: { type: 'string', description: 'lower-case letters, digits, _ and -; unique' },
  title: text,
  testing_instructions: {
    type: 'string',
    description: 'one shell command; exit 0 is success; left out for a manual tasc',
  },
  desired_outcome: text,
  additional_notes: text,
  dependencies: { type: 'array', items: text, description: 'ids of tascs of this plan' },
  cwd: { type: 'string', description: 'folder relative to the root; left out for the root' },
};

const criteria: Readonly<Record<string, JsonSchema>> = {
  expected_exit_codes: { type: 'array', items: number },
  expected_output_files: texts,
  error_patterns: texts,
  output_patterns: texts,
  min_tests: number,
  max_issues: number,
  required_approvals: number,
};

const proofFields: Readonly<Partial<Record<keyof typeof proofEntries, JsonSchema>>> = {
  timeout_seconds: number,
  max_retries: number,
};

/** The JSON Schema of an answer, made from the definition of tascs (src/model/plan/schema.ts). */
export function answerSchema(maxTascs: number): JsonSchema {
  const types = proofTypes.filter((type) => type !== 'composite' && type !== 'file');
  const known = new Set(types.flatMap((type) => Object.keys(criteriaEntries[type])));
  const proof = object(
    {
      proof_type: { type: 'string', enum: types },
      criteria: object(Object.fromEntries(Object.entries(criteria).filter(([key]) => known.has(key))), []),
      ...proofFields,
    },
    ['proof_type'],
  );
  const citation = object(
    { target: text, kind: { type: 'string', enum: citationKinds }, description: text },
    ['target', 'kind'],
  );
  return object(
    {
      title: text,
      description: text,
      content: { type: 'string', description: 'markdown sections beside goal and tascs' },
      reasoning: text,
      confidence: { type: 'number', minimum: 0, maximum: 1 },
      tascs: {
        type: 'array',
        minItems: 1,
        maxItems: maxTascs,
        items: object({ ...tascFields, proof_required: proof }, ['id', 'title']),
      },
      citations: { type: 'array', items: citation },
    },
    ['title', 'reasoning', 'confidence', 'tascs'],
  );
}

function object(properties: Readonly<Record<string, JsonSchema>>, required: readonly string[]): JsonSchema {
  return { type: 'object', properties, required, additionalProperties: false };
}
