import {
  type Direction,
  graphOf,
  type LinkedNode,
  stepsFrom,
} from '../../../operations/links/neighbourhood.js';
import type { LinkTable } from '../../../operations/live/linkTable.js';
import { memo } from '../memo.js';
import { documentByPath } from '../selectors.js';
import type { Data, State } from '../state.js';

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
  /** Where it is unfolded, when that is not here; null when it is. */
  readonly repeated: 'above' | 'below' | null;
  readonly hasChildren: boolean;
  readonly isClosed: boolean;
  readonly isLast: boolean;
  /** For each level above whether its line continues. */
  readonly trail: readonly boolean[];
}

/** More rows than anybody walks. */
const most = 2000;
const everything = { direction: 'both', relations: [], open: false } as const;

/** What a document is linked with itself. */
type Steps = (key: string) => readonly LinkedNode[];

/**
 * Only what is walked is read of the links, since they are new after every change. Titles and statuses are looked up
 * where they are shown.
 */
const stepsIn = memo((links: LinkTable, relations: Data['relations'], folder: string): Steps => {
  const known = new Map<string, readonly LinkedNode[]>();
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
    const childrenOf = (key: string, above: string | null) =>
      stepsOf(key).filter(({ node }) => node.key !== above);
    const top = documentByPath(data, root);
    const first: Branch = {
      row: {
        key: root,
        depth: 0,
        id: top?.id ?? null,
        path: root,
        title: top?.title ?? root,
        relations: [],
        direction: 'root',
        broken: false,
        repeated: null,
        hasChildren: childrenOf(root, null).length > 0,
        isClosed: false,
      },
      above: null,
      children: [],
    };
    // Level by level: a document is unfolded where it is nearest to the root.
    const seen = new Set<string>([root]);
    let count = 1;
    for (let level: Branch[] = [first]; level.length > 0 && count < most; ) {
      const next: Branch[] = [];
      for (const branch of level) {
        const { key, depth: above, path } = branch.row;
        for (const { node, relations, direction } of childrenOf(path, branch.above)) {
          if (count >= most) break;
          count += 1;
          const own = `${key}/${node.key}`;
          const isRepeated = !node.broken && seen.has(node.key);
          seen.add(node.key);
          const hasChildren = !node.broken && !isRepeated && childrenOf(node.key, path).length > 0;
          const isClosed = closed.has(own) || (above + 1 >= depth && !closed.has(`+${own}`));
          const document = documentByPath(data, node.key);
          const row = {
            key: own,
            depth: above + 1,
            id: document?.id ?? null,
            path: node.path ?? node.title,
            title: document?.title ?? node.title,
            relations,
            direction,
            broken: node.broken,
            // Which of the two is known when every row has its place.
            repeated: isRepeated ? ('below' as const) : null,
            hasChildren,
            isClosed,
          };
          const child: Branch = { row, above: path, children: [] };
          branch.children.push(child);
          if (hasChildren && !isClosed) next.push(child);
        }
      }
      level = next;
    }
    const passed = new Set<string>();
    return [{ ...first.row, isLast: true, trail: [] }, ...flattened(first, [])].map((row) => {
      if (row.repeated) return passed.has(row.path) ? { ...row, repeated: 'above' } : row;
      passed.add(row.path);
      return row;
    });
  },
);

/** A row with the rows below it, before it is known where each is. */
interface Branch {
  readonly row: Omit<GraphRow, 'isLast' | 'trail'>;
  readonly above: string | null;
  readonly children: Branch[];
}

function flattened({ children }: Branch, trail: readonly boolean[]): GraphRow[] {
  return children.flatMap((child, at) => {
    const isLast = at === children.length - 1;
    return [{ ...child.row, isLast, trail }, ...flattened(child, [...trail, !isLast])];
  });
}

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
