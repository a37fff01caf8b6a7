import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { lineWidth } from '../../../src/tui/screen/cells.js';
import type { Effect, Event } from '../../../src/tui/state/event.js';
import { keyMap } from '../../../src/tui/state/keyMap.js';
import type { State } from '../../../src/tui/state/state.js';
import { update } from '../../../src/tui/state/update.js';
import type { Key } from '../../../src/tui/terminal/keys.js';
import { composeFrame } from '../../../src/tui/views/frame.js';
import { item, sampleData, samplePlan, sampleState, sampleText } from '../support/states.js';

const keyNames = [
  ...new Set([
    ...keyMap.flatMap(({ keys }) => keys),
    'enter',
    'escape',
    'tab',
    'backspace',
    'ctrl+s',
    'ctrl+n',
    'y',
    'n',
  ]),
];

function keyOf(name: string): Key {
  const text = name === 'space' ? ' ' : [...name].length === 1 ? name : '';
  return { name, text };
}

/** What the world answers to an effect, as the real one does, at once. */
function answers(effect: Effect): Event[] {
  switch (effect.kind) {
    case 'open':
      return effect.path.includes('BUG')
        ? [{ kind: 'opened', document: { path: effect.path, text: '', problem: 'it cannot be read' } }]
        : [{ kind: 'opened', document: { path: effect.path, text: sampleText, problem: null } }];
    case 'plan':
      return effect.id === 'PLAN-001'
        ? [{ kind: 'plan', id: effect.id, plan: samplePlan, problem: null }]
        : [{ kind: 'plan', id: effect.id, plan: null, problem: 'it is not a plan' }];
    case 'run':
      return [
        {
          kind: 'asked',
          question: { kind: 'confirm', text: 'It would run:\n\nRun this?', initial: '', choices: [] },
        },
        {
          kind: 'runner',
          plan: effect.plan,
          now: 1000,
          event: {
            kind: 'planned',
            baseline: false,
            tascs: samplePlan.tascs.map(({ id }) => ({ tasc: id, title: id, command: '', proven: false })),
          },
        },
        {
          kind: 'runner',
          plan: effect.plan,
          now: 1100,
          event: { kind: 'started', tasc: 'build', attempt: 1 },
        },
        {
          kind: 'printed',
          plan: effect.plan,
          printed: { tasc: 'build', lines: ['one', 'a \u001b[31mline'], dropped: 3 },
        },
        { kind: 'tick', now: 3000 },
      ];
    case 'arm':
      return [{ kind: 'armed' }];
    case 'stop':
      return [{ kind: 'run-ended', plan: 'PLAN-001' }];
    case 'output':
      return [{ kind: 'output', hash: effect.hash, text: 'one\ntwo', isCut: false }];
    case 'describe':
      return [
        {
          kind: 'described',
          form: {
            verb: effect.verb,
            summary: 'A verb',
            writes: true,
            fields: [
              {
                name: 'id',
                label: 'id',
                summary: 'an id',
                kind: 'text',
                required: true,
                commas: false,
                completes: 'id',
                choices: null,
                typed: { text: '', cursor: 0 },
                on: false,
              },
              {
                name: 'all',
                label: '--all',
                summary: 'all',
                kind: 'flag',
                required: false,
                commas: false,
                completes: null,
                choices: null,
                typed: { text: '', cursor: 0 },
                on: false,
              },
            ],
          },
        },
      ];
    case 'verbs':
      return effect.calls[0]?.verb === 'undo'
        ? [
            {
              kind: 'failed',
              verb: 'undo',
              problem: { code: 'refused', message: 'nothing to undo', hint: 'go on' },
            },
          ]
        : [
            {
              kind: 'done',
              verb: effect.calls[0]?.verb ?? '',
              message: 'done',
              hint: null,
              select: null,
              changed: true,
            },
          ];
    case 'fix':
      return [{ kind: 'done', verb: 'fix', message: 'fixed', hint: null, select: null, changed: true }];
    case 'fix-all':
      return [
        {
          kind: 'shown',
          verb: 'fix',
          title: 'Fix',
          lines: [[{ text: '+ a' }]],
          accept: { verb: 'validate', input: {} },
        },
      ];
    case 'search':
      return [{ kind: 'searched', filter: effect.filter, inText: new Map() }];
    default:
      return [];
  }
}

interface Pressed {
  readonly state: State;
  readonly quit: boolean;
}

function press(state: State, name: string): Pressed {
  const pending: Event[] = [{ kind: 'key', key: keyOf(name) }];
  let next = state;
  let quit = false;
  for (let count = 0; pending.length > 0; count++) {
    assert.ok(count < 100, `${name} never comes to rest`);
    const event = pending.shift() as Event;
    const step = update(next, event);
    next = step.state;
    for (const effect of step.effects) {
      if (effect.kind === 'quit') quit = true;
      pending.push(...answers(effect));
    }
  }
  return { state: next, quit };
}

