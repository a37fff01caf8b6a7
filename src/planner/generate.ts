import { createHash } from 'node:crypto';
import { estimateTokenCount } from 'tokenx';
import type { PlannerConfig, Price } from '../model/config/planner.js';
import { failure, type Result, success } from '../model/result.js';
import type { Workspace } from '../workspace/workspace.js';
import { answerSchema } from './answer/answerSchema.js';
import { faultLine } from './answer/fault.js';
import type { AnsweredPlan } from './answer/planOfAnswer.js';
import { readAnswer } from './answer/readAnswer.js';
import { costText } from './document/generatedField.js';
import type { ExecutorAnswer, PromptExecutor, Usage } from './executors/executor.js';
import { problemOf } from './executors/problem.js';
import { type CitationSight, checkedCitations } from './finish/checkedCitations.js';
import { withFinalReview } from './finish/finalReview.js';
import type { GeneratedPlan } from './generatedPlan.js';
import { type LintOptions, lintPlan } from './lint/lintPlan.js';
import { repairPrompt } from './prompts/planPrompt.js';
import type { PlanRequest } from './request.js';

/** How an answer is asked for. */
export interface GenerateOptions {
  readonly workspace: Workspace;
  readonly executor: PromptExecutor;
  /** Null leaves it to the executor. */
  readonly model: string | null;
  readonly settings: Pick<PlannerConfig, 'repairs' | 'budget' | 'prices' | 'timeoutSeconds' | 'maxTokens'>;
  readonly lint: LintOptions;
  readonly sight: CitationSight;
  readonly signal?: AbortSignal;
  onProgress?(progress: Progress): void;
}

export type Progress =
  | {
      readonly kind: 'asking';
      readonly executor: string;
      readonly model: string | null;
      readonly attempt: number;
      readonly promptTokens: number;
    }
  | { readonly kind: 'answer'; readonly piece: string }
  /** The answer has ended, well or not. */
  | { readonly kind: 'answered' }
  | { readonly kind: 'faults'; readonly attempt: number; readonly faults: readonly string[] };

/**
 * Ask for a plan until there is one: the answer is read, checked and linted; what is wrong goes back with its place, as
 * often as `repairs` says. Of several failures the first one is told.
 */
export async function generate(
  prompt: string,
  request: Pick<PlanRequest, 'goal' | 'maxTascs' | 'approval'>,
  options: GenerateOptions,
): Promise<Result<GeneratedPlan>> {
  const { settings, executor } = options;
  const total = new Spending();
  const notes = new Set<string>();
  let firstFaults: readonly string[] | null = null;
  let asked = prompt;
  for (let attempt = 1; ; attempt++) {
    const room = withinBudget(asked, total, options);
    if (!room.ok)
      return firstFaults === null
        ? room
        : unusable(executor.name, attempt - 1, firstFaults, room.problem.message);
    const answer = await ask(asked, attempt, total, options, request.maxTascs);
    if (!answer.ok)
      return firstFaults === null
        ? answer
        : unusable(executor.name, attempt - 1, firstFaults, answer.problem.message);
    for (const note of answer.value.notes ?? []) notes.add(note);
    const read = readPlan(answer.value.text, request, options, attempt <= settings.repairs);
    if (read.ok)
      return success(
        finished(read.plan, [...notes], request, options, { answer: answer.value, total, attempt, prompt }),
      );
    firstFaults ??= read.faults;
    options.onProgress?.({ kind: 'faults', attempt, faults: read.faults });
    if (attempt > settings.repairs) return unusable(executor.name, attempt, firstFaults, null);
    const repair = await repairPrompt(options.workspace, prompt, answer.value.text, read.faults);
    if (!repair.ok) return repair;
    asked = repair.value;
  }
}

/** Sums over all attempts; null where one of them did not say. */
class Spending {
  inputTokens: number | null = 0;
  outputTokens: number | null = 0;
  cost: number | null = 0;
  durationMs = 0;

  add({ inputTokens, outputTokens, cost, durationMs }: Usage): void {
    const sum = (a: number | null, b: number | null) => (a === null || b === null ? null : a + b);
    this.inputTokens = sum(this.inputTokens, inputTokens);
    this.outputTokens = sum(this.outputTokens, outputTokens);
    this.cost = sum(this.cost, cost);
    this.durationMs += durationMs;
  }

  get usage(): Usage {
    const { inputTokens, outputTokens, cost, durationMs } = this;
    return { inputTokens, outputTokens, cost, durationMs };
  }
}

/** Estimated tokens of a prompt. */
export function promptTokens(prompt: string): number {
  return estimateTokenCount(prompt);
}

/** US dollars that a call may cost at most; null where the price is not known. */
export function mostCost(prompt: string, price: Price | undefined, maxTokens: number): number | null {
  return price === undefined ? null : (promptTokens(prompt) * price.input + maxTokens * price.output) / 1e6;
}

