import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { verbLoaders, verbNames } from '../../../src/operations/registry.js';
import { lineWidth } from '../../../src/present/screen/cells.js';
import { isOffered } from '../../../src/tui/effects/describe.js';
import { offeredVerbs } from '../../../src/tui/effects/verbCalls.js';
import { paneOf } from '../../../src/tui/state/binding.js';
import type { Event } from '../../../src/tui/state/event.js';
import { bindingsAt, keyMap } from '../../../src/tui/state/keyMap.js';
import { isTooSmall } from '../../../src/tui/state/selectors.js';
import { type State, viewNames } from '../../../src/tui/state/state.js';
import { update } from '../../../src/tui/state/update.js';
import { composeFrame } from '../../../src/tui/views/frame.js';
import { changedData } from '../support/changedData.js';
import { keyNamed, pressed } from '../support/press.js';
import { item, sampleData, sampleState } from '../support/states.js';
import { texts, World } from '../support/world.js';

const names = verbNames.filter(isOffered);
const verbs = (await Promise.all(names.map((name) => verbLoaders[name]()))).map(({ verb }) => verb);
const palette = await offeredVerbs();

/** Keys of the boxes that lie over a view. */
const overlayKeys = [
  ...[
    'up',
    'down',
    'down',
    'tab',
    'tab',
    'shift+tab',
    'enter',
    'enter',
    'enter',
    'left',
    'right',
    'home',
    'end',
  ],
  ...['ctrl+s', 'ctrl+d', 'ctrl+n', 'ctrl+p', 'ctrl+f', 'ctrl+b', 'pagedown', 'pageup', '<', '>', '?', 'q'],
  ...['y', 'n', 'j', 'k', 'x', '1', 'space', 'space', 'backspace', 'delete', 'ctrl+a', 'ctrl+e', 'ctrl+u'],
  ...['ctrl+k', 'ctrl+w', 'ctrl+z', 'ctrl+c', 'escape'],
];
const allKeys = [...new Set([...keyMap.flatMap(({ keys }) => keys), ...overlayKeys, 'f5', 'alt+x'])];

/** Something that happens to the application; the numbers choose what. */
type Happening = readonly [kind: (typeof kinds)[number], which: number, how: number];

const kinds = ['key', 'aimed', 'answer', 'world', 'runs', 'paste', 'verb', 'resize', 'plan'] as const;
const happening: fc.Arbitrary<Happening> = fc.tuple(
  fc.oneof(
    { weight: 4, arbitrary: fc.constant('key' as const) },
    { weight: 16, arbitrary: fc.constant('aimed' as const) },
    { weight: 9, arbitrary: fc.constant('answer' as const) },
    { weight: 2, arbitrary: fc.constant('world' as const) },
    { weight: 3, arbitrary: fc.constant('runs' as const) },
    { weight: 2, arbitrary: fc.constant('paste' as const) },
    { weight: 1, arbitrary: fc.constant('verb' as const) },
    { weight: 1, arbitrary: fc.constant('resize' as const) },
    { weight: 1, arbitrary: fc.constant('plan' as const) },
  ),
  fc.nat(5039),
  fc.nat(5039),
);

const sizes = [
  [120, 40],
  [80, 24],
  [45, 12],
  [200, 60],
  [39, 9],
  [100, 14],
] as const;

/** Where it begins: each view, a document, a plan that runs, a list in another order. */
const beginnings: readonly (readonly string[])[] = [
  [],
  ['enter'],
  ['enter', 'tab', 'enter', '['],
  ['enter', 'tab', 'tab'],
  ['/'],
  ['O', 'O', 'g'],
  ['O', 'O', 'O', 'O'],
  ['2'],
  ['2', '/'],
  ['2', 'space', 'space', 'v'],
  ['3'],
  ['3', 'r'],
  ['3', 'r'],
  ['3', 'y'],
  ['4'],
  ['4', 'g'],
  ['5'],
];

/** The application and the world around it. */
class Application {
  state: State;
  readonly world = new World(verbs);
  readonly log: string[] = [];

  constructor(columns = 120, rows = 40) {
    this.state = update(sampleState(columns, rows), { kind: 'verbs', verbs: palette }).state;
  }

