import type { FileOperation } from '../model/fileOperation.js';
import type { Finding } from '../model/finding.js';
import type { Result } from '../model/result.js';
import type { Progress } from '../planner/generate.js';
import type { Printed, RunnerEvent } from '../runner/events.js';
import type { Environment, Workspace } from '../workspace/workspace.js';

/**
 * A verb is defined once: help, arguments, completion, the reference page and the agents' tools come from the
 * definition. Every face reads input by it and calls `run`.
 */
export interface Verb<A extends Parameters = Parameters, O extends Parameters = Parameters, D = unknown> {
  /** `create`, `board move`. */
  readonly name: string;
  /** One line, imperative, no full stop. */
  readonly summary: string;
  /** Paragraphs for the help page. */
  readonly description?: string;
  /** In the order of the command line. */
  readonly arguments: A;
  readonly options: O;
  /** Command lines as a person types them, each with what it is for. */
  readonly examples: Readonly<Record<string, string>>;
  /** Whether it changes documents (default: no); such a verb takes `--dry-run`. */
  readonly writes: boolean;
  /** What must be there: a folder of documents (the default), or nothing. */
  readonly needs: 'workspace' | 'nothing';
  run(context: Context, input: InputOf<A> & InputOf<O>): Promise<Result<Outcome<D>>>;
}

/** What a verb did or found. Faces show it; nothing in it is formatted. */
export interface Outcome<D> {
  readonly data: D;
  /** The same as JSON, where it is at hand already. */
  readonly json?: string;
  /** Columns of a table and what its rows are grouped by, where a person chose them. */
  readonly table?: { readonly columns: readonly string[]; readonly group: string | null };
  /** Validation findings, where the verb judges. */
  readonly findings?: readonly Finding[];
  /** Exit code 1: errors were found, a claim was refused for a stated reason in `data`. */
  readonly failed?: boolean;
  /** Exit code 3: it waits for a person; 130: it was interrupted. */
  readonly exit?: 'waiting' | 'interrupted';
  /** Files that were changed, or would be with `--dry-run`. */
  readonly changes?: readonly FileOperation[];
  /** Things a person should know that are not failures: shown on standard error. */
  readonly notes?: readonly string[];
}

export interface Context {
  readonly environment: Environment;
  /** Opened before a verb that needs one runs; null for the others where there is none. */
  readonly workspace: Workspace | null;
  readonly dryRun: boolean;
  /** The same for the verbs of one action of a person: their changes are undone together. */
  readonly group?: string;
  /** The person at the terminal; null without one, in CI and with `--no-input`. */
  readonly person: Person | null;
  /** All of standard input, read once. */
  readInput(): Promise<string>;
  /** Told what a verb does while it runs. */
  emit?(event: VerbEvent): void;
  /** Aborted when the person interrupts what runs. */
  readonly stop?: AbortSignal;
  /** Folder to start looking from before there is a workspace, `--root` honoured. */
  readonly startFolder: string;
}

export type { RunnerEvent };

/** What happens while a verb runs: the events of a run, and each pass of a verb that repeats (`--watch`). */
export type VerbEvent =
  | RunnerEvent
  | Printed
  /** A planner asks, answers, or is told what is wrong. */
  | { readonly kind: 'planning'; readonly progress: Progress }
  /** The result of one pass; the last one is also the verb's result. */
  | { readonly kind: 'pass'; readonly outcome: Outcome<unknown> };

/** Questions to a person. Each returns null when the person leaves the question (Ctrl-C, end of input). */
export interface Person {
  ask(question: string, initial?: string): Promise<string | null>;
  confirm(question: string, initial: boolean): Promise<boolean | null>;
  choose(question: string, choices: readonly string[]): Promise<string | null>;
}

/** What completion offers for a parameter. */
export type Completes =
  | 'id'
  /** The id of a document in the archive. */
  | 'archived'
  /** The id of a plan; the id of a tasc of the plan that is named before; `PLAN-001` or `PLAN-001/review`. */
  | 'plan'
  /** The id of an objective. */
  | 'objective'
  | 'tasc'
  | 'plan/tasc'
  | 'type'
  | 'status'
  | 'column'
  | 'relation'
  /** A front-matter key; `key=value`. */
  | 'field'
  | 'assignment'
  | 'path'
  | 'folder'
  | 'rule'
  | 'schema'
  /** A word of a verb's name. */
  | 'verb';

interface ParameterBase {
  readonly summary: string;
  readonly completes?: Completes;
  /** Name shown in help: `<id>`. */
  readonly value?: string;
  /** One letter, for options. */
  readonly short?: string;
}
export interface TextParameter<R extends boolean = boolean> extends ParameterBase {
  readonly kind: 'text';
  readonly required: R;
  readonly choices?: readonly string[];
}
export interface ListParameter<R extends boolean = boolean> extends ParameterBase {
  readonly kind: 'list';
  readonly required: R;
  /** Whether one value may hold several, separated by commas. */
  readonly commas?: boolean;
}
export interface FlagParameter extends ParameterBase {
  readonly kind: 'flag';
}
export interface NumberParameter extends ParameterBase {
  readonly kind: 'number';
}
export type Parameter = TextParameter | ListParameter | FlagParameter | NumberParameter;
export type Parameters = Readonly<Record<string, Parameter>>;

export type ValueOf<P extends Parameter> = P extends FlagParameter
  ? boolean
  : P extends NumberParameter
    ? number | undefined
    : P extends ListParameter
      ? readonly string[]
      : P extends TextParameter<true>
        ? string
        : string | undefined;
export type InputOf<P extends Parameters> = { readonly [K in keyof P]: ValueOf<P[K]> };

type More = Omit<ParameterBase, 'summary'>;

export function required(
  summary: string,
  more: More & { choices?: readonly string[] } = {},
): TextParameter<true> {
  return { kind: 'text', summary, required: true, ...more };
}
export function text(
  summary: string,
  more: More & { choices?: readonly string[] } = {},
): TextParameter<false> {
  return { kind: 'text', summary, required: false, ...more };
}
export function list(summary: string, more: More & { commas?: boolean } = {}): ListParameter<false> {
  return { kind: 'list', summary, required: false, ...more };
}
export function requiredList(summary: string, more: More = {}): ListParameter<true> {
  return { kind: 'list', summary, required: true, ...more };
}
export function flag(summary: string, more: More = {}): FlagParameter {
  return { kind: 'flag', summary, ...more };
}
export function number(summary: string, more: More = {}): NumberParameter {
  return { kind: 'number', summary, ...more };
}

/** How a parameter's option is written: `maxWarnings` is `--max-warnings`. */
export function optionName(key: string): string {
  return `--${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

export function isRequired(parameter: Parameter): boolean {
  return 'required' in parameter && parameter.required;
}

type None = Readonly<Record<never, never>>;
type Defaulted = 'arguments' | 'options' | 'writes' | 'needs';

/** Fills in defaults, and keeps the parameter types of a definition, so that `run` gets a typed input. */
export function defineVerb<const A extends Parameters = None, const O extends Parameters = None, D = unknown>(
  definition: Omit<Verb<A, O, D>, Defaulted> & Partial<Pick<Verb<A, O, D>, Defaulted>>,
): Verb<A, O, D> {
  return { arguments: {} as A, options: {} as O, writes: false, needs: 'workspace', ...definition };
}
