import { type Direction, graphOf, type Step, stepsFrom } from '../../operations/graphing.js';
import type { LinkTable } from '../../operations/live/linkTable.js';
import { memo } from './memo.js';
import { documentByPath } from './selectors.js';
import type { Data, State } from './state.js';

/** A line of the tree of a document's neighbourhood. */
export interface GraphRow {
  /** Unique in the tree: the way from the root. */
  readonly key: string;
  readonly depth: number;
  readonly id: string | null;
  /** Root-relative; of a broken link what it names. */
  readonly path: string;
  readonly title: string;
  /** What it is to the document above it; empty for the root. */
  readonly relations: readonly string[];
  readonly direction: Direction | 'root';
  readonly broken: boolean;
  /** It stands in the tree already: not opened again. */
  readonly repeated: boolean;
  readonly hasChildren: boolean;
  readonly isClosed: boolean;
  readonly isLast: boolean;
  /** For each level above whether its line goes on. */
  readonly trail: readonly boolean[];
}

/** More rows than anybody walks. */
const most = 2000;
const everything = { direction: 'both', relations: [], open: false } as const;

/** What a document is linked with itself. */
type Steps = (key: string) => readonly Step[];

/**
 * Only what is walked is read of the links, since they are new after every change. Titles and statuses are looked up
 * where they are shown.
 */
const stepsIn = memo((links: LinkTable, relations: Data['relations'], folder: string): Steps => {
  const known = new Map<string, readonly Step[]>();
  return (key) => {
    let steps = known.get(key);
    if (!steps) {
      const own = [...links.from(key), ...links.to(key)];
      const source = { links: own, documents: [], document: () => undefined };
      steps = stepsFrom(graphOf(source, relations, `${folder}/board.md`), key, everything);
      known.set(key, steps);
    }
    return steps;
  };
});

const rowsOf = memo(
  (
    stepsOf: Steps,
    data: Data,
    root: string,
    depth: number,
    closed: ReadonlySet<string>,
  ): readonly GraphRow[] => {
    const rows: GraphRow[] = [];
    const seen = new Set<string>([root]);
    const childrenOf = (key: string, above: string | null) =>
      stepsOf(key).filter(({ node }) => node.key !== above);
    const unfold = (
      path: string,
      level: number,
      key: string,
      trail: readonly boolean[],
      above: string | null,
    ) => {
      const children = childrenOf(path, above);
      for (const [at, { node, relations, direction }] of children.entries()) {
        const isLast = at === children.length - 1;
        const own = `${key}/${node.key}`;
        const repeated = seen.has(node.key);
        seen.add(node.key);
        const hasChildren = !node.broken && !repeated && childrenOf(node.key, path).length > 0;
        const isClosed = closed.has(own) || (level + 1 >= depth && !closed.has(`+${own}`));
        const document = documentByPath(data, node.key);
        rows.push({
          key: own,
          depth: level + 1,
          id: document?.id ?? null,
          path: node.path ?? node.title,
          title: document?.title ?? node.title,
          relations,
          direction,
          broken: node.broken,
          repeated,
          hasChildren,
          isClosed,
          isLast,
          trail,
        });
        if (hasChildren && !isClosed && rows.length < most)
          unfold(node.key, level + 1, own, [...trail, !isLast], path);
      }
    };
    const top = documentByPath(data, root);
    rows.push({
      key: root,
      depth: 0,
      id: top?.id ?? null,
      path: root,
      title: top?.title ?? root,
      relations: [],
      direction: 'root',
      broken: false,
      repeated: false,
      hasChildren: childrenOf(root, null).length > 0,
      isClosed: false,
      isLast: true,
      trail: [],
    });
    unfold(root, 0, root, [], null);
    return rows;
  },
);

/** The lines of the tree; none before links were read. */
export function graphRows({ data, graph }: State): readonly GraphRow[] {
  if (!data.links || graph.root === null) return [];
  return rowsOf(
    stepsIn(data.links, data.relations, data.folder),
    data,
    graph.root,
    graph.depth,
    graph.closed,
  );
}
