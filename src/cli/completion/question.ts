import { kanbanVerbs } from '../../operations/registry.js';
import type { Candidate } from '../../operations/shellCompletion/candidate.js';
import { type Completes, optionName, type Parameter } from '../../operations/verb.js';
import { findVerb } from '../findVerb.js';
import type { VerbRow, VerbTable } from './verbTable.js';

/** What may be completed at the cursor: known from the definitions, or to be looked up in the workspace. */
export type Question =
  | { readonly kind: 'known'; readonly candidates: readonly Candidate[] }
  | {
      readonly kind: 'look-up';
      readonly completes: Completes;
      readonly start: string;
      /** What candidates are put behind: `--status=`, `TASK-001,`. */
      readonly head: string;
      readonly before: readonly string[];
      readonly root: string | undefined;
    };

const nothing: Question = { kind: 'known', candidates: [] };

/** Options that every verb takes. */
const globalOptions: Readonly<Record<string, Parameter>> = {
  json: { kind: 'flag', summary: 'print one JSON object' },
  plain: { kind: 'flag', summary: 'print stable lines, separated by tabs' },
  root: {
    kind: 'text',
    required: false,
    summary: 'work on the repository in this folder',
    completes: 'folder',
  },
  noInput: { kind: 'flag', summary: 'never ask' },
  help: { kind: 'flag', summary: 'show this page', short: 'h' },
};
const dryRun: Readonly<Record<string, Parameter>> = {
  dryRun: { kind: 'flag', summary: 'show the difference it would make and write nothing', short: 'n' },
};

/** What is asked by words of a command line; the last one is being typed. */
export function questionOf(
  table: VerbTable,
  program: 'doc-ops' | 'kanban-ops',
  words: readonly string[],
): Question {
  const start = words.at(-1) ?? '';
  const typed = words.slice(0, -1);
  const before = typed[0] === 'help' ? typed.slice(1) : typed;
  const isHelp = before.length < typed.length;
  const found = findVerb(program, before);
  const [first, second] = before.filter((word, at) => !word.startsWith('-') && before[at - 1] !== '--root');
  const isGroup =
    program === 'doc-ops' && first !== undefined && table.some(({ name }) => name.startsWith(`${first} `));
  const isNaming = first === undefined || (isGroup && second === undefined && !start.startsWith('-'));
  if (isNaming) return { kind: 'known', candidates: verbNames(table, program, first ?? '', start, isHelp) };
  const row = found.kind === 'verb' ? table.find(({ name }) => name === found.name) : undefined;
  if (!row || found.kind !== 'verb' || isHelp) return nothing;
  return questionOfVerb(table, row, found.args, start, rootOf(before));
}

/** Verbs by their first word; behind a group its second words. */
function verbNames(
  table: VerbTable,
  program: 'doc-ops' | 'kanban-ops',
  group: string,
  start: string,
  isHelp: boolean,
): Candidate[] {
  if (start.startsWith('-')) return optionsOf(globalOptions, []);
  if (program === 'kanban-ops') {
    if (group !== '') return [];
    return Object.entries(kanbanVerbs).map(([value, name]) => ({
      value,
      description: indexedDocument(table, name),
    }));
  }
  if (group !== '') {
    return table
      .filter(({ name }) => name.startsWith(`${group} `))
      .map(({ name, summary }) => ({ value: name.slice(group.length + 1), description: summary }));
  }
  const names = new Map<string, string[]>();
  for (const { name } of table) {
    const [first = '', second] = name.split(' ');
    names.set(first, [...(names.get(first) ?? []), ...(second === undefined ? [] : [second])]);
  }
  const verbs = [...names].map(([value, parts]) => ({
    value,
    description: parts.length > 0 ? parts.join(', ') : indexedDocument(table, value),
  }));
  return isHelp ? verbs : [...verbs, { value: 'help', description: 'Explain a verb, with examples' }];
}

