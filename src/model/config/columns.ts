import { closest } from '../closest.js';
import { columnKey } from '../columnKey.js';
import { boardType, canonicalStatus, type DocumentType, statusKey } from '../document/type.js';
import { type BoardColumn, defaultConfig } from './config.js';
import type { KeyPath } from './nodes.js';
import { type ColumnInput, columnsSchema, knownKeys } from './schema.js';
import type { ConfigSource } from './source.js';

const place: KeyPath = ['board', 'columns'];

/** The columns of `board.columns`, or the default ones where any of them cannot be used. */
export function readColumns(source: ConfigSource, types: readonly DocumentType[]): readonly BoardColumn[] {
  const before = source.findings.length;
  const columns = source.read(place, columnsSchema);
  columns?.forEach((column, index) => {
    source.allow([...place, index], knownKeys.column);
    checkColumn(source, column, index, columns, types);
  });
  if (!columns || source.findings.length > before) return defaultConfig.board.columns;
  return columns.map((column, index) => completeColumn(column, index, columns, types));
}

function checkColumn(
  source: ConfigSource,
  column: ColumnInput,
  index: number,
  columns: readonly ColumnInput[],
  types: readonly DocumentType[],
): void {
  const at = [...place, index];
  const first = columns.findIndex(({ name }) => columnKey(name) === columnKey(column.name));
  if (first < index) source.reportValue([...at, 'name'], 'a name that no other column has');
  const known = [...new Set(types.flatMap((type) => type.statuses))];
  if (!known.some((status) => statusKey(status) === statusKey(column.status))) {
    const { name, statuses } = boardType(types) ?? { name: 'document', statuses: known };
    source.reportValue(
      [...at, 'status'],
      `a status of a document type, as a ${name}’s ${statuses.join(', ')}`,
      closest(column.status, [...statuses, ...known]),
    );
  }
  for (const [name, status] of Object.entries(column.statuses)) {
    const type = types.find((candidate) => candidate.name === name);
    const path = [...at, 'statuses', name];
    if (!type) {
      const names = types.map((candidate) => candidate.name);
      source.reportKey(
        path,
        `\`${name}\` is not a document type (${names.join(', ')})`,
        closest(name, names),
      );
    } else if (canonicalStatus(type, status) === undefined) {
      source.reportValue(path, `one of ${type.statuses.join(', ')}`, closest(status, type.statuses));
    }
  }
}

/**
 * If the config does not mark a column as complete, it is the last one whose status closes a task. Types that the column
 * does not mention get the status of the default column at the same relative place: first, between, in review, complete.
 */
function completeColumn(
  column: ColumnInput,
  index: number,
  columns: readonly ColumnInput[],
  types: readonly DocumentType[],
): BoardColumn {
  const complete = columns.some((other) => other.complete)
    ? column.complete
    : index === closingColumn(columns, types);
  const counterpart = defaultColumnFor(column, complete, index, columns.length);
  const defaults: Readonly<Record<string, string>> = { task: counterpart.status, ...counterpart.statuses };
  const statuses: Record<string, string> = {};
  const first = boardType(types);
  for (const type of types) {
    const given = Object.hasOwn(column.statuses, type.name) ? column.statuses[type.name] : undefined;
    const own = canonicalStatus(type, given ?? column.status);
    const byPlace = defaults[type.name];
    const status =
      own ??
      (byPlace === undefined ? undefined : canonicalStatus(type, byPlace)) ??
      statusByPlace(type, complete, index);
    if (type !== first || status !== column.status) statuses[type.name] = status;
  }
  const status = (first && canonicalStatus(first, column.status)) ?? column.status;
  return { name: column.name, status, statuses, complete };
}

function closingColumn(columns: readonly ColumnInput[], types: readonly DocumentType[]): number {
  const closing = new Set(boardType(types)?.closing.map(statusKey) ?? []);
  for (let index = columns.length - 1; index >= 0; index--) {
    if (closing.has(statusKey(columns[index]?.status ?? ''))) return index;
  }
  return -1;
}

/** The default column of the same task status, else the one at the same place. */
function defaultColumnFor(column: ColumnInput, complete: boolean, index: number, count: number): BoardColumn {
  const { columns } = defaultConfig.board;
  const same = columns.find(
    (known) => known.complete === complete && statusKey(known.status) === statusKey(column.status),
  );
  const [first, second, third, last] = columns as readonly [
    BoardColumn,
    BoardColumn,
    BoardColumn,
    BoardColumn,
  ];
  if (same) return same;
  if (complete) return last;
  if (index === 0) return first;
  return index === count - 2 && count > 3 ? third : second;
}

/** For an added type: its first status, one that closes, or one between. */
function statusByPlace(type: DocumentType, complete: boolean, index: number): string {
  const [first = ''] = type.statuses;
  if (complete) return type.closing[0] ?? type.statuses.at(-1) ?? first;
  if (index === 0) return first;
  const open = type.statuses.filter((status) => !type.closing.includes(status));
  return open[1] ?? open[0] ?? first;
}
