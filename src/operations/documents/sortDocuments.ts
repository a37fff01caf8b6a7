import type { InferOutput } from 'valibot';
import { closest } from '../../model/closest.js';
import { type DocumentType, statusKey } from '../../model/document/type.js';
import { compareIds } from '../../model/ids.js';
import { fieldKinds } from '../../model/links/fieldLinks.js';
import { failure, type Result, success } from '../../model/result.js';
import type { Workspace } from '../../workspace/workspace.js';
import type { listedWith } from '../verbs/output/documents.js';
import type { DocumentSummary } from './documentSummary.js';
import type { IndexedDocument } from './indexedDocuments.js';

/** What every list knows of a document; other columns are fields of the front matter. */
const ownColumns: readonly string[] = [
  'id',
  'type',
  'status',
  'title',
  'path',
  'created',
  'priority',
  'assignee',
  'tags',
  'archived',
  'closed',
];

/** A document with the fields that were asked for beside the usual ones. */
export type ListedWith = InferOutput<typeof listedWith>;

/** Whether the front matter has to be asked for this column. */
export function isOwnColumn(name: string): boolean {
  return ownColumns.includes(name);
}

/** Check the names of columns against what there is: own ones, declared fields, and keys that some document has. */
export function checkColumns(
  { config }: Workspace,
  names: readonly string[],
  documents: readonly IndexedDocument[] | null,
): Result<null> {
  for (const name of names) {
    if (isOwnColumn(name)) continue;
    if (config.types.some((type) => fieldKinds(type, config).has(name))) continue;
    if (documents?.some((one) => one.list(name).length > 0)) continue;
    const declared = config.types.flatMap((type) => [...fieldKinds(type, config).keys()]);
    const allowed = [...new Set([...ownColumns, ...declared])];
    const suggestion = closest(name, allowed);
    return failure('unknown-field', `no document has a field '${name}'`, {
      ...(suggestion ? { suggestion } : {}),
      allowed,
    });
  }
  return success(null);
}

/** What a column shows of a document; a list has several texts. */
export function valuesOf(document: ListedWith, column: string): readonly string[] {
  if (!isOwnColumn(column)) {
    const value = document.fields?.[column] ?? [];
    return typeof value === 'string' ? [value] : value;
  }
  const value = document[column as keyof DocumentSummary];
  if (Array.isArray(value)) return value;
  if (typeof value === 'boolean') return value ? [column] : [];
  return value === null || value === '' ? [] : [String(value)];
}

/** Sort by these columns, the first one first. A `-` before a name turns that one round. What is missing comes last. */
export function sortDocuments<D extends ListedWith>(
  documents: readonly D[],
  columns: readonly string[],
  types: readonly DocumentType[],
): D[] {
  const keys = columns.map((written) => {
    const turned = written.startsWith('-');
    const column = turned ? written.slice(1) : written;
    return { column, sign: turned ? -1 : 1, order: orderOf(column, types) };
  });
  return [...documents].sort((a, b) => {
    for (const { column, sign, order } of keys) {
      const [x, y] = [valuesOf(a, column).join(', '), valuesOf(b, column).join(', ')];
      if (x === y) continue;
      if (x === '' || y === '') return x === '' ? 1 : -1;
      const compared = order(x, y);
      if (compared !== 0) return compared * sign;
    }
    return 0;
  });
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Types, statuses and priorities have an order of their own: that of their declaration. */
function orderOf(column: string, types: readonly DocumentType[]): (a: string, b: string) => number {
  if (column === 'id') return compareIds;
  const declared =
    column === 'type'
      ? types.map(({ name }) => name)
      : column === 'status'
        ? types.flatMap(({ statuses }) => statuses)
        : choicesOf(column, types);
  const places = new Map<string, number>();
  for (const name of declared) if (!places.has(statusKey(name))) places.set(statusKey(name), places.size);
  const place = (text: string) => places.get(statusKey(text)) ?? places.size;
  return (a, b) => place(a) - place(b) || collator.compare(a, b);
}

/** The longest declaration first, so that `critical` comes before `high` though only some types have it. */
function choicesOf(field: string, types: readonly DocumentType[]): readonly string[] {
  const lists = types.map(({ fields }) => fields[field]);
  return lists
    .flatMap((kind) => (kind?.kind === 'choice' ? [kind.values] : []))
    .sort((a, b) => b.length - a.length)
    .flat();
}
