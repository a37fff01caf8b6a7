import type { Finding } from '../../model/finding.js';
import type { ShownCard, ShownColumn } from '../../operations/board/show.js';
import type { Joined } from '../../operations/documents.js';
import type { Listed } from '../../operations/listing.js';
import type { LinkTable } from '../../operations/live/linkTable.js';
import { isEmpty, type Match, matchItem, parseFilter } from './filter.js';
import { offsetFor } from './lists.js';
import { memo } from './memo.js';
import type { Data, DocumentsState, State } from './state.js';

/** A row of the list of documents. */
export type DocumentRow =
  | { readonly kind: 'group'; readonly label: string; readonly count: number }
  | { readonly kind: 'item'; readonly item: Listed; readonly ranges: Match['ranges'] };

/** Rows of the body: all but the title bar and the status line. */
export function bodyRows({ size }: State): number {
  return Math.max(1, size.rows - 2);
}

/** Whether two panes stand side by side. */
export function isWide({ size }: State): boolean {
  return size.columns >= 100;
}

const findingCounts = memo((findings: readonly Finding[] | null) => {
  const counts = new Map<string, { errors: number; warnings: number }>();
  for (const { path, severity } of findings ?? []) {
    const count = counts.get(path) ?? { errors: 0, warnings: 0 };
    if (severity === 'error') count.errors += 1;
    else count.warnings += 1;
    counts.set(path, count);
  }
  return counts;
});

/** Errors and warnings of a document. */
export function problemsOf({ data }: State, path: string): { errors: number; warnings: number } | undefined {
  return findingCounts(data.findings).get(path);
}

export const totals = memo((findings: readonly Finding[] | null) => {
  const errors = (findings ?? []).filter(({ severity }) => severity === 'error').length;
  return { errors, warnings: (findings ?? []).length - errors };
});

/** Documents that name one of these ids, or are named by it. */
const naming = memo(
  (links: LinkTable | null, wanted: string): ReadonlySet<string> =>
    links?.joinedWith(new Set(wanted.split(' '))) ?? new Set(),
);

const byIdOf = memo(
  (documents: readonly Listed[]) =>
    new Map(documents.flatMap((one) => (one.id ? [[one.id, one] as const] : []))),
);
const byPathOf = memo((documents: readonly Listed[]) => new Map(documents.map((one) => [one.path, one])));

export function documentById(data: Data, id: string): Listed | undefined {
  return byIdOf(data.documents).get(id);
}
export function documentByPath(data: Data, path: string): Listed | undefined {
  return byPathOf(data.documents).get(path);
}

/** The column of every card's item, by id. */
const columnsOf = memo((board: Data['board']) => {
  const columns = new Map<string, { readonly name: string; readonly at: number }>();
  for (const [at, { name, cards }] of (board?.columns ?? []).entries())
    for (const { id } of cards) if (id) columns.set(id, { name, at });
  return columns;
});

