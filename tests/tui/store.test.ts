import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Effect } from '../../src/tui/state/event.js';
import { Store } from '../../src/tui/store.js';
import { keyNamed } from './support/press.js';
import { sampleState } from './support/states.js';

test('events that come together are drawn once, after the last', async () => {
  const store = new Store(sampleState(), () => {});
  const drawn: (string | null)[] = [];
  const leave = store.subscribe(() => drawn.push(store.state.documents.selected));
  for (const name of ['j', 'j', 'j']) store.dispatch({ kind: 'key', key: keyNamed(name) });
  assert.equal(drawn, []);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(drawn, [store.state.documents.selected]);
  store.dispatch({ kind: 'key', key: keyNamed('f5') });
  await new Promise((resolve) => setImmediate(resolve));
  assert.is(drawn.length, 1, 'what changes nothing is not drawn');
  leave();
  store.dispatch({ kind: 'key', key: keyNamed('k') });
  await new Promise((resolve) => setImmediate(resolve));
  assert.is(drawn.length, 1);
});

test('an effect finds the state that it came from, and what it tells at once is not lost', () => {
  const seen: Effect['kind'][] = [];
  const store: Store = new Store(sampleState(), (effect) => {
    seen.push(effect.kind);
    if (effect.kind !== 'verbs') return;
    assert.is(store.state.busy, 'board move');
    const told = { hint: null, select: null, changed: true };
    store.dispatch({ kind: 'done', verb: 'board move', message: 'moved', ...told });
  });
  for (const name of ['2', 'L']) store.dispatch({ kind: 'key', key: keyNamed(name) });
  assert.is(store.state.busy, null);
  assert.equal(seen.slice(-2), ['verbs', 'expire']);
});

test.run();
