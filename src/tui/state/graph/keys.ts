import type { Binding, Pane, Reason } from '../binding.js';
import { visit } from '../documents/navigation.js';
import { type Transition, transition } from '../event.js';
import type { State } from '../state.js';
import { type GraphRow, graphRows } from './graphRows.js';

const panes: readonly Pane[] = ['graph'];
const deepest = 8;

// biome-ignore format: a row a binding where it fits
export const graphKeys: readonly Binding[] = [
  { keys: ['enter'], panes, help: 'read the document', hint: 'read', disabled: unreadable, run: read },
  {
    keys: ['space', 'right', 'l'],
    panes,
    help: 'open or close a branch; at its end read the document',
    hint: 'branch',
    disabled: (state) => (selectedNode(state)?.hasChildren ? null : unreadable(state)),
    run: (state) => (selectedNode(state)?.hasChildren ? toggleBranch(state) : read(state)),
  },
  { keys: ['left', 'h'], panes, help: 'close the branch, or go to the one above', run: toParent },
  {
    keys: ['+', '='],
    panes,
    help: 'show one level more',
    hint: 'deeper',
    disabled: ({ graph }) => (graph.depth < deepest ? null : [`${deepest} levels are shown already`]),
    run: (state) => withDepth(state, state.graph.depth + 1),
  },
  {
    keys: ['-'],
    panes,
    help: 'show one level less',
    disabled: ({ graph }) => (graph.depth > 1 ? null : ['one level is shown already']),
    run: (state) => withDepth(state, state.graph.depth - 1),
  },
  {
    keys: ['o'],
    panes,
    help: 'make this document the root',
    hint: 'root here',
    disabled(state) {
      const node = selectedNode(state);
      if (!node) return ['no document is selected'];
      if (node.broken) return [`${node.path} does not exist`];
      return node.path === state.graph.root ? ['this is the root already'] : null;
    },
    run(state) {
      const { root, roots } = state.graph;
      const path = selectedNode(state)?.path;
      if (path === undefined) return transition(state);
      return withRoot(state, path, root === null ? roots : [...roots, root].slice(-100));
    },
  },
  {
    keys: ['['],
    panes,
    help: 'back to the root before',
    hint: 'back',
    disabled: ({ graph }) => (graph.roots.length > 0 ? null : ['this is the first root']),
    run(state) {
      const { roots } = state.graph;
      return withRoot(state, roots.at(-1) ?? '', roots.slice(0, -1));
    },
  },
];

function selectedNode(state: State): GraphRow | undefined {
  return graphRows(state)[state.graph.selected];
}

function unreadable(state: State): Reason | null {
  const node = selectedNode(state);
  if (!node) return ['no document is selected'];
  if (node.broken) return [`${node.path} does not exist`];
  return node.path.endsWith('.md') ? null : [`${node.path} is not a document`];
}

function read(state: State): Transition {
  const node = selectedNode(state);
  return node ? visit(state, node.path) : transition(state);
}

function toggleBranch(state: State): Transition {
  const node = selectedNode(state);
  if (!node) return transition(state);
  const closed = new Set(state.graph.closed);
  if (node.isClosed) {
    closed.delete(node.key);
    closed.add(`+${node.key}`);
  } else {
    closed.delete(`+${node.key}`);
    closed.add(node.key);
  }
  return transition({ ...state, graph: { ...state.graph, closed } });
}

function toParent(state: State): Transition {
  const node = selectedNode(state);
  if (!node) return transition(state);
  if (node.hasChildren && !node.isClosed && node.depth > 0) return toggleBranch(state);
  const rows = graphRows(state).slice(0, state.graph.selected);
  const parent = rows.findLastIndex(({ depth }) => depth < node.depth);
  return parent < 0
    ? transition(state)
    : transition({ ...state, graph: { ...state.graph, selected: parent } });
}

function withDepth(state: State, depth: number): Transition {
  return transition({ ...state, graph: { ...state.graph, depth, closed: new Set() } });
}

function withRoot(state: State, root: string, roots: readonly string[]): Transition {
  return transition({
    ...state,
    graph: { ...state.graph, root, roots, selected: 0, offset: 0, closed: new Set() },
  });
}
