import { closest } from '../closest.js';
import { writeScalar } from '../frontMatter/writeScalar.js';
import { failure, type Problem } from '../result.js';

/** What a template may use. */
export interface TemplateVariables {
  readonly id: string;
  readonly number: number;
  readonly slug: string;
  readonly title: string;
  readonly type: string;
  readonly status: string;
  readonly statuses: readonly string[];
  /** YYYY-MM-DD. */
  readonly created: string;
  readonly related: readonly string[];
}

/** The names of the variables, for checks and messages. */
export const variableNames: readonly (keyof TemplateVariables)[] = [
  'id',
  'number',
  'slug',
  'title',
  'type',
  'status',
  'statuses',
  'created',
  'related',
];

type Helper = (...values: never[]) => string;

/** Helpers beside Handlebars' own. */
export const templateHelpers: Readonly<Record<string, Helper>> = {
  /** A YAML scalar that reads back as exactly this text. */
  yaml: (value: unknown) => writeScalar(String(value)),
  /** The text on one line, as a heading needs it. */
  line: (value: unknown) =>
    String(value)
      .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
      .trim(),
  join: (values: readonly string[], separator: string) => values.join(separator),
  lower: (value: unknown) => String(value).toLowerCase(),
  upper: (value: unknown) => String(value).toUpperCase(),
};

/** Run options: no access to prototypes, so that a template can read only its variables. */
export const runOptions = {
  helpers: templateHelpers as Record<string, (...values: unknown[]) => string>,
  allowProtoPropertiesByDefault: false,
  allowProtoMethodsByDefault: false,
};

/** How templates are compiled, shipped ones at build time and overrides when they are used. */
export const compileOptions = {
  noEscape: true,
  strict: true,
  preventIndent: true,
  knownHelpersOnly: false,
} as const;

/** A rendered document without front matter, or an error of a helper, as a value. */
export function templateFailure(
  path: string,
  error: unknown,
): { readonly ok: false; readonly problem: Problem } {
  const message = error instanceof Error ? error.message : String(error);
  const missing = /"(.+?)" not defined in/.exec(message)?.[1];
  if (missing !== undefined) return unknownVariable(path, missing, undefined);
  const place = /^Parse error on line (\d+)/.exec(message);
  return failure('invalid-template', message.split('\n')[0] ?? message, {
    place: { path, ...(place ? { line: Number(place[1]), column: 1 } : {}) },
    hint: 'templates are written in Handlebars: {{title}}, {{#if related}} … {{/if}}',
  });
}

/** A name that is not a variable. */
export function unknownVariable(
  path: string,
  name: string,
  place: { readonly line: number; readonly column: number } | undefined,
): { readonly ok: false; readonly problem: Problem } {
  const suggestion = closest(name, variableNames);
  return failure('invalid-template', `unknown variable '${name}'`, {
    place: { path, ...place },
    ...(suggestion ? { suggestion } : {}),
    allowed: variableNames,
  });
}
