import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { LinkTable, packLinks } from '../../../src/operations/live/linkTable.js';
import { graphRows } from '../../../src/tui/state/graph/graphRows.js';
import type { State } from '../../../src/tui/state/state.js';
import { composeFrame } from '../../../src/tui/views/frame.js';
import { happened, pressed } from '../support/press.js';
import { sampleData, sampleState } from '../support/states.js';

test('in the graph Enter reads any document, also one with branches', () => {
  const root = pressed(sampleState(), 'G');
  assert.is(root.state.graph.root, 'dev_ops/plans/PLAN-001-x.md');
  const read = pressed(root.state, 'enter').state;
  assert.is(read.view, 'documents');
  assert.is(read.documents.selected, 'dev_ops/plans/PLAN-001-x.md');
  const closed = pressed(root.state, 'space').state;
  assert.is(closed.view, 'graph');
  assert.is(closed.graph.closed.size, 1);
});

test('[ comes back to the root before', () => {
  const first = pressed(sampleState(), 'G').state;
  const second = pressed(first, 'j', 'o').state;
  assert.is.not(second.graph.root, first.graph.root);
  assert.is(pressed(second, '[').state.graph.root, first.graph.root);
  assert.is(pressed(second, '[', '[').state.graph.root, first.graph.root);
  // The same root again is no step.
  assert.equal(pressed(second, 'o').state.graph.roots, second.graph.roots);
});

/** The sample's documents, linked in these pairs. */
function linked(pairs: readonly (readonly [number, number])[], broken: readonly number[] = []): State {
  const { documents } = sampleData();
  const end = (at: number) => {
    const { id = null, path = '', title = '' } = documents[at] ?? {};
    return { id, path, title };
  };
  const common = { relation: 'blocks', inverse: 'blocked_by', line: 5, column: 3 };
  const links = [
    ...pairs.map(([from, to]) => ({
      ...common,
      from: end(from),
      to: end(to),
      written: end(to).path,
      broken: false,
    })),
    ...broken.map((from) => ({
      ...common,
      from: end(from),
      to: { id: null, path: 'src/gone.ts', title: '' },
      written: 'src/gone.ts',
      broken: true,
    })),
  ];
  const data = { links: new LinkTable(packLinks(links)) };
  return pressed(happened(sampleState(), { kind: 'data', data }).state, 'G').state;
}

test('what is linked with the root is unfolded there, not below what leads to it as well', () => {
  // 0 blocks 1 and 2, and 1 blocks 2, which blocks 3.
  const state = linked([
    [0, 1],
    [0, 2],
    [1, 2],
    [2, 3],
  ]);
  const shown = graphRows(state).map(({ path, depth, repeated }) => [path, depth, repeated]);
  const paths = sampleData().documents.map(({ path }) => path);
  assert.equal(shown, [
    [paths[0], 0, null],
    [paths[1], 1, null],
    [paths[2], 2, 'below'],
    [paths[2], 1, null],
    [paths[1], 2, 'above'],
    [paths[3], 2, null],
  ]);
  const screen = composeFrame(state).map((line) => line.map(({ text }) => text).join(''));
  assert.match(screen.join('\n'), '↓ below');
  assert.match(screen.join('\n'), '↑ above');
});

test('a circle ends where it closes, at any depth', () => {
  const state = linked([
    [0, 1],
    [1, 2],
    [2, 0],
  ]);
  const deep = pressed(state, '+', '+', '+', '+', '+', '+').state;
  assert.is(graphRows(deep).length, 5);
});

test('Enter on a link to nothing, or to what is no document, says so', () => {
  const broken = linked([], [0]);
  assert.match(pressed(broken, 'j', 'enter').state.toast?.text ?? '', 'src/gone.ts does not exist');
  assert.is(pressed(broken, 'j', 'enter').state.view, 'graph');
});

test.run();
