import type { InferOutput } from 'valibot';
import { planData, tascData } from '../../../model/plan/planData.js';
import { failure, type Result, success } from '../../../model/result.js';
import type { ContextItem } from '../../../planner/context/contextItem.js';
import { readArgument } from '../../documents/readArgument.js';
import { workspaceOf } from '../../openContext.js';
import { type Generated, generatePrepared, type Prepared, prepare } from '../../planning/generatePlan.js';
import { planningOptions } from '../../planning/planningOptions.js';
import { reviewPlan } from '../../planning/reviewPlan.js';
import { saveGeneratedPlan } from '../../planning/savePlan.js';
import { loadSource } from '../../planning/sources.js';
import { transact } from '../../transact.js';
import { type Context, defineVerb, flag, list, type Outcome, text } from '../../verb.js';
import type { generated } from '../output/generated.js';

/** A plan that was generated; or its context or prompt alone. */
export type GeneratedData = InferOutput<typeof generated>;

export const verb = defineVerb({
  name: 'plan generate',
  summary: 'Write a plan with executable tascs from a goal or a task',
  description:
    'Reads what a planner should know of this repository, asks the executor (offline by default: no model, nothing is sent), checks the answer against the schema of plans, and saves a PLAN document. Nothing in it is run. Text of the repository goes to the model as data; ignored, binary and secret-looking files and lines never do. --show-context and --show-prompt show what would be sent, and send nothing. Exit code 3: no consent or no key; 4: the executor cannot be reached; 1: no plan that can be used.',
  arguments: { goal: list('what will be true when it is done', { value: 'goal' }) },
  options: {
    task: text('the task that the plan is for', { value: 'id', completes: 'id' }),
    fromFile: text('read the goal from a file; - is standard input', { value: 'file', completes: 'path' }),
    ...planningOptions,
    showContext: flag('show what the planner would read, and about what it would cost'),
    showPrompt: flag('show the whole prompt'),
    noSave: flag('print the plan and write nothing'),
  },
  examples: {
    'doc-ops plan generate "Fix the 500 error on the login endpoint"':
      'a plan without a model, from files and tests',
    'doc-ops plan generate --task TASK-001': 'from the checklist and acceptance lines of a task',
    'doc-ops plan generate "Add dark mode" --show-context': 'what a planner would read, with the reasons',
    'doc-ops plan generate "Add dark mode" --executor command --command ./plan.sh --show-prompt':
      'what your own program would get',
  },
  writes: true,
  run: async (context, input): Promise<Result<Outcome<GeneratedData>>> => {
    const workspace = workspaceOf(context);
    const task = input.task === undefined ? null : await loadSource(workspace, input.task);
    if (task && !task.ok) return task;
    const goal = await goalOf(context, input.goal.join(' '), input.fromFile, task?.value.title);
    if (!goal.ok) return goal;
    const wanted = { goal: goal.value, task: task?.value ?? null, step: null };
    const prepared = await prepare(context, wanted, input);
    if (!prepared.ok) return prepared;
    if (input.showPrompt) return shownPrompt(prepared.value);
    if (input.showContext) return success({ data: await contextData(prepared.value) });
    const generatedPlan = await generatePrepared(context, prepared.value);
    if (!generatedPlan.ok) return generatedPlan;
    if (context.stop?.aborted) return failure('interrupted', 'stopped: nothing was saved');
    const { request } = generatedPlan.value;
    let { plan } = generatedPlan.value;
    if (input.noSave) return success({ data: dataOf({ plan, request }, null), notes: plan.notes });
    if (context.person && !context.dryRun) {
      const reviewed = await reviewPlan(context, workspace, plan);
      if (!reviewed.ok) return reviewed;
      if (reviewed.value === null)
        return success({ data: dataOf({ plan, request }, null), notes: ['nothing was saved'] });
      plan = reviewed.value;
    }
    return transact<GeneratedData>(context, 'plan generate', async (transaction) => {
      const saved = await saveGeneratedPlan(transaction, plan, request, { task: request.task?.id });
      if (!saved.ok) return saved;
      return transaction.commit({
        data: dataOf({ plan, request }, saved.value.data),
        notes: [...plan.notes, ...saved.value.notes],
      });
    });
  },
});

async function goalOf(
  context: Context,
  words: string,
  file: string | undefined,
  title: string | undefined,
): Promise<Result<string>> {
  if (file !== undefined && words !== '')
    return failure('usage', 'the goal is given twice: as words, and with --from-file');
  const read = file === undefined ? success(words) : await readArgument(context, file);
  if (!read.ok) return read;
  const goal = read.value.trim() || title || '';
  return goal === ''
    ? failure('usage', 'a plan needs a goal', {
        hint: 'doc-ops plan generate "what will be true when it is done", or --task TASK-001',
      })
    : success(goal);
}

function shownPrompt({ prompt, request }: Prepared): Result<Outcome<GeneratedData>> {
  if (prompt === null)
    return failure('usage', 'the offline planner reads no prompt', {
      hint: '--executor names one that does; --show-context shows what is read',
    });
  return success({ data: { ...empty(request.goal), prompt } });
}

/** What would be read, sent and paid. */
async function contextData({ request, chosen, prompt }: Prepared): Promise<GeneratedData> {
  const { mostCost, promptTokens } = await import('../../../planner/index.js');
  const { items, leftOut, tokens, budget } = request.context;
  const price = chosen.settings.prices[chosen.model ?? ''];
  return {
    ...empty(request.goal),
    context: {
      items: items.map(itemData),
      leftOut: [...leftOut],
      tokens,
      budget,
      executor: chosen.name,
      destination: chosen.destination,
      promptTokens: prompt === null ? null : promptTokens(prompt),
      mostCost: prompt === null ? null : mostCost(prompt, price, chosen.settings.maxTokens),
    },
  };
}

function itemData({ kind, path, lines, why, tokens, text }: ContextItem) {
  return { kind, path, from: lines?.[0] ?? null, to: lines?.[1] ?? null, why, tokens, text };
}

function empty(goal: string): GeneratedData {
  return { message: '', subjects: [], goal, plan: null, context: null, prompt: null };
}

/** A generated plan as data; `saved` names its document. */
export function dataOf(
  { plan, request }: Generated,
  saved: { readonly message: string; readonly id: string; readonly path: string } | null,
): GeneratedData {
  const { reasoning, confidence, citations, provenance } = plan;
  return {
    message: saved?.message ?? '',
    subjects: saved ? [{ id: saved.id, path: saved.path }] : [],
    goal: request.goal,
    plan: {
      id: saved?.id ?? null,
      path: saved?.path ?? null,
      ...planData(plan),
      tascs: plan.tascs.map((tasc) => ({ ...tascData(tasc), id: tasc.id, title: tasc.title })),
      reasoning,
      confidence,
      citations: [...citations],
      provenance,
    },
    context: null,
    prompt: null,
  };
}
