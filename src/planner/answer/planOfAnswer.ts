import { readTascs } from '../../model/plan/readTascs.js';
import type { Tasc } from '../../model/plan/tasc.js';
import { findPlanProblems } from '../../model/plan/validatePlan.js';
import { isEmpty, isMapping, type Mapping } from '../../model/plan/values.js';
import type { GeneratedPlan } from '../generatedPlan.js';
import { readCitations } from './citations.js';
import type { AnswerFault } from './fault.js';
import { placeOf, tascFields } from './tascFields.js';

/** The plan of an answer, valid: unique ids, known dependencies, no cycle, a proof for every tasc. */
export type AnsweredPlan = Omit<GeneratedPlan, 'provenance'>;

export interface AnswerOptions {
  /** Its first line is the title of a plan that has none; null leaves it ''. */
  readonly goal: string | null;
  /** More tascs are refused; null for any number. */
  readonly maxTascs: number | null;
  /** Whether a list alone is taken for the tascs. */
  readonly acceptList?: boolean;
  /** Changes data of another form before it is read. */
  readonly prepare?: (value: unknown) => { readonly value: unknown; readonly notes: readonly string[] };
}

export type PlanReading =
  | { readonly ok: true; readonly plan: AnsweredPlan }
  | { readonly ok: false; readonly faults: readonly AnswerFault[] };

const known = ['title', 'description', 'content', 'tascs', 'tasks', 'reasoning', 'confidence', 'citations'];
const ignored = ['requires_approval'];

/** Whether data looks like a plan: it has tascs, by either name, or holds such a plan. */
export function looksLikePlan(value: unknown): boolean {
  if (!isMapping(value)) return false;
  const map = isMapping(value.plan) ? value.plan : value;
  return Object.hasOwn(map, 'tascs') || Object.hasOwn(map, 'tasks');
}

/** Read the plan in plain data, or name everything that is wrong with it (TASCER.md, *generate_plan*). */
export function readPlanData(given: unknown, options: AnswerOptions): PlanReading {
  const prepared = options.prepare?.(given) ?? { value: given, notes: [] };
  const outer =
    options.acceptList && Array.isArray(prepared.value) ? { tascs: prepared.value } : prepared.value;
  if (!isMapping(outer))
    return refused('', `the answer must be one object with \`title\` and \`tascs\`, not ${shapeOf(outer)}`);
  const map: Mapping = isMapping(outer.plan) ? { ...without(outer, 'plan'), ...outer.plan } : outer;
  const notes = [...prepared.notes];
  const faults: AnswerFault[] = [];
  const texts = Object.fromEntries(
    ['title', 'description', 'content', 'reasoning'].map((key) => [key, readText(map, key, faults)]),
  );
  const title = readTitle(texts.title ?? '', options, notes);
  const confidence = readConfidence(map.confidence, faults);
  const cited = readCitations(map.citations);
  const read = readTascList(map, options, notes);
  faults.push(...cited.faults, ...read.faults);
  for (const key of Object.keys(map))
    if (![...known, ...ignored].includes(key)) notes.push(`\`${key}\` is not understood and was left out`);
  if (faults.length > 0) return { ok: false, faults };
  const { description = '', content = '', reasoning = '' } = texts;
  const { citations } = cited;
  return {
    ok: true,
    plan: { title, description, content, tascs: read.tascs, reasoning, confidence, citations, notes },
  };
}

function refused(place: string, message: string): PlanReading {
  return { ok: false, faults: [{ place, message }] };
}

function shapeOf(value: unknown): string {
  return Array.isArray(value)
    ? 'a list'
    : value === null
      ? 'null'
      : typeof value === 'object'
        ? 'an object'
        : `a ${typeof value}`;
}

function without(map: Mapping, key: string): Mapping {
  return Object.fromEntries(Object.entries(map).filter(([one]) => one !== key));
}

