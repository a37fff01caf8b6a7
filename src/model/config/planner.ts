import * as v from 'valibot';
import type { ConfigSource } from './source.js';

/** What writes a plan, as `planner.executor` names it. */
export const executorNames = [
  'offline',
  'anthropic',
  'openai',
  'claude',
  'codex',
  'gemini',
  'command',
] as const;
export type ExecutorName = (typeof executorNames)[number];

/** How plans get written. */
export interface PlannerConfig {
  readonly executor: ExecutorName;
  /** For the executor `command`, run by sh. */
  readonly command: string;
  /** '' leaves it to the executor. */
  readonly model: string;
  /** How often errors in an answer go back to the model. */
  readonly repairs: number;
  /** US dollars that one plan may cost; null for no limit. */
  readonly budget: number | null;
  readonly prices: Prices;
  /** For one answer. */
  readonly timeoutSeconds: number;
  /** Tokens of one answer at most. */
  readonly maxTokens: number;
  /** Estimated tokens of the context at most. */
  readonly contextTokens: number;
  /** The folder in which agents write their plans; '' for the usual ones. */
  readonly plansFolder: string;
}

/** US dollars for a million tokens, by model. */
export type Prices = Readonly<Record<string, Price>>;
export interface Price {
  readonly input: number;
  readonly output: number;
}

export const defaultPlanner: PlannerConfig = {
  executor: 'offline',
  command: '',
  model: '',
  repairs: 2,
  budget: null,
  prices: {},
  timeoutSeconds: 600,
  maxTokens: 16_000,
  contextTokens: 24_000,
  plansFolder: '',
};

const text = v.string('a text');
const amount = v.pipe(
  text,
  v.regex(/^(?:0|[1-9]\d{0,6})(?:\.\d{1,9})?$/, 'an amount of US dollars, like 0.50'),
  v.transform(Number),
);

/** A whole number in decimal digits; the pattern says which. */
function whole(pattern: RegExp, allowed: string) {
  return v.pipe(text, v.regex(pattern, allowed), v.transform(Number));
}

/** Passed on to programs as an argument, so it never looks like an option. */
export const modelSchema = v.pipe(
  text,
  v.regex(/^(?![-\s])[^\0-\x1f\x7f]*$/, 'the name of a model, on one line and not beginning with -'),
);

export const priceSchema = v.object({ input: amount, output: amount }, 'a mapping of input and output');

export const plannerSchemas = {
  executor: v.picklist(executorNames),
  command: text,
  model: modelSchema,
  repairs: whole(/^\d$/, 'a whole number from 0 to 9'),
  budget: amount,
  prices: v.record(
    v.pipe(text, v.regex(/\S/, 'the name of a model')),
    priceSchema,
    'a mapping of models to their prices',
  ),
  timeout_seconds: whole(/^[1-9]\d{0,3}$/, 'a whole number from 1 to 9999'),
  max_tokens: whole(/^[1-9]\d{0,5}$/, 'a whole number from 1 to 999999'),
  context_tokens: whole(/^[1-9]\d{0,5}$/, 'a whole number from 1 to 999999'),
  plansFolder: text,
} as const;

/** The keys of `planner` that a file gives. */
export function readPlanner(source: ConfigSource): Partial<PlannerConfig> {
  const schemas = plannerSchemas;
  source.allow(['planner'], Object.keys(schemas));
  return withoutAbsent({
    executor: source.read(['planner', 'executor'], schemas.executor),
    command: source.read(['planner', 'command'], schemas.command),
    model: source.read(['planner', 'model'], schemas.model),
    repairs: source.read(['planner', 'repairs'], schemas.repairs),
    budget: source.read(['planner', 'budget'], schemas.budget),
    prices: readPrices(source),
    timeoutSeconds: source.read(['planner', 'timeout_seconds'], schemas.timeout_seconds),
    maxTokens: source.read(['planner', 'max_tokens'], schemas.max_tokens),
    contextTokens: source.read(['planner', 'context_tokens'], schemas.context_tokens),
    plansFolder: source.read(['planner', 'plansFolder'], schemas.plansFolder),
  });
}

function readPrices(source: ConfigSource): Prices | undefined {
  const path = ['planner', 'prices'];
  const prices = source.read(path, plannerSchemas.prices);
  for (const model of Object.keys(prices ?? {})) source.allow([...path, model], ['input', 'output']);
  return prices;
}

/** The given values alone, so that they can be spread over others. */
export function withoutAbsent<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
