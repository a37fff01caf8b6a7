import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { LinkTable } from '../../../src/operations/live/linkTable.js';
import { lineWidth } from '../../../src/present/screen/cells.js';
import type { Effect } from '../../../src/tui/state/event.js';
import type { Overlay } from '../../../src/tui/state/overlays/overlay.js';
import { type State, viewNames } from '../../../src/tui/state/state.js';
import { Store } from '../../../src/tui/store.js';
import { composeFrame } from '../../../src/tui/views/frame.js';
import { happened, keyNamed, pressed } from '../support/press.js';
import { sampleData, samplePlan, sampleState } from '../support/states.js';

/** The same, but to look at one part of it is a bug. */
function broken<T extends object>(whole: T, part: keyof T): T {
  return Object.defineProperty({ ...whole }, part, {
    get: () => {
      throw new Error('a bug');
    },
  });
}

const data = sampleData();
const message = /cannot be shown: a bug\. It is a bug of doc-ops/;

function screen(state: State): string {
  const frame = composeFrame(state);
  assert.is(frame.length, state.size.rows);
  for (const line of frame) assert.is(lineWidth(line), state.size.columns);
  return frame.map((line) => line.map(({ text }) => text).join('')).join('\n');
}

function application(state: State) {
  const effects: Effect[] = [];
  const store = new Store(state, (effect) => void effects.push(effect));
  const press = (...names: string[]) => {
    for (const name of names) store.dispatch({ kind: 'key', key: keyNamed(name) });
  };
  return { store, press, effects };
}

class BrokenLinks extends LinkTable {
  override to(): never {
    throw new Error('a bug');
  }
}
class BrokenPage extends LinkTable {
  override from(): never {
    throw new Error('a bug');
  }
}
const noLinks = { texts: [], numbers: new Int32Array(0) };
const [firstDocument, ...otherDocuments] = data.documents;
const [firstColumn, ...otherColumns] = data.board?.columns ?? [];
const [firstCard] = firstColumn?.cards ?? [];
const [firstFinding] = data.findings ?? [];
const [firstTasc] = samplePlan.tascs;
assert.ok(firstDocument && firstColumn && firstCard && firstFinding && firstTasc);

const brokenViews: Readonly<Record<(typeof viewNames)[number], State>> = {
  documents: happened(sampleState(), {
    kind: 'data',
    data: { documents: [broken(firstDocument, 'created'), ...otherDocuments] },
  }).state,
  board: happened(sampleState(), {
    kind: 'data',
    data: {
      board: {
        path: '',
        columns: [{ ...firstColumn, cards: [broken(firstCard, 'priority')] }, ...otherColumns],
      },
    },
  }).state,
  run: happened(pressed(sampleState(), '3', '1').state, {
    kind: 'plan',
    id: 'PLAN-001',
    plan: { ...samplePlan, tascs: [broken(firstTasc, 'approved')] },
    problem: null,
  }).state,
  problems: happened(sampleState(), {
    kind: 'data',
    data: { findings: [broken(firstFinding, 'suggestion')] },
  }).state,
  graph: happened(sampleState(), { kind: 'data', data: { links: new BrokenLinks(noLinks) } }).state,
};

for (const name of viewNames)
  test(`an error in ${name} is shown there, and the other views work`, () => {
    const { store, press, effects } = application(brokenViews[name]);
    const own = String(viewNames.indexOf(name) + 1);
    press(own);
    assert.is(store.state.view, name);
    assert.match(screen(store.state), message);
    press('j', 'k', 'pagedown', 'left', 'right', 'space', 'escape', 'escape', 'home');
    for (const [at, other] of viewNames.entries()) {
      press(String(at + 1));
      assert.is(store.state.view, other);
      (other === name ? assert.match : assert.not.match)(screen(store.state), message, other);
    }
    press(own, '?');
    assert.match(screen(store.state), 'Keys');
    press('escape', 'q');
    assert.ok(effects.some(({ kind }) => kind === 'quit'));
  });

test('a document that cannot be shown says so beside the list', () => {
  const links = { kind: 'data', data: { links: new BrokenPage(noLinks) } } as const;
  const { store, press } = application(happened(sampleState(), links).state);
  const path = store.state.requested ?? '';
  store.dispatch({ kind: 'opened', document: { path, text: '# A', problem: null } });
  const shown = screen(store.state).replace(/[│\s]+/g, ' ');
  assert.match(shown, 'This document cannot be shown: a bug.');
  assert.match(shown, 'PLAN-001 Passkey login');
  press('enter', 'tab', 'pagedown', 'escape', 'j');
  assert.is.not(store.state.documents.selected, path);
});

const kinds: readonly Overlay['kind'][] = [
  'help',
  'palette',
  'switcher',
  'create',
  'choice',
  'prompt',
  'form',
  'question',
  'pages',
];

for (const kind of kinds)
  test(`an error in the box ${kind} is shown there, and Escape leaves it`, () => {
    const box = new Proxy({ kind } as Overlay, {
      get: (_, part) => {
        if (part === 'kind') return kind;
        throw new Error('a bug');
      },
    });
    const { store, press, effects } = application({ ...sampleState(), overlays: [box] });
    assert.match(screen(store.state), message);
    press('j', 'x', 'tab', 'down', ...(kind === 'help' ? [] : ['enter']));
    assert.match(screen(store.state), message);
    press('escape');
    assert.equal(store.state.overlays, []);
    assert.not.match(screen(store.state), message);
    press('q');
    assert.ok(effects.some((effect) => effect.kind === 'quit'));
  });

test('an error outside of all parts takes the screen', () => {
  const state = sampleState();
  assert.match(screen({ ...state, data: broken(state.data, 'exists') }), message);
});

test('an error in the title or in the line of keys is shown there', () => {
  const state = sampleState();
  assert.match(screen({ ...state, data: broken(state.data, 'branch') }), message);
  assert.match(
    screen({ ...state, toast: broken({ id: 1, kind: 'done' as const, text: 'a', hint: null }, 'text') }),
    message,
  );
});

test.run();
