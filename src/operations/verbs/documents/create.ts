import { textField } from '../../../model/document/document.js';
import { canonicalStatus, type DocumentType } from '../../../model/document/type.js';
import type { FieldEdit } from '../../../model/frontMatter/edit.js';
import { fileNameFor, formatId } from '../../../model/ids.js';
import { localDate } from '../../../model/localDate.js';
import { failure, type Result, success } from '../../../model/result.js';
import { slugFromTitle } from '../../../model/slug.js';
import { renderDocument } from '../../../workspace/files/templates.js';
import { nextIds } from '../../../workspace/ids/allocate.js';
import type { Transaction } from '../../../workspace/transaction/transaction.js';
import { addDocumentCard } from '../../board/addCard.js';
import { editFor, parseAssignment } from '../../documents/assignment.js';
import { editInEditor } from '../../documents/editInEditor.js';
import { checkStatus } from '../../documents/fieldValue.js';
import { findType } from '../../documents/findType.js';
import {
  identified,
  type LoadedDocument,
  loadDocument,
  loadIdentified,
  loadPath,
  withoutSharedId,
} from '../../documents/loadDocument.js';
import { readArgument } from '../../documents/readArgument.js';
import { checkRelation, editDocument, linkDocuments } from '../../links/linkDocuments.js';
import { workspaceOf } from '../../openContext.js';
import { type Changed, transact } from '../../transact.js';
import { defineVerb, flag, list, required, text } from '../../verb.js';

export const verb = defineVerb({
  name: 'create',
  summary: 'Create a document from its template',
  description:
    'The id is one more than the highest on any branch or work tree. A task also gets a card on the board.',
  arguments: {
    type: required('plan, adr, task, bug, research, backlog, objective, or a type from config.yaml', {
      completes: 'type',
    }),
    words: text('the title; or use --title', { value: 'title' }),
  },
  options: {
    title: text('the title', { short: 't', value: 'text' }),
    status: text('the status; default is the first of its type', {
      short: 's',
      value: 'status',
      completes: 'status',
    }),
    related: list('ids, paths or URLs to add to related_docs', {
      value: 'id',
      completes: 'id',
      commas: true,
    }),
    set: list('set this front-matter field', { value: 'key=value', completes: 'assignment' }),
    task: text('link it to this task', { value: 'id', completes: 'id' }),
    relation: text('relation of the task to the new document; default output', {
      short: 'r',
      value: 'relation',
      completes: 'relation',
    }),
    card: flag('put a card on the board; tasks get one anyway'),
    column: text('put the card into this column', { value: 'name', completes: 'column' }),
    fromFile: text('take the title from the first line and the text from the rest; - is standard input', {
      value: 'file',
      completes: 'path',
    }),
    edit: flag('then open it in $VISUAL or $EDITOR', { short: 'e' }),
  },
  examples: {
    'doc-ops create task "Log in with a passkey"': 'creates TASK-001 with a card in the first column',
    'doc-ops create plan --title "Passkey login" --task TASK-001 --relation output':
      'creates a plan and links it to its task',
    'doc-ops create adr "Use WebAuthn" --related TASK-001 --set deciders=ada':
      'creates a decision with a related document and its deciders',
  },
  writes: true,
  run: async (context, input) => {
    const workspace = workspaceOf(context);
    const type = findType(workspace, input.type);
    if (!type.ok) return type;
    const written =
      input.fromFile === undefined ? success(null) : await readArgument(context, input.fromFile);
    if (!written.ok) return written;
    const { title, body } = splitText(input.title ?? input.words, written.value);
    if (title.trim() === '') {
      return failure('usage', 'a document needs a title', {
        hint: `doc-ops create ${type.value.name} "What it is about"`,
      });
    }
    const created = await transact<Changed & { readonly id: string; readonly path: string }>(
      context,
      'create',
      async (transaction) => {
        const planned = await planCreation(transaction, type.value, { ...input, title, body });
        return planned.ok ? transaction.commit(planned.value) : planned;
      },
    );
    if (!created.ok || !input.edit || context.dryRun) return created;
    const edited = await editInEditor(context, created.value.data.path);
    return edited.ok ? created : edited;
  },
});

/** What a new document shall be like. */
export interface NewDocument {
  readonly title: string;
  readonly body: string | null;
  readonly status: string | undefined;
  readonly related: readonly string[];
  readonly set: readonly string[];
  readonly task: string | undefined;
  readonly relation: string | undefined;
  readonly card: boolean;
  readonly column: string | undefined;
}

