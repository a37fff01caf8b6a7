import { closest } from '../model/closest.js';
import { canonicalStatus, type DocumentType } from '../model/documentType.js';
import { failure, type Result, success } from '../model/result.js';
import type { Workspace } from '../workspace/workspace.js';
import { listDocuments, type Summary } from './documents.js';
import { findType } from './findType.js';
import { type Listed, listed } from './listing.js';
import { workspaceOf } from './openContext.js';
import { defineVerb, flag, list } from './verb.js';

/** `list task --status in_progress` */
export const verb = defineVerb({
  name: 'list',
  group: 'documents',
  summary: 'List documents, of some types, with a status or a tag',
  arguments: {
    types: list('plan, adr, task, …; default all', { value: 'type', completes: 'type', commas: true }),
  },
  options: {
    status: list('only with this status', { short: 's', value: 'status', completes: 'status', commas: true }),
    tag: list('only with this tag', { value: 'tag', commas: true }),
    open: flag('only what is not finished'),
    archived: flag('the archived ones as well'),
  },
  examples: [
    { command: 'doc-ops list', shows: 'every document' },
    { command: 'doc-ops list task --status in_progress', shows: 'what is being worked on' },
    { command: 'doc-ops list --open --json', shows: 'for a script' },
  ],
  writes: false,
  needs: 'workspace',
  run: async (context, input) => {
    const workspace = workspaceOf(context);
    const types = chooseTypes(workspace, input.types);
    if (!types.ok) return types;
    const statuses = chooseStatuses(types.value ?? workspace.config.types, input.status);
    if (!statuses.ok) return statuses;
    const documents = await listDocuments(workspace);
    if (!documents.ok) return documents;
    const chosen = documents.value.filter(
      (one) =>
        (one.type !== null || one.broken !== null) &&
        (input.archived || !one.archived) &&
        (types.value === null || (one.type !== null && types.value.includes(one.type))) &&
        (statuses.value === null || hasStatus(one, statuses.value)) &&
        (input.tag.length === 0 || one.list('tags').some((tag) => input.tag.includes(tag))) &&
        (!input.open || !one.closed),
    );
    return success({ data: chosen.map(listed) as readonly Listed[] });
  },
});

function chooseTypes(workspace: Workspace, names: readonly string[]): Result<readonly DocumentType[] | null> {
  if (names.length === 0) return success(null);
  const types: DocumentType[] = [];
  for (const name of names) {
    const found = findType(workspace, name);
    const singular = found.ok || !name.endsWith('s') ? found : findType(workspace, name.slice(0, -1));
    if (!singular.ok) return singular;
    types.push(singular.value);
  }
  return success(types);
}

function chooseStatuses(
  types: readonly DocumentType[],
  names: readonly string[],
): Result<readonly string[] | null> {
  if (names.length === 0) return success(null);
  for (const name of names) {
    if (types.some((type) => canonicalStatus(type, name) !== undefined)) continue;
    const known = [...new Set(types.flatMap((type) => type.statuses))];
    const suggestion = closest(name, known);
    return failure('unknown-status', `no type has a status '${name}'`, {
      ...(suggestion ? { suggestion } : {}),
      allowed: known,
    });
  }
  return success(names);
}

function hasStatus(document: Summary, statuses: readonly string[]): boolean {
  const { type } = document;
  return (
    type !== null &&
    statuses.some(
      (status) => canonicalStatus(type, status) === (canonicalStatus(type, document.status) ?? ''),
    )
  );
}