function indexedDocument(table: VerbTable, name: string): string {
  return table.find((row) => row.name === name)?.summary ?? '';
}

function questionOfVerb(
  table: VerbTable,
  row: VerbRow,
  args: readonly string[],
  start: string,
  root: string | undefined,
): Question {
  const options = { ...row.options, ...(row.writes ? dryRun : {}), ...globalOptions };
  const read = readArguments(options, args);
  const ask = (parameter: Parameter | undefined, written: string, head: string): Question => {
    if (!parameter) return nothing;
    if (parameter.kind === 'text' && parameter.choices) {
      const candidates = parameter.choices.map((choice) => ({ value: head + choice, description: '' }));
      return { kind: 'known', candidates };
    }
    if (parameter.completes === undefined) return nothing;
    if (parameter.completes === 'verb') {
      const group = read.positional[Object.values(row.arguments).indexOf(parameter)] ?? '';
      return { kind: 'known', candidates: verbNames(table, 'doc-ops', group, start, true) };
    }
    const comma = parameter.kind === 'list' && parameter.commas ? written.lastIndexOf(',') + 1 : 0;
    return {
      kind: 'look-up',
      completes: parameter.completes,
      start: written.slice(comma),
      head: head + written.slice(0, comma),
      before: read.positional,
      root,
    };
  };
  if (read.waiting) return ask(read.waiting, start, '');
  if (!read.onlyPositional && start.startsWith('-')) {
    const equals = start.indexOf('=');
    if (equals > 0) {
      const named = optionNamed(options, start.slice(0, equals));
      return named?.kind === 'flag'
        ? nothing
        : ask(named, start.slice(equals + 1), start.slice(0, equals + 1));
    }
    return { kind: 'known', candidates: optionsOf(options, read.used) };
  }
  const parameters = Object.values(row.arguments);
  const at = Math.min(read.positional.length, parameters.length - 1);
  const parameter = parameters[at];
  if (at < read.positional.length && parameter?.kind !== 'list') return nothing;
  return ask(parameter, start, '');
}

interface ReadArguments {
  readonly positional: readonly string[];
  readonly used: readonly Parameter[];
  /** The option before the cursor that still waits for its value. */
  readonly waiting: Parameter | undefined;
  /** Behind `--`. */
  readonly onlyPositional: boolean;
}

function readArguments(options: Readonly<Record<string, Parameter>>, args: readonly string[]): ReadArguments {
  const positional: string[] = [];
  const used: Parameter[] = [];
  let waiting: Parameter | undefined;
  let onlyPositional = false;
  for (const arg of args) {
    if (waiting) {
      waiting = undefined;
    } else if (onlyPositional || !arg.startsWith('-') || arg === '-') positional.push(arg);
    else if (arg === '--') onlyPositional = true;
    else {
      const equals = arg.indexOf('=');
      const option = optionNamed(options, equals < 0 ? arg : arg.slice(0, equals));
      if (!option) continue;
      used.push(option);
      if (option.kind !== 'flag' && equals < 0) waiting = option;
    }
  }
  return { positional, used, waiting, onlyPositional };
}

function optionNamed(options: Readonly<Record<string, Parameter>>, written: string): Parameter | undefined {
  return Object.entries(options).find(
    ([key, { short }]) => optionName(key) === written || (short !== undefined && `-${short}` === written),
  )?.[1];
}

/** Options that may still be given; only a list may be given again. */
function optionsOf(options: Readonly<Record<string, Parameter>>, used: readonly Parameter[]): Candidate[] {
  return Object.entries(options)
    .filter(([, parameter]) => parameter.kind === 'list' || !used.includes(parameter))
    .map(([key, { summary }]) => ({ value: optionName(key), description: summary }));
}

function rootOf(words: readonly string[]): string | undefined {
  const at = words.lastIndexOf('--root');
  return at >= 0 ? words[at + 1] : words.find((word) => word.startsWith('--root='))?.slice('--root='.length);
}
