import { closest } from '../../model/closest.js';
import { field } from '../../model/document/document.js';
import type { DocumentType } from '../../model/document/type.js';
import type { FieldEdit } from '../../model/frontMatter/edit.js';
import { parseId } from '../../model/ids.js';
import { failure, type Result, success } from '../../model/result.js';
import type { Workspace } from '../../workspace/workspace.js';
import { checkValue, fieldKind, knownFields } from './fieldValue.js';
import type { LoadedDocument } from './loadDocument.js';

/** `key=value`, `key+=item`, `key-=item`. */
export interface Assignment {
  readonly key: string;
  readonly operator: '=' | '+=' | '-=';
  readonly value: string;
}

/** Read an assignment from the command line. */
export function parseAssignment(text: string): Result<Assignment> {
  const match = /^([^=+\s][^=\s]*?)(\+=|-=|=)([\s\S]*)$/.exec(text);
  const [, key, operator, value] = match ?? [];
  if (key && value !== undefined && (operator === '=' || operator === '+=' || operator === '-=')) {
    return success({ key, operator, value });
  }
  return failure('usage', `'${text}' is not an assignment`, {
    hint: 'write key=value, or key+=item and key-=item for lists',
  });
}

/** The edit that an assignment asks for, its value checked by the key's kind. `force` allows a key that looks misspelled. */
export function editFor(
  workspace: Workspace,
  document: LoadedDocument,
  assignment: Assignment,
  force: boolean,
): Result<FieldEdit> {
  const { key, operator, value } = assignment;
  const { config } = workspace;
  if (key === 'id' && document.type) return idEdit(config, document.id, document.type, assignment);
  const misspelled = force ? undefined : likelyMisspelling(workspace, document, key);
  if (misspelled) {
    return failure('unknown-field', `a ${document.type?.name ?? 'document'} has no key '${key}'`, {
      suggestion: misspelled,
      hint: '--force writes it all the same',
    });
  }
  const checked = checkValue(config, document.type, key, value);
  if (!checked.ok) return checked;
  if (operator === '=') return success({ kind: 'set', key, value: checked.value });
  const kind = fieldKind(config, document.type, key);
  if (kind && kind.kind !== 'ids' && kind.kind !== 'references' && kind.kind !== 'texts') {
    return failure('invalid-value', `${key} is not a list`, { hint: `write ${key}=${value}` });
  }
  const items = typeof checked.value === 'string' ? [checked.value] : checked.value;
  return success({ kind: operator === '+=' ? 'add' : 'remove', key, items });
}

/** The front matter gets the id that the document has; a document without one gets one of its type. */
function idEdit(
  { types }: Workspace['config'],
  id: string | null,
  type: DocumentType,
  { operator, value }: Assignment,
): Result<FieldEdit> {
  const parsed = parseId(value.trim(), types);
  const fits = id === null ? parsed?.type === type : parsed?.id === id;
  if (parsed && fits && operator === '=') return success({ kind: 'set', key: 'id', value: parsed.id });
  return failure('refused', `'${value}' is not the id of this document`, {
    hint:
      id === null
        ? `ids of this type are like ${type.prefix}-001`
        : `its file name says ${id}; doc-ops renumber gives a document another id`,
  });
}

/** A known key one or two letters away, when the document has no such key yet. */
function likelyMisspelling(workspace: Workspace, document: LoadedDocument, key: string): string | undefined {
  if (!document.type || fieldKind(workspace.config, document.type, key) || field(document.facts, key))
    return undefined;
  return closest(key, knownFields(workspace.config, document.type));
}
