import { failure, type Result, success } from '../../model/result.js';
import type { Gathered } from '../../planner/context/gatherContext.js';
import type { ChosenExecutor } from '../../planner/executors/choose.js';
import type { GeneratedPlan } from '../../planner/generatedPlan.js';
import type { PlanRequest, RoadmapStepRequest, SourceDocument } from '../../planner/request.js';
import { missingPrograms } from '../../workspace/process/programs.js';
import { workspaceOf } from '../openContext.js';
import { consentToProposal } from '../plans/proposals/consentToProposal.js';
import type { Context } from '../verb.js';
import { documentIds } from './citedDocuments.js';
import { documentHints } from './documentHints.js';
import { executorFlags } from './executorOptions.js';
import type { PlanningInput } from './planningOptions.js';
import { loadPrior } from './sources.js';

/** A plan that was generated, and what it was asked for: what `saveGeneratedPlan` takes. */
export interface Generated {
  readonly plan: GeneratedPlan;
  readonly request: PlanRequest;
}

/** What a plan is wanted for, beside the options. */
export interface Wanted {
  readonly goal: string;
  readonly task: SourceDocument | null;
  readonly step: RoadmapStepRequest | null;
}

/** Everything that is ready before anything is sent or started. */
export interface Prepared {
  readonly request: PlanRequest;
  readonly gathered: Gathered;
  readonly chosen: ChosenExecutor;
  /** Null for the offline planner, which reads no prompt. */
  readonly prompt: string | null;
}

/** Gather the context, choose the executor and write the prompt: nothing is asked, sent or started. */
export async function prepare(
  context: Context,
  wanted: Wanted,
  input: PlanningInput,
): Promise<Result<Prepared>> {
  const workspace = workspaceOf(context);
  const planner = await import('../../planner/index.js');
  const maxTascs = input.maxTascs ?? 10;
  if (!Number.isInteger(maxTascs) || maxTascs < 1 || maxTascs > 100)
    return failure('usage', '--max-tascs takes a whole number from 1 to 100');
  if (wanted.goal.trim() === '') return failure('usage', 'the goal is empty');
  const flags = executorFlags(input);
  if (!flags.ok) return flags;
  const chosen = planner.chooseExecutor(workspace, flags.value);
  if (!chosen.ok) return chosen;
  const prior = await loadPrior(workspace, input.prior);
  if (!prior.ok) return prior;
  const texts: string[] = [];
  for (const text of input.contextText) texts.push(text === '-' ? await context.readInput() : text);
  const own = [wanted.task?.path, wanted.step?.objective.path].flatMap((path) => path ?? []);
  const gathered = await planner.gatherContext(workspace, {
    goal: wanted.goal,
    constraints: input.constraint,
    task: wanted.task,
    step: wanted.step,
    files: input.context,
    texts,
    queries: input.search,
    budget: chosen.value.settings.contextTokens,
    documents: documentHints(workspace, wanted.goal, input.search, own),
  });
  if (!gathered.ok) return gathered;
  const request: PlanRequest = {
    goal: wanted.goal,
    constraints: input.constraint,
    maxTascs,
    approval: !input.noApproval,
    prior: prior.value,
    task: wanted.task,
    step: wanted.step,
    context: gathered.value.context,
  };
  const ready = { request, gathered: gathered.value, chosen: chosen.value };
  if (chosen.value.executor === null) return success({ ...ready, prompt: null });
  const prompt = await planner.planPrompt(workspace, request);
  return prompt.ok ? success({ ...ready, prompt: prompt.value }) : prompt;
}

/** Ask the chosen executor, or plan offline. Nothing is written; what a repository's config proposes needs consent. */
export async function generatePrepared(context: Context, prepared: Prepared): Promise<Result<Generated>> {
  const workspace = workspaceOf(context);
  const { request, gathered, chosen, prompt } = prepared;
  const planner = await import('../../planner/index.js');
  if (chosen.executor === null || prompt === null) {
    const isProgram = (command: string) =>
      missingPrograms(workspace, [{ id: '', command, cwd: '.' }]).length === 0;
    return success({ plan: planner.offlinePlan(request, { ...gathered, isProgram }), request });
  }
  if (chosen.proposal) {
    const consent = await consentToProposal(context, chosen.proposal);
    if (!consent.ok) return consent;
  }
  const documents = await documentIds(workspace);
  const plan = await planner.generate(prompt, request, {
    workspace,
    executor: chosen.executor,
    model: chosen.model,
    settings: chosen.settings,
    lint: { root: workspace.root, missingPrograms: (commands) => missingPrograms(workspace, commands) },
    sight: {
      linesOf: (path) => (gathered.tree.has(path) ? linesIn(gathered.tree.read(path)) : null),
      isDocument: (target) => documents.has(target) || isPrior(request, target),
    },
    ...(context.stop ? { signal: context.stop } : {}),
    onProgress: (progress) => context.emit?.({ kind: 'planning', progress }),
  });
  if (!plan.ok) return plan;
  return plan.value.title === ''
    ? failure('refused', 'the plan has no title')
    : success({ plan: plan.value, request });
}

function linesIn(text: string | null): number | null {
  return text === null ? null : text.replace(/\n$/, '').split('\n').length;
}

function isPrior({ prior }: PlanRequest, target: string): boolean {
  return prior.some(({ id, tascs }) => target === id || tascs.some((tasc) => target === `${id}/${tasc.id}`));
}

/** Prepare and generate: the plan of a roadmap step. Nothing is written. */
export async function generatePlanForStep(
  context: Context,
  step: RoadmapStepRequest,
  input: PlanningInput,
): Promise<Result<Generated>> {
  const goal = step.description.trim() === '' ? `Step ${step.stepId}` : step.description;
  const prepared = await prepare(context, { goal, task: null, step }, input);
  return prepared.ok ? generatePrepared(context, prepared.value) : prepared;
}
