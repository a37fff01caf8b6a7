import * as v from 'valibot';
import { joinPath } from '../links/path.js';
import type { Check, Criteria, FileCriterion, PartCheck, ProofRequirement, ProofType, Tasc } from './tasc.js';

/**
 * What a plan's list of tascs may hold (FORMATS.md, *Tascs*): plain data in, tascs with their defaults out. YAML is read
 * with every scalar as the text that is written, JSON has numbers and truth values, so both forms are taken. The message
 * of a schema continues "must be …", that of a check is a sentence.
 */

export const proofTypes = ['script', 'test', 'lint', 'file', 'manual', 'composite'] as const;
export const partTypes = ['script', 'test', 'lint', 'file'] as const;

/** Shape of a tasc's id. */
export const tascId = /^[a-z0-9][a-z0-9_-]{0,63}$/;

type Mapping = Record<string, unknown>;
export const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty = (value: unknown) => value === undefined || value === null || value === '';

/** A mapping of known keys. An empty value counts as missing; `expected` of an unknown key names the known ones. */
function mapping<E extends v.ObjectEntries>(entries: E) {
  const keys = Object.keys(entries);
  return v.pipe(
    v.custom<Mapping>(isMapping, 'a mapping'),
    v.transform((map) => Object.fromEntries(Object.entries(map).filter(([, value]) => !isEmpty(value)))),
    v.looseObject(entries),
    v.rawCheck(({ dataset, addIssue }) => {
      for (const [key, value] of Object.entries(dataset.value as Mapping)) {
        if (keys.includes(key)) continue;
        addIssue({
          message: `unknown field \`${key}\`; allowed: ${keys.join(', ')}`,
          expected: keys.map((one) => `"${one}"`).join(' | '),
          received: key,
          path: [{ type: 'object', origin: 'key', input: dataset.value as Mapping, key, value }],
        });
      }
    }),
  );
}

const scalar = v.pipe(v.union([v.string(), v.number(), v.boolean()], 'text'), v.transform(String));
const trimmed = v.pipe(scalar, v.trim());

/** A list; a single text is a list of one. */
function listOf<S extends v.GenericSchema>(item: S) {
  return v.pipe(
    v.unknown(),
    v.transform((value) => (typeof value === 'object' ? value : [value])),
    v.array(item, 'a list'),
  );
}

function count(least: number) {
  const read = (value: unknown) =>
    typeof value === 'string' && /^-?\d{1,9}$/.test(value) ? Number(value) : value;
  return v.pipe(
    v.custom<unknown>(
      (value) => Number.isSafeInteger(read(value)) && Number(read(value)) >= least,
      `a whole number, ${least} or more`,
    ),
    v.transform((value) => Number(read(value))),
  );
}

const truth = v.pipe(
  v.union([v.boolean(), v.picklist(['true', 'false'])], 'true or false'),
  v.transform((value) => value === true || value === 'true'),
);

const outside = (written: string) => `\`${written}\` is outside the repository`;

/** A root-relative path that stays inside. */
const path = v.pipe(
  scalar,
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const written = dataset.value;
    const inside = /^(?:[/\\]|[A-Za-z]:)/.test(written) ? null : joinPath('', written);
    if (inside !== null) return inside;
    addIssue({ message: outside(written) });
    return NEVER;
  }),
);

const glob = v.pipe(
  scalar,
  v.check(
    (written) => !written.startsWith('/') && !written.replace(/^!/, '').split('/').includes('..'),
    ({ input }) => outside(input),
  ),
);

/** A regular expression that compiles. */
const pattern = v.pipe(
  scalar,
  v.rawCheck(({ dataset, addIssue }) => {
    try {
      if (dataset.typed) new RegExp(dataset.value);
    } catch (error) {
      const why = error instanceof Error ? error.message.replace(/^.*?\/: /, '') : '';
      addIssue({ message: `\`${String(dataset.value)}\` is not a regular expression: ${why}` });
    }
  }),
);
const patterns = v.pipe(
  listOf(pattern),
  v.transform((list) => list.filter(Boolean)),
);

const exitCode = v.pipe(
  count(0),
  v.check(
    (code) => code <= 255,
    ({ input }) => `${input} is not an exit code`,
  ),
);

const fileCriterion = v.lazy((input): v.GenericSchema<unknown, FileCriterion> => {
  if (!isMapping(input))
    return v.pipe(
      path,
      v.transform((one) => ({ path: one })),
    );
  return v.pipe(
    mapping({
      path: v.optional(path),
      contains: v.optional(scalar),
      sha256: v.optional(
        v.pipe(scalar, v.regex(/^[0-9a-f]{64}$/i, '`sha256` must be 64 hex digits'), v.toLowerCase()),
      ),
    }),
    v.check((file) => file.path !== undefined, 'a file criterion needs a `path`'),
    v.transform(({ path: one = '', contains, sha256 }) => ({
      path: one,
      ...(contains === undefined ? {} : { contains }),
      ...(sha256 === undefined ? {} : { sha256 }),
    })),
  );
});

