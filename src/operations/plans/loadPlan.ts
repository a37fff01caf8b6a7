import type { PlanProblem } from '../../model/document/facts.js';
import { holdsTascs } from '../../model/document/type.js';
import { findIdleChecks } from '../../model/plan/idleCheck.js';
import type { UnvalidatedPlan, ValidPlan } from '../../model/plan/plan.js';
import { readPlan } from '../../model/plan/readPlan.js';
import { validatePlan } from '../../model/plan/validatePlan.js';
import { failure, type Problem, type Result, success } from '../../model/result.js';
import { readerOf } from '../../workspace/files/readText.js';
import { sha256 } from '../../workspace/ledger/sha256.js';
import type { Workspace } from '../../workspace/workspace.js';
import { type LoadedDocument, loadDocument } from '../documents/loadDocument.js';

/** A PLAN document with what its block of tascs holds. */
export interface LoadedPlan {
  readonly document: LoadedDocument & { readonly id: string };
  readonly plan: UnvalidatedPlan | null;
  /** The same, if it can run. */
  readonly valid: ValidPlan | null;
  readonly problems: readonly PlanProblem[];
  readonly hasBlock: boolean;
}

/** Load the plan of an id or path, whatever is wrong with it. */
export async function loadPlanDocument(workspace: Workspace, reference: string): Promise<Result<LoadedPlan>> {
  const loaded = await loadDocument(readerOf(workspace), reference);
  if (!loaded.ok) return loaded;
  const { id, type, path } = loaded.value;
  if (id === null || !holdsTascs(type)) {
    return failure('invalid-value', `${id ?? path} is not a plan`, {
      hint: 'doc-ops list plan shows the plans',
    });
  }
  return success(planIn({ ...loaded.value, id }));
}

/** The plan that a document holds. */
export function planIn(document: LoadedPlan['document']): LoadedPlan {
  const read = readPlan(document.text, document.facts, document.id);
  const validated = read.plan && read.problems.length === 0 ? validatePlan(read.plan, sha256) : null;
  return {
    document,
    plan: read.plan,
    valid: validated?.ok ? validated.plan : null,
    problems: [
      ...read.problems,
      ...(validated && !validated.ok ? validated.problems : []),
      ...(read.plan ? findIdleChecks(read.plan) : []),
    ],
    hasBlock: read.hasBlock,
  };
}

/** Load a plan that can run. Plans of one id that are named by path share a ledger until one is renumbered. */
export async function loadValidPlan(workspace: Workspace, reference: string): Promise<Result<ValidPlan>> {
  const loaded = await loadPlanDocument(workspace, reference);
  if (!loaded.ok) return loaded;
  return validPlanOf(loaded.value);
}

/** The plan of a document, if it can run. */
export function validPlanOf({ valid, document, problems, hasBlock }: LoadedPlan): Result<ValidPlan> {
  if (valid) return success(valid);
  if (!hasBlock) {
    return failure('invalid-document', `${document.id} has no tascs`, {
      place: { path: document.path },
      hint: 'write them in a fenced block `yaml tascs` under `## Tascs`; doc-ops plan import creates a plan with them',
    });
  }
  const fatal = problems.filter(({ rule }) => rule !== 'plan/idle-check');
  return { ok: false, problem: planProblem(document.path, fatal) };
}

/** The first of a plan's problems, with the number of the others. */
function planProblem(path: string, problems: readonly PlanProblem[]): Problem {
  const [first] = problems;
  const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
  return {
    code: 'invalid-document',
    message: `${first?.message ?? 'the plan cannot be read'}${more}`,
    ...(first ? { place: { path, line: first.span.line, column: first.span.column } } : { place: { path } }),
    ...(first?.suggestion ? { suggestion: first.suggestion } : {}),
    hint: 'doc-ops validate lists everything that is wrong',
  };
}
