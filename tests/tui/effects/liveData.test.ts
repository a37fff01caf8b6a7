import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mock } from 'node:test';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { analystHere } from '../../../src/tui/effects/analyst.js';
import { Effects } from '../../../src/tui/effects/effects.js';
import type { Host } from '../../../src/tui/effects/host.js';
import { LiveData } from '../../../src/tui/effects/liveData.js';
import type { Event } from '../../../src/tui/state/event.js';
import type { Data } from '../../../src/tui/state/state.js';
import { repository } from '../support/application.js';
import { hostWith } from '../support/host.js';

function hostOf(root: string, more: Partial<Host> = {}) {
  const events: Event[] = [];
  const host = hostWith({ dispatch: (event) => void events.push(event), root, ...more });
  return { host, events };
}

const titled = (events: readonly Event[]) => {
  const data = events.findLast(
    (event): event is Extract<Event, { kind: 'data' }> => event.kind === 'data' && !!event.data.documents,
  );
  return ((data?.data as Partial<Data>)?.documents ?? []).map(({ title }) => title);
};

function retitle(root: string, file: string, title: string): string {
  const path = `dev_ops/tasks/${file}`;
  const text = readFileSync(join(root, path), 'utf8');
  writeFileSync(join(root, path), text.replace(/^title: .*$/m, `title: ${title}`));
  return path;
}

test('what changes while something is read is read after it, however often it is told', async () => {
  const root = repository();
  const { host, events } = hostOf(root);
  const live = new LiveData(host);
  try {
    await live.refresh('anything');
    const first = live.refresh(new Set([retitle(root, 'TASK-001-one.md', 'First')]));
    const second = live.refresh(new Set([retitle(root, 'TASK-002-two.md', 'Second')]));
    const third = live.refresh(new Set([retitle(root, 'TASK-003-three.md', 'Third')]));
    await Promise.all([first, second, third]);
    assert.equal(titled(events).slice(-4), ['First', 'Second', 'Third', 'Four']);
  } finally {
    await live.end();
  }
});

test('a change that is told in the moment a reading ends is read as well', async () => {
  const root = repository();
  let steps = -1;
  let late: Promise<void> | null = null;
  const after = async (count: number) => {
    for (let step = 0; step < count; step++) await null;
    await live.refresh(new Set([retitle(root, 'TASK-002-two.md', `Late ${count}`)]));
  };
  const { host, events } = hostOf(root, {
    dispatch(event) {
      events.push(event);
      if (event.kind === 'data' && steps >= 0) late ??= after(steps);
    },
  });
  const live = new LiveData(host);
  try {
    await live.refresh('anything');
    for (steps = 0; steps < 12; steps++) {
      late = null;
      await live.refresh(new Set([retitle(root, 'TASK-001-one.md', `Before ${steps}`)]));
      await late;
      assert.ok(titled(events).includes(`Late ${steps}`), `${steps} steps after it was shown`);
    }
  } finally {
    await live.end();
  }
});

test('an analysis that fails is told, and the next change is judged again', async () => {
  const root = repository();
  const real = analystHere(root);
  let fails = true;
  const { host, events } = hostOf(root, {
    analyst: {
      ...real,
      analyse: (changed) => (fails ? Promise.reject(new Error('it broke')) : real.analyse(changed)),
    },
  });
  const live = new LiveData(host);
  try {
    await live.refresh('anything');
    await live.idle();
    const told = events.find((event) => event.kind === 'failed');
    assert.match(
      told?.kind === 'failed' ? told.problem.message : '',
      'checking failed unexpectedly: it broke',
    );
    fails = false;
    await live.refresh('anything');
    await live.idle();
    assert.ok(events.some((event) => event.kind === 'data' && event.data.findings));
  } finally {
    await live.end();
  }
});

test('each question has its own time before a key answers it', () => {
  mock.timers.enable({ apis: ['setTimeout'] });
  try {
    const { host, events } = hostOf('.', { armingTime: 400 });
    const effects = new Effects(host);
    effects.perform({ kind: 'arm' });
    mock.timers.tick(399);
    assert.equal(events, []);
    effects.perform({ kind: 'arm' });
    mock.timers.tick(399);
    assert.equal(events, [], 'the time of the question before does not count');
    mock.timers.tick(1);
    assert.equal(events, [{ kind: 'armed' }]);
  } finally {
    mock.timers.reset();
  }
});

test('who wants to leave leaves, also where something cannot be stopped', async () => {
  let hasQuit = false;
  const { host } = hostOf('.', {
    quit: () => {
      hasQuit = true;
    },
    analyst: {
      analyse: async () => null,
      search: async () => [],
      end: () => Promise.reject(new Error('it does not end')),
    },
  });
  const effects = new Effects(host);
  effects.perform({ kind: 'quit' });
  await effects.idle();
  assert.ok(hasQuit);
});

test.run();
