import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Parameter } from '../../../src/operations/verb.js';
import { describeFields } from '../../../src/tui/effects/describe.js';
import { suggestionsOf } from '../../../src/tui/state/overlays/formKeys.js';
import type { FormField } from '../../../src/tui/state/overlays/overlay.js';
import { helpLines } from '../../../src/tui/state/overlays/pages.js';
import { composeFrame } from '../../../src/tui/views/frame.js';
import { happened, pressed, typedIn } from '../support/press.js';
import { sampleState } from '../support/states.js';

function field(name: string, text: string, more: Partial<Parameter> = {}): FormField {
  const parameter = { kind: 'text', summary: name, required: false, ...more } as Parameter;
  return { name, label: name, parameter, typed: { text, cursor: text.length }, on: false };
}

function shown(state: Parameters<typeof composeFrame>[0]): string {
  return composeFrame(state)
    .map((line) => line.map(({ text }) => text).join(''))
    .join('\n');
}

/** The field that a form with these fields opens in. */
function focusOf(...fields: readonly FormField[]): string | undefined {
  const form = { verb: 'set' as const, summary: 'A verb', writes: true, fields };
  const top = happened(sampleState(), { kind: 'described', form }).state.overlays.at(-1);
  return top?.kind === 'form' ? top.form.fields[top.form.focus]?.name : undefined;
}

test('long lines of a result go on in the next line, to their end', () => {
  const long = `+${'a long line of a diff '.repeat(20)}its end`;
  const lines = [[{ text: 'short' }], [{ text: long, style: { color: 'green' } as const }]];
  let { state } = happened(sampleState(80, 24), {
    kind: 'shown',
    verb: 'set',
    title: 'set',
    lines,
    accept: null,
  });
  const text = shown(state).replace(/ *│\n│ /g, '');
  assert.match(text, 'its end');
  state = happened(sampleState(80, 12), {
    kind: 'shown',
    verb: 'set',
    title: 'set',
    lines: Array.from({ length: 9 }, () => lines[1] ?? []),
    accept: null,
  }).state;
  assert.match(shown(pressed(state, 'end').state), /of 54/);
  assert.match(shown(pressed(state, 'end').state), 'its end');
});

test('a filter can be changed in its middle', () => {
  let { state } = pressed(sampleState(), '/');
  state = typedIn(state, 'tpe:plan');
  state = pressed(state, 'home', 'right').state;
  state = typedIn(state, 'y');
  assert.is(state.documents.filter, 'type:plan');
  assert.is(state.documents.cursor, 2);
  state = pressed(state, 'enter', '/').state;
  assert.is(typedIn(state, ' x').documents.filter, 'type:plan x', 'it goes on at the end');
});

test('a form opens where something is to be typed, not in what is filled in already', () => {
  const id = field('id', 'PLAN-001', { required: true });
  assert.is(focusOf(id, field('assignments', '')), 'assignments');
  assert.is(focusOf(id, field('other', ''), field('title', '', { required: true })), 'title');
  assert.is(focusOf(id, field('force', '', { kind: 'flag' })), 'id');
});

test('j and k move among a few choices, and are typed where there is a line to type into', () => {
  const few = pressed(sampleState(), 's', 'j').state.overlays.at(-1);
  assert.ok(few?.kind === 'choice' && few.choices.length <= 6);
  assert.is(few.typed.text, '');
  assert.is(few.selected, 2);
  const many = pressed(sampleState(), '&', 'j').state.overlays.at(-1);
  assert.ok(many?.kind === 'choice' && many.choices.length > 6);
  assert.is(many.typed.text, 'j');
});

test('a document that cannot be made leaves its title to try again', () => {
  const asked = pressed(typedIn(pressed(sampleState(), 'n').state, 'A title'), 'enter');
  assert.is(asked.state.overlays.length, 0);
  const problem = { code: 'io', message: 'the lock cannot be taken' } as const;
  const failed = happened(asked.state, { kind: 'failed', verb: 'create', problem }).state;
  const top = failed.overlays.at(-1);
  assert.ok(top?.kind === 'create');
  assert.is(top.typed.text, 'A title');
  assert.match(shown(failed), 'the lock cannot be taken');
  const again = pressed(failed, 'escape').state;
  assert.is(happened(again, { kind: 'failed', verb: 'create', problem }).state.overlays.length, 0);
});

