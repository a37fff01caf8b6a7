import type { FieldValue } from '../../model/frontMatter/edit.js';
import { parseId } from '../../model/ids.js';
import { tascBlock, withTascBlock } from '../../model/plan/writeBlock.js';
import { type Result, success } from '../../model/result.js';
import type { GeneratedPlan } from '../../planner/generatedPlan.js';
import type { PlanRequest } from '../../planner/request.js';
import { pathsOfId } from '../../workspace/corpus/locate.js';
import type { Transaction } from '../../workspace/transaction/transaction.js';
import { findType } from '../documents/findType.js';
import { loadPath } from '../documents/loadDocument.js';
import { editDocument } from '../links/linkDocuments.js';
import type { Changed } from '../transact.js';
import { planCreation } from '../verbs/documents/create.js';
import { withSafeLinks } from './safeLinks.js';

/** How a generated plan is kept. */
export interface SaveOptions {
  readonly task?: string | undefined;
  /** Relation of the task to the plan; default `output`. */
  readonly relation?: string | undefined;
  /** Ids, paths or URLs for `related_docs`, beside the documents that the plan names. */
  readonly related?: readonly string[];
  /** More front matter: `objective`, `step`. */
  readonly fields?: Readonly<Record<string, FieldValue>>;
}

export interface SavedPlan {
  readonly data: Changed & { readonly id: string; readonly path: string };
  readonly notes: readonly string[];
}

/**
 * Put a generated plan into the transaction as a PLAN document: the template's sections filled in, `generated` in its
 * front matter, linked to its task and to the documents that it names. The caller commits.
 */
export async function saveGeneratedPlan(
  transaction: Transaction,
  plan: GeneratedPlan,
  request: Pick<PlanRequest, 'goal' | 'constraints' | 'step'>,
  options: SaveOptions = {},
): Promise<Result<SavedPlan>> {
  const { workspace } = transaction;
  const type = findType(workspace, 'plan');
  if (!type.ok) return type;
  const { composeSections, fillTemplate, generatedField } = await import('../../planner/index.js');
  const named = new Set<string>();
  const sections = [];
  for (const { heading, text } of composeSections(plan, request)) {
    const safe = await withSafeLinks(workspace, text);
    for (const id of safe.ids) named.add(id);
    sections.push({ heading, text: safe.text });
  }
  for (const id of await citedIds(transaction, plan)) named.add(id);
  // The objective is named by its own key, and its document is left as it is; the task gets its relation.
  for (const id of [request.step?.objective.id, options.task]) if (id !== undefined) named.delete(id);
  const created = await planCreation(transaction, type.value, {
    title: plan.title,
    body: null,
    status: undefined,
    related: [...new Set([...(options.related ?? []), ...named])],
    set: [],
    task: options.task,
    relation: options.relation,
    card: false,
    column: undefined,
  });
  if (!created.ok) return created;
  const { path } = created.value.data;
  const rendered = transaction.read(path);
  if (!rendered.ok) return rendered;
  const filled = fillTemplate(rendered.value, sections);
  transaction.edit(path, plan.tascs.length > 0 ? withTascBlock(filled, tascBlock(plan.tascs)) : filled);
  const document = await loadPath(transaction, path);
  if (!document.ok) return document;
  const fields = { ...options.fields, generated: generatedField(plan, request) };
  const edited = editDocument(
    transaction,
    document.value,
    Object.entries(fields).map(([key, value]) => ({ kind: 'set', key, value })),
  );
  return edited.ok ? success(created.value) : edited;
}

/** Documents that the plan cites, by their own id or by a tasc's. */
async function citedIds(transaction: Transaction, { citations }: GeneratedPlan): Promise<string[]> {
  const { workspace } = transaction;
  const ids: string[] = [];
  for (const { target } of citations) {
    const parsed = parseId(target.split('/')[0] ?? '', workspace.config.types);
    if (parsed && (await pathsOfId(workspace, parsed)).length === 1) ids.push(parsed.id);
  }
  return ids;
}
