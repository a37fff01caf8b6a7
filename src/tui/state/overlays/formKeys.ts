import { type Result, success } from '../../../model/result.js';
import { readInput } from '../../../operations/readInput.js';
import { isRequired } from '../../../operations/verb.js';
import type { Key } from '../../terminal/keys.js';
import { type Transition, transition } from '../event.js';
import { focusedDocument } from '../focused.js';
import { isPlan } from '../selectors.js';
import type { State } from '../state.js';
import { choicesFor } from './completions.js';
import type { Form, FormField, VerbCall } from './overlay.js';
import { editText, type Typed, typed } from './text.js';

/** A form as it opens: on the first field that must be filled in and is not, else behind what is filled in already. */
export function formOf(
  { fields, ...described }: Pick<Form, 'verb' | 'summary' | 'writes' | 'fields'>,
  state: State,
): Form {
  const focused = focusedDocument(state);
  const plan = focused && isPlan(state, focused) ? (focused.id ?? '') : '';
  // A verb about plans is about the one that is looked at.
  const about = fields.findIndex(
    ({ parameter }) =>
      isRequired(parameter) && (parameter.completes === 'plan' || parameter.completes === 'plan/tasc'),
  );
  const filled = fields.map((field, at) =>
    at === about && field.typed.text === '' ? { ...field, typed: typed(plan) } : field,
  );
  const isEmpty = ({ parameter, typed }: FormField) => parameter.kind !== 'flag' && typed.text === '';
  const missing = filled.findIndex((field) => isRequired(field.parameter) && isEmpty(field));
  const focus = missing < 0 ? filled.findIndex(isEmpty) : missing;
  return {
    ...described,
    fields: filled,
    focus: Math.max(0, focus),
    problem: null,
    hint: null,
    suggestion: 0,
  };
}

/** The form as a call of its verb, or what is wrong with what is filled in. */
function callOf({ verb, fields }: Form, dryRun: boolean): Result<VerbCall> {
  const parameters = (isOption: boolean) =>
    Object.fromEntries(
      fields
        .filter(({ name, label }) => (label !== name) === isOption)
        .map(({ name, parameter }) => [name, parameter]),
    );
  const raw = fields.map((field) => [field.name, rawValue(field)] as const);
  const definition = { name: verb, arguments: parameters(false), options: parameters(true) };
  const input = readInput(definition, Object.fromEntries(raw));
  if (!input.ok) return input;
  return success({ verb, input: input.value, ...(dryRun ? { dryRun: true } : {}) });
}

function rawValue({ parameter, typed, on }: FormField): unknown {
  const text = typed.text.trim();
  if (parameter.kind === 'flag') return on;
  if (text === '') return undefined;
  return parameter.kind === 'list' ? wordsOf(text) : text;
}

/** Words as a shell takes them: quotes keep spaces; one that is not closed is a character like others (`O'Brien`). */
function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [, double, single, plain] of text.matchAll(
    /"([^"]*)"|'([^']*)'|((?:[^\s"']|"[^"]*"|'[^']*'|["'])+)/g,
  ))
    words.push((double ?? single ?? plain ?? '').replace(/=(["'])(.*)\1$/, '=$2'));
  return words;
}

/** What Tab offers for the word that is being typed in the focused field. */
export function suggestionsOf(state: State, form: Form): readonly string[] {
  const field = form.fields[form.focus];
  if (!field || field.parameter.kind === 'flag' || field.parameter.kind === 'number') return [];
  const { word } = lastWord(field);
  const type = form.fields.find(({ parameter }) => parameter.completes === 'type')?.typed.text ?? null;
  const about = form.fields.find(({ parameter }) => parameter.completes === 'id')?.typed.text ?? null;
  return choicesFor(state, field, word, { type, about });
}

function lastWord({ parameter, typed }: FormField): { readonly before: string; readonly word: string } {
  const before = typed.text.slice(0, typed.cursor);
  if (parameter.kind !== 'list') return { before: '', word: before };
  const at = Math.max(before.lastIndexOf(' '), parameter.commas ? before.lastIndexOf(',') : -1) + 1;
  return { before: before.slice(0, at), word: before.slice(at) };
}

export function formKey(state: State, form: Form, key: Key): Transition {
  const replace = (next: Form): Transition =>
    transition({
      ...state,
      overlays: [...state.overlays.slice(0, -1), { kind: 'form', form: next }],
    });
  const field = form.fields[form.focus];
  const clean = { ...form, problem: null, hint: null };
  switch (key.name) {
    case 'down':
      return replace({ ...clean, focus: Math.min(form.focus + 1, form.fields.length - 1), suggestion: 0 });
    case 'up':
    case 'shift+tab':
      return replace({ ...clean, focus: Math.max(0, form.focus - 1), suggestion: 0 });
    case 'tab': {
      const suggestions = suggestionsOf(state, form);
      const taken = suggestions[form.suggestion % Math.max(1, suggestions.length)];
      if (!field || taken === undefined || lastWord(field).word === taken)
        return replace({ ...clean, focus: Math.min(form.focus + 1, form.fields.length - 1), suggestion: 0 });
      const isList = field.parameter.kind === 'list';
      const isApart = isList && /\s/.test(taken) && !taken.includes('"');
      const before = lastWord(field).before + (isApart ? `"${taken}"` : taken);
      // What is behind the cursor stays; of a field that is one word it is the end of that word.
      const after = isList ? field.typed.text.slice(field.typed.cursor) : '';
      return replace(withField(clean, { text: before + after, cursor: before.length }));
    }
    case 'ctrl+n':
      return replace({ ...clean, suggestion: form.suggestion + 1 });
    case 'ctrl+s':
      return submit(state, form, false);
    case 'ctrl+d':
      return form.writes ? submit(state, form, true) : transition(state);
    case 'enter': {
      const isLast = form.focus === form.fields.length - 1;
      const next = form.fields.findIndex(
        (one, at) => at !== form.focus && isRequired(one.parameter) && one.typed.text.trim() === '',
      );
      if (isLast || next < 0) return submit(state, form, false);
      return replace({ ...clean, focus: next, suggestion: 0 });
    }
    default: {
      if (!field) return transition(state);
      if (field.parameter.kind === 'flag') {
        if (key.name !== 'space') return transition(state);
        const fields = form.fields.map((one, at) => (at === form.focus ? { ...one, on: !one.on } : one));
        return replace({ ...clean, fields });
      }
      const edited = editText(field.typed, key);
      return edited ? replace({ ...withField(clean, edited), suggestion: 0 }) : transition(state);
    }
  }
}

function withField(form: Form, value: Typed): Form {
  return {
    ...form,
    fields: form.fields.map((one, at) => (at === form.focus ? { ...one, typed: value } : one)),
  };
}

function submit(state: State, form: Form, dryRun: boolean): Transition {
  if (state.busy !== null) return transition(state);
  const call = callOf(form, dryRun);
  if (!call.ok) {
    const { message, allowed } = call.problem;
    const wrong = { ...form, problem: message, hint: allowed ? `allowed: ${allowed.join(', ')}` : null };
    return transition({
      ...state,
      overlays: [...state.overlays.slice(0, -1), { kind: 'form', form: wrong }],
    });
  }
  return transition({ ...state, busy: form.verb }, { kind: 'verbs', calls: [call.value], show: 'result' });
}
