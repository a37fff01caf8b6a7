import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { documentRows } from '../../../src/tui/state/documents/documentRows.js';
import type { State } from '../../../src/tui/state/state.js';
import { composeFrame } from '../../../src/tui/views/frame.js';
import { happened, pressed } from '../support/press.js';
import { item, sampleState } from '../support/states.js';

function rows(state: State): string[] {
  return composeFrame(state).map((line) => line.map(({ text }) => text).join(''));
}

function reading(text: string, columns: number, rows = 30): State {
  const path = 'dev_ops/plans/PLAN-001-x.md';
  return happened(sampleState(columns, rows), {
    kind: 'opened',
    document: { path, text, problem: null },
  }).state;
}

test('between text and scroll bar is a column, at every width', () => {
  const text = 'word '.repeat(4000);
  for (let columns = 100; columns <= 260; columns++) {
    const body = rows(reading(text, columns)).slice(1, -1);
    assert.ok(body.some((row) => row.endsWith(' ┃')));
    for (const row of body) assert.match(row, / [ ┃]$/);
  }
  const narrow = rows(pressed(reading(text, 60), 'enter').state).slice(1, -1);
  for (const row of narrow) assert.match(row, /^ .* [ ┃]$/);
});

test('a column that is empty for every document leaves its room to the titles', () => {
  const title = 'A title that takes seventy cells, which is all but nine of the window';
  const nothing = { id: null, type: null, status: '', created: null };
  const documents = [item('', title, { ...nothing, path: `dev_ops/${title}.md` })];
  const data = { documents, findings: [], links: null };
  const [, , row = ''] = rows(happened(sampleState(80, 24), { kind: 'data', data }).state);
  assert.ok(row.includes(title), row);
  const filled = [...documents, item('TASK-001', 'Other', { status: 'in_progress' })];
  const beside = rows(
    happened(sampleState(80, 24), { kind: 'data', data: { ...data, documents: filled } }).state,
  );
  assert.not(beside.some((one) => one.includes(title)));
  assert.ok(beside.some((one) => one.includes('in_progress')));
});

test('an empty document says so', () => {
  assert.ok(rows(reading('', 120)).some((row) => row.includes('nothing is written here yet')));
  assert.not(rows(reading('# Text', 120)).some((row) => row.includes('nothing is written')));
});

test('the order of titles holds with a filter as without', () => {
  const documents = ['b', 'A', 'c', 'B2'].map((title, at) => item(`TASK-00${at}`, title));
  const state = happened(sampleState(), { kind: 'data', data: { documents } }).state;
  const sorted = (more: Partial<State['documents']>) =>
    documentRows({ ...state, documents: { ...state.documents, sort: 'title', ...more } }).flatMap((row) =>
      row.kind === 'item' ? [row.item.title] : [],
    );
  assert.equal(sorted({}), ['A', 'b', 'B2', 'c']);
  assert.equal(sorted({ filter: 'type:task', grouped: false }), ['A', 'b', 'B2', 'c']);
});

test('the last line offers what can be done with what is there', () => {
  const offered = (state: State) => rows(state).at(-1) ?? '';
  const none = happened(sampleState(), { kind: 'data', data: { documents: [] } }).state;
  for (const key of ['Enter read', '/ filter', 's status', 'e edit'])
    assert.ok(offered(sampleState()).includes(key) && !offered(none).includes(key), key);
  assert.ok(offered(none).includes('n new'));
  const unlinked = happened(reading('No links.', 120), { kind: 'data', data: { links: null } }).state;
  const plain = pressed(unlinked, 'enter').state;
  assert.not.match(offered(plain), /Tab links|follow/);
  const linking = pressed(reading('See [[ADR-001]].', 120), 'enter').state;
  assert.match(offered(linking), 'Tab links');
  assert.not.match(offered(linking), 'Enter follow');
  assert.match(offered(pressed(linking, 'tab').state), 'Enter follow');
});

test.run();