const commonEntries = {
  expected_exit_codes: v.optional(
    v.pipe(listOf(exitCode), v.minLength(1, '`expected_exit_codes` is empty: no run could pass')),
    [0],
  ),
  expected_output_files: v.optional(listOf(path), []),
  error_patterns: v.optional(patterns, []),
  output_patterns: v.optional(patterns, []),
};

/** Criteria of each proof type, by their names in files. */
export const criteriaEntries = {
  script: commonEntries,
  test: { ...commonEntries, min_tests: v.optional(count(1), 1) },
  lint: { ...commonEntries, max_issues: v.optional(count(0), 0) },
  file: { ...commonEntries, files: v.optional(v.array(fileCriterion, 'a list'), []) },
  manual: { required_approvals: v.optional(count(1), 1) },
};

function criteriaOf(type: Exclude<ProofType, 'composite'>): v.GenericSchema<unknown, Criteria> {
  return v.pipe(
    mapping<v.ObjectEntries>(criteriaEntries[type]),
    v.check(
      ({ files, expected_output_files: outputs }) =>
        type !== 'file' || [files, outputs].some((list) => Array.isArray(list) && list.length > 0),
      'a file proof names `files` (or `expected_output_files`)',
    ),
    v.transform((given): Criteria => {
      const list = (key: string, otherwise: readonly unknown[] = []) => (given[key] ?? otherwise) as never;
      const number = (key: string, otherwise: number) => (given[key] ?? otherwise) as number;
      return {
        expectedExitCodes: list('expected_exit_codes', [0]),
        expectedOutputFiles: list('expected_output_files'),
        errorPatterns: list('error_patterns'),
        outputPatterns: list('output_patterns'),
        minTests: number('min_tests', 1),
        maxIssues: number('max_issues', 0),
        files: list('files'),
        requiredApprovals: number('required_approvals', 1),
      };
    }),
  );
}

/** The type that data names, default `script`; the schema of `proof_type` reports an invalid one. */
function typeIn<T extends ProofType>(input: unknown, types: readonly T[]): T | undefined {
  const named = isMapping(input) && !isEmpty(input.proof_type) ? input.proof_type : 'script';
  return types.find((type) => type === named);
}

const part = v.lazy((input): v.GenericSchema<unknown, PartCheck> => {
  const type = typeIn(input, partTypes) ?? 'script';
  return v.pipe(
    mapping({
      proof_type: v.optional(v.picklist(partTypes, `one of ${partTypes.join(', ')}`)),
      criteria: v.optional(criteriaOf(type), {}),
    }),
    v.transform(({ criteria }) => ({ type, criteria })),
  );
});

const parts = v.pipe(v.array(part, 'a list'), v.minLength(1, 'an empty list of checks would prove nothing'));
export const compositeEntries = { all: v.optional(parts), any: v.optional(parts) };
const composite = v.pipe(
  mapping(compositeEntries),
  v.check(
    ({ all, any }) => (all === undefined) !== (any === undefined),
    'a composite proof has either `all` or `any`, a list of checks',
  ),
  v.transform(
    ({ all, any }): Check => ({ type: 'composite', mode: any ? 'any' : 'all', parts: any ?? all ?? [] }),
  ),
);

/** Fields of a proof requirement beside its type and criteria. */
export const proofEntries = {
  timeout_seconds: v.optional(count(1), 300),
  max_retries: v.optional(count(0), 0),
  allow_retry: v.optional(truth, true),
};

const proofOf = v.lazy((input): v.GenericSchema<unknown, ProofRequirement> => {
  const type = typeIn(input, proofTypes) ?? 'script';
  const check: v.GenericSchema<unknown, Check> =
    type === 'composite'
      ? composite
      : v.pipe(
          criteriaOf(type),
          v.transform((criteria): Check => ({ type, criteria })),
        );
  return v.pipe(
    mapping({
      proof_type: v.optional(v.picklist(proofTypes, `one of ${proofTypes.join(', ')}`)),
      criteria: v.optional(check, {}),
      ...proofEntries,
    }),
    v.transform((proof) => ({
      check: proof.criteria,
      timeoutSeconds: proof.timeout_seconds,
      maxRetries: proof.max_retries,
      allowRetry: proof.allow_retry,
    })),
  );
});

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
