import { closest } from '../model/closest.js';
import { failure, type Result, success } from '../model/result.js';
import {
  type Context,
  type InputOf,
  type Outcome,
  optionName,
  type Parameter,
  type Parameters,
  type Verb,
} from './verb.js';

/** Input as a face has it: text of a command line or a form, values of JSON or of a calling program. */
export type RawInput = Readonly<Record<string, unknown>>;

/**
 * The input of a verb from raw values: every parameter has a value of its type, and what is not given is undefined, off
 * or empty. A failure names the parameter as the command line and the forms do.
 */
export function readInput<A extends Parameters, O extends Parameters>(
  verb: Pick<Verb<A, O>, 'name' | 'arguments' | 'options'>,
  raw: RawInput,
): Result<InputOf<A> & InputOf<O>> {
  const all: Parameters = { ...verb.arguments, ...verb.options };
  const input: Record<string, unknown> = {};
  for (const key of Object.keys(raw)) {
    if (Object.hasOwn(all, key)) continue;
    const suggestion = closest(key, Object.keys(all));
    return failure('usage', `${verb.name} does not take '${key}'`, {
      ...(suggestion === undefined ? {} : { suggestion }),
      allowed: Object.keys(all),
    });
  }
  for (const [key, parameter] of Object.entries(all)) {
    const name = Object.hasOwn(verb.arguments, key) ? (parameter.value ?? key) : optionName(key);
    const value = readValue(parameter, name, raw[key] ?? undefined);
    if (!value.ok) return value;
    input[key] = value.value;
  }
  return success(input as InputOf<A> & InputOf<O>);
}

/** Run a verb with raw input. */
export async function callVerb<A extends Parameters, O extends Parameters, D>(
  verb: Verb<A, O, D>,
  context: Context,
  raw: RawInput,
): Promise<Result<Outcome<D>>> {
  const input = readInput(verb, raw);
  return input.ok ? verb.run(context, input.value) : input;
}

function readValue(parameter: Parameter, name: string, raw: unknown): Result<unknown> {
  switch (parameter.kind) {
    case 'flag':
      return raw === undefined || typeof raw === 'boolean'
        ? success(raw === true)
        : wrong(name, 'true or false');
    case 'number': {
      const number = typeof raw === 'string' && /^-?\d+$/.test(raw.trim()) ? Number(raw) : raw;
      return number === undefined || Number.isSafeInteger(number)
        ? success(number)
        : wrong(name, 'a whole number');
    }
    case 'text': {
      const text = textOf(raw);
      if (text === undefined) {
        if (raw !== undefined) return wrong(name, 'a text');
        return parameter.required ? missing(name) : success(undefined);
      }
      const { choices } = parameter;
      if (!choices || choices.includes(text)) return success(text);
      const suggestion = closest(text, choices);
      return failure('invalid-value', `'${text}' is not a valid value for ${name}`, {
        ...(suggestion === undefined ? {} : { suggestion }),
        allowed: choices,
      });
    }
    case 'list': {
      const given = raw === undefined ? [] : Array.isArray(raw) ? raw.map(textOf) : [textOf(raw)];
      const texts = given.filter((one) => one !== undefined);
      if (texts.length < given.length) return wrong(name, 'a list of texts');
      const values = parameter.commas
        ? texts
            .flatMap((one) => one.split(','))
            .map((one) => one.trim())
            .filter(Boolean)
        : texts;
      return parameter.required && values.length === 0 ? missing(name) : success(values);
    }
  }
}

/** Numbers are text where text is wanted: `renumber 7` as JSON. */
function textOf(raw: unknown): string | undefined {
  return typeof raw === 'string' ? raw : typeof raw === 'number' ? String(raw) : undefined;
}

function wrong(name: string, wanted: string) {
  return failure('invalid-value', `${name} takes ${wanted}`);
}

function missing(name: string) {
  return failure('usage', `${name} is missing`);
}
