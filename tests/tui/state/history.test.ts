import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { State } from '../../../src/tui/state/state.js';
import { composeFrame } from '../../../src/tui/views/frame.js';
import { happened, pressed } from '../support/press.js';
import { sampleState } from '../support/states.js';

const task = 'dev_ops/tasks/TASK-001-x.md';
const adr = 'dev_ops/adrs/ADR-001-x.md';
const long = (first: string, more = '') =>
  `${first}\n\n${Array.from({ length: 120 }, (_, at) => `Paragraph ${at}.`).join('\n\n')}\n\n${more}\n`;
const texts: Readonly<Record<string, string>> = {
  [task]: long('# A', 'See [[ADR-001]] and [[ADR-001#the-end]].'),
  [adr]: long('# B', `## The end\n\n${long('Last.')}`),
};

/** After the keys, with every document that they ask for read. */
function reading(state: State, ...keys: readonly string[]): State {
  let next = state;
  for (const key of keys) {
    const { state: after, effects } = pressed(next, key);
    next = after;
    for (const effect of effects)
      if (effect.kind === 'open')
        next = happened(next, {
          kind: 'opened',
          document: { path: effect.path, text: texts[effect.path] ?? '', problem: null },
        }).state;
  }
  return next;
}

function opened(): State {
  const { data } = sampleState();
  const state = { ...sampleState(), documents: { ...sampleState().documents, selected: task } };
  return reading(
    happened(state, { kind: 'data', data: { documents: data.documents } }).state,
    'enter',
    'end',
  );
}

test('back and forward come to where the document was left', () => {
  const left = reading(opened(), 'tab');
  assert.ok(left.documents.scroll > 0);
  const followed = reading(left, 'enter', 'pagedown');
  assert.is(followed.open?.path, adr);
  assert.is(followed.documents.link, -1);
  const back = reading(followed, '[');
  assert.is(back.open?.path, task);
  assert.equal([back.documents.scroll, back.documents.link], [left.documents.scroll, left.documents.link]);
  const forward = reading(back, ']');
  assert.is(forward.open?.path, adr);
  assert.is(forward.documents.scroll, followed.documents.scroll);
});

test('a link to a heading of another document leads to the heading', () => {
  assert.is(reading(opened(), 'tab', 'enter').documents.scroll, 0);
  const followed = reading(opened(), 'tab', 'tab', 'enter');
  assert.is(followed.open?.path, adr);
  assert.ok(followed.documents.scroll > 100);
  assert.is(reading(followed, '[', '[', ']').documents.scroll, followed.documents.scroll);
});

test('a link that leads nowhere can be told from one that leads somewhere', () => {
  const path = 'dev_ops/plans/PLAN-001-x.md';
  const document = { path, text: 'See [[ADR-001]] and [[ADR-010]].\n', problem: null };
  const pieces = composeFrame(happened(sampleState(), { kind: 'opened', document }).state).flat();
  const styleOf = (id: string) => pieces.findLast(({ text }) => text === id)?.style;
  assert.is(styleOf('ADR-001')?.strikethrough, undefined);
  assert.ok(styleOf('ADR-010')?.strikethrough);
  assert.ok(styleOf('ADR-010')?.underline);
});

test.run();