const rowsOf = memo(
  (
    documents: readonly Listed[],
    filterText: string,
    sort: DocumentsState['sort'],
    grouped: boolean,
    archived: boolean,
    inText: DocumentsState['inText'],
    links: LinkTable | null,
    board: Data['board'],
    types: Data['types'],
  ): readonly DocumentRow[] => {
    const filter = parseFilter(filterText);
    const linked = filter.links.length > 0 ? naming(links, filter.links.join(' ')) : undefined;
    const text = inText?.filter === filterText ? inText.paths : undefined;
    const found: { item: Listed; match: Match }[] = [];
    const plain = isEmpty(filter);
    for (const item of documents) {
      if (item.archived && !archived) continue;
      const match = plain
        ? { score: 0, ranges: [] }
        : matchItem(item, filter, { ...(linked ? { linked } : {}), ...(text ? { inText: text } : {}) });
      if (match) found.push({ item, match });
    }
    const columns = columnsOf(board);
    const groupOf = groupNaming(sort, columns);
    if (filter.words.length > 0) {
      found.sort((a, b) => b.match.score - a.match.score);
      return found.map(({ item, match }) => ({ kind: 'item' as const, item, ranges: match.ranges }));
    }
    sortItems(found, sort, columns, types);
    if (!grouped)
      return found.map(({ item, match }) => ({ kind: 'item' as const, item, ranges: match.ranges }));
    const rows: DocumentRow[] = [];
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

type Columns = ReadonlyMap<string, { readonly name: string; readonly at: number }>;

function groupNaming(sort: DocumentsState['sort'], columns: Columns): (item: Listed) => string {
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

/** Documents come by type and id; that order stays among equals. */
function sortItems(
  found: { item: Listed }[],
  sort: DocumentsState['sort'],
  columns: Columns,
  types: Data['types'],
): void {
  if (sort === 'type') return;
  if (sort === 'date') {
    found.sort((a, b) => compare(b.item.created ?? '', a.item.created ?? ''));
    return;
  }
  if (sort === 'title') {
    found.sort((a, b) => compare(a.item.title.toLowerCase(), b.item.title.toLowerCase()));
    return;
  }
  if (sort === 'column') {
    const rank = ({ id }: Listed) => (id === null ? 1e6 : (columns.get(id)?.at ?? 1e6));
    found.sort((a, b) => rank(a.item) - rank(b.item));
    return;
  }
  const order = new Map<string, number>();
  for (const { statuses } of types)
    for (const [at, status] of statuses.entries()) if (!order.has(status)) order.set(status, at);
  const rank = ({ status }: Listed) => order.get(status) ?? 99;
  found.sort((a, b) => rank(a.item) - rank(b.item) || compare(a.item.status, b.item.status));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The rows of the list of documents, as filtered, sorted and grouped. */
export function documentRows({ data, documents }: State): readonly DocumentRow[] {
  const { filter, sort, grouped, showsArchived, inText } = documents;
  return rowsOf(
    data.documents,
    filter,
    sort,
    grouped,
    showsArchived,
    inText,
    data.links,
    data.board,
    data.types,
  );
}

/** Where the selected document stands among the rows; the first item where it is not among them, -1 without any. */
export function selectedRow(state: State): number {
  const rows = documentRows(state);
  const { selected } = state.documents;
  if (selected !== null) {
    const at = rowPlaces(rows).get(selected);
    if (at !== undefined) return at;
  }
  return rows.findIndex((row) => row.kind === 'item');
}

const rowPlaces = memo(
  (rows: readonly DocumentRow[]) =>
    new Map(rows.flatMap((row, at) => (row.kind === 'item' ? [[row.item.path, at] as const] : []))),
);

/** The document that the keys are about, whatever view is shown. */
export function focusedDocument(state: State): Listed | null {
  if (state.view === 'board') {
    const id = focusedCard(state)?.id;
    return id ? (documentById(state.data, id) ?? null) : null;
  }
  if (state.view === 'problems') {
    const finding = problemRows(state)[state.problems.selected];
    return finding?.kind === 'finding' ? (documentByPath(state.data, finding.finding.path) ?? null) : null;
  }
  if (state.view === 'graph') {
    const node = graphRows(state)[state.graph.selected];
    return node ? (documentByPath(state.data, node.path) ?? null) : null;
  }
  if (state.view === 'run') return state.run.plan ? (documentById(state.data, state.run.plan) ?? null) : null;
  if (state.documents.focus === 'document' && state.open)
    return documentByPath(state.data, state.open.path) ?? null;
  const row = documentRows(state)[selectedRow(state)];
  return row?.kind === 'item' ? row.item : null;
}

export function boardColumns({ data }: State): readonly ShownColumn[] {
  return data.board?.columns ?? [];
}

export function focusedColumn(state: State): ShownColumn | null {
  const columns = boardColumns(state);
  return columns[Math.min(state.board.column, columns.length - 1)] ?? null;
}

export function cardPosition(state: State, column: ShownColumn): number {
  return Math.max(0, Math.min(state.board.cards[column.name] ?? 0, column.cards.length - 1));
}

/** Rows of a card; a full one ends with an empty row. */
export function cardRows({ board }: State): number {
  return board.full ? 5 : 1;
}

/** How many cards of a column can be seen. */
export function visibleCards(state: State): number {
  return Math.max(1, Math.floor((bodyRows(state) - 1) / cardRows(state)));
}

/** The first card of a column that can be seen. */
export function firstCard(state: State, column: ShownColumn): number {
  const known = state.board.offsets[column.name] ?? 0;
  return offsetFor(known, cardPosition(state, column), column.cards.length, visibleCards(state));
}

export function focusedCard(state: State): ShownCard | null {
  const column = focusedColumn(state);
  return column?.cards[cardPosition(state, column)] ?? null;
}

/** What names a card in a verb: its id, or the text of a free card. */
export function cardName(card: ShownCard): string {
  return card.id ?? card.title;
}

/** Rows for the list of findings; below 100 columns the place stands under it. */
export function problemListRows(state: State): number {
  const height = bodyRows(state);
  return isWide(state) ? height : Math.max(3, Math.floor(height * 0.6));
}

export type ProblemRow =
  | { readonly kind: 'group'; readonly label: string; readonly count: number }
  | { readonly kind: 'finding'; readonly finding: Finding };

const problemRowsOf = memo(
  (findings: readonly Finding[] | null, by: 'file' | 'rule'): readonly ProblemRow[] => {
    const groups = new Map<string, Finding[]>();
    for (const finding of findings ?? []) {
      const label = by === 'file' ? finding.path : finding.rule;
      const list = groups.get(label);
      if (list) list.push(finding);
      else groups.set(label, [finding]);
    }
    return [...groups].flatMap(([label, list]) => [
      { kind: 'group' as const, label, count: list.length },
      ...list.map((finding) => ({ kind: 'finding' as const, finding })),
    ]);
  },
);

export function problemRows({ data, problems }: State): readonly ProblemRow[] {
  return problemRowsOf(data.findings, problems.by);
}

/** A line of the tree of a document's neighbourhood. */
export interface GraphNode {
  /** Unique in the tree: the way from the root. */
  readonly key: string;
  readonly depth: number;
  readonly id: string | null;
  readonly path: string;
  readonly title: string;
  /** The relation, as the parent in the tree calls it; `''` for the root. */
  readonly relation: string;
  readonly direction: 'out' | 'in' | 'root';
  readonly broken: boolean;
  /** It stands in the tree already: not opened again. */
  readonly repeated: boolean;
  readonly hasChildren: boolean;
  readonly isClosed: boolean;
  readonly isLast: boolean;
  readonly trail: readonly boolean[];
}

const graphOf = memo(
  (
    links: LinkTable | null,
    data: Data,
    root: string | null,
    depth: number,
    closed: ReadonlySet<string>,
  ): readonly GraphNode[] => {
    const nodes: GraphNode[] = [];
    if (root === null) return nodes;
    const seen = new Set<string>([root]);
    const board = `${data.folder}/board.md`;
    const neighbours = (path: string) => {
      const found = new Map<
        string,
        { relation: string; direction: 'out' | 'in'; link: Joined; path: string }
      >();
      for (const link of links?.from(path) ?? []) {
        const key = link.broken ? `!${link.written}` : link.to.path;
        const known = found.get(key);
        if (!known || isPlain(known.relation))
          found.set(key, { relation: link.relation, direction: 'out', link, path: link.to.path });
      }
      for (const link of links?.to(path) ?? []) {
        if (link.from.path === board) continue;
        const known = found.get(link.from.path);
        const relation = link.inverse ?? link.relation;
        if (!known || (isPlain(known.relation) && !isPlain(relation)))
          found.set(link.from.path, { relation, direction: 'in', link, path: link.from.path });
      }
      return [...found.values()];
    };
    const walk = (
      path: string,
      level: number,
      key: string,
      trail: readonly boolean[],
      from: string | null,
    ) => {
      const children = neighbours(path).filter((one) => one.path !== from);
      for (const [at, child] of children.entries()) {
        const isLast = at === children.length - 1;
        const own = `${key}/${child.direction}:${child.relation}:${child.path}`;
        const repeated = seen.has(child.path);
        const document = documentByPath(data, child.path);
        const end = child.direction === 'out' ? child.link.to : child.link.from;
        const broken = child.direction === 'out' && child.link.broken;
        seen.add(child.path);
        const hasChildren = !broken && !repeated && neighbours(child.path).some((one) => one.path !== path);
        const isClosed = closed.has(own) || (level + 1 >= depth && !closed.has(`+${own}`));
        nodes.push({
          key: own,
          depth: level + 1,
          id: end.id,
          path: child.path,
          title: document?.title ?? child.link.written,
          relation: child.relation,
          direction: child.direction,
          broken,
          repeated,
          hasChildren,
          isClosed,
          isLast,
          trail,
        });
        if (hasChildren && !isClosed && nodes.length < 2000)
          walk(child.path, level + 1, own, [...trail, !isLast], path);
      }
    };
    const top = documentByPath(data, root);
    nodes.push({
      key: root,
      depth: 0,
      id: top?.id ?? null,
      path: root,
      title: top?.title ?? root,
      relation: '',
      direction: 'root',
      broken: false,
      repeated: false,
      hasChildren: neighbours(root).length > 0,
      isClosed: false,
      isLast: true,
      trail: [],
    });
    walk(root, 0, root, [], null);
    return nodes;
  },
);

/** Whether a link has no relation of its own. */
function isPlain(relation: string): boolean {
  return relation === 'related_docs' || ['wiki', 'markdown', 'bare', 'html', 'image'].includes(relation);
}

export function graphRows({ data, graph }: State): readonly GraphNode[] {
  return graphOf(data.links, data, graph.root, graph.depth, graph.closed);
}
