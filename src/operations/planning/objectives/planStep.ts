import { parseId } from '../../../model/ids.js';
import { findStep, withReference } from '../../../model/objective/editRoadmap.js';
import { nextStep, whatStepWaitsFor } from '../../../model/objective/nextStep.js';
import { phaseNameOf, type Step } from '../../../model/objective/roadmap.js';
import { failure, type Result, success } from '../../../model/result.js';
import type { RoadmapStepRequest } from '../../../planner/request.js';
import { readerOf } from '../../../workspace/files/readText.js';
import { loadIdentified } from '../../documents/loadDocument.js';
import { workspaceOf } from '../../openContext.js';
import { type Committed, transact } from '../../transact.js';
import type { Context } from '../../verb.js';
import type { Generated } from '../generatePlan.js';
import { saveGeneratedPlan } from '../savePlan.js';
import { sourceOf } from '../sources.js';
import { type LoadedObjective, loadObjective } from './loadObjective.js';

/** What planning the next step of an objective came to. */
export interface PlannedStep {
  readonly message: string;
  readonly subjects: readonly { readonly id: string | null; readonly path: string }[];
  readonly objective: string;
  readonly step: string | null;
  readonly plan: { readonly id: string; readonly path: string } | null;
  /** Whether the step had its plan before. */
  readonly existed: boolean;
  /** Why this step, or why there is none. */
  readonly reason: string;
}

/** Writes the plan of a step; nothing is saved. */
export type GenerateForStep = (step: RoadmapStepRequest) => Promise<Result<Generated>>;

/**
 * Plan a step of an objective, the next free one where none is named: the plan is generated, its document created and
 * named in the one cell of the roadmap, in one transaction. A step that has a plan gives that plan.
 */
export async function planStep(
  context: Context,
  reference: string,
  stepId: string | undefined,
  generate: GenerateForStep,
): Promise<Result<Committed<PlannedStep>>> {
  const loaded = await loadObjective(readerOf(workspaceOf(context)), reference);
  if (!loaded.ok) return loaded;
  const { document } = loaded.value;
  const chosen = await chooseStep(context, loaded.value, stepId);
  if (!chosen.ok) return chosen;
  if ('outcome' in chosen.value) return success({ data: chosen.value.outcome, changes: [] });
  const { step, reason } = chosen.value;
  // Before anything is asked or paid for: whether the cell can be written.
  const writable = withReference(document, step.id, 'PLAN-000');
  if (!writable.ok) return writable;
  const phase = loaded.value.roadmap ? phaseNameOf(loaded.value.roadmap, step) : null;
  const generated = await generate({
    objective: sourceOf(document),
    stepId: step.id,
    description: step.description,
    phase: phase ?? '',
  });
  if (!generated.ok) return generated;
  const { plan, request } = generated.value;
  return transact<PlannedStep>(context, 'objective plan', async (transaction) => {
    const saved = await saveGeneratedPlan(transaction, plan, request, {
      fields: { objective: document.id, step: step.id },
    });
    if (!saved.ok) return saved;
    const { id, path } = saved.value.data;
    const now = transaction.read(document.path);
    if (!now.ok) return now;
    const edited = withReference({ path: document.path, text: now.value }, step.id, id);
    if (!edited.ok) return edited;
    transaction.edit(document.path, edited.value);
    return transaction.commit({
      data: {
        message: `created ${path} for step ${step.id} of ${document.id}`,
        subjects: [
          { id, path },
          { id: document.id, path: document.path },
        ],
        objective: document.id,
        step: step.id,
        plan: { id, path },
        existed: false,
        reason,
      },
      notes: [...(stepId === undefined ? [] : [reason]), ...plan.notes, ...saved.value.notes],
    });
  });
}

type Chosen = { readonly step: Step; readonly reason: string } | { readonly outcome: PlannedStep };

async function chooseStep(
  context: Context,
  { document, roadmap }: LoadedObjective,
  stepId: string | undefined,
): Promise<Result<Chosen>> {
  const next = nextStep(roadmap);
  const id = stepId ?? next.step_id;
  const subjects = [{ id: document.id, path: document.path }];
  const nothing = { subjects, objective: document.id, step: null, plan: null, existed: false };
  if (id === null) {
    return success({
      outcome: {
        ...nothing,
        message: `${document.id} has no step to plan: ${next.reason}`,
        reason: next.reason,
      },
    });
  }
  const found = findStep(document, id);
  if (!found.ok) return found;
  const step = found.value;
  const planned = await planOf(context, step);
  if (planned) {
    const { id: plan, path } = planned;
    const message = `step ${step.id} of ${document.id} has its plan: ${plan}`;
    return success({
      outcome: {
        ...nothing,
        message,
        subjects: [{ id: plan, path }, ...subjects],
        step: step.id,
        plan: { id: plan, path },
        existed: true,
        reason: message,
      },
    });
  }
  if (step.reference !== null)
    return failure('refused', `step ${step.id} of ${document.id} names ${step.reference.text} already`, {
      place: placeOf(document.path, step),
    });
  if (step.status === 'done' || step.status === 'skipped')
    return failure('refused', `step ${step.id} of ${document.id} is ${step.status}`, {
      place: placeOf(document.path, step),
    });
  if (stepId === undefined) return success({ step, reason: next.reason });
  const own = roadmap?.steps.find((one) => one.id === step.id);
  const waits = roadmap && own ? whatStepWaitsFor(roadmap, own) : [];
  const though = waits.length === 0 ? '' : `, though it waits: ${waits.join(', ')}`;
  return success({ step, reason: `step ${step.id} was asked for${though}` });
}

function placeOf(path: string, { spans }: Step) {
  return { path, line: spans.id.line, column: spans.id.column };
}

/** The plan document that a step names; null where it names none that exists. */
async function planOf(
  context: Context,
  { reference }: Step,
): Promise<{ readonly id: string; readonly path: string } | null> {
  const workspace = workspaceOf(context);
  for (const written of reference?.documents ?? []) {
    const parsed = parseId(written, workspace.config.types);
    if (!parsed) continue;
    const loaded = await loadIdentified(readerOf(workspace), parsed.id);
    if (loaded.ok) return { id: loaded.value.id, path: loaded.value.path };
  }
  return null;
}