/** Put a new document into the transaction, with its card and links. */
export async function planCreation(
  transaction: Transaction,
  type: DocumentType,
  wanted: NewDocument,
): Promise<Result<{ data: Changed & { id: string; path: string }; notes: readonly string[] }>> {
  const { workspace } = transaction;
  const status =
    wanted.status === undefined ? success(type.statuses[0] ?? '') : checkStatus(type, wanted.status);
  if (!status.ok) return status;
  const related: LoadedDocument[] = [];
  const names: string[] = [];
  for (const reference of wanted.related) {
    const found = await relatedName(transaction, reference);
    if (!found.ok) return found;
    names.push(found.value.name);
    if (found.value.document) related.push(found.value.document);
  }
  const [number] = await nextIds(workspace, type);
  if (number === undefined) throw new Error('no id was given');
  const id = formatId(type, number);
  const slug = slugFromTitle(wanted.title, await asciiFor(wanted.title));
  const path = `${workspace.folder}/${type.folder}/${fileNameFor(id, slug)}`;
  const rendered = await renderDocument(workspace, type, {
    id,
    number,
    slug,
    title: wanted.title,
    status: status.value,
    created: localDate(workspace.environment.now()),
    related: names,
  });
  if (!rendered.ok) return rendered;
  transaction.create(path, wanted.body === null ? rendered.value : withBody(rendered.value, wanted.body));
  const loaded = await loadPath(transaction, path);
  if (!loaded.ok) return loaded;
  const document = { ...loaded.value, id };
  const fields = setFields(transaction, document, wanted.set);
  if (!fields.ok) return fields;
  for (const other of related) {
    const mutual = editDocument(transaction, other, [{ kind: 'add', key: 'related_docs', items: [id] }]);
    if (!mutual.ok) return mutual;
  }
  if (type.card || wanted.card || wanted.column !== undefined) {
    const card = addDocumentCard(
      transaction,
      { id, path, type, title: wanted.title, status: status.value },
      { column: wanted.column, optional: true },
    );
    if (!card.ok) return card;
  }
  const parent =
    wanted.task === undefined
      ? success([])
      : await linkToTask(transaction, path, wanted.task, wanted.relation ?? 'output');
  if (!parent.ok) return parent;
  return success({
    data: { message: `created ${path}`, id, path, subjects: [{ id, path }] },
    notes: parent.value,
  });
}

/** A name for related_docs: the canonical id of a document that exists, or a path or URL as it was given. */
async function relatedName(
  transaction: Transaction,
  reference: string,
): Promise<Result<{ name: string; document: LoadedDocument | null }>> {
  if (/^(?:[a-z][a-z0-9+.-]*:|#\d+$|PR-\d+$)/i.test(reference))
    return success({ name: reference, document: null });
  const document = await loadDocument(transaction, reference);
  if (document.ok) {
    const { id, path, ...rest } = await withoutSharedId(transaction, document.value, reference);
    return success({ name: id ?? path, document: id === null ? null : { id, path, ...rest } });
  }
  const { existsInside } = await import('../../../workspace/files/safePath.js');
  return existsInside(transaction.workspace, reference)
    ? success({ name: reference, document: null })
    : document;
}

function setFields(
  transaction: Transaction,
  document: LoadedDocument & { readonly id: string },
  assignments: readonly string[],
): Result<null> {
  const edits: FieldEdit[] = [];
  for (const text of assignments) {
    const parsed = parseAssignment(text);
    if (!parsed.ok) return parsed;
    const edit = editFor(transaction.workspace, document, parsed.value, false);
    if (!edit.ok) return edit;
    edits.push(edit.value);
  }
  return editDocument(transaction, document, edits);
}

/** Link the new document to its parent task; says so when nobody has claimed the task. */
async function linkToTask(
  transaction: Transaction,
  path: string,
  task: string,
  relationName: string,
): Promise<Result<readonly string[]>> {
  const relation = checkRelation(transaction.workspace, relationName);
  if (!relation.ok) return relation;
  const parent = await loadIdentified(transaction, task);
  if (!parent.ok) return parent;
  const made = identified(await loadPath(transaction, path), path);
  if (!made.ok) return made;
  const linked = await linkDocuments(transaction, parent.value, made.value, relation.value);
  if (!linked.ok) return linked;
  const { id, type, facts } = parent.value;
  const status = textField(facts, 'status');
  const waiting = status !== undefined && canonicalStatus(type, status) === type.statuses[0];
  return success(waiting ? [`${id} is not claimed yet: doc-ops board claim ${id}`] : []);
}

function splitText(
  title: string | undefined,
  written: string | null,
): { title: string; body: string | null } {
  if (written === null) return { title: title ?? '', body: null };
  if (title !== undefined) return { title, body: written };
  const text = written.replace(/^\uFEFF?\s*/, '');
  const end = text.indexOf('\n');
  const first = end < 0 ? text : text.slice(0, end);
  return {
    title: first.replace(/^#+\s*/, '').trim(),
    body: end < 0 ? null : text.slice(end + 1).replace(/^\s*\n/, ''),
  };
}

/** The rendered front matter and heading, with another text below. */
function withBody(rendered: string, body: string): string {
  const heading = /^# .*$/m.exec(rendered);
  const end = heading ? heading.index + heading[0].length : rendered.length;
  return `${rendered.slice(0, end)}\n\n${body.replace(/\n*$/, '\n')}`;
}

/** Transliteration for slugs, loaded only for a title that needs it. */
export async function asciiFor(title: string): Promise<(text: string) => string> {
  if (/^[\x00-\x7f]*$/.test(title)) return (text) => text;
  return (await import('any-ascii')).default;
}
