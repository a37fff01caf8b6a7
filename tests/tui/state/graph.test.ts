import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pressed } from '../support/press.js';
import { sampleState } from '../support/states.js';

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

test.run();
