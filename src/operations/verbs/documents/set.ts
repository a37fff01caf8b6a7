import { titleOf } from '../../../model/document/document.js';
import type { FieldEdit } from '../../../model/frontMatter/edit.js';
import { parseId } from '../../../model/ids.js';
import { failure, type Result, success } from '../../../model/result.js';
import { pathsOfId } from '../../../workspace/corpus/locate.js';
import type { Transaction } from '../../../workspace/transaction/transaction.js';
import { followStatus, followTitle } from '../../board/cardState.js';
import { editFor, parseAssignment } from '../../documents/assignment.js';
import { type LoadedDocument, loadDocument, withoutSharedId } from '../../documents/loadDocument.js';
import { readArgument } from '../../documents/readArgument.js';
import { editDocument } from '../../links/linkDocuments.js';
import { type Changed, transact } from '../../transact.js';
import { defineVerb, flag, list, required, text } from '../../verb.js';

export const verb = defineVerb({
  name: 'set',
  summary: "Set fields in a document's front matter",
  description:
    'A new status also moves the card. A new title also changes the heading and the card if they show the old title. Nothing else in the file changes. Works on any markdown file of the repository.',
  arguments: {
    document: required('an id or a path', { completes: 'id', value: 'id' }),
    assignments: list('key=value, key+=item or key-=item', { completes: 'assignment', value: 'key=value' }),
  },
  options: {
    unset: list('remove this key', { value: 'key', completes: 'field' }),
    fromFile: text('take the value from a file, for the one key given without =; - is standard input', {
      value: 'file',
      completes: 'path',
    }),
    force: flag('allow a key that looks like a misspelled known one'),
  },
  examples: {
    'doc-ops set BUG-001 status=Resolved': 'closes a bug, and moves its card',
    'doc-ops set TASK-001 priority=high tags+=auth': 'sets one key and adds to a list',
    'doc-ops set docs/guide.md --unset draft': 'works on any markdown file',
  },
  writes: true,
  run: (context, input) =>
    transact<Changed>(context, 'set', async (transaction) => {
      const document = await loadDocument(transaction, input.document);
      if (!document.ok) return document;
      const assignments = await completeAssignments(input.assignments, input.fromFile, (file) =>
        readArgument(context, file),
      );
      if (!assignments.ok) return assignments;
      if (assignments.value.length === 0 && input.unset.length === 0) {
        return failure('usage', 'nothing to set', { hint: `doc-ops set ${input.document} key=value` });
      }
      const edits: FieldEdit[] = [];
      for (const one of assignments.value) {
        const parsed = parseAssignment(one);
        if (!parsed.ok) return parsed;
        const edit = editFor(transaction.workspace, document.value, parsed.value, input.force);
        if (!edit.ok) return edit;
        const taken = await refuseTakenId(transaction, document.value, edit.value);
        if (taken) return taken;
        edits.push(edit.value);
      }
      edits.push(...input.unset.map((key): FieldEdit => ({ kind: 'unset', key })));
      const own = await withoutSharedId(transaction, document.value, input.document);
      const done = applyEdits(transaction, own, edits);
      if (!done.ok) return done;
      const { id, path } = own;
      const unchanged = transaction.operations().length === 0;
      const message = unchanged
        ? `${id ?? path} is like that already`
        : `${id ?? path}: ${edits.map(describe).join(', ')}`;
      return transaction.commit({ data: { message, subjects: [{ id, path }] } });
    }),
});

/** An id that a document did not have must be nobody's. */
async function refuseTakenId(
  { workspace }: Transaction,
  { id }: LoadedDocument,
  edit: FieldEdit,
): Promise<ReturnType<typeof failure> | null> {
  const isNew =
    edit.kind === 'set' && edit.key === 'id' && typeof edit.value === 'string' && edit.value !== id;
  const parsed = isNew ? parseId(String(edit.value), workspace.config.types) : null;
  const [holder] = parsed ? await pathsOfId(workspace, parsed) : [];
  return holder === undefined ? null : failure('exists', `${parsed?.id} is the id of ${holder}`);
}

/** Apply edits with what follows from them: heading and card of a new title, card of a new status. */
export function applyEdits(
  transaction: Transaction,
  document: LoadedDocument,
  edits: readonly FieldEdit[],
): Result<null> {
  const edited = editDocument(transaction, document, edits);
  if (!edited.ok) return edited;
  for (const edit of edits) {
    if (edit.kind !== 'set' || typeof edit.value !== 'string') continue;
    if (edit.key === 'title') {
      const titled = retitle(transaction, document, edit.value);
      if (!titled.ok) return titled;
    }
    if (edit.key === 'status' && document.id && document.type) {
      const followed = followStatus(transaction, document.id, document.type, edit.value);
      if (!followed.ok) return followed;
    }
  }
  return success(null);
}

function retitle(transaction: Transaction, document: LoadedDocument, title: string): Result<null> {
  const old = titleOf(document.facts);
  const heading = document.facts.headings.find(({ depth }) => depth === 1);
  const text = transaction.read(document.path);
  if (!text.ok) return text;
  if (heading && old !== '') {
    // The heading moved when the front matter above it changed length.
    const start = heading.span.offset + (text.value.length - document.text.length);
    const source = text.value.slice(start, start + heading.span.length);
    const at = source.lastIndexOf(old);
    const before = source.slice(0, Math.max(0, at));
    if (
      at >= 0 &&
      /^#?\s*(?:[A-Z]+-\d+\s+-\s+)?$/.test(before) &&
      source.slice(at + old.length).trim() === ''
    ) {
      const line = title.replace(/\s+/g, ' ').trim();
      transaction.edit(
        document.path,
        text.value.slice(0, start + at) + line + text.value.slice(start + at + old.length),
      );
    }
  }
  return document.id
    ? followTitle(transaction, document.id, old, title.replace(/\s+/g, ' ').trim())
    : success(null);
}

async function completeAssignments(
  given: readonly string[],
  file: string | undefined,
  read: (file: string) => Promise<Result<string>>,
): Promise<Result<readonly string[]>> {
  if (file === undefined) return success(given);
  const bare = given.filter((one) => !one.includes('='));
  if (bare.length !== 1) {
    return failure('usage', '--from-file needs exactly one key named without =', {
      hint: 'doc-ops set PLAN-001 title --from-file -',
    });
  }
  const value = await read(file);
  if (!value.ok) return value;
  return success(given.map((one) => (one === bare[0] ? `${one}=${value.value.replace(/\r?\n$/, '')}` : one)));
}

function describe(edit: FieldEdit): string {
  switch (edit.kind) {
    case 'set':
      return `${edit.key} is now ${typeof edit.value === 'string' ? edit.value : Object.values(edit.value).join(', ')}`;
    case 'unset':
      return `${edit.key} removed`;
    case 'add':
      return `${edit.items.join(', ')} added to ${edit.key}`;
    case 'remove':
      return `${edit.items.join(', ')} removed from ${edit.key}`;
  }
}
