import { closest } from '../../../model/closest.js';
import { canonicalStatus, type DocumentType, statusKey } from '../../../model/document/type.js';
import { failure, type Result, success } from '../../../model/result.js';
import type { Workspace } from '../../../workspace/workspace.js';
import type { DocumentSummary } from '../../documents/documentSummary.js';
import { findType } from '../../documents/findType.js';
import { type IndexedDocument, listDocuments } from '../../documents/indexedDocuments.js';
import { type ListedDocuments, listedDocuments } from '../../documents/listedDocuments.js';
import { checkColumns, isOwnColumn, type ListedWith, sortDocuments } from '../../documents/sortDocuments.js';
import { workspaceOf } from '../../openContext.js';
import { defineVerb, flag, list, type Outcome, text } from '../../verb.js';

export const verb = defineVerb({
  name: 'list',
  summary: 'List documents, filtered and sorted',
  arguments: {
    types: list('plan, adr, task, …; default is all', { value: 'type', completes: 'type', commas: true }),
  },
  options: {
    status: list('only with this status', { short: 's', value: 'status', completes: 'status', commas: true }),
    tag: list('only with this tag', { value: 'tag', commas: true }),
    open: flag('leave out closed documents'),
    archived: flag('include archived documents'),
    sort: list('sort by these columns; -name reverses one', {
      value: 'column',
      completes: 'field',
      commas: true,
    }),
    reverse: flag('reverse the list'),
    group: text('print a heading for each value of this column', { value: 'column', completes: 'field' }),
    columns: list(
      'show these columns: id, type, status, title, path, created, priority, assignee, tags, any field',
      {
        short: 'c',
        value: 'column',
        completes: 'field',
        commas: true,
      },
    ),
  },
  examples: {
    'doc-ops list': 'every document',
    'doc-ops list task --status in_progress': 'tasks in progress',
    'doc-ops list task --group status --sort priority,-created': 'tasks by status, urgent ones first',
    'doc-ops list adr --columns id,deciders,title': 'shows a field as a column',
    'doc-ops list --open --json': 'for a script',
  },
  run: async (context, input) => {
    const workspace = workspaceOf(context);
    const types = chooseTypes(workspace, input.types);
    if (!types.ok) return types;
    const statuses = chooseStatuses(types.value ?? workspace.config.types, input.status);
    if (!statuses.ok) return statuses;
    const asked = [...input.columns, ...input.sort.map(unsigned), ...(input.group ? [input.group] : [])];
    const all = await listedDocuments(workspace);
    const filter: Chosen = {
      types: types.value,
      statuses: statuses.value,
      tags: input.tag,
      open: input.open,
    };
    const takesAll = !types.value && !statuses.value && input.tag.length === 0 && !input.open;
    if (takesAll && asked.length === 0 && !input.reverse && !input.archived) return success(asItIs(all));
    const extra = asked.filter((name) => !isOwnColumn(name));
    const documents = extra.length === 0 ? null : await listDocuments(workspace);
    if (documents && !documents.ok) return documents;
    const known = checkColumns(workspace, asked, documents?.value ?? null);
    if (!known.ok) return known;
    const chosen = all.parse(input.archived).filter((one) => isChosen(one, filter));
    const full = documents ? withFields(chosen, documents.value, extra) : chosen;
    const allTypes = workspace.config.types;
    const sorted = sortDocuments(full, input.sort, allTypes);
    if (input.reverse) sorted.reverse();
    const data = input.group ? sortDocuments(sorted, [input.group], allTypes) : sorted;
    const table = { columns: input.columns, group: input.group ?? null };
    return success<Outcome<readonly ListedWith[]>>({ data, table });
  },
});

/** As it lies in the cache: taken apart only for those who look into it. */
function asItIs({ json, parse }: ListedDocuments): Outcome<readonly ListedWith[]> {
  let data: readonly ListedWith[] | undefined;
  return {
    json,
    get data() {
      data ??= parse(false);
      return data;
    },
  };
}

function unsigned(column: string): string {
  return column.startsWith('-') ? column.slice(1) : column;
}

interface Chosen {
  readonly types: readonly DocumentType[] | null;
  readonly statuses: readonly string[] | null;
  readonly tags: readonly string[];
  readonly open: boolean;
}

function isChosen(document: DocumentSummary, { types, statuses, tags, open }: Chosen): boolean {
  return (
    !(open && document.closed) &&
    (types === null || types.some(({ name }) => name === document.type)) &&
    (statuses === null ||
      (document.type !== null &&
        statuses.some((status) => statusKey(status) === statusKey(document.status)))) &&
    (tags.length === 0 || document.tags.some((tag) => tags.includes(tag)))
  );
}

/** The same documents with fields of their front matter. */
function withFields(
  chosen: readonly DocumentSummary[],
  documents: readonly IndexedDocument[],
  names: readonly string[],
): readonly ListedWith[] {
  const byPath = new Map(documents.map((one) => [one.path, one]));
  return chosen.map((one) => {
    const values = names.flatMap((name) => {
      const value = byPath.get(one.path)?.text(name) ?? byPath.get(one.path)?.list(name) ?? [];
      return value.length > 0 ? [[name, value] as const] : [];
    });
    return { ...one, fields: Object.fromEntries(values) };
  });
}

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