test('the help scrolls to its end and no further', () => {
  const end = pressed(sampleState(80, 24), '?', 'end').state;
  assert.match(shown(end), 'Everything else is in the command palette');
  const count = helpLines(end).length;
  assert.match(shown(end), `of ${count} `);
  assert.not.match(shown(pressed(end, 'up').state), 'Everything else is in the command palette');
  assert.match(shown(pressed(end, 'down').state), 'Everything else is in the command palette');
});

test('a filter is left like every other line, and what was found stays selected', () => {
  const filtering = typedIn(pressed(sampleState(), '/').state, 'task number');
  const next = pressed(filtering, 'down').state;
  assert.ok(next.documents.filtering);
  assert.is(next.documents.selected, 'dev_ops/tasks/TASK-101-x.md');
  for (const key of ['escape', 'ctrl+c']) {
    const left = pressed(next, key);
    assert.is(left.state.documents.filter, '');
    assert.is(left.state.documents.selected, 'dev_ops/tasks/TASK-101-x.md');
    assert.not.ok(left.effects.some(({ kind }) => kind === 'quit'));
  }
});

test('a message that is too long for a line is shown whole', () => {
  const path = `/tmp/${'a-long-folder/'.repeat(6)}kept.md`;
  const problem = {
    code: 'io',
    message: 'the editor ended with 1',
    hint: `your text is kept in ${path}`,
  } as const;
  for (const [columns, rows] of [
    [80, 24],
    [45, 20],
  ] as const) {
    const failed = happened(sampleState(columns, rows), { kind: 'failed', verb: 'edit', problem }).state;
    const text = shown(failed).replace(/\s+/g, '');
    assert.match(text, '✗theeditorendedwith1');
    assert.match(text, path);
    assert.is(composeFrame(failed).length, rows);
  }
});

test('Tab offers what fits each kind of field', () => {
  const offered = (
    completes: NonNullable<Parameter['completes']>,
    text = '',
    more: readonly FormField[] = [],
  ) => {
    const fields = [...more, field('x', text, { completes, kind: 'list' })];
    const form = { verb: 'set' as const, summary: 'A verb', writes: true, fields };
    const state = happened(sampleState(), { kind: 'described', form }).state;
    const top = state.overlays.at(-1);
    assert.ok(top?.kind === 'form');
    return suggestionsOf(state, { ...top.form, focus: fields.length - 1 });
  };
  assert.equal(offered('plan'), ['PLAN-001']);
  assert.equal(offered('assignment', '', [field('document', 'TASK-001', { completes: 'id' })]), [
    'status=todo',
    'status=in_progress',
    'status=done',
    'priority=',
    'assignee=',
    'tags=',
    'created=',
  ]);
  assert.equal(offered('assignment', 'status=d', [field('document', 'TASK-001', { completes: 'id' })]), [
    'status=done',
  ]);
  assert.equal(offered('field', 'ass'), ['assignee']);
  assert.equal(offered('archived'), []);
});

test('a verb about plans is filled in with the plan that is looked at', () => {
  const form = {
    verb: 'run' as const,
    summary: 'A verb',
    writes: true,
    fields: [field('plan', '', { completes: 'plan', required: true }), field('only', '', { kind: 'list' })],
  };
  const first = (state: ReturnType<typeof sampleState>) => {
    const top = happened(state, { kind: 'described', form }).state.overlays.at(-1);
    return top?.kind === 'form' ? [top.form.fields[0]?.typed.text, top.form.focus] : null;
  };
  assert.equal(first(sampleState()), ['PLAN-001', 1]);
  assert.equal(first(pressed(sampleState(), 'j').state), ['', 0]);
});

/** What a form with this one field, filled in like this, asks for when it is sent off. */
function sent(one: FormField) {
  const form = { verb: 'set' as const, summary: 'A verb', writes: true, fields: [one] };
  return pressed(happened(sampleState(), { kind: 'described', form }).state, 'enter');
}