function withinBudget(
  prompt: string,
  spent: Spending,
  { settings, model, executor }: GenerateOptions,
): Result<null> {
  if (settings.budget === null) return success(null);
  const price = settings.prices[model ?? ''];
  const next = mostCost(prompt, price, settings.maxTokens);
  if (next === null) {
    // Claude Code holds to a budget by itself, and says what an answer cost.
    if (executor.name === 'claude' && spent.cost !== null && spent.cost < settings.budget)
      return success(null);
    return failure(
      'refused',
      `the budget of $${costText(settings.budget)} cannot be kept: the price of ${model ?? 'the model'} is not known`,
      {
        hint: 'set planner.prices.<model> to its dollars for a million tokens, input and output',
      },
    );
  }
  if ((spent.cost ?? 0) + next <= settings.budget) return success(null);
  return failure(
    'refused',
    `the next call may cost $${costText(next)}, and $${costText(Math.max(0, settings.budget - (spent.cost ?? 0)))} of the budget is left`,
    { hint: '--budget raises it; --max-tokens and --context-tokens make the call smaller' },
  );
}

async function ask(
  prompt: string,
  attempt: number,
  total: Spending,
  { executor, model, settings, signal, onProgress }: GenerateOptions,
  maxTascs: number,
): Promise<Result<ExecutorAnswer>> {
  onProgress?.({
    kind: 'asking',
    executor: executor.name,
    model,
    attempt,
    promptTokens: promptTokens(prompt),
  });
  const result = await executor.execute(prompt, {
    schema: answerSchema(maxTascs),
    model,
    maxTokens: settings.maxTokens,
    budget: settings.budget === null ? null : Math.max(0, settings.budget - (total.cost ?? 0)),
    timeout: settings.timeoutSeconds * 1000,
    ...(signal ? { signal } : {}),
    onText: (piece) => onProgress?.({ kind: 'answer', piece }),
  });
  onProgress?.({ kind: 'answered' });
  if (!result.ok) return { ok: false, problem: problemOf(result) };
  total.add(priced(result.usage, settings.prices[model ?? result.model ?? '']));
  return success(result);
}

/** The cost by the price table, where the executor does not say. */
function priced(usage: Usage, price: Price | undefined): Usage {
  const { inputTokens, outputTokens, cost } = usage;
  if (cost !== null || price === undefined || inputTokens === null || outputTokens === null) return usage;
  return { ...usage, cost: (inputTokens * price.input + outputTokens * price.output) / 1e6 };
}

type Reading =
  | { readonly ok: true; readonly plan: AnsweredPlan }
  | { readonly ok: false; readonly faults: readonly string[] };

/** `mayRepair`: what is only doubtful is asked about once more. */
function readPlan(
  text: string,
  { goal, maxTascs }: Pick<PlanRequest, 'goal' | 'maxTascs'>,
  { lint }: GenerateOptions,
  mayRepair: boolean,
): Reading {
  const read = readAnswer(text, { goal, maxTascs });
  if (!read.ok) return { ok: false, faults: read.faults.map(faultLine) };
  const linted = lintPlan(read.plan.tascs, lint);
  const faults = [...linted.faults, ...(mayRepair ? linted.doubts : [])];
  if (faults.length > 0) return { ok: false, faults: faults.map(faultLine) };
  const notes = [...read.plan.notes, ...linted.notes, ...linted.doubts.map(faultLine)];
  return { ok: true, plan: { ...read.plan, tascs: linted.tascs, notes } };
}

function unusable(
  name: string,
  attempts: number,
  faults: readonly string[],
  later: string | null,
): Result<never> {
  const [first = '', ...others] = faults;
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
  const tries = attempts === 1 ? 'its answer' : `${attempts} answers of it`;
  return failure('refused', `${name} gave no plan that can be used, in ${tries}: ${first}${more}`, {
    hint: later === null ? '--record keeps the answers; --repairs lets it try more often' : `then: ${later}`,
  });
}

function finished(
  plan: AnsweredPlan,
  notes: readonly string[],
  { approval }: Pick<PlanRequest, 'approval'>,
  { executor, model, sight }: GenerateOptions,
  made: {
    readonly answer: ExecutorAnswer;
    readonly total: Spending;
    readonly attempt: number;
    readonly prompt: string;
  },
): GeneratedPlan {
  const cited = checkedCitations(plan.citations, sight);
  return {
    ...plan,
    tascs: approval ? withFinalReview(plan.tascs) : plan.tascs,
    citations: cited.citations,
    notes: [...notes, ...plan.notes, ...cited.notes],
    provenance: {
      executor: executor.name,
      model: made.answer.model ?? model,
      promptHash: createHash('sha256').update(made.prompt).digest('hex'),
      usage: made.total.usage,
      attempts: made.attempt,
    },
  };
}
