import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Joined } from '../../../src/operations/documents.js';
import { LinkTable, packLinks } from '../../../src/operations/live/linkTable.js';
import { graphRows } from '../../../src/tui/state/graphRows.js';
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

test('a document that stands in the tree already is not opened again', () => {
  const [plan, adr, task] = sampleData().documents;
  assert.ok(plan && adr && task);
  const link = (from: typeof plan, to: typeof plan): Joined => {
    const end = ({ id, path }: typeof plan) => ({ id, path, title: '' });
    const written = to.id ?? '';
    const place = { line: 1, column: 1, broken: false };
    return { from: end(from), to: end(to), relation: 'wiki', inverse: null, written, ...place };
  };
  // Three in a circle.
  const links = new LinkTable(packLinks([link(plan, adr), link(adr, task), link(task, plan)]));
  const { state } = happened(pressed(sampleState(), 'G', '+', '+', '+').state, {
    kind: 'data',
    data: { links },
  });
  assert.equal(
    graphRows(state).map(({ id, depth, repeated, hasChildren }) => [id, depth, repeated, hasChildren]),
    [
      ['PLAN-001', 0, false, true],
      ['ADR-001', 1, false, true],
      ['TASK-001', 2, false, true],
      ['PLAN-001', 3, true, false],
      ['TASK-001', 1, true, false],
    ],
  );
});

test.run();
