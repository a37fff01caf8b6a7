import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Event } from '../../../src/tui/state/event.js';
import type { State } from '../../../src/tui/state/state.js';
import { happened, pressed, typedIn } from '../support/press.js';
import { sampleState } from '../support/states.js';

function done(verb: string): Event {
  return { kind: 'done', verb, message: 'done', hint: null, select: null, changed: true };
}

function titleOf({ overlays }: State): string | null {
  const top = overlays.at(-1);
  return top?.kind === 'create' ? top.typed.text : null;
}

const idForm = {
  verb: 'create',
  summary: 'A verb',
  writes: true,
  fields: [
    {
      name: 'title',
      label: 'title',
      parameter: { kind: 'text', summary: 'a title', required: true },
      typed: { text: '', cursor: 0 },
      on: false,
    },
  ],
} as const;

for (const view of ['1', '2']) {
  test(`a title that is typed while the one before is made is kept whole, in view ${view}`, () => {
    const first = pressed(typedIn(pressed(sampleState(), view, 'n').state, 'One'), 'enter').state;
    const ahead = pressed(typedIn(pressed(first, 'n').state, 'Tidy up? q: e&u 2'), 'left', 'backspace');
    assert.is(titleOf(ahead.state), null);
    assert.equal(ahead.effects, [], 'no key of it is a command');
    const after = happened(ahead.state, done('create')).state;
    assert.is(titleOf(after), 'Tidy up? q: e&u2');
    assert.is(after.queued.length, 0);
  });
}

test('pasted text behind a key that waits is typed where that key leads', () => {
  const first = pressed(typedIn(pressed(sampleState(), 'n').state, 'One'), 'enter', 'n').state;
  const pasted: Event = { kind: 'key', key: { name: 'paste', text: 'From afar', pasted: true } };
  assert.is(titleOf(happened(first, pasted, done('create')).state), 'From afar');
});

test('what is typed before the form is there is typed into it', () => {
  const chosen = pressed(sampleState(), 'ctrl+p', 'enter');
  assert.equal(
    chosen.effects.map(({ kind }) => kind),
    ['describe'],
  );
  const ahead = typedIn(chosen.state, 'quick');
  const { state } = happened(ahead, { kind: 'described', form: idForm });
  const top = state.overlays.at(-1);
  assert.ok(top?.kind === 'form');
  assert.is(top.form.fields[0]?.typed.text, 'quick');
  assert.not.ok(state.opening);
});

test('what is typed behind a form that was sent off comes after it, and leaving is always possible', () => {
  const form = happened(sampleState(), { kind: 'described', form: idForm }).state;
  const sent = pressed(typedIn(form, 'One'), 'enter').state;
  const ahead = typedIn(pressed(sent, 'n').state, 'Two');
  assert.is(titleOf(happened(ahead, done('create')).state), 'Two');
  assert.is(pressed(sent, 'escape').state.overlays.length, 0);
  assert.ok(pressed(sampleState(), 'ctrl+p', 'enter', 'ctrl+c').effects.some(({ kind }) => kind === 'quit'));
});

test('what the verb of a form asks stands before the form', () => {
  const form = happened(sampleState(), { kind: 'described', form: idForm }).state;
  const sent = pressed(typedIn(form, 'One'), 'enter').state;
  const question = { kind: 'confirm', text: 'Really?', initial: '', choices: [] } as const;
  const asked = happened(sent, { kind: 'question', question }, { kind: 'armed' }).state;
  const answered = pressed(asked, 'y');
  assert.equal(answered.effects, [{ kind: 'answer', value: true }]);
  assert.is(happened(answered.state, done('create')).state.overlays.length, 0);
});

test('a move that is refused does not lead back to where an earlier one began', () => {
  const board = pressed(sampleState(), '2').state;
  const moved = happened(pressed(board, 'j', 'L').state, done('board move')).state;
  const elsewhere = pressed(moved, 'l', 'l').state;
  const problem = { code: 'refused', message: 'it is locked' } as const;
  const failed = happened(elsewhere, { kind: 'failed', verb: 'board move', problem }).state;
  assert.is(failed.board.column, elsewhere.board.column);
});

test.run();