test('Enter in the one field that has to be filled in says so', () => {
  const more = field('more', '');
  const form = {
    verb: 'set' as const,
    summary: 'A verb',
    writes: true,
    fields: [field('id', '', { required: true }), more],
  };
  const { state } = pressed(happened(sampleState(), { kind: 'described', form }).state, 'enter');
  assert.match(shown(state), 'id is missing');
});

test('a form shows what to do about a failure', () => {
  const { state } = sent(field('id', 'TASK-001'));
  const problem = { code: 'refused', message: 'it is locked', hint: 'wait for the other one' } as const;
  const failed = happened(state, { kind: 'failed', verb: 'set', problem }).state;
  assert.match(shown(failed), 'it is locked');
  assert.match(shown(failed), 'wait for the other one');
  assert.not.match(shown(typedIn(failed, 'x')), 'wait for the other one');
});

test('words are split as in a shell, and an apostrophe is a letter', () => {
  const words = (text: string) => {
    const [effect] = sent(field('x', text, { kind: 'list' })).effects;
    return effect?.kind === 'verbs' ? effect.calls[0]?.input.x : null;
  };
  assert.equal(words(`title="Don't do it" assignee=O'Brien`), ["title=Don't do it", "assignee=O'Brien"]);
  assert.equal(words(`don't`), ["don't"]);
  assert.equal(words(`'two words' "and three more" one`), ['two words', 'and three more', 'one']);
});

test('Tab in the middle of a list leaves what stands behind it, and quotes what has spaces', () => {
  const list = field('x', 'TASK-001 bl other', { kind: 'list', completes: 'relation' });
  const form = { verb: 'set' as const, summary: 'A verb', writes: true, fields: [list] };
  let { state } = happened(sampleState(), { kind: 'described', form });
  state = pressed(state, ...Array.from({ length: 6 }, () => 'left'), 'tab').state;
  const text = () => {
    const top = state.overlays.at(-1);
    return top?.kind === 'form' ? top.form.fields[0]?.typed.text : null;
  };
  assert.is(text(), 'TASK-001 blocks other');
  const columns = { ...form, fields: [field('x', 'in', { kind: 'list', completes: 'column' })] };
  state = pressed(happened(sampleState(), { kind: 'described', form: columns }).state, 'tab').state;
  assert.is(text(), '"In Progress"');
});

test('a verb that takes several documents is filled in with the marked ones', () => {
  const { effects } = pressed(sampleState(), 'space', 'space', 'ctrl+p', 'enter');
  const described = effects.find(({ kind }) => kind === 'describe');
  assert.ok(described?.kind === 'describe');
  const of = (kind: 'list' | 'text') => {
    const one = { kind, summary: 'ids', completes: 'id', required: true } as const;
    const verb = { name: 'delete', arguments: { documents: one }, options: {} };
    return describeFields(verb, described.prefill)[0]?.typed.text;
  };
  assert.is(of('list'), 'PLAN-001 ADR-001');
  assert.is(of('text'), 'TASK-001');
});

test('a line is edited by words as in a shell', () => {
  const keys = (...names: string[]) => {
    const first = typedIn(pressed(sampleState(), 'n').state, 'one two three');
    const top = pressed(first, ...names).state.overlays.at(-1);
    return top?.kind === 'create' ? top.typed : null;
  };
  assert.equal(keys('ctrl+left'), { text: 'one two three', cursor: 8 });
  assert.equal(keys('alt+b', 'alt+b', 'alt+d'), { text: 'one  three', cursor: 4 });
  assert.equal(keys('home', 'ctrl+right', 'x'), { text: 'onex two three', cursor: 4 });
  assert.equal(keys('alt+backspace'), { text: 'one two ', cursor: 8 });
});

test('a file is named once', () => {
  const place = { path: 'dev_ops/board.md' };
  const text = (message: string, line?: number) => {
    const problem = { code: 'io', message, place: line ? { ...place, line } : place } as const;
    return happened(sampleState(), { kind: 'failed', verb: 'x', problem }).state.toast?.text;
  };
  assert.is(text('dev_ops/board.md is read-only'), 'dev_ops/board.md is read-only');
  assert.is(text('it is read-only'), 'it is read-only (dev_ops/board.md)');
  assert.is(text('dev_ops/board.md is broken', 3), 'dev_ops/board.md is broken (dev_ops/board.md:3)');
});

test.run();
