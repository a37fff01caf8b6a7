import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Event } from '../../../src/tui/state/event.js';
import type { Question } from '../../../src/tui/state/overlays/overlay.js';
import { happened, keyNamed, pressed, typedIn } from '../support/press.js';
import { sampleData, samplePlan, sampleState } from '../support/states.js';

const done = (verb: string, message = `${verb} is done`): Event => ({
  kind: 'done',
  verb,
  message,
  hint: null,
  select: null,
  changed: true,
});
const failed = (verb: string): Event => ({
  kind: 'failed',
  verb,
  problem: { code: 'refused', message: `${verb} cannot` },
});
const question = (text: string): Question => ({ kind: 'confirm', text, initial: '', choices: [] });

test('a plan that ends does not end the change that is under way', () => {
  const moving = pressed(sampleState(), '2', 'L', 'x').state;
  assert.is(moving.busy, 'board move');
  for (const event of [done('running'), failed('running'), failed('checking')]) {
    const after = happened(moving, event);
    assert.is(after.state.busy, 'board move');
    assert.equal(after.state.queued, [keyNamed('x')], 'what waits goes on waiting');
    assert.not.ok(after.effects.some(({ kind }) => kind === 'verbs'));
    assert.ok(after.state.toast, 'it is told all the same');
  }
  const moved = happened(moving, done('board move'));
  assert.is(moved.state.busy, 'board archive');
  // What could not be made keeps its title, whatever was told meanwhile.
  const creating = pressed(typedIn(pressed(sampleState(), 'n').state, 'A title'), 'enter').state;
  const kept = happened(creating, done('running'), failed('create')).state.overlays.at(-1);
  assert.is(kept?.kind === 'create' ? kept.typed.text : '', 'A title');
});

test('a form is not closed by the end of a plan that was started before', () => {
  const form = { verb: 'run' as const, summary: 'Run a plan', writes: true, fields: [] };
  const { state } = happened(sampleState(), { kind: 'described', form }, done('running'));
  assert.is(state.overlays.at(-1)?.kind, 'form');
  const after = happened(state, failed('running')).state.overlays.at(-1);
  assert.is(after?.kind === 'form' ? after.form.problem : 'closed', null);
});

test('keys behind one that waits wait as well, and come in their order', () => {
  const moving = pressed(sampleState(), '2', 'L', 'x', '1', 'ctrl+p', 'b').state;
  assert.is(moving.view, 'board');
  assert.equal(moving.overlays, []);
  const moved = happened(moving, done('board move'));
  const [archived] = moved.effects.flatMap((one) => (one.kind === 'verbs' ? one.calls : []));
  assert.is(archived?.verb, 'board archive', 'the card, not the document that the other view shows');
  const after = happened(moved.state, done('board archive')).state;
  assert.is(after.view, 'documents');
  const [top] = after.overlays;
  assert.is(top?.kind === 'palette' ? top.typed.text : '', 'b');
  // Escape takes them away, and nothing has to wait behind it.
  const left = pressed(moving, 'escape', '1').state;
  assert.equal(left.queued, []);
  assert.is(left.view, 'documents');
  // A letter may be text for what opens; Ctrl-C never is.
  assert.ok(pressed(moving, 'ctrl+c').effects.some(({ kind }) => kind === 'quit'));
});

test('one verb after the other: the palette opens none while another is under way', () => {
  const typed = typedIn(pressed(sampleState(), '2', 'L', 'ctrl+p').state, 'undo');
  assert.equal(pressed(typed, 'enter').effects, []);
  const after = pressed(happened(typed, done('board move')).state, 'enter');
  assert.ok(after.effects.some(({ kind }) => kind === 'describe'));
});

test('of two questions only the later one is there to be answered', () => {
  const asked = happened(
    sampleState(),
    { kind: 'question', question: question('The first?') },
    { kind: 'question', question: question('The second?') },
  ).state;
  assert.equal(
    asked.overlays.map((one) => (one.kind === 'question' ? one.question.text : one.kind)),
    ['The second?'],
  );
});

test('nobody consents to what was not read to its end', () => {
  const text = `It would run:\n${Array.from({ length: 60 }, (_, at) => `  $ command ${at}`).join('\n')}\nRun this?`;
  let { state } = happened(
    sampleState(80, 24),
    { kind: 'question', question: question(text) },
    { kind: 'armed' },
  );
  const offsetOf = ({ overlays: [top] }: typeof state) => (top?.kind === 'question' ? top.offset : -1);
  for (let pages = 0; ; pages++) {
    const next = pressed(state, 'pagedown').state;
    const isRead = offsetOf(next) === offsetOf(state);
    const consent = [{ kind: 'answer', value: true }];
    assert.equal(pressed(state, 'y').effects, isRead ? consent : [], `after ${pages} pages`);
    if (isRead) return assert.ok(pages > 1);
    state = next;
  }
});

test('what the verb of a form asks stands over the form, what another asks below it', () => {
  const form = { verb: 'renumber' as const, summary: 'Give another number', writes: true, fields: [] };
  const open = happened(sampleState(), { kind: 'described', form }).state;
  const kinds = (state: typeof open) => state.overlays.map(({ kind }) => kind);
  const event: Event = { kind: 'question', question: question('Which?') };
  assert.equal(kinds(happened(open, event).state), ['question', 'form']);
  const sent = pressed(open, 'ctrl+s').state;
  assert.is(sent.busy, 'renumber');
  assert.equal(kinds(happened(sent, event).state), ['form', 'question']);
});

test('after a move that went well a later one that is refused leaves the focus where it is', () => {
  const moved = happened(pressed(sampleState(), '2', 'L').state, done('board move')).state;
  const elsewhere = pressed(moved, 'j', 'm', 'enter').state;
  const { column } = elsewhere.board;
  assert.is(elsewhere.busy, 'board move');
  assert.is(happened(elsewhere, failed('board move')).state.board.column, column);
});

test('output that comes late is not shown for another tasc', () => {
  const shown = { kind: 'plan', id: 'PLAN-001', plan: samplePlan, problem: null } as const;
  const state = happened(pressed(sampleState(), '3').state, shown).state;
  const other = pressed(state, 'end');
  const late = happened(
    other.state,
    { kind: 'output', hash: 'b'.repeat(64), text: 'its own', isCut: false },
    { kind: 'output', hash: 'a'.repeat(64), text: 'of the first', isCut: false },
  ).state;
  assert.is(late.run.output?.text, 'its own');
});

test('a line that was waited for is not looked for in another document', () => {
  const data = { ...sampleData(), findings: [] };
  const [finding] = sampleData().findings ?? [];
  assert.ok(finding);
  const span = { line: 60, column: 1, offset: 500, length: 1 };
  const { state } = happened(sampleState(), {
    kind: 'data',
    data: { ...data, findings: [{ ...finding, span }] },
  });
  const text = Array.from({ length: 90 }, (_, at) => `Line ${at}\n`).join('\n');
  const left = pressed(state, '4', 'enter', 'escape', '1', 'end').state;
  const path = left.requested ?? '';
  assert.is.not(path, finding.path);
  const opened = happened(left, { kind: 'opened', document: { path, text, problem: null } }).state;
  assert.is(opened.documents.scroll, 0);
});

test.run();
