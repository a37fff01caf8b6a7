import * as v from 'valibot';
import { checkOf, proofTypes, typeIn } from './checkSchema.js';
import type { ProofRequirement, Tasc } from './tasc.js';
import {
  count,
  glob,
  isMapping,
  listOf,
  type Mapping,
  mapping,
  path,
  scalar,
  trimmed,
  truth,
} from './values.js';

/** What a plan's list of tascs may hold (FORMATS.md, *Tascs*): plain data in, tascs with their defaults out. */

/** Shape of a tasc's id. */
export const tascId = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** Fields of a proof requirement beside its type and criteria. */
export const proofEntries = {
  timeout_seconds: v.optional(count(1), 300),
  max_retries: v.optional(count(0), 0),
  allow_retry: v.optional(truth, true),
};

const proofType = v.optional(v.picklist(proofTypes, `one of ${proofTypes.join(', ')}`));
const proofOf = v.lazy(
  (input): v.GenericSchema<unknown, ProofRequirement> =>
    v.pipe(
      mapping({
        proof_type: proofType,
        criteria: v.optional(checkOf(typeIn(input, proofTypes)), {}),
        ...proofEntries,
      }),
      v.transform((proof) => ({
        check: proof.criteria,
        timeoutSeconds: proof.timeout_seconds,
        maxRetries: proof.max_retries,
        allowRetry: proof.allow_retry,
      })),
    ),
);

/** `proof_required: manual` is the short form. */
export const proofSchema = v.pipe(
  v.unknown(),
  v.transform((value) => (typeof value === 'string' ? { proof_type: value } : value)),
  proofOf,
);

const environment = v.pipe(
  v.custom<Mapping>(isMapping, 'a mapping'),
  v.record(
    v.pipe(
      v.string(),
      v.regex(
        /^[A-Za-z_][A-Za-z0-9_]*$/,
        ({ input }) => `\`${input}\` is not a name of an environment variable`,
      ),
    ),
    v.pipe(
      v.union([v.string(), v.number(), v.boolean(), v.null()], 'text'),
      v.transform((value) => (value === null ? '' : String(value))),
      v.check((value) => !value.includes('\0'), 'a variable cannot hold NUL'),
    ),
  ),
);

/** Fields of a tasc, by their names in files. */
export const tascEntries = {
  id: v.optional(scalar, ''),
  title: v.optional(trimmed, ''),
  testing_instructions: v.optional(trimmed, ''),
  desired_outcome: v.optional(trimmed, ''),
  additional_notes: v.optional(trimmed, ''),
  dependencies: v.optional(listOf(scalar), []),
  inputs: v.optional(
    v.pipe(
      listOf(glob),
      v.minLength(1, '`inputs` is empty; leave it out to depend on every file that git tracks'),
    ),
  ),
  cwd: v.optional(path, '.'),
  env: v.optional(environment, {}),
  proof_required: v.optional(proofSchema, {}),
};

/** A tasc; what is required, and what depends on whether a person or a command proves it, is checked in readTascs. */
export const tascSchema = v.pipe(
  mapping(tascEntries),
  v.transform((data): Tasc => {
    const isManual = data.proof_required.check.type === 'manual';
    return {
      id: data.id,
      title: data.title,
      testingInstructions: isManual ? '' : data.testing_instructions,
      desiredOutcome: data.desired_outcome,
      additionalNotes: data.additional_notes,
      dependencies: data.dependencies,
      inputs: data.inputs ?? null,
      cwd: data.cwd || '.',
      env: data.env,
      proof: data.proof_required,
    };
  }),
);
