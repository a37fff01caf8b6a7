import { readPath } from './readPath.js';
import type { Check, Criteria, FileCriterion, PartCheck, ProofType } from './tasc.js';
import type { ValuePath, Values } from './values.js';

export const proofTypes = ['script', 'test', 'lint', 'file', 'manual', 'composite'] as const;
export const partTypes = ['script', 'test', 'lint', 'file'] as const;

/** Criteria that go with any command, and those of one type alone. */
export const commonCriteria = [
  'expected_exit_codes',
  'expected_output_files',
  'error_patterns',
  'output_patterns',
] as const;
export const ownCriteria: Readonly<Record<ProofType, readonly string[]>> = {
  script: [],
  test: ['min_tests'],
  lint: ['max_issues'],
  file: ['files'],
  manual: ['required_approvals'],
  composite: ['all', 'any'],
};

const defaults: Criteria = {
  expectedExitCodes: [0],
  expectedOutputFiles: [],
  errorPatterns: [],
  outputPatterns: [],
  minTests: 1,
  maxIssues: 0,
  files: [],
  requiredApprovals: 1,
};

/** `proof_type` and `criteria` of a proof requirement that stands at `path`. */
export function readCheck(values: Values, type: unknown, criteria: unknown, path: ValuePath): Check {
  const kind =
    type === undefined ? 'script' : (values.choice(type, [...path, 'proof_type'], proofTypes) ?? 'script');
  const at = [...path, 'criteria'];
  const given = criteria === undefined || criteria === null || criteria === '' ? {} : criteria;
  if (kind === 'composite') return readComposite(values, given, at);
  const allowed = kind === 'manual' ? ownCriteria.manual : [...commonCriteria, ...ownCriteria[kind]];
  return { type: kind, criteria: readCriteria(values, values.mapping(given, at, allowed) ?? {}, at, kind) };
}

function readComposite(values: Values, given: unknown, path: ValuePath): Check {
  const map = values.mapping(given, path, ownCriteria.composite) ?? {};
  const mode = map.any === undefined ? 'all' : 'any';
  if ((map.all === undefined) === (map.any === undefined))
    values.complain(path, 'a composite proof has either `all` or `any`, a list of checks');
  const items = map[mode] === undefined ? [] : (values.list(map[mode], [...path, mode]) ?? []);
  if (items.length === 0 && map[mode] !== undefined)
    values.complain([...path, mode], `\`${mode}\` is empty: it would prove nothing`);
  const parts = items.flatMap((item, index): PartCheck[] => {
    const at = [...path, mode, index];
    const part = values.mapping(item, at, ['proof_type', 'criteria']);
    if (!part) return [];
    const type =
      part.proof_type === undefined
        ? 'script'
        : values.choice(part.proof_type, [...at, 'proof_type'], partTypes);
    if (!type) return [];
    const inner = [...at, 'criteria'];
    const criteria = part.criteria === undefined ? {} : part.criteria;
    const known = values.mapping(criteria, inner, [...commonCriteria, ...ownCriteria[type]]) ?? {};
    return [{ type, criteria: readCriteria(values, known, inner, type) }];
  });
  return { type: 'composite', mode, parts };
}

function readCriteria(
  values: Values,
  map: Record<string, unknown>,
  path: ValuePath,
  type: Exclude<ProofType, 'composite'>,
): Criteria {
  const at = (key: string) => [...path, key];
  const read = <T>(
    key: string,
    reader: (value: unknown, path: ValuePath) => T | undefined,
    otherwise: T,
  ): T =>
    map[key] === undefined || map[key] === null ? otherwise : (reader(map[key], at(key)) ?? otherwise);
  const criteria = {
    expectedExitCodes: read('expected_exit_codes', (value, where) => exitCodes(values, value, where), [0]),
    expectedOutputFiles: read('expected_output_files', (value, where) => paths(values, value, where), []),
    errorPatterns: read('error_patterns', (value, where) => patterns(values, value, where), []),
    outputPatterns: read('output_patterns', (value, where) => patterns(values, value, where), []),
    minTests: read('min_tests', (value, where) => values.count(value, where, 1), defaults.minTests),
    maxIssues: read('max_issues', (value, where) => values.count(value, where, 0), defaults.maxIssues),
    files: read('files', (value, where) => files(values, value, where), []),
    requiredApprovals: read(
      'required_approvals',
      (value, where) => values.count(value, where, 1),
      defaults.requiredApprovals,
    ),
  };
  if (type === 'file' && criteria.files.length + criteria.expectedOutputFiles.length === 0)
    values.complain(path, 'a file proof names `files` (or `expected_output_files`)');
  return criteria;
}

function exitCodes(values: Values, value: unknown, path: ValuePath): number[] {
  const items = Array.isArray(value) ? value : [value];
  if (items.length === 0) values.complain(path, '`expected_exit_codes` is empty: no run could pass');
  return items.flatMap((item, index) => {
    const code = values.count(item, [...path, index], 0);
    if (code !== undefined && code > 255) values.complain(path, `${code} is no exit code`);
    return code ?? [];
  });
}

function paths(values: Values, value: unknown, path: ValuePath): string[] {
  return values
    .texts(value, path)
    .map((one, index) => readPath(values, one, [...path, index]))
    .filter(Boolean);
}

/** Regular expressions that compile. */
function patterns(values: Values, value: unknown, path: ValuePath): string[] {
  return values.texts(value, path).filter((pattern, index) => {
    try {
      new RegExp(pattern);
      return pattern !== '';
    } catch (error) {
      const why = error instanceof Error ? error.message.replace(/^.*?\/: /, '') : '';
      values.complain([...path, index], `\`${pattern}\` is no regular expression: ${why}`);
      return false;
    }
  });
}

function files(values: Values, value: unknown, path: ValuePath): FileCriterion[] {
  const items = values.list(value, path) ?? [];
  return items.flatMap((item, index) => {
    const at = [...path, index];
    if (typeof item === 'string') return [{ path: readPath(values, item, at) }];
    const map = values.mapping(item, at, ['path', 'contains', 'sha256']);
    if (!map) return [];
    if (map.path === undefined) values.complain(at, 'a file criterion needs a `path`');
    const contains = map.contains === undefined ? undefined : values.text(map.contains, [...at, 'contains']);
    const digest = map.sha256 === undefined ? undefined : values.text(map.sha256, [...at, 'sha256']);
    if (digest !== undefined && !/^[0-9a-f]{64}$/i.test(digest))
      values.complain([...at, 'sha256'], '`sha256` must be 64 hex digits');
    return [
      {
        path: map.path === undefined ? '' : readPath(values, map.path, [...at, 'path']),
        ...(contains === undefined ? {} : { contains }),
        ...(digest === undefined ? {} : { sha256: digest.toLowerCase() }),
      },
    ];
  });
}
