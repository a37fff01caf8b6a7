import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { documentRows } from '../../../src/tui/state/documents/documentRows.js';
import type { State } from '../../../src/tui/state/state.js';
import { composeFrame } from '../../../src/tui/views/frame.js';
import { happened, pressed, typedIn } from '../support/press.js';
import { item, sampleState } from '../support/states.js';

function ids(state: State): (string | null)[] {
  return documentRows(state).flatMap((row) => (row.kind === 'item' ? [row.item.id] : []));
}

/** What the full-text search answers: for each word the ids whose text has it. */
function answered(state: State, texts: Readonly<Record<string, readonly string[]>>): State {
  const pathOf = (id: string) => state.data.documents.find((one) => one.id === id)?.path ?? id;
  const inText = new Map(Object.entries(texts).map(([word, all]) => [word, new Set(all.map(pathOf))]));
  return happened(state, { kind: 'searched', filter: state.documents.filter, inText }).state;
}

test('every word narrows the list, in texts as in titles', () => {
  const typed = typedIn(pressed(sampleState(), '/').state, 'zebra quagga');
  assert.equal(ids(typed), []);
  const found = answered(typed, { zebra: ['PLAN-001', 'ADR-001'], quagga: ['ADR-001', 'TASK-001'] });
  assert.equal(ids(found), ['ADR-001']);
});

test('only the words are looked for in texts, the terms beside them are no words', () => {
  const asked = pressed(typedIn(pressed(sampleState(), '/').state, 'type:adr status:acc zebr'), 'a');
  const effect = asked.effects.find(({ kind }) => kind === 'search');
  assert.equal(effect?.kind === 'search' ? effect.words : null, ['zebra']);
  const found = answered(asked.state, { zebra: ['PLAN-001', 'ADR-001'] });
  assert.ok(ids(found).every((id) => id?.startsWith('ADR')));
  const terms = pressed(typedIn(pressed(sampleState(), '/').state, 'type:ad'), 'r');
  assert.not(terms.effects.some(({ kind }) => kind === 'search'));
});

test('what was found for a word stays while the next one is typed', () => {
  const typed = typedIn(pressed(sampleState(), '/').state, 'zebra');
  const found = answered(typed, { zebra: ['ADR-001'] });
  assert.equal(ids(found), ['ADR-001']);
  assert.equal(ids(typedIn(found, ' ')), ['ADR-001']);
});

test('a status is found however it is spelled', () => {
  const documents = [
    item('BUG-001', 'One', { type: 'bug', status: 'In Progress' }),
    item('TASK-001', 'Two', { status: 'in_progress' }),
    item('TASK-002', 'Three', { status: 'todo' }),
  ];
  const state = happened(sampleState(), { kind: 'data', data: { documents } }).state;
  for (const term of ['status:in_progress', 'status:in-pro', 'status:inprogress'])
    assert.equal(ids(typedIn(pressed(state, '/').state, term)), ['BUG-001', 'TASK-001'], term);
});

test('what was found is marked, under the cursor too, and legible on a white ground', () => {
  const lines = composeFrame(typedIn(pressed(sampleState(120, 30), '/').state, 'pass'));
  const marked = lines.flat().filter(({ text, style }) => /^pass$/i.test(text) && style?.underline);
  assert.ok(marked.some(({ style }) => style?.inverse));
  assert.ok(marked.some(({ style }) => style?.color === 'black' && style.background === 'yellow'));
  const yellow = lines.flat().filter(({ style }) => style?.color === 'yellow');
  assert.equal(yellow, []);
});

const path = 'dev_ops/plans/PLAN-001-x.md';
const paragraphs = Array.from({ length: 80 }, (_, at) => `Paragraph ${at}.`).join('\n\n');
const document = { path, text: `# A\n\n${paragraphs}\n\nHere is a **Zebra**.\n`, problem: null };

function markedTexts(state: State): string[] {
  return composeFrame(state)
    .flat()
    .flatMap(({ text, style }) => (style?.background === 'yellow' ? [text] : []));
}

test('what only the text of the selected document has is marked there and scrolled into view', () => {
  const start = happened(sampleState(), { kind: 'opened', document }).state;
  const typed = typedIn(pressed(start, '/').state, 'zebra');
  const found = happened(answered(typed, { zebra: ['PLAN-001'] }), { kind: 'opened', document }).state;
  assert.ok(found.documents.scroll > 100);
  assert.equal(markedTexts(found), ['Zebra']);
  // The same where the search answers when the document is there already.
  const still = answered({ ...found, documents: { ...found.documents, scroll: 0 } }, { zebra: ['PLAN-001'] });
  assert.is(still.documents.scroll, found.documents.scroll);
  // What the title says needs no other place.
  const titled = typedIn(pressed(start, '/').state, 'passkey');
  assert.is(answered(titled, { passkey: ['PLAN-001'] }).documents.scroll, 0);
  assert.equal(markedTexts(pressed(found, 'escape').state), []);
});

test.run();