function assertWhole(state: State, why: string): void {
  const frame = composeFrame(state);
  assert.is(frame.length, state.size.rows, why);
  for (const line of frame) {
    assert.is(lineWidth(line), state.size.columns, `${why}: ${JSON.stringify(line)}`);
    for (const { text } of line) assert.not.match(text, /\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u, why);
    assert.not.match(line.map(({ text }) => text).join(''), /cannot be shown/, why);
  }
}

test('any keys in any order: no exception, whole frames, and a way out', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...keyNames), { maxLength: 60 }),
      fc.constantFrom([120, 40], [80, 24], [45, 12], [200, 60]),
      (keys, [columns, rows]) => {
        let state = sampleState(columns, rows);
        for (const [at, key] of keys.entries()) {
          state = press(state, key).state;
          if (at % 7 === 0) assertWhole(state, keys.slice(0, at + 1).join(' '));
        }
        assertWhole(state, keys.join(' '));
        // Escape leaves whatever is open, and q then quits.
        for (let count = 0; count < 20 && (state.overlays.length > 0 || state.documents.filtering); count++)
          state = press(state, 'escape').state;
        // While a plan runs the first one warns.
        if (state.run.running) state = press(state, 'q').state;
        assert.ok(press(state, 'q').quit, `no way out after ${keys.join(' ')}`);
      },
    ),
    { numRuns: 300 },
  );
});

test('files that change under any state keep it whole, and what is selected stays selected', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...keyNames.filter((key) => key !== '/')), { maxLength: 20 }),
      fc.array(fc.nat(60), { maxLength: 30 }),
      (keys, gone) => {
        let state = sampleState();
        for (const key of keys) state = press(state, key).state;
        const before = state.documents.selected;
        const data = sampleData();
        const documents = data.documents.filter((_, at) => !gone.includes(at));
        state = update(state, { kind: 'data', data: { ...data, documents } }).state;
        assertWhole(state, 'after the change');
        if (
          state.view === 'documents' &&
          before &&
          documents.some(({ path }) => path === before) &&
          state.documents.filter === ''
        )
          assert.is(state.documents.selected, before);
        assertWhole(
          update(state, { kind: 'data', data: { documents: [], board: null, findings: [], links: null } })
            .state,
          'nothing is left',
        );
      },
    ),
    { numRuns: 100 },
  );
});

test('titles of any characters keep every column where it is', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', maxLength: 80 }), { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 40, max: 130 }),
      (titles, columns) => {
        let state = sampleState(columns, 20);
        const documents = titles.map((title, at) => item(`TASK-${at + 1}`, title));
        const cards = documents.map((one) => ({
          id: one.id,
          title: one.title,
          ticked: false,
          status: 'todo',
          priority: null,
          assignee: one.title,
          relations: [],
          proven: false,
          waitsFor: [],
          missing: false,
        }));
        const board = {
          path: '',
          columns: [{ name: titles[0] ?? '', limit: null, complete: false, archive: false, cards }],
        };
        state = update(state, {
          kind: 'data',
          data: { documents, board, repository: titles[0] ?? '' },
        }).state;
        for (const key of ['1', '2', 'v', '4', '5', '3', '1', '/']) {
          state = press(state, key).state;
          assertWhole(state, `${key} ${JSON.stringify(titles)}`);
        }
        for (const text of titles) {
          state = press(state, 'x').state;
          state = update(state, { kind: 'key', key: { name: 'paste', text, pasted: true } }).state;
          assertWhole(state, `typed ${JSON.stringify(text)}`);
        }
      },
    ),
    { numRuns: 150 },
  );
});

test('pasted text is typed where something is typed, and is no command elsewhere', () => {
  const state = sampleState();
  const pasted: Event = { kind: 'key', key: { name: 'paste', text: 'q', pasted: true } };
  const step = update(state, pasted);
  assert.is(step.state, state);
  assert.not.ok(step.effects.some(({ kind }) => kind === 'quit'));
  const filtering = press(state, '/').state;
  assert.is(update(filtering, pasted).state.documents.filter, 'q');
});

test('a window that is too small says so', () => {
  assertWhole(sampleState(39, 9), 'small');
  assertWhole(sampleState(1, 1), 'one cell');
});

test('keys that cannot be seen change nothing, and q quits as it says', () => {
  let state = press(press(sampleState(), 'n').state, 'a').state;
  state = update(state, { kind: 'resize', size: { columns: 20, rows: 5 } }).state;
  for (const name of ['x', 'enter', 'escape', 'y']) assert.is(press(state, name).state, state, name);
  assert.ok(press(state, 'q').quit);
  assert.ok(press(state, 'ctrl+c').quit);
});

test.run();
