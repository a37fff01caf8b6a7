import { resolve } from 'node:path';
import type { ValidPlan } from '../model/plan/plan.js';
import type { Result } from '../model/result.js';
import { openContext } from '../operations/openContext.js';
import { approvalState, checkPlanInput, consentState, tascInputs } from '../operations/plans/library.js';
import { loadPlanDocument, loadValidPlan } from '../operations/plans/loadPlan.js';
import { verifyPlan } from '../operations/plans/verifyPlan.js';
import { callVerb } from '../operations/readInput.js';
import type { Context } from '../operations/verb.js';
import { verb as importVerb } from '../operations/verbs/plans/import.js';
import { verb as runVerb } from '../operations/verbs/proofs/run.js';
import type {
  Approval,
  ApprovalRequest,
  Completion,
  ExecuteOptions,
  ExecutionReport,
  Plan,
  PlanInput,
  ProblemData,
  ProjectRoot,
  TascInput,
  TascValidity,
} from './types.js';

export type * from './types.js';

/** The error that the library throws for a wrong plan, folder or id: the problem with its code and what to do next. */
export class DocOpsError extends Error {
  readonly code: string;
  /** `path:line:column` where there is one. */
  readonly place: string | undefined;
  readonly hint: string | undefined;

  constructor({ code, message, place, hint, suggestion }: ProblemData) {
    super(suggestion === undefined ? message : `${message} (did you mean ${suggestion}?)`);
    this.name = 'DocOpsError';
    this.code = code;
    this.place =
      place && [place.path, place.line, place.column].filter((part) => part !== undefined).join(':');
    this.hint = hint;
  }
}

/** Make a plan from data; throws where a tasc is wrong. Nothing is written. */
export function createPlan(input: PlanInput): Plan {
  return planOf(unwrap(checkPlanInput(input)), null);
}

/** Whether a tasc by itself is valid in a plan: its fields, not its dependencies. */
export function validateTasc(tasc: TascInput): TascValidity {
  const checked = checkPlanInput({ title: 'x', tascs: [{ ...tasc, dependencies: [] }] });
  if (checked.ok) return { valid: true, problems: [] };
  const { message, hint } = checked.problem;
  return { valid: false, problems: [message, ...(hint === undefined ? [] : [hint])] };
}

/** Write a plan as a PLAN document from its template. */
export async function savePlan(
  plan: PlanInput,
  place: ProjectRoot = {},
): Promise<Plan & { readonly path: string }> {
  const { title, description, tascs } = plan;
  const input = JSON.stringify({ title, description, tascs });
  const context = await contextIn(place, input);
  const { data } = unwrap(await callVerb(importVerb, context, { file: '-' }));
  return { ...(await loadPlan(data.id, place)), path: data.path };
}

/** The plan of an id or a path; throws where its tascs are wrong. */
export async function loadPlan(reference: string, place: ProjectRoot = {}): Promise<Plan> {
  const context = await contextIn(place);
  if (!context.workspace) throw new Error('no workspace found');
  const plan = unwrap(await loadValidPlan(context.workspace, reference));
  return planOf(plan, plan.id);
}

/**
 * Run a plan (one that is not saved yet is saved first) and report. Runs only what was consented to: on this machine
 * before, or by `consent: true`.
 */
export async function executePlan(
  plan: Plan | string,
  options: ExecuteOptions = {},
): Promise<ExecutionReport> {
  const id = typeof plan === 'string' ? plan : (plan.id ?? (await savePlan(plan, options)).id ?? '');
  const context = await contextIn(options);
  const { onEvent, signal } = options;
  const ran = unwrap(
    await callVerb(
      runVerb,
      {
        ...context,
        ...(onEvent ? { emit: (event) => event.kind === 'printed' || onEvent({ ...event }) } : {}),
        ...(signal ? { stop: signal } : {}),
      },
      {
        plan: id,
        jobs: options.jobs,
        keepGoing: options.keepGoing,
        only: options.only,
        force: options.force,
        baseline: options.baseline,
        yes: options.consent,
      },
    ),
  );
  const { report, notes } = ran.data;
  if (!report) throw new Error('the run did not return a report');
  const outcomes = Object.values(report.outcomes);
  return {
    plan: report.plan,
    verified: report.verified,
    interrupted: report.interrupted,
    totalTasks: outcomes.length,
    provenTasks: outcomes.filter((one) => one === 'proven' || one === 'skipped').length,
    failedTasks: outcomes.filter((one) => one === 'failed').length,
    outcomes: report.outcomes,
    notes,
    overallProofHash: report.overall,
    resultHash: report.result,
  };
}

/** Check a plan's whole ledger, and whether every tasc has a fresh proof. */
export async function verifyPlanCompletion(reference: string, place: ProjectRoot = {}): Promise<Completion> {
  const context = await contextIn(place);
  if (!context.workspace) throw new Error('no workspace found');
  const { plan, verified, overall, result, faults, open } = unwrap(
    await verifyPlan(context.workspace, reference),
  );
  return {
    plan,
    verified,
    overallProofHash: overall,
    resultHash: result,
    problems: [
      ...faults.map(({ path, line, message }) => `${path}${line === null ? '' : `:${line}`} ${message}`),
      ...open.map(({ tasc, why }) => `${tasc}: ${why}`),
    ],
  };
}

/** The state of an approval that only a person can give, and what that person types. */
export async function requestApproval({ plan, tasc, ...place }: ApprovalRequest): Promise<Approval> {
  const context = await contextIn(place);
  if (!context.workspace) throw new Error('no workspace found');
  const loaded = unwrap(await loadPlanDocument(context.workspace, plan));
  const valid = unwrap(await loadValidPlan(context.workspace, loaded.document.path));
  if (tasc === undefined) return consentState(context.workspace, valid);
  return unwrap(await approvalState(context.workspace, valid, tasc));
}

function planOf(plan: ValidPlan, id: string | null): Plan {
  const { title, description, order, definition } = plan;
  return { id, title, description, tascs: tascInputs(plan), order, definition };
}

async function contextIn({ root }: ProjectRoot, input = ''): Promise<Context> {
  return unwrap(
    await openContext({
      needs: 'workspace',
      root: root === undefined ? undefined : resolve(root),
      dryRun: false,
      person: null,
      readInput: async () => input,
    }),
  );
}

function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new DocOpsError(result.problem);
}
