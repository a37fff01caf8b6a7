import { relationNames } from '../../../model/links/relations.js';
import type { Key } from '../../terminal/keys.js';
import { focusedCard } from '../board/boardCards.js';
import { focusCard, moveOrAdd } from '../board/boardCommands.js';
import { visit } from '../documents/navigation.js';
import { type Effect, type Transition, transition } from '../event.js';
import { focusedDocument, targets } from '../focused.js';
import { clamp } from '../lists.js';
import { shownRun } from '../run/runTransitions.js';
import type { State } from '../state.js';
import { documentsFor, verbsFor } from './completions.js';
import { formKey } from './formKeys.js';
import type { Choice, Overlay, Purpose, VerbCall } from './overlay.js';
import { helpLines, pageLines, pageRows } from './pages.js';
import { questionText } from './questionText.js';
import { editText, typed } from './text.js';

/** A key while something lies over the view. `Esc` and `Ctrl-C` always leave it. */
export function overlayKey(state: State, key: Key): Transition {
  const top = state.overlays.at(-1);
  if (!top) return transition(state);
  if (key.name === 'escape' || key.name === 'ctrl+c') return leave(state, top);
  if (key.name === 'ctrl+z') return transition(state, { kind: 'suspend' });
  switch (top.kind) {
    case 'help':
    case 'pages':
      return pageKey(state, top, key);
    case 'palette': {
      if (key.name !== 'enter') return listKey(state, top, key, verbsFor(state, top.typed.text).length);
      const verb = verbsFor(state, top.typed.text)[top.selected];
      // One verb after the other, as with a form that is sent.
      if (!verb || state.busy !== null) return transition(state);
      return transition(
        { ...closed(state), busy: verb.name, opening: true },
        { kind: 'describe', verb: verb.name, prefill: prefillFor(state) },
      );
    }
    case 'switcher': {
      if (key.name !== 'enter')
        return listKey(state, top, key, switcherChoices(state, top.typed.text).length);
      const document = switcherChoices(state, top.typed.text)[top.selected];
      return document ? visit(closed(state), document.path) : transition(state);
    }
    case 'create':
      return createKey(state, top, key);
    case 'choice': {
      const choices = fittingChoices(top.choices, top.typed.text);
      if (key.name !== 'enter') return listKey(state, top, key, choices.length);
      const choice = choices[top.selected];
      return choice ? answered(closed(state), top.purpose, choice.value) : transition(state);
    }
    case 'prompt': {
      if (key.name !== 'enter') return typeInto(state, top, key);
      if (!top.optional && top.typed.text.trim() === '') return transition(state);
      return answered(closed(state), top.purpose, top.typed.text.trim());
    }
    case 'form':
      return formKey(state, top.form, key);
    case 'question':
      return questionKey(state, top, key);
  }
}

function closed(state: State): State {
  return { ...state, overlays: state.overlays.slice(0, -1) };
}

/** A verb that asks gets no answer; it then does nothing. */
function leave(state: State, top: Overlay): Transition {
  return top.kind === 'question'
    ? transition(closed(state), { kind: 'answer', value: null })
    : transition(closed(state));
}

function replaceTop(state: State, top: Overlay): Transition {
  return transition({ ...state, overlays: [...state.overlays.slice(0, -1), top] });
}

function typeInto<O extends Overlay & { readonly typed: ReturnType<typeof typed> }>(
  state: State,
  top: O,
  key: Key,
): Transition {
  const edited = editText(top.typed, key);
  return edited ? replaceTop(state, { ...top, typed: edited } as Overlay) : transition(state);
}

type ListOverlay = Extract<Overlay, { kind: 'palette' | 'switcher' | 'choice' }>;

function listKey(state: State, top: ListOverlay, key: Key, count: number): Transition {
  const moves: Readonly<Record<string, number>> = {
    down: 1,
    'ctrl+n': 1,
    tab: 1,
    up: -1,
    'ctrl+p': -1,
    'shift+tab': -1,
    pagedown: 8,
    pageup: -8,
  };
  const vim: Readonly<Record<string, number>> = { j: 1, k: -1 };
  const isShort = top.kind === 'choice' && !isFiltered(top);
  const by = moves[key.name] ?? (isShort ? vim[key.name] : undefined);
  if (by !== undefined)
    return replaceTop(state, { ...top, selected: clamp(top.selected + by, 0, count - 1) });
  const edited = editText(top.typed, key);
  if (!edited) return transition(state);
  const selected = edited.text === top.typed.text ? top.selected : 0;
  return replaceTop(state, { ...top, typed: edited, selected });
}

/** Whether a prompt is above the choices: a few choices need none until something is typed. */
export function isFiltered({ choices, typed }: Extract<Overlay, { kind: 'choice' }>): boolean {
  return choices.length > 6 || typed.text !== '';
}

export function fittingChoices(choices: readonly Choice[], text: string): readonly Choice[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return words.length === 0
    ? choices
    : choices.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
}

/** Documents to go to; without a word the ones read last. */
export function switcherChoices(state: State, text: string) {
  if (text.trim() !== '') return documentsFor(state, text).slice(0, 50);
  const recent = [...new Set([...state.documents.back].reverse())];
  const known = recent.flatMap((path) => state.data.documents.find((one) => one.path === path) ?? []);
  return [
    ...known,
    ...state.data.documents.filter(({ path, archived }) => !archived && !recent.includes(path)),
  ].slice(0, 50);
}

/** The rows that a key scrolls a text by of which `height` rows are visible; undefined for another key. */
function scrolled({ name }: Key, height: number): number | undefined {
  const page = Math.max(1, height - 1);
  const by: Readonly<Record<string, number>> = {
    down: 1,
    j: 1,
    up: -1,
    k: -1,
    pagedown: page,
    'ctrl+f': page,
    space: page,
    pageup: -page,
    'ctrl+b': -page,
  };
  return by[name];
}

