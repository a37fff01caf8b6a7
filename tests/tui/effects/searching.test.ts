import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Effects } from '../../../src/tui/effects/effects.js';
import { watchHere } from '../../../src/tui/effects/watcher.js';
import type { Event } from '../../../src/tui/state/event.js';

test('of the searches for a filter that is still typed only the last is made', async () => {
  const asked: string[] = [];
  const told: Event[] = [];
  const effects = new Effects({
    dispatch: (event) => told.push(event),
    quit: () => {},
    withTerminal: (action) => action(),
    suspend: () => {},
    redraw: () => {},
    painted: async () => {},
    columns: () => 80,
    color: false,
    analyst: {
      analyse: async () => null,
      search: async (word) => {
        asked.push(word);
        return [`${word}.md`];
      },
      end: async () => {},
    },
    watch: watchHere,
    armingTime: 0,
    root: undefined,
  });
  for (const filter of ['lo', 'log', 'log in'])
    effects.perform({ kind: 'search', filter, words: filter.split(' ') });
  await effects.idle();
  assert.equal(asked, ['log', 'in']);
  assert.equal(told, [
    {
      kind: 'searched',
      filter: 'log in',
      inText: new Map([
        ['log', new Set(['log.md'])],
        ['in', new Set(['in.md'])],
      ]),
    },
  ]);
});

test.run();
