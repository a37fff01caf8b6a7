import * as v from 'valibot';
import { closest } from '../closest.js';
import { quotedWords } from '../config/nodes.js';
import type { PlanRule } from '../document/facts.js';
import { tascId, tascSchema } from './schema.js';
import type { Tasc } from './tasc.js';
import { isMapping } from './values.js';

/** Where a value is in a plan's data: keys and positions from the list of tascs on. */
export type ValuePath = readonly (string | number)[];

/** Something wrong with a value. */
export interface Complaint {
  readonly rule: PlanRule;
  readonly path: ValuePath;
  readonly message: string;
  readonly suggestion?: string;
}

export interface ReadTascs {
  readonly tascs: readonly Tasc[];
  readonly complaints: readonly Complaint[];
}

/** The list of tascs in plain data; an invalid field is reported and gets its default. */
export function readTascs(value: unknown): ReadTascs {
  if (!Array.isArray(value))
    return {
      tascs: [],
      complaints: [{ rule: 'plan/schema', path: [], message: 'the tascs must be a list' }],
    };
  const read = value.map(readTasc);
  return {
    tascs: read.flatMap(({ tascs }) => tascs),
    complaints: read.flatMap(({ complaints }) => complaints),
  };
}

function readTasc(value: unknown, index: number): ReadTascs {
  const parsed = v.safeParse(tascSchema, value);
  const complaints = (parsed.issues ?? []).map((issue) => complaintOf(issue, index));
  const fitting = parsed.success ? parsed.output : withoutWrongFields(value, complaints);
  if (!fitting) return { tascs: [], complaints };
  return { tascs: [fitting], complaints: [...complaints, ...missingIn(value, fitting, index)] };
}

/** The tasc without its invalid fields; its id stays, since others depend on it. */
function withoutWrongFields(value: unknown, complaints: readonly Complaint[]): Tasc | null {
  if (!isMapping(value)) return null;
  const wrong = new Set(complaints.map(({ path }) => path[1]));
  const parsed = v.safeParse(
    tascSchema,
    Object.fromEntries(Object.entries(value).filter(([key]) => !wrong.has(key))),
  );
  return parsed.success ? parsed.output : null;
}

/** What every tasc needs, and one with a command. */
function missingIn(value: unknown, { id, title, proof }: Tasc, index: number): Complaint[] {
  const complaints: Complaint[] = [];
  const complain = (key: string | null, message: string, more: Partial<Complaint> = {}) =>
    complaints.push({ rule: 'plan/schema', path: key === null ? [index] : [index, key], message, ...more });
  const data = isMapping(value) ? value : {};
  const { testing_instructions: command } = data;
  const instructions = typeof command === 'object' ? '' : String(command ?? '').trim();
  if (id === '') complain(null, 'a tasc needs an `id`');
  else if (!tascId.test(id)) {
    const near = id
      .toLowerCase()
      .replace(/[^a-z0-9_-]+/g, '-')
      .replace(/^[-_]+/, '')
      .slice(0, 64);
    complain(
      'id',
      `\`${id}\` is not a valid id of a tasc: small letters, digits, \`_\` and \`-\`, at most 64`,
      near === '' ? {} : { suggestion: near },
    );
  }
  if (title === '') complain(null, `tasc \`${id}\` has no \`title\``);
  if (instructions === '' && proof.check.type !== 'manual')
    complain(
      null,
      `tasc \`${id}\` has no \`testing_instructions\`: give a command that exits 0 when the work is done, or \`proof_type: manual\``,
      { rule: 'plan/missing-instructions' },
    );
  if (instructions.includes('\0')) complain(null, `tasc \`${id}\`: a command cannot hold NUL`);
  return complaints;
}

function complaintOf(issue: v.BaseIssue<unknown>, index: number): Complaint {
  const keys = (issue.path ?? []).map(({ key }) => key as string | number);
  const path = [index, ...keys];
  const message = issue.kind === 'schema' ? `${nameOf(keys)} must be ${issue.message}` : issue.message;
  const choices = quotedWords(issue.expected ?? '');
  const written = issue.type === 'raw_check' ? issue.received : issue.input;
  const suggestion = typeof written === 'string' ? closest(written, choices) : undefined;
  return { rule: 'plan/schema', path, message, ...(suggestion === undefined ? {} : { suggestion }) };
}

/** The key that a person wrote: `criteria.min_tests`, without the position of the tasc. */
function nameOf(keys: ValuePath): string {
  const names = keys.map((key, at) => (typeof key === 'number' ? `[${key}]` : at ? `.${key}` : key));
  return names.length === 0 ? 'a tasc' : `\`${names.join('')}\``;
}