  happen(...events: readonly Event[]): void {
    const due = [...events];
    for (let count = 0; due.length > 0; count++) {
      assert.ok(count < 300, `it never comes to rest after ${this.log.join(' ')}`);
      const before = this.state.overlays.find((one) => one.kind === 'question');
      const { state, effects } = update(this.state, due.shift() as Event);
      this.state = state;
      for (const effect of effects) {
        if (effect.kind === 'answer' && effect.value !== null)
          assert.is(
            before?.question,
            this.world.asked,
            `another question is answered after ${this.log.join(' ')}`,
          );
        due.push(...this.world.perform(effect));
      }
    }
    const { underWay } = this.world;
    assert.ok(underWay <= 1, `two verbs at once after ${this.log.join(' ')}`);
    assert.is(this.state.busy !== null, underWay > 0, `who is busy after ${this.log.join(' ')}`);
  }

  press(...keys: readonly string[]): void {
    for (const key of keys) {
      this.log.push(key);
      this.happen({ kind: 'key', key: keyNamed(key) });
    }
  }

  paste(text: string): void {
    this.log.push(JSON.stringify(text));
    this.happen({ kind: 'key', key: { name: 'paste', text, pasted: true } });
  }

  /** These keys, everything answered, as it usually is; a plan that is asked about runs. */
  begin(keys: readonly string[]): void {
    for (const key of keys) {
      this.press(key);
      while (this.world.isWaiting) this.happen(...this.world.answer(0, 3));
    }
  }

  let([kind, which, how]: Happening): void {
    const one = <T>(all: readonly T[]): T => all[which % all.length] as T;
    switch (kind) {
      case 'key':
        this.press(one(allKeys));
        break;
      case 'aimed': {
        if (this.state.overlays.length > 0 || this.state.documents.filtering) {
          this.press(one(overlayKeys));
          break;
        }
        const leaving =
          how % 5 ? ['q', '1', '2', '3', '4', '5', 'tab', 'shift+tab', 'G', ':', 'ctrl+p'] : ['q'];
        const { keys } = one(
          bindingsAt(paneOf(this.state)).filter(({ keys }) => !leaving.some((key) => keys.includes(key))),
        );
        this.press(keys[how % keys.length] ?? '');
        break;
      }
      case 'answer':
        this.log.push(`answer:${which}/${how}`);
        this.happen(...this.world.answer(which, how));
        break;
      case 'world':
        this.log.push(`world:${which}/${how}`);
        this.happen({ kind: 'data', data: changedData(which, how) });
        break;
      case 'runs':
        this.log.push(`runs:${which}/${how}`);
        this.happen(...this.world.runs(which, how));
        break;
      case 'paste':
        this.paste(one(texts));
        break;
      case 'verb': {
        if (this.state.overlays.length > 0) break;
        this.press('ctrl+p');
        this.paste(one(palette).name);
        this.press('enter');
        break;
      }
      case 'plan':
        if (this.state.overlays.length === 0) this.press('3', 'p', 'enter');
        break;
      case 'resize': {
        const [columns, rows] = one(sizes);
        this.log.push(`${columns}x${rows}`);
        this.happen({ kind: 'resize', size: { columns, rows } });
      }
    }
  }

  /** The screen is whole: as many lines as it has rows, each as wide as it is, nothing that steers a terminal. */
  assertWhole(why = this.log.join(' ')): void {
    const frame = composeFrame(this.state);
    assert.is(frame.length, this.state.size.rows, why);
    for (const line of frame) {
      assert.is(lineWidth(line), this.state.size.columns, `${why}: ${JSON.stringify(line)}`);
      for (const { text, style } of line) {
        assert.not.match(text, /\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u, why);
        // Yellow is not legible on a white ground.
        if (style?.color === 'yellow') assert.not.match(text, /[\p{L}\p{N}\p{S}\p{P}]/u, why);
      }
      assert.not.match(line.map(({ text }) => text).join(''), /cannot be shown/, why);
    }
  }

