import type { DocumentSummary } from '../../../operations/documents/documentSummary.js';
import type { LinkTable } from '../../../operations/live/linkTable.js';
import { memo } from '../memo.js';
import type { Data, DocumentsState, State } from '../state.js';
import { isEmpty, type Match, matchItem, parseFilter } from './filter.js';

/** A row of the list of documents. */
export type ListRow =
  | { readonly kind: 'group'; readonly label: string; readonly count: number }
  | { readonly kind: 'item'; readonly item: DocumentSummary; readonly ranges: Match['ranges'] };

/** Documents that name one of these ids, or are named by it. */
const naming = memo(
  (links: LinkTable | null, wanted: string): ReadonlySet<string> =>
    links?.joinedWith(new Set(wanted.split(' '))) ?? new Set(),
);

/** The column of every card's item, by id. */
const columnsOf = memo((board: Data['board']) => {
  const columns = new Map<string, { readonly name: string; readonly at: number }>();
  for (const [at, { name, cards }] of (board?.columns ?? []).entries())
    for (const { id } of cards) if (id) columns.set(id, { name, at });
  return columns;
});

const rowsOf = memo(
  (
    documents: readonly DocumentSummary[],
    filterText: string,
    sort: DocumentsState['sort'],
    grouped: boolean,
    archived: boolean,
    inText: DocumentsState['inText'],
    links: LinkTable | null,
    board: Data['board'],
    types: Data['types'],
  ): readonly ListRow[] => {
    const filter = parseFilter(filterText);
    const linked = filter.links.length > 0 ? naming(links, filter.links.join(' ')) : undefined;
    const found: { item: DocumentSummary; match: Match }[] = [];
    const plain = isEmpty(filter);
    for (const item of documents) {
      if (item.archived && !archived) continue;
      const match = plain
        ? { score: 0, ranges: [] }
        : matchItem(item, filter, { inText, ...(linked ? { linked } : {}) });
      if (match) found.push({ item, match });
    }
    if (filter.words.length > 0) return bestFirst(found);
    const columns = columnsOf(board);
    const groupOf = groupNaming(sort, columns);
    sortItems(found, sort, documents, columns, types);
    if (!grouped)
      return found.map(({ item, match }) => ({ kind: 'item' as const, item, ranges: match.ranges }));
    const rows: ListRow[] = [];
    const counts = new Map<string, number>();
    for (const { item } of found) counts.set(groupOf(item), (counts.get(groupOf(item)) ?? 0) + 1);
    let last: string | null = null;
    for (const { item, match } of found) {
      const label = groupOf(item);
      if (label !== last) rows.push({ kind: 'group', label, count: counts.get(label) ?? 0 });
      last = label;
      rows.push({ kind: 'item', item, ranges: match.ranges });
    }
    return rows;
  },
);

/** Few scores and many rows, at every letter: rows are put into the place of their score, not compared. */
function bestFirst(found: readonly { readonly item: DocumentSummary; readonly match: Match }[]): ListRow[] {
  const byScore = new Map<number, ListRow[]>();
  for (const { item, match } of found) {
    const row = { kind: 'item', item, ranges: match.ranges } as const;
    const equal = byScore.get(match.score);
    if (equal) equal.push(row);
    else byScore.set(match.score, [row]);
  }
  return [...byScore.keys()].sort((a, b) => b - a).flatMap((score) => byScore.get(score) ?? []);
}

type Columns = ReadonlyMap<string, { readonly name: string; readonly at: number }>;

function groupNaming(sort: DocumentsState['sort'], columns: Columns): (item: DocumentSummary) => string {
  switch (sort) {
    case 'type':
      return (item) => item.type ?? 'other files';
    case 'status':
      return (item) => item.status || 'no status';
    case 'date':
      return (item) => item.created?.slice(0, 7) ?? 'no date';
    case 'column':
      return (item) => (item.id && columns.get(item.id)?.name) || 'not on the board';
    case 'title':
      return (item) => (item.title[0] ?? '').toUpperCase();
  }
}

/** The rank of each document by its title: found out once, not at every key of a filter. */
const titleRanks = memo((documents: readonly DocumentSummary[]): ReadonlyMap<DocumentSummary, number> => {
  const named = documents.map((item) => ({ item, title: item.title.toLowerCase() }));
  named.sort((a, b) => compare(a.title, b.title));
  return new Map(named.map(({ item }, at) => [item, at]));
});

/** Documents come by type and id; that order stays among equals. */
function sortItems(
  found: { item: DocumentSummary }[],
  sort: DocumentsState['sort'],
  documents: readonly DocumentSummary[],
  columns: Columns,
  types: Data['types'],
): void {
  if (sort === 'type') return;
  if (sort === 'date') {
    found.sort((a, b) => compare(b.item.created ?? '', a.item.created ?? ''));
    return;
  }
  if (sort === 'title') {
    const ranks = titleRanks(documents);
    found.sort((a, b) => (ranks.get(a.item) ?? 0) - (ranks.get(b.item) ?? 0));
    return;
  }
  if (sort === 'column') {
    const rank = ({ id }: DocumentSummary) => (id === null ? 1e6 : (columns.get(id)?.at ?? 1e6));
    found.sort((a, b) => rank(a.item) - rank(b.item));
    return;
  }
  const order = new Map<string, number>();
  for (const { statuses } of types)
    for (const [at, status] of statuses.entries()) if (!order.has(status)) order.set(status, at);
  const rank = ({ status }: DocumentSummary) => order.get(status) ?? 99;
  found.sort((a, b) => rank(a.item) - rank(b.item) || compare(a.item.status, b.item.status));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const noTypes: Data['types'] = [];

/** The rows of the list of documents, as filtered, sorted and grouped. */
export function documentRows({ data, documents }: State): readonly ListRow[] {
  const { filter, sort, grouped, showsArchived, inText } = documents;
  // What the order and the filter do not look at does not make the rows again when it changes.
  return rowsOf(
    data.documents,
    filter,
    sort,
    grouped,
    showsArchived,
    inText,
    /links:/i.test(filter) ? data.links : null,
    sort === 'column' ? data.board : null,
    sort === 'status' ? data.types : noTypes,
  );
}

/** The index of the selected document among the rows; the first item where it is not among them, -1 without any. */
export function selectedRow(state: State): number {
  const rows = documentRows(state);
  const { selected } = state.documents;
  const first = rows.findIndex((row) => row.kind === 'item');
  const top = rows[first];
  // While a filter is typed the best one is selected.
  if (selected === null || (top?.kind === 'item' && top.item.path === selected)) return first;
  return rowIndexes(rows).get(selected) ?? first;
}

const rowIndexes = memo((rows: readonly ListRow[]): ReadonlyMap<string, number> => {
  const ranks = new Map<string, number>();
  for (const [at, row] of rows.entries()) if (row.kind === 'item') ranks.set(row.item.path, at);
  return ranks;
});
