import { textField } from '../../../model/document/document.js';
import { parseId } from '../../../model/ids.js';
import { localDate } from '../../../model/localDate.js';
import { withLogEntry } from '../../../model/objective/actionLog.js';
import { findStep, withStatus } from '../../../model/objective/editRoadmap.js';
import type { Step } from '../../../model/objective/roadmap.js';
import { isComplete } from '../../../model/plan/completedProof.js';
import { type Result, success } from '../../../model/result.js';
import { pathsOfId } from '../../../workspace/corpus/locate.js';
import type { Transaction } from '../../../workspace/transaction/transaction.js';
import type { Workspace } from '../../../workspace/workspace.js';
import { factsOf, type LoadedDocument, loadPath } from '../../documents/loadDocument.js';

/**
 * The step of every plan that this change completes, whatever the verb, becomes `done` in its objective's roadmap, and
 * the action log tells it: in the same transaction, so that undo takes back both. A plan that is reopened, abandoned or
 * superseded leaves the roadmap as it is: a person decides what becomes of the step.
 */
export async function finishSteps(transaction: Transaction): Promise<Result<null>> {
  const before = new Map(transaction.operations().map((one) => [one.path, one.before ?? '']));
  for (const path of new Set([...before.keys(), ...transaction.statuses])) {
    const text = path.endsWith('.md') ? transaction.read(path) : null;
    if (!text?.ok || !mayNameStep(text.value)) continue;
    const plan = await loadPath(transaction, path);
    if (!plan.ok) return plan;
    if (!isComplete(plan.value.type, plan.value.facts.fields)) continue;
    const was = transaction.statuses.has(path) ? '' : (before.get(path) ?? '');
    if (await wasComplete(transaction, plan.value, was)) continue;
    await finishStep(transaction, plan.value);
  }
  return success(null);
}

function mayNameStep(text: string): boolean {
  return /^objective:/m.test(text) && /^step:/m.test(text);
}

async function wasComplete(
  transaction: Transaction,
  { path, type }: LoadedDocument,
  text: string,
): Promise<boolean> {
  if (text === '') return false;
  const facts = await factsOf(path, text, transaction.workspace.config.types);
  return isComplete(type, facts.fields);
}

/** A step that cannot be found, is done already, or names another plan is left alone: rules tell what does not fit. */
async function finishStep(transaction: Transaction, plan: LoadedDocument): Promise<void> {
  const { workspace } = transaction;
  const step = textField(plan.facts, 'step');
  const objective = parseId(textField(plan.facts, 'objective') ?? '', workspace.config.types);
  if (step === undefined || !objective) return;
  const paths = await pathsOfId(workspace, objective);
  const [path] = paths;
  const text = path === undefined || paths.length > 1 ? null : transaction.read(path);
  if (path === undefined || !text?.ok) return;
  const found = findStep({ path, text: text.value }, step);
  if (!found.ok || found.value.status === 'done' || namesAnother(found.value, plan, workspace)) return;
  const marked = withStatus({ path, text: text.value }, step, 'done');
  if (!marked.ok) return;
  const day = localDate(workspace.environment.now());
  transaction.edit(path, withLogEntry(marked.value, `${day}: step ${step} done (${plan.id ?? plan.path})`));
}

function namesAnother({ reference }: Step, { id }: LoadedDocument, { config }: Workspace): boolean {
  const named = reference?.documents ?? [];
  return named.length > 0 && !named.some((written) => parseId(written, config.types)?.id === id);
}