  /** Escape leaves whatever is open, whatever is under way; nobody who asked waits for ever. */
  assertWayOut(): void {
    const why = this.log.join(' ');
    const isOpen = ({ overlays, documents, data }: State) =>
      overlays.length > 0 || (documents.filtering && data.exists);
    // In a window in which nothing can be seen only leaving is left.
    if (isTooSmall(this.state)) {
      if (this.state.run.running) this.press('q');
      this.press('q');
      assert.ok(this.world.hasQuit, `no way out of a small window after ${why}`);
      this.happen({ kind: 'resize', size: { columns: 80, rows: 24 } });
      return;
    }
    // What could not be made opens once more, its title kept.
    const most = this.state.overlays.length + 3;
    for (let count = 0; count < most && isOpen(this.state); count++) this.press('escape');
    // Keys that wait for a change that is under way wait no more.
    this.press('escape');
    assert.not.ok(isOpen(this.state), why);
    assert.not.ok(this.world.isAsking, `nobody answers a question after ${why}`);
    if (this.state.data.exists)
      for (const [at, view] of viewNames.entries()) {
        this.press(String(at + 1));
        assert.is(this.state.view, view, why);
      }
    // While a plan runs the first one warns.
    if (this.state.run.running) this.press('q');
    this.press('q');
    assert.ok(this.world.hasQuit, `no way out after ${why}`);
  }

  /** Everything that is due is answered. */
  rest(why = this.log.join(' ')): void {
    for (let count = 0; this.world.isWaiting || this.world.isAsking; count++) {
      assert.ok(count < 500, `it never comes to rest after ${why}`);
      if (this.world.isWaiting) this.happen(...this.world.answer(0, 2));
      else this.press('escape');
    }
  }

  /** When everything was answered nothing is under way any more. */
  assertRest(): void {
    const why = this.log.join(' ');
    this.rest();
    assert.is(this.state.busy, null, why);
    assert.equal(this.state.queued, [], why);
  }
}

test('any keys in any order, whatever happens meanwhile: no exception, whole frames, a way out, nothing left under way', () => {
  fc.assert(
    fc.property(
      fc.array(happening, { maxLength: 70, size: 'max' }),
      fc.constantFrom(...sizes),
      fc.constantFrom(...beginnings),
      (all, [columns, rows], beginning) => {
        const application = new Application(columns, rows);
        application.begin(beginning);
        for (const [at, one] of all.entries()) {
          application.let(one);
          if (at % 8 === 0) application.assertWhole();
        }
        application.assertWhole();
        application.assertWayOut();
        application.assertRest();
        application.assertWhole();
      },
    ),
    { numRuns: 300, includeErrorInReport: true },
  );
});

test('files that change under any state keep it whole, and what is selected stays selected', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...allKeys.filter((key) => key !== '/')), { maxLength: 20 }),
      fc.array(fc.nat(60), { maxLength: 30 }),
      (keys, gone) => {
        const application = new Application();
        for (const key of keys) {
          application.press(key);
          application.rest();
        }
        const before = application.state.documents.selected;
        const data = sampleData();
        const documents = data.documents.filter((_, at) => !gone.includes(at));
        application.happen({ kind: 'data', data: { ...data, documents } });
        application.assertWhole();
        const { state } = application;
        if (
          state.view === 'documents' &&
          before &&
          documents.some(({ path }) => path === before) &&
          state.documents.filter === ''
        )
          assert.is(state.documents.selected, before);
        application.happen({ kind: 'data', data: { documents: [], board: null, findings: [], links: null } });
        application.assertWhole('nothing is left');
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
        const application = new Application(columns, 20);
        const documents = titles.map((title, at) => item(`TASK-${at + 1}`, title));
        const cards = documents.map((one) => ({
          id: one.id,
          title: one.title,
          ticked: false,
          status: 'todo',
          priority: null,
          assignee: one.title,
          relations: [],
          waitsFor: [],
          missing: false,
          proven: false,
        }));
        const board = {
          path: '',
          columns: [{ name: titles[0] ?? '', limit: null, complete: false, archive: false, cards }],
        };
        application.happen({ kind: 'data', data: { documents, board, repository: titles[0] ?? '' } });
        for (const key of ['1', '2', 'v', '4', '5', '3', '1', '/']) {
          application.press(key);
          application.rest();
          application.assertWhole(`${key} ${JSON.stringify(titles)}`);
        }
        for (const text of titles) {
          application.press('x');
          application.paste(text);
          application.assertWhole(`typed ${JSON.stringify(text)}`);
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
  const filtering = pressed(state, '/').state;
  assert.is(update(filtering, pasted).state.documents.filter, 'q');
});

test('a window that is too small says so', () => {
  new Application(39, 9).assertWhole('small');
  new Application(1, 1).assertWhole('one cell');
});

test.run();
