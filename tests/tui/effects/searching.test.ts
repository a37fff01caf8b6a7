import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Effects } from '../../../src/tui/effects/effects.js';
import type { Event } from '../../../src/tui/state/event.js';
import { hostWith } from '../support/host.js';

test('of the searches for a filter that is still typed only the last is made', async () => {
  const asked: string[] = [];
  const told: Event[] = [];
  const search = async (word: string) => {
    asked.push(word);
    return [`${word}.md`];
  };
  const effects = new Effects(
    hostWith({
      dispatch: (event) => told.push(event),
      analyst: { analyse: async () => null, search, end: async () => {} },
    }),
  );
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
