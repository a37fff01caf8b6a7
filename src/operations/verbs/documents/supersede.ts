import type { InferOutput } from 'valibot';
import { listField, textField } from '../../../model/document/document.js';
import { canonicalStatus, type DocumentType, nameWithArticle } from '../../../model/document/type.js';
import type { FieldEdit } from '../../../model/frontMatter/edit.js';
import { parseId } from '../../../model/ids.js';
import { failure, type Result } from '../../../model/result.js';
import type { Transaction } from '../../../workspace/transaction/transaction.js';
import type { Workspace } from '../../../workspace/workspace.js';
import { listDocuments } from '../../documents/indexedDocuments.js';
import {
  type IdentifiedDocument,
  identified,
  type LoadedDocument,
  loadIdentified,
  loadPath,
} from '../../documents/loadDocument.js';
import { linkDocuments, reload } from '../../links/linkDocuments.js';
import { type Committed, transact } from '../../transact.js';
import { defineVerb, required, text } from '../../verb.js';
import type { superseded } from '../output/documents.js';
import { planCreation } from './create.js';
import { applyEdits } from './set.js';

export const verb = defineVerb({
  name: 'supersede',
  summary: 'Replace a decision by another, recorded in both',
  description:
    'Sets the old document to Superseded and writes superseded_by into it, supersedes into the new one, and each id into the other’s related_docs. Works for every type with the status Superseded: decisions, plans, and types from config.yaml.',
  arguments: {
    old: required('the document to replace', { completes: 'id', value: 'old' }),
    by: text('the document that replaces it', { completes: 'id', value: 'new' }),
  },
  options: { create: text('create the new document, with this title', { short: 'c', value: 'title' }) },
  examples: {
    'doc-ops supersede ADR-001 ADR-002': 'ADR-002 replaces ADR-001',
    'doc-ops supersede ADR-001 --create "Use passkeys only"': 'also creates the new decision',
  },
  writes: true,
  run: async (context, { old, by, create }) => {
    if ((by === undefined) === (create === undefined)) {
      return failure('usage', 'name the document that replaces it, or give the title of a new one', {
        hint: `doc-ops supersede ${old} --create "…"`,
      });
    }
    return transact<Superseded>(context, 'supersede', (transaction) =>
      planSupersede(transaction, old, by, create ?? ''),
    );
  },
});

/** A pair of documents, the old one and its successor. */
type Superseded = InferOutput<typeof superseded>;

async function planSupersede(
  transaction: Transaction,
  old: string,
  by: string | undefined,
  title: string,
): Promise<Result<Committed<Superseded>>> {
  const first = await loadIdentified(transaction, old);
  if (!first.ok) return first;
  const { id, type } = first.value;
  const status = type.superseded;
  if (status === null) {
    return failure('refused', `${nameWithArticle(type)} cannot be superseded: it has no status Superseded`, {
      allowed: type.statuses,
      hint: 'doc-ops link … --relation supersedes links the two without a status',
    });
  }
  const second =
    by === undefined ? await created(transaction, type, title) : await loadIdentified(transaction, by);
  if (!second.ok) return second;
  const wrong = await whyNot(transaction.workspace, first.value, second.value);
  if (wrong) return wrong;
  const before = successorsIn(transaction.workspace, first.value);
  const isWritten = listField(second.value.facts, 'supersedes').some(
    (item) => parseId(item, transaction.workspace.config.types)?.id === id,
  );
  const linked = await linkDocuments(
    transaction,
    second.value,
    first.value,
    isWritten ? undefined : 'supersedes',
  );
  if (!linked.ok) return linked;
  const now = await reload(transaction, first.value);
  if (!now.ok) return now;
  const edits: FieldEdit[] = [{ kind: 'set', key: 'status', value: status }];
  if (!before.includes(second.value.id))
    edits.push({ kind: 'add', key: 'superseded_by', items: [second.value.id] });
  const edited = applyEdits(transaction, now.value, edits);
  if (!edited.ok) return edited;
  const isSame = transaction.operations().length === 0;
  const data = {
    message: isSame ? `${second.value.id} supersedes ${id} already` : `${second.value.id} supersedes ${id}`,
    subjects: [first.value, second.value].map((one) => ({ id: one.id, path: one.path })),
    old: id,
    by: second.value.id,
  };
  return transaction.commit({ data, notes: notesOf(first.value, second.value, before) });
}

async function created(
  transaction: Transaction,
  type: DocumentType,
  title: string,
): Promise<Result<IdentifiedDocument>> {
  if (title.trim() === '') return failure('usage', 'a document needs a title');
  const made = await planCreation(transaction, type, {
    title,
    body: null,
    status: undefined,
    related: [],
    set: [],
    task: undefined,
    relation: undefined,
    card: false,
    column: undefined,
  });
  if (!made.ok) return made;
  const { path } = made.value.data;
  return identified(await loadPath(transaction, path), path);
}

async function whyNot(
  workspace: Workspace,
  old: IdentifiedDocument,
  by: IdentifiedDocument,
): Promise<ReturnType<typeof failure> | null> {
  if (old.id === by.id) return failure('invalid-value', `${old.id} cannot supersede itself`);
  if (old.type !== by.type) {
    return failure('refused', `${old.id} is of type ${old.type.name}, ${by.id} of type ${by.type.name}`, {
      hint: `doc-ops link ${by.id} ${old.id} --relation supersedes links the two all the same`,
    });
  }
  const way = await wayTo(workspace, by.id, old.id);
  return way
    ? failure('refused', `they would supersede each other: ${way.join(' is superseded by ')} already`, {
        hint: `doc-ops unlink ${old.id} ${by.id} --relation supersedes takes that back, if it was wrong`,
      })
    : null;
}

/** From a document along its successors to another; null where none leads there. */
async function wayTo(workspace: Workspace, from: string, to: string): Promise<string[] | null> {
  const documents = await listDocuments(workspace);
  if (!documents.ok) return null;
  const { types } = workspace.config;
  const successors = new Map<string, Set<string>>();
  const add = (old: string | undefined, by: string | undefined) => {
    if (old === undefined || by === undefined) return;
    const known = successors.get(old);
    if (known) known.add(by);
    else successors.set(old, new Set([by]));
  };
  for (const one of documents.value) {
    if (one.id === null) continue;
    for (const item of one.list('superseded_by')) add(one.id, parseId(item, types)?.id);
    for (const item of one.list('supersedes')) add(parseId(item, types)?.id, one.id);
  }
  const ways = new Map([[from, [from]]]);
  for (const [at, way] of ways) {
    if (at === to) return way;
    for (const next of successors.get(at) ?? []) if (!ways.has(next)) ways.set(next, [...way, next]);
  }
  return null;
}

function successorsIn({ config }: Workspace, { facts }: LoadedDocument): string[] {
  return listField(facts, 'superseded_by').flatMap((item) => parseId(item, config.types)?.id ?? []);
}

function notesOf(old: IdentifiedDocument, by: IdentifiedDocument, before: readonly string[]): string[] {
  const others = before.filter((id) => id !== by.id);
  const status = canonicalStatus(by.type, textField(by.facts, 'status') ?? '');
  return [
    ...(others.length > 0 ? [`${old.id} is superseded by ${others.join(', ')} as well`] : []),
    ...(status === by.type.statuses[0]
      ? [`${by.id} is still ${status}: doc-ops set ${by.id} status=${by.type.statuses[1] ?? ''}`]
      : []),
    ...(status === by.type.superseded ? [`${by.id} is superseded itself`] : []),
  ];
}
