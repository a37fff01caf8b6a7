import * as v from 'valibot';
import type { Check, Criteria, FileCriterion, PartCheck, ProofType } from './tasc.js';
import { count, isEmpty, isMapping, listOf, mapping, path, patterns, scalar } from './values.js';

/** What the criteria of each proof type may hold (FORMATS.md, *Tascs*). */

export const proofTypes = ['script', 'test', 'lint', 'file', 'manual', 'composite'] as const;
export const partTypes = ['script', 'test', 'lint', 'file'] as const;

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

function criteriaOf(type: keyof typeof criteriaEntries): v.GenericSchema<unknown, Criteria> {
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
export function typeIn<T extends ProofType>(input: unknown, types: readonly T[]): T | 'script' {
  const named = isMapping(input) && !isEmpty(input.proof_type) ? input.proof_type : 'script';
  return types.find((type) => type === named) ?? 'script';
}

const criteria = {
  script: criteriaOf('script'),
  test: criteriaOf('test'),
  lint: criteriaOf('lint'),
  file: criteriaOf('file'),
  manual: criteriaOf('manual'),
};

const partType = v.optional(v.picklist(partTypes, `one of ${partTypes.join(', ')}`));
const part = v.lazy((input): v.GenericSchema<unknown, PartCheck> => {
  const type = typeIn(input, partTypes);
  return v.pipe(
    mapping({ proof_type: partType, criteria: v.optional(criteria[type], {}) }),
    v.transform((given) => ({ type, criteria: given.criteria })),
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

/** The criteria of a proof type as the check that they make. */
export function checkOf(type: ProofType): v.GenericSchema<unknown, Check> {
  if (type === 'composite') return composite;
  return v.pipe(
    criteria[type],
    v.transform((given): Check => ({ type, criteria: given })),
  );
}