function readText(map: Mapping, key: string, faults: AnswerFault[]): string {
  const value = map[key];
  if (isEmpty(value)) return '';
  if (typeof value === 'object') {
    faults.push({ place: key, message: `\`${key}\` must be text, not ${shapeOf(value)}` });
    return '';
  }
  return String(value).trim();
}

function readTitle(given: string, { goal }: AnswerOptions, notes: string[]): string {
  const [first = '', ...more] = given.split(/\r?\n/);
  if (more.length > 0) notes.push('the title had several lines; the first one was kept');
  if (first !== '' || goal === null) return first.trim();
  notes.push('the plan had no title and got the first line of the goal');
  return goal.trim().split(/\r?\n/, 1)[0]?.trim() ?? '';
}

/** From 0 to 1; nothing is assumed where it is missing. */
function readConfidence(value: unknown, faults: AnswerFault[]): number | null {
  if (isEmpty(value)) return null;
  const read = typeof value === 'string' && /^\d*\.?\d+$/.test(value.trim()) ? Number(value) : value;
  if (typeof read === 'number' && read >= 0 && read <= 1) return read;
  const shown = typeof read === 'object' ? shapeOf(read) : `\`${String(read).slice(0, 40)}\``;
  faults.push({ place: 'confidence', message: `the confidence must be a number from 0 to 1, not ${shown}` });
  return null;
}

function readTascList(
  map: Mapping,
  { maxTascs }: AnswerOptions,
  notes: string[],
): { readonly tascs: readonly Tasc[]; readonly faults: readonly AnswerFault[] } {
  const none = (place: string, message: string) => ({ tascs: [], faults: [{ place, message }] });
  const key = map.tascs === undefined && map.tasks !== undefined ? 'tasks' : 'tascs';
  const items = map[key];
  if (items === undefined) return none('', 'the plan has no `tascs` list');
  if (!Array.isArray(items)) return none(key, `\`${key}\` must be a list, not ${shapeOf(items)}`);
  if (key === 'tascs' && map.tasks !== undefined)
    return none('tasks', '`tasks` is another name of `tascs`, and both are there');
  if (items.length === 0) return none(key, 'the plan has no tascs');
  if (maxTascs !== null && items.length > maxTascs)
    return none(key, `the plan has ${items.length} tascs; at most ${maxTascs} are allowed`);
  const fields = tascFields(items);
  notes.push(...fields.flatMap((one) => one.notes));
  const faults = fields.flatMap((one) => one.faults);
  const idOf = (index: number) => {
    const value = fields[index]?.value;
    return isMapping(value) ? value.id : undefined;
  };
  const { tascs, complaints } = readTascs(fields.map(({ value }) => value));
  for (const { path, message, suggestion } of complaints) {
    const [index, ...keys] = path;
    const place = typeof index === 'number' ? placeOf(index, idOf(index), ...keys) : key;
    faults.push({ place, message, ...(suggestion === undefined ? {} : { suggestion }) });
  }
  if (faults.length > 0) return { tascs, faults };
  return { tascs, faults: problemsBetween(tascs) };
}

/** Duplicate ids, unknown dependencies, cycles, at the tasc that has them. */
function problemsBetween(tascs: readonly Tasc[]): AnswerFault[] {
  // Each tasc as a line of a text, so that a problem's place leads back to it.
  const spans = tascs.map((_, index) => {
    const at = (column: number) => ({ line: index + 1, column, offset: 0, length: 0 });
    return { tasc: at(1), fields: { id: at(1), dependencies: at(2) } };
  });
  return findPlanProblems({ id: '', path: '', title: '', description: '', tascs, spans }).map(
    ({ message, span, suggestion }) => ({
      place: placeOf(span.line - 1, tascs[span.line - 1]?.id, span.column === 2 ? 'dependencies' : 'id'),
      message,
      ...(suggestion === undefined ? {} : { suggestion }),
    }),
  );
}
