import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { focusedCard } from '../../../src/tui/state/board/boardCards.js';
import type { State } from '../../../src/tui/state/state.js';
import { composeFrame } from '../../../src/tui/views/frame.js';
import { happened, pressed, typedIn } from '../support/press.js';
import { item, sampleData, sampleState } from '../support/states.js';

function board(state: State = sampleState()): State {
  return pressed(state, '2').state;
}

/** The sample with another first card in the first column. */
function withCard(id: string) {
  const data = sampleData();
  const made = item(id, 'A new one');
  const [first, ...others] = data.board?.columns ?? [];
  assert.ok(data.board && first);
  const [card] = first.cards;
  assert.ok(card);
  const cards = [{ ...card, id, title: 'A new one' }, ...first.cards];
  return {
    documents: [...data.documents, made],
    board: { ...data.board, columns: [{ ...first, cards }, ...others] },
  };
}

test('the focus goes to a card that was made', () => {
  const state = pressed(board(), 'j', 'j').state;
  const made = { verb: 'create', message: 'created', hint: null, changed: true } as const;
  const { state: after } = happened(
    state,
    { kind: 'data', data: withCard('TASK-900') },
    { kind: 'done', ...made, select: 'dev_ops/tasks/TASK-900-x.md' },
  );
  assert.is(focusedCard(after)?.id, 'TASK-900');
});

/** The sample after a card went to a column, to its end or to a position. */
function afterMove(id: string, to: string, position?: number) {
  const data = sampleData();
  assert.ok(data.board);
  const card = data.board.columns.flatMap(({ cards }) => cards).find((one) => one.id === id);
  assert.ok(card);
  const columns = data.board.columns.map((column) => {
    const cards = column.cards.filter((one) => one.id !== id);
    if (column.name === to) cards.splice(position ?? cards.length, 0, card);
    return { ...column, cards };
  });
  return { board: { ...data.board, columns } };
}

for (const [key, steps, to, position] of [
  ['L', ['j', 'j'], 'In Progress', undefined],
  ['H', ['l'], 'Backlog', undefined],
  ['L', ['l', 'j'], 'Review', undefined],
  ['J', [], 'Backlog', 1],
  ['K', ['j', 'j'], 'Backlog', 1],
  ['J', ['j'], 'Backlog', 2],
] as const) {
  test(`the focus goes with the card that ${key} moves, after ${steps.join(' ') || 'nothing'}`, () => {
    const before = pressed(board(), ...steps).state;
    const id = focusedCard(before)?.id;
    assert.ok(id);
    const moving = pressed(before, key).state;
    const event = { kind: 'data', data: afterMove(id, to, position) } as const;
    const ended = {
      kind: 'done',
      verb: 'board move',
      message: 'moved',
      hint: null,
      select: null,
      changed: true,
    } as const;
    const after = happened(moving, event).state;
    assert.is(focusedCard(after)?.id, id);
    assert.is(focusedCard(happened(after, { kind: 'data', data: { findings: [] } }, ended).state)?.id, id);
  });
}

test('a card that is looked for is found where it stands when it is chosen', () => {
  const asked = typedIn(pressed(board(), '/').state, 'TASK-103');
  const moved = happened(asked, { kind: 'data', data: withCard('TASK-900') }).state;
  assert.is(focusedCard(pressed(moved, 'enter').state)?.id, 'TASK-103');
});

test('of free cards of one text the chosen one is found', () => {
  const data = sampleData();
  assert.ok(data.board);
  const free = { ...data.board.columns[1]?.cards[0], id: null, title: 'Wonder' };
  const columns = data.board.columns.map((one) =>
    one.name === 'Review' ? { ...one, cards: [free, free] } : one,
  );
  const state = happened(board(), {
    kind: 'data',
    data: { board: { ...data.board, columns } as never },
  }).state;
  const found = pressed(typedIn(pressed(state, '/').state, 'Wonder'), 'down', 'enter').state;
  assert.is(found.board.column, 2);
  assert.is(found.board.cards.Review, 1);
});

test('marks go with documents that are gone', () => {
  const state = pressed(board(), 'space', 'space').state;
  assert.is(state.marked.size, 2);
  const documents = sampleData().documents.filter(({ id }) => id !== 'TASK-100');
  const after = happened(state, { kind: 'data', data: { documents } }).state;
  assert.equal([...after.marked], ['dev_ops/tasks/TASK-101-x.md']);
});

test('every marked task is claimed', () => {
  const { effects } = pressed(board(), 'space', 'space', 'c');
  const [effect] = effects.filter(({ kind }) => kind === 'verbs');
  assert.ok(effect?.kind === 'verbs');
  assert.equal(
    effect.calls.map(({ verb, input }) => `${verb} ${input.task}`),
    ['board claim TASK-100', 'board claim TASK-101'],
  );
});

test('a full card shows whether what it brings about is proven, and whether that holds', () => {
  const state = pressed(board(sampleState(200, 40)), 'v').state;
  const frame = (one: State) =>
    composeFrame(one)
      .map((line) => line.map(({ text }) => text).join(''))
      .join('\n');
  assert.match(frame(state), 'output PLAN-001 ✗ proof', 'the sample has an error in its plan');
  const findings = sampleData().findings?.filter(({ severity }) => severity !== 'error') ?? [];
  assert.match(
    frame(happened(state, { kind: 'data', data: { findings } }).state),
    'output PLAN-001 ✓ proven',
  );
});

test('the columns to move to begin with the one where the card is, wherever it is moved from', () => {
  const inList = pressed(sampleState(), 'j', 'j').state;
  const top = pressed(inList, 'm').state.overlays.at(-1);
  assert.ok(top?.kind === 'choice');
  assert.is(top.title, 'Move TASK-001 to');
  assert.is(top.choices[top.selected]?.label, 'In Progress  (now)');
});

test.run();
