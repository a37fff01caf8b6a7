import { Argument, Command, CommanderError, Option } from 'commander';
import type { Parameter, Parameters, Verb } from '../operations/verb.js';
import { optionName } from './optionName.js';

/** What every verb takes, beside its own arguments and options. */
export interface GlobalOptions {
  readonly json: boolean;
  readonly plain: boolean;
  readonly input: boolean;
  readonly dryRun: boolean;
  readonly root: string | undefined;
}

export type Parsed =
  | { readonly kind: 'run'; readonly input: Record<string, unknown>; readonly options: GlobalOptions }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'wrong'; readonly message: string };

/** Read the arguments of one verb. */
export function parseArguments(
  verb: Verb,
  programName: string,
  shownName: string,
  args: readonly string[],
): Parsed {
  const command = buildCommand(verb, programName, shownName);
  try {
    command.parse([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'help', text: helpOf(command, verb) };
    return { kind: 'wrong', message: error.message.replace(/^error: /, '').replace(/\.$/, '') };
  }
  const values = command.opts<Record<string, unknown>>();
  const positional = Object.keys(verb.arguments).map(
    (name, index) => [name, command.processedArgs[index]] as const,
  );
  const input: Record<string, unknown> = {};
  for (const [name, parameter] of Object.entries(verb.arguments)) {
    input[name] = normalise(parameter, positional.find(([key]) => key === name)?.[1]);
  }
  for (const [name, parameter] of Object.entries(verb.options))
    input[name] = normalise(parameter, values[name]);
  const wrong = checkValues(verb, input);
  if (wrong) return { kind: 'wrong', message: wrong };
  return {
    kind: 'run',
    input,
    options: {
      json: values.json === true,
      plain: values.plain === true,
      input: values.input !== false,
      dryRun: values.dryRun === true,
      root: typeof values.root === 'string' ? values.root : undefined,
    },
  };
}

/** The help page of a verb. */
export function verbHelp(verb: Verb, programName: string, shownName: string): string {
  return helpOf(buildCommand(verb, programName, shownName), verb);
}

function buildCommand(verb: Verb, programName: string, shownName: string): Command {
  const command = new Command(`${programName} ${shownName}`.trim())
    .description(verb.description ? `${verb.summary}.\n\n${verb.description}` : `${verb.summary}.`)
    .exitOverride()
    .configureOutput({ writeOut: () => {}, writeErr: () => {} })
    .allowExcessArguments(false)
    .helpOption('-h, --help', 'show this page');
  for (const [name, parameter] of Object.entries(verb.arguments)) {
    const shown = parameter.value ?? name;
    const many = parameter.kind === 'list' ? '...' : '';
    const needed = parameter.kind !== 'flag' && parameter.kind !== 'number' && parameter.required;
    const argument = new Argument(needed ? `<${shown}${many}>` : `[${shown}${many}]`, parameter.summary);
    if (parameter.kind === 'text' && parameter.choices) argument.choices([...parameter.choices]);
    command.addArgument(argument);
  }
  for (const [name, parameter] of Object.entries(verb.options)) command.addOption(optionOf(name, parameter));
  if (verb.writes) command.option('-n, --dry-run', 'show what would change, and write nothing');
  return command
    .option('--json', 'print one JSON object, for scripts')
    .option('--plain', 'print lines with tab-separated columns, for scripts')
    .option('--root <folder>', 'use the documents in this folder')
    .option('--no-input', 'ask nothing');
}

function optionOf(name: string, parameter: Parameter): Option {
  const long = optionName(name);
  const flags = parameter.short ? `-${parameter.short}, ${long}` : long;
  if (parameter.kind === 'flag') return new Option(flags, parameter.summary);
  const option = new Option(`${flags} <${parameter.value ?? 'text'}>`, parameter.summary);
  if (parameter.kind === 'list')
    option.argParser((value: string, all: string[] | undefined) => [...(all ?? []), value]);
  if (parameter.kind === 'text' && parameter.choices) option.choices([...parameter.choices]);
  return option;
}

function normalise(parameter: Parameter, value: unknown): unknown {
  switch (parameter.kind) {
    case 'flag':
      return value === true;
    case 'number':
      return value === undefined ? undefined : Number(value);
    case 'text':
      return value;
    case 'list': {
      const values = Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)];
      if (!parameter.commas) return values;
      return values
        .flatMap((one) => one.split(','))
        .map((one) => one.trim())
        .filter(Boolean);
    }
  }
}

function checkValues(verb: Verb, input: Record<string, unknown>): string | undefined {
  const all: Parameters = { ...verb.arguments, ...verb.options };
  for (const [name, parameter] of Object.entries(all)) {
    const value = input[name];
    if (parameter.kind === 'number' && value !== undefined && !Number.isSafeInteger(value))
      return `--${name} takes a whole number`;
    if (parameter.kind === 'text' && parameter.required && value === undefined)
      return `required option '--${name}' is missing`;
  }
  return undefined;
}

function helpOf(command: Command, verb: Verb): string {
  const examples = verb.examples.map(({ command: line, shows }) => `  $ ${line}\n      ${shows}`);
  return `${command.helpInformation()}${examples.length ? `\nExamples:\n${examples.join('\n')}\n` : ''}`;
}
