import { tascId } from '../../model/plan/schema.js';
import { isEmpty, isMapping, type Mapping } from '../../model/plan/values.js';
import type { AnswerFault } from './fault.js';

/** A tasc of an answer as the plan's own fields, with what was repaired and what is wrong. */
export interface TascFields {
  readonly value: unknown;
  readonly notes: readonly string[];
  readonly faults: readonly AnswerFault[];
}

/** Names that tascer takes as well, by the field that they mean. */
const aliases: Readonly<Record<string, string>> = {
  command: 'testing_instructions',
  description: 'additional_notes',
};

/** Parts of a proof requirement that models write beside it. */
const proofKeys = ['proof_type', 'criteria', 'timeout_seconds', 'max_retries', 'allow_retry'];

/** The plan's own fields of every tasc of an answer; what is not a mapping is left for the schema to refuse. */
export function tascFields(items: readonly unknown[]): TascFields[] {
  const taken = new Set(
    items.flatMap((item) => (isMapping(item) && !isEmpty(item.id) ? [String(item.id)] : [])),
  );
  return items.map((item, index) => {
    if (!isMapping(item)) return { value: item, notes: [], faults: [] };
    const notes: string[] = [];
    const faults: AnswerFault[] = [];
    const fields = withProof(withoutAliases(item, index, faults), index, notes, faults);
    if (isEmpty(fields.id) || String(fields.id).trim() === '') {
      fields.id = freeId(index, taken);
      notes.push(`tasc ${index + 1} had no id and got \`${fields.id}\``);
    }
    splitDependencies(fields, notes);
    return { value: withCommandAsNote(fields, notes), notes, faults };
  });
}

function withoutAliases(item: Mapping, index: number, faults: AnswerFault[]): Mapping {
  const fields: Mapping = { ...item };
  for (const [alias, field] of Object.entries(aliases)) {
    if (!Object.hasOwn(fields, alias)) continue;
    const given = fields[alias];
    delete fields[alias];
    if (isEmpty(given)) continue;
    if (isEmpty(fields[field])) fields[field] = given;
    else if (fields[field] !== given)
      faults.push({
        place: placeOf(index, fields.id, alias),
        message: `\`${alias}\` is another name of \`${field}\`, and both are there`,
      });
  }
  return fields;
}

/** `proof_type` and its like beside the proof requirement go into it. */
function withProof(fields: Mapping, index: number, notes: string[], faults: AnswerFault[]): Mapping {
  const loose = proofKeys.filter((key) => Object.hasOwn(fields, key));
  if (loose.length === 0) return fields;
  const { proof_required: given } = fields;
  const proof: Mapping =
    typeof given === 'string' ? { proof_type: given } : isMapping(given) ? { ...given } : {};
  for (const key of loose) {
    if (isEmpty(fields[key])) continue;
    if (!isEmpty(proof[key]) && proof[key] !== fields[key])
      faults.push({
        place: placeOf(index, fields.id, key),
        message: `\`${key}\` is in \`proof_required\` as well, with another value`,
      });
    else proof[key] = fields[key];
  }
  const rest = Object.fromEntries(Object.entries(fields).filter(([key]) => !proofKeys.includes(key)));
  notes.push(
    `${nameOf(index, fields.id)}: ${loose.join(', ')} belong in \`proof_required\` and were put there`,
  );
  return { ...rest, proof_required: proof };
}

/** tascer takes `a,b`. */
function splitDependencies(fields: Mapping, notes: string[]): void {
  const { dependencies } = fields;
  if (typeof dependencies !== 'string' || !dependencies.includes(',')) return;
  fields.dependencies = dependencies.split(',').flatMap((one) => one.trim() || []);
  notes.push(`\`${fields.id}\`: its dependencies were one text and are a list now`);
}

function isManual({ proof_required: proof }: Mapping): boolean {
  return proof === 'manual' || (isMapping(proof) && proof.proof_type === 'manual');
}

/** A person proves a manual tasc: a command that came with it is kept for them to read, and never runs. */
function withCommandAsNote(fields: Mapping, notes: string[]): Mapping {
  const { testing_instructions: command, ...rest } = fields;
  if (!isManual(fields) || isEmpty(command)) return fields;
  if (typeof command === 'object') return fields;
  const text = String(command).trim();
  if (text === '') return rest;
  notes.push(`\`${fields.id}\` is manual: its command was made a note and never runs`);
  return { ...rest, additional_notes: noteWithCommand(rest.additional_notes, text) };
}

/** Prose with a command below it that a person may run. */
export function noteWithCommand(prose: unknown, command: string): string {
  const before = isEmpty(prose) || typeof prose === 'object' ? '' : `${String(prose).trim()}\n\n`;
  return `${before}Not run by doc-ops:\n\n${command.replace(/^/gm, '    ')}`;
}

function freeId(index: number, taken: Set<string>): string {
  let number = index + 1;
  while (taken.has(`tasc_${number}`)) number += 1;
  taken.add(`tasc_${number}`);
  return `tasc_${number}`;
}

function nameOf(index: number, id: unknown): string {
  return typeof id === 'string' && tascId.test(id) ? `\`${id}\`` : `tasc ${index + 1}`;
}

/** `tascs[1] (fix).dependencies` */
export function placeOf(index: number, id: unknown, ...keys: readonly (string | number)[]): string {
  const name = typeof id === 'string' && tascId.test(id) ? ` (${id})` : '';
  return `tascs[${index}]${name}${keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('')}`;
}
