import { Argument, Command, CommanderError, Option } from 'commander';
import { failure, type Problem } from '../model/result.js';
import { readInput } from '../operations/readInput.js';
import {
  type InputOf,
  isRequired,
  optionName,
  type Parameter,
  type Parameters,
  type Verb,
} from '../operations/verb.js';

/** What every verb takes, beside its own arguments and options. */
export interface GlobalOptions {
  readonly json: boolean;
  readonly plain: boolean;
  readonly input: boolean;
  readonly dryRun: boolean;
  readonly root: string | undefined;
}

export type Parsed =
  | { readonly kind: 'run'; readonly input: InputOf<Parameters>; readonly options: GlobalOptions }
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'wrong'; readonly problem: Problem };

/** The input of one verb, and the options that every verb takes, from arguments. */
export function parseArguments(
  verb: Verb,
  programName: string,
  shownName: string,
  args: readonly string[],
): Parsed {
  const command = buildCommand(verb, programName, shownName);
  const failed = (problem: Problem): Parsed => {
    const hint = `${command.name()} --help shows what it takes`;
    return { kind: 'wrong', problem: { hint, ...problem } };
  };
  try {
    command.parse([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { kind: 'help', text: helpOf(command, verb) };
    return failed(failure('usage', error.message.replace(/^error: /, '').replace(/\.$/, '')).problem);
  }
  const values = command.opts<Record<string, unknown>>();
  const given = [
    ...Object.keys(verb.arguments).map((name, index) => [name, command.processedArgs[index]]),
    ...Object.keys(verb.options).map((name) => [name, givenAs(name, values)]),
  ];
  const input = readInput(verb, Object.fromEntries(given));
  if (!input.ok) return failed(input.problem);
  return {
    kind: 'run',
    input: input.value,
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
    const argument = isRequired(parameter) ? `<${shown}${many}>` : `[${shown}${many}]`;
    command.addArgument(withChoices(new Argument(argument, parameter.summary), parameter));
  }
  for (const [name, parameter] of Object.entries(verb.options)) command.addOption(optionOf(name, parameter));
  if (verb.writes) command.option('-n, --dry-run', 'show what would change, and write nothing');
  return command
    .option('--json', 'print one JSON object, for scripts')
    .option('--plain', 'print lines with tab-separated columns, for scripts')
    .option('--root <folder>', 'use the documents in this folder')
    .option('--no-input', 'ask nothing');
}

/** Commander takes `--no-save` for `save`, true unless it is given. */
function givenAs(name: string, values: Readonly<Record<string, unknown>>): unknown {
  const negated = /^no([A-Z])(.*)$/.exec(name);
  if (!negated) return values[name];
  return values[`${negated[1]?.toLowerCase()}${negated[2]}`] === false;
}

function optionOf(name: string, parameter: Parameter): Option {
  const long = optionName(name);
  const flags = parameter.short ? `-${parameter.short}, ${long}` : long;
  if (parameter.kind === 'flag') return new Option(flags, parameter.summary);
  const option = new Option(`${flags} <${parameter.value ?? 'text'}>`, parameter.summary);
  if (parameter.kind === 'list')
    option.argParser((value: string, all: string[] | undefined) => [...(all ?? []), value]);
  return withChoices(option, parameter);
}

/** Choices are shown in the help; the value is checked by `readInput`. */
function withChoices<T extends Argument | Option>(shown: T, parameter: Parameter): T {
  if (parameter.kind === 'text' && parameter.choices) shown.argChoices = [...parameter.choices];
  return shown;
}

function helpOf(command: Command, verb: Verb): string {
  const examples = Object.entries(verb.examples).map(([line, shows]) => `  $ ${line}\n      ${shows}`);
  return `${command.helpInformation()}${examples.length ? `\nExamples:\n${examples.join('\n')}\n` : ''}`;
}
