import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { problemRows } from '../../../src/tui/state/problems/problemRows.js';
import { composeFrame } from '../../../src/tui/views/frame.js';
import { happened, pressed, typedIn } from '../support/press.js';
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

test('a finding stays selected wherever it stands after the files changed', () => {
  const [first, second] = data.findings ?? [];
  assert.ok(first && second);
  const at = (state: ReturnType<typeof sampleState>) => {
    const row = problemRows(state)[state.problems.selected];
    return row?.kind === 'finding' ? row.finding.message : null;
  };
  const state = pressed(sampleState(), '4', 'end').state;
  assert.is(at(state), second.message);
  const more = { ...first, message: 'another one' };
  const after = happened(state, { kind: 'data', data: { findings: [more, first, { ...second }] } }).state;
  assert.is(at(after), second.message);
});

test('back and forward lead through what was read, each once; another way forgets what lay ahead', () => {
  const at = (state: ReturnType<typeof sampleState>) => state.documents.selected?.slice(-13);
  const read = (state: ReturnType<typeof sampleState>, id: string) => {
    const asked = pressed(typedIn(pressed(state, ':').state, id), 'enter').state;
    const path = asked.requested ?? '';
    return happened(asked, { kind: 'opened', document: { path, text: '# A', problem: null } }).state;
  };
  const go = (state: ReturnType<typeof sampleState>, key: string) => {
    const gone = pressed(state, key).state;
    const path = gone.requested ?? '';
    return happened(gone, { kind: 'opened', document: { path, text: '# A', problem: null } }).state;
  };
  let state = read(read(read(sampleState(), 'TASK-101'), 'TASK-102'), 'TASK-103');
  assert.is(at(state), 'TASK-103-x.md');
  state = go(go(state, '['), '[');
  assert.is(at(state), 'TASK-101-x.md');
  assert.is(at(go(state, '[')), 'TASK-101-x.md', 'there is nothing before it');
  state = go(state, ']');
  assert.is(at(state), 'TASK-102-x.md');
  const other = read(state, 'TASK-110');
  assert.is(at(go(other, ']')), 'TASK-110-x.md', 'what lay ahead is forgotten');
  assert.is(at(go(other, '[')), 'TASK-102-x.md');
  state = go(go(state, ']'), ']');
  assert.is(at(state), 'TASK-103-x.md');
});

test('what is selected can be seen', () => {
  const shown = (state: ReturnType<typeof sampleState>) =>
    composeFrame(state)
      .map((line) => line.map(({ text }) => text).join(''))
      .join('\n');
  for (const keys of [['end'], ['pagedown', 'pagedown'], ['end', 'home'], ['end', 'k', 'k', 'k']]) {
    const { state } = pressed(sampleState(80, 20), ...keys);
    const id = /[A-Z]+-\d+/.exec(state.documents.selected ?? '')?.[0] ?? 'none';
    assert.match(shown(state), id, keys.join(' '));
  }
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