/** Only where nothing has to be read to its end before it is answered. */
const ends: Readonly<Record<string, number>> = { home: -1e6, '<': -1e6, end: 1e6, '>': 1e6 };

function pageKey(state: State, top: Extract<Overlay, { kind: 'help' | 'pages' }>, key: Key): Transition {
  const count = (top.kind === 'pages' ? pageLines(state, top) : helpLines(state)).length;
  const height = pageRows(state, count);
  const moved = ends[key.name] ?? scrolled(key, height);
  if (moved !== undefined)
    return replaceTop(state, {
      ...top,
      // After a resize it may be behind the end.
      offset: clamp(Math.min(top.offset, count - height) + moved, 0, count - height),
    });
  if (top.kind === 'pages' && top.accept && key.name === 'y')
    return transition(
      { ...closed(state), busy: top.accept.run.verb },
      { kind: 'verbs', calls: [top.accept.run], show: 'toast' },
    );
  if (key.name === 'q' || key.name === '?' || key.name === 'enter') return transition(closed(state));
  return transition(state);
}

/** What a form begins with, from where the person is. */
function prefillFor(state: State): Readonly<Record<string, string>> {
  const document = focusedDocument(state);
  const card = state.view === 'board' ? focusedCard(state) : null;
  const id = document?.id ?? document?.path ?? card?.id ?? '';
  // A verb that takes several documents is about the marked ones.
  const ids = state.marked.size > 0 ? targets(state).join(' ') : id;
  return { id, ids, type: document?.type ?? '', card: card ? (card.id ?? card.title) : id };
}

function createKey(state: State, top: Extract<Overlay, { kind: 'create' }>, key: Key): Transition {
  const names = state.data.types.map(({ name }) => name);
  if (key.name === 'tab' || key.name === 'shift+tab') {
    const at = names.indexOf(top.type) + (key.name === 'tab' ? 1 : -1);
    return replaceTop(state, { ...top, type: names[(at + names.length) % names.length] ?? top.type });
  }
  if (key.name !== 'enter') return typeInto(state, top, key);
  const title = top.typed.text.trim();
  if (title === '') return transition(state);
  return transition(
    { ...closed(state), busy: 'create', creating: top },
    {
      kind: 'verbs',
      calls: [
        {
          verb: 'create',
          input: {
            type: top.type,
            title,
            related: [],
            set: [],
            card: top.column !== null,
            column: top.column ?? undefined,
            edit: false,
          },
        },
      ],
      show: 'toast',
    },
  );
}

function questionKey(state: State, top: Extract<Overlay, { kind: 'question' }>, key: Key): Transition {
  const { question } = top;
  const answer = (value: string | boolean | null) => transition(closed(state), { kind: 'answer', value });
  if (question.kind === 'confirm') {
    const { lines, room } = questionText(state, question.text);
    const isRead = top.offset + room >= lines.length;
    if (key.name === 'y' && top.armed && isRead) return answer(true);
    if (key.name === 'n' && top.armed) return answer(false);
    const moved = scrolled(key, room);
    if (moved === undefined) return transition(state);
    return replaceTop(state, { ...top, offset: clamp(top.offset + moved, 0, lines.length - room) });
  }
  if (question.kind === 'choose') {
    const by: Readonly<Record<string, number>> = { down: 1, up: -1, tab: 1, 'shift+tab': -1 };
    const moved = by[key.name];
    if (moved !== undefined)
      return replaceTop(state, {
        ...top,
        selected: clamp(top.selected + moved, 0, question.choices.length - 1),
      });
    return key.name === 'enter' ? answer(question.choices[top.selected] ?? null) : transition(state);
  }
  return key.name === 'enter' ? answer(top.typed.text) : typeInto(state, top, key);
}

/** Carry out what a choice or a prompt was for. */
function answered(state: State, purpose: Purpose, answer: string): Transition {
  const calls = (
    verb: VerbCall['verb'],
    inputs: readonly Readonly<Record<string, unknown>>[],
  ): Transition => {
    const effect: Effect = { kind: 'verbs', calls: inputs.map((input) => ({ verb, input })), show: 'toast' };
    return transition({ ...state, busy: verb, marked: new Set() }, effect);
  };
  switch (purpose.kind) {
    case 'status':
      return calls(
        'set',
        purpose.documents.map((document) => ({
          document,
          assignments: [`status=${answer}`],
          unset: [],
          force: false,
        })),
      );
    case 'move':
      return moveOrAdd(state, purpose.cards, answer);
    case 'link-to': {
      const choices = ['', ...relationNames(state.data.relations)].map((value) => ({
        value,
        label: value || 'related, no relation',
      }));
      return transition({
        ...state,
        overlays: [
          ...state.overlays,
          {
            kind: 'choice',
            title: `${purpose.from} is … of ${answer}`,
            choices,
            typed: typed(),
            selected: 0,
            purpose: { kind: 'relation', from: purpose.from, to: answer },
          },
        ],
      });
    }
    case 'relation':
      return calls('link', [{ from: purpose.from, to: purpose.to, relation: answer || undefined }]);
    case 'approve':
    case 'reject':
      return calls(purpose.kind, [{ subject: purpose.subject, why: answer || undefined, sign: false }]);
    case 'card':
      return transition(focusCard(state, answer));
    case 'plan':
      return transition(
        { ...state, view: 'run', run: shownRun(state, answer) },
        { kind: 'plan', id: answer },
      );
  }
}
