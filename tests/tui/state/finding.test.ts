import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { focusedCard } from '../../../src/tui/state/board/boardCards.js';
import { documentRows } from '../../../src/tui/state/documents/documentRows.js';
import { composeFrame } from '../../../src/tui/views/frame.js';
import { happened, pressed, typedIn } from '../support/press.js';
import { item, sampleData, sampleState } from '../support/states.js';

function shown(state: Parameters<typeof composeFrame>[0]): string {
  return composeFrame(state)
    .map((line) => line.map(({ text }) => text).join(''))
    .join('\n');
}

test('/ on the board finds a card in any column', () => {
  const asked = pressed(sampleState(), '2', '/').state;
  assert.match(shown(asked), 'Find a card');
  const found = pressed(typedIn(asked, 'task-140'), 'enter').state;
  assert.is(found.overlays.length, 0);
  assert.is(focusedCard(found)?.id, 'TASK-140');
  assert.match(shown(found), 'TASK-140');
  const other = pressed(typedIn(pressed(found, '/').state, 'passkey'), 'enter').state;
  assert.is(focusedCard(other)?.id, 'TASK-001');
});

test('terms of a filter narrow the list: type, status, tag, links; words fit where their letters stand close', () => {
  const documents = [
    item('PLAN-001', 'Passkey login', { status: 'Active', tags: ['Security'] }),
    item('PLAN-002', 'Faster, quick search', { status: 'Draft', tags: ['speed', 'ux'] }),
    item('TASK-001', 'Log in with a passkey', { status: 'in_progress' }),
    item('ADR-001', 'Plain words that hold the letters of s, r and ch far apart', { status: 'Accepted' }),
  ];
  const left = (filter: string) => {
    const state = happened(sampleState(), { kind: 'data', data: { documents } }).state;
    const filtered = { ...state, documents: { ...state.documents, filter, grouped: false } };
    return documentRows(filtered).flatMap((row) => (row.kind === 'item' ? (row.item.id ?? '') : []));
  };
  assert.equal(left('type:pl'), ['PLAN-001', 'PLAN-002']);
  assert.equal(left('type:task'), ['TASK-001']);
  assert.equal(left('status:act'), ['PLAN-001']);
  assert.equal(left('status:act status:in_'), ['PLAN-001', 'TASK-001']);
  assert.equal(left('tag:sec'), ['PLAN-001']);
  assert.equal(left('tag:U'), ['PLAN-002']);
  assert.equal(left('tag:none'), []);
  assert.equal(
    left('links:adr-001'),
    ['PLAN-001', 'ADR-001'].filter((id) => id === 'PLAN-001'),
  );
  assert.equal(left('type:plan status:draft tag:speed quick'), ['PLAN-002']);
  assert.equal(left('srch'), ['PLAN-002'], 'letters left out, but not scattered over a whole title');
  assert.equal(left('passkey'), ['PLAN-001', 'TASK-001']);
  assert.equal(left('passkey zzz'), []);
});

test('what was found for words that are not looked for any more is not shown', () => {
  const typed = typedIn(pressed(sampleState(), '/').state, 'pass');
  const found = (filter: string) =>
    happened(typed, {
      kind: 'searched',
      filter,
      inText: new Map([[filter, new Set(['dev_ops/tasks/TASK-101-x.md'])]]),
    }).state;
  assert.equal(found('pas').documents.inText, typed.documents.inText);
  assert.ok(documentRows(found('pass')).some((row) => row.kind === 'item' && row.item.id === 'TASK-101'));
});

test('what stands in the texts is looked for again after they changed', () => {
  const links = { kind: 'data', data: { links: sampleData().links } } as const;
  const searched = (state: ReturnType<typeof sampleState>) =>
    happened(state, links).effects.filter(({ kind }) => kind === 'search');
  assert.equal(searched(sampleState()), []);
  assert.equal(searched(typedIn(pressed(sampleState(), '/').state, 'passkey')), [
    { kind: 'search', filter: 'passkey', words: ['passkey'] },
  ]);
});

test('x in the list archives the marked documents in one change, and brings an archived one back', () => {
  const call = (state: ReturnType<typeof sampleState>, ...keys: string[]) => {
    const effect = pressed(state, ...keys).effects.find(({ kind }) => kind === 'verbs');
    return effect?.kind === 'verbs' ? effect.calls : null;
  };
  assert.equal(call(sampleState(), 'x'), [
    { verb: 'archive', input: { documents: ['PLAN-001'], closed: false, type: [] } },
  ]);
  assert.equal(call(sampleState(), 'space', 'space', 'x'), [
    { verb: 'archive', input: { documents: ['PLAN-001', 'ADR-001'], closed: false, type: [] } },
  ]);
  const documents = [item('PLAN-001', 'Old', { archived: true }), ...sampleData().documents.slice(1)];
  const archived = pressed(
    happened(sampleState(), { kind: 'data', data: { documents } }).state,
    'z',
    'home',
  ).state;
  assert.match(shown(archived), 'archived documents are shown too: 1');
  assert.equal(call(archived, 'x'), [{ verb: 'unarchive', input: { documents: ['PLAN-001'] } }]);
});

test('a document without an id is told from another one by its path', () => {
  const plain = (path: string) => item('', 'Decisions', { id: null, type: null, path });
  const documents = [plain('dev_ops/a/readme.md'), plain('dev_ops/b/readme.md'), ...sampleData().documents];
  const state = happened(sampleState(80, 24), { kind: 'data', data: { documents } }).state;
  assert.match(shown(state), 'Decisions  a/readme.md');
  assert.match(shown(state), 'Decisions  b/readme.md');
});

test('m puts a document on the board that has no card there, and moves the others', () => {
  const asked = pressed(sampleState(), 'space', 'j', 'space', 'm').state;
  assert.equal([...asked.marked], ['dev_ops/plans/PLAN-001-x.md', 'dev_ops/tasks/TASK-001-x.md']);
  const effect = pressed(asked, 'down', 'enter').effects.find(({ kind }) => kind === 'verbs');
  assert.equal(effect?.kind === 'verbs' ? effect.calls : null, [
    { verb: 'board add', input: { card: 'PLAN-001', column: 'In Progress' } },
    { verb: 'board move', input: { card: 'TASK-001', column: 'In Progress', position: undefined } },
  ]);
});

test('where nothing fits, no document stands beside the list', () => {
  const before = happened(sampleState(), {
    kind: 'opened',
    document: { path: 'dev_ops/plans/PLAN-001-x.md', text: '# A heading to read\n', problem: null },
  }).state;
  assert.match(shown(before), 'A heading to read');
  assert.not.match(shown(typedIn(pressed(before, '/').state, 'zzzzqq')), 'A heading to read');
});

test.run();
