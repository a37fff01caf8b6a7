import { readCheck } from './readCheck.js';
import { readPath } from './readPath.js';
import type { ProofRequirement, Tasc } from './tasc.js';
import type { ValuePath, Values } from './values.js';

/** Names of a tasc's fields, as files have them. */
export const tascFields = [
  'id',
  'title',
  'testing_instructions',
  'desired_outcome',
  'additional_notes',
  'dependencies',
  'inputs',
  'cwd',
  'env',
  'proof_required',
] as const;

/** Shape of a tasc's id. */
export const tascId = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** The list of tascs in plain data; what does not fit is complained of and has its default. */
export function readTascs(values: Values, value: unknown): Tasc[] {
  const items = values.list(value, []) ?? [];
  return items.flatMap((item, index) => readTasc(values, item, index) ?? []);
}

function readTasc(values: Values, value: unknown, index: number): Tasc | undefined {
  const path = [index];
  const map = values.mapping(value, path, tascFields);
  if (!map) return undefined;
  const text = (key: (typeof tascFields)[number]) =>
    map[key] === undefined || map[key] === null ? '' : (values.text(map[key], [index, key]) ?? '');
  const id = readId(values, text('id'), path);
  if (text('title').trim() === '') values.complain(path, `tasc \`${id}\` has no \`title\``);
  const proof = readProof(values, map.proof_required, [index, 'proof_required']);
  const instructions = text('testing_instructions').trim();
  if (instructions === '' && proof.check.type !== 'manual') {
    values.complain(
      path,
      `tasc \`${id}\` has no \`testing_instructions\`: give a command that exits 0 when the work is done, or \`proof_type: manual\``,
    );
  }
  if (instructions.includes('\0')) values.complain(path, `tasc \`${id}\`: a command cannot hold NUL`);
  return {
    id,
    title: text('title').trim(),
    testingInstructions: proof.check.type === 'manual' ? '' : instructions,
    desiredOutcome: text('desired_outcome').trim(),
    additionalNotes: text('additional_notes').trim(),
    dependencies: map.dependencies ? values.texts(map.dependencies, [index, 'dependencies']) : [],
    inputs: map.inputs === undefined || map.inputs === null ? null : readGlobs(values, map.inputs, index),
    cwd: map.cwd ? readPath(values, map.cwd, [index, 'cwd']) || '.' : '.',
    env: map.env ? readEnvironment(values, map.env, [index, 'env']) : {},
    proof,
  };
}

function readId(values: Values, id: string, path: ValuePath): string {
  if (id === '') values.complain(path, 'a tasc needs an `id`');
  else if (!tascId.test(id)) {
    const near = id
      .toLowerCase()
      .replace(/[^a-z0-9_-]+/g, '-')
      .replace(/^[-_]+/, '')
      .slice(0, 64);
    values.complain(
      [...path, 'id'],
      `\`${id}\` is no tasc id: small letters, digits, \`_\` and \`-\`, at most 64`,
      near || undefined,
    );
  }
  return id;
}

function readGlobs(values: Values, value: unknown, index: number): string[] {
  const globs = values.texts(value, [index, 'inputs']);
  if (globs.length === 0)
    values.complain(
      [index, 'inputs'],
      '`inputs` is empty; leave it out to depend on every file that git tracks',
    );
  return globs.filter((glob) => {
    const outside = glob.startsWith('/') || glob.replace(/^!/, '').split('/').includes('..');
    if (outside) values.complain([index, 'inputs'], `\`${glob}\` leads outside of the repository`);
    return !outside;
  });
}

function readEnvironment(values: Values, value: unknown, path: ValuePath): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, one] of Object.entries(values.anyMapping(value, path) ?? {})) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
      values.complain([...path, name], `\`${name}\` is no name of an environment variable`);
      continue;
    }
    const text = values.text(one, [...path, name]);
    if (text?.includes('\0')) values.complain([...path, name], `\`${name}\` cannot hold NUL`);
    else if (text !== undefined) found[name] = text;
  }
  return found;
}

const proofFields = ['proof_type', 'criteria', 'timeout_seconds', 'max_retries', 'allow_retry'] as const;

function readProof(values: Values, value: unknown, path: ValuePath): ProofRequirement {
  // `proof_required: manual` is how a person says it first.
  const given = typeof value === 'string' && value !== '' ? { proof_type: value } : value;
  const map =
    given === undefined || given === null || given === '' ? {} : values.mapping(given, path, proofFields);
  const at = (key: (typeof proofFields)[number]) => [...path, key];
  const { timeout_seconds: timeout, max_retries: retries, allow_retry: allow } = map ?? {};
  return {
    check: readCheck(values, map?.proof_type, map?.criteria, path),
    timeoutSeconds: timeout === undefined ? 300 : (values.count(timeout, at('timeout_seconds'), 1) ?? 300),
    maxRetries: retries === undefined ? 0 : (values.count(retries, at('max_retries'), 0) ?? 0),
    allowRetry: allow === undefined ? true : (values.flag(allow, at('allow_retry')) ?? true),
  };
}
