import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { happened, pressed } from '../support/press.js';
import { item, sampleData, sampleState } from '../support/states.js';

const data = sampleData();

test('a document that gets another path stays the selected one, and the one that is read', () => {
  const renamed = item('TASK-001', 'Another title', { path: 'dev_ops/tasks/TASK-001-another.md' });
  const documents = data.documents.map((one) => (one.id === 'TASK-001' ? renamed : one));
  for (const keys of [[], ['enter']]) {
    const before = pressed(sampleState(), 'j', 'j', ...keys).state;
    assert.is(before.documents.selected, 'dev_ops/tasks/TASK-001-x.md');
    const after = happened(before, { kind: 'data', data: { documents } });
    assert.is(after.state.documents.selected, renamed.path);
    assert.ok(after.effects.some((one) => one.kind === 'open' && one.path === renamed.path));
  }
});

test('in the place of a document that is gone its neighbour is selected', () => {
  const before = pressed(sampleState(), 'j', 'j').state;
  const without = (id: string) => data.documents.filter((one) => one.id !== id);
  const after = happened(before, { kind: 'data', data: { documents: without('TASK-001') } }).state;
  assert.is(after.documents.selected, 'dev_ops/tasks/TASK-002-x.md');
  const end = pressed(sampleState(), 'end').state;
  assert.is(end.documents.selected, 'dev_ops/tasks/TASK-159-x.md');
  const last = happened(end, { kind: 'data', data: { documents: without('TASK-159') } }).state;
  assert.is(last.documents.selected, 'dev_ops/tasks/TASK-158-x.md');
});

test('what is marked stays marked under another path, and is not marked any more when it is gone', () => {
  const marked = pressed(sampleState(), 'j', 'j', 'space', 'space').state;
  assert.is(marked.marked.size, 2);
  const renamed = item('TASK-001', 'Another title', { path: 'dev_ops/tasks/TASK-001-another.md' });
  const documents = data.documents.flatMap((one) =>
    one.id === 'TASK-001' ? renamed : one.id === 'TASK-002' ? [] : one,
  );
  const after = happened(marked, { kind: 'data', data: { documents } }).state;
  assert.equal([...after.marked], [renamed.path]);
  const card = { ...after, marked: new Set(['card:gone']) };
  assert.is(happened(card, { kind: 'data', data: { board: data.board } }).state.marked.size, 0);
});

test('the graph follows its document to another path', () => {
  const graph = pressed(sampleState(), 'j', 'j', 'G').state;
  assert.is(graph.graph.root, 'dev_ops/tasks/TASK-001-x.md');
  const renamed = item('TASK-001', 'Another title', { path: 'dev_ops/tasks/TASK-001-another.md' });
  const documents = data.documents.map((one) => (one.id === 'TASK-001' ? renamed : one));
  assert.is(happened(graph, { kind: 'data', data: { documents } }).state.graph.root, renamed.path);
});

test('Escape leads back to the view that a document was opened from', () => {
  const read = pressed(sampleState(), '2', 'l', 'enter').state;
  assert.is(read.view, 'documents');
  const left = pressed(read, 'escape').state;
  assert.is(left.view, 'board');
  assert.is(left.documents.focus, 'list');
  // Through links as well, but not from a view that was chosen.
  assert.is(pressed(pressed(sampleState(), '4', 'enter').state, 'escape').state.view, 'problems');
  assert.is(pressed(read, '4', '1', 'escape').state.view, 'documents');
  assert.is(pressed(sampleState(), 'enter', 'escape').state.view, 'documents');
});

test.run();
