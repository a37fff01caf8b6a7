import { focusCardOf } from './board/boardCommands.js';
import { type Event, type Transition, transition, withToast } from './event.js';
import type { Overlay, Question } from './overlays/overlay.js';
import { typed } from './overlays/text.js';
import { documentByPath } from './selectors.js';
import type { State } from './state.js';

type Of<Kind extends Event['kind']> = Extract<Event, { kind: Kind }>;

/** A verb came to its end: what it says, and the document that it made is chosen. */
export function verbDone(state: State, event: Of<'done'>): Transition {
  const selected = event.select !== null && documentByPath(state.data, event.select) ? event.select : null;
  const chosen = selected
    ? focusCardOf({ ...state, documents: { ...state.documents, selected } }, selected)
    : state;
  const hint = event.changed ? 'u undoes it' : event.hint;
  const next = isUnderWay(state, event.verb) ? ended(closeForm(chosen, event.verb)) : chosen;
  return withToast(next, 'done', event.message, hint);
}

/** A verb shows something, or what it would change. */
export function verbShown(state: State, event: Of<'shown'>): Transition {
  return transition({
    ...ended(state),
    // What was pressed meanwhile was not meant for what is shown now.
    queued: [],
    overlays: [
      // The form of a trial stays below: it may have to be changed.
      ...(event.accept ? state : closeForm(state, event.verb)).overlays,
      {
        kind: 'pages',
        title: event.title,
        lines: event.lines,
        offset: 0,
        accept: event.accept ? { label: 'apply', run: event.accept } : null,
      },
    ],
  });
}

/** Of two questions only the later one can be answered; the other got no answer. */
export function questionAsked(state: State, question: Question): Transition {
  const initial = question.kind === 'ask' ? question.initial : '';
  const box: Overlay = {
    kind: 'question',
    question,
    armed: false,
    typed: typed(initial),
    selected: 0,
    offset: 0,
  };
  const others = state.overlays.filter(({ kind }) => kind !== 'question');
  const top = others.at(-1);
  // What is being typed is finished first, the question comes below it; a form whose verb asks was sent off.
  const isOfForm = top?.kind === 'form' && top.form.verb === state.busy;
  return transition({ ...state, overlays: isOfForm ? [...others, box] : [box, ...others] }, { kind: 'arm' });
}

/**
 * Whether what ended is what the person waits for: a plan that runs and an editor end while another verb is under way.
 * Where an effect failed that should not be able to, its name replaces the verb's.
 */
function isUnderWay({ busy }: State, verb: string): boolean {
  return busy === verb || verb === 'describe' || verb === 'verbs';
}

/** What was moved is where it is: another move that is refused later does not lead back. */
function ended(state: State): State {
  return { ...state, busy: null, creating: null, board: { ...state.board, before: null } };
}

/** A form that was carried out goes; one that failed stays, with what is wrong. */
function closeForm(state: State, verb: string): State {
  const top = state.overlays.at(-1);
  const isIts = top?.kind === 'form' && top.form.verb === verb;
  return isIts ? { ...state, overlays: state.overlays.slice(0, -1) } : state;
}

/** A verb failed: its form says why, else the last line. */
export function verbFailed(state: State, { verb, problem }: Of<'failed'>): Transition {
  const parts = [problem.message];
  const { place } = problem;
  // A message that names the file already is not followed by its name again.
  if (place && (place.line || !problem.message.includes(place.path)))
    parts.push(`(${place.path}${place.line ? `:${place.line}` : ''})`);
  if (problem.suggestion) parts.push(`— did you mean ${problem.suggestion}?`);
  else if (problem.allowed) parts.push(`— allowed: ${problem.allowed.join(', ')}`);
  const message = parts.join(' ');
  const hint = problem.hint ?? null;
  if (!isUnderWay(state, verb)) return withToast(state, 'problem', message, hint);
  const top = state.overlays.at(-1);
  if (top?.kind === 'form' && top.form.verb === verb) {
    const form = { ...top.form, problem: message, hint };
    return transition({
      ...ended(state),
      overlays: [...state.overlays.slice(0, -1), { kind: 'form', form }],
    });
  }
  const { creating } = state;
  const overlays = creating ? [...state.overlays, creating] : state.overlays;
  // A card that could not be moved stays where it was, and the focus with it.
  const board = { ...state.board, ...state.board.before, before: null };
  return withToast({ ...ended(state), board, overlays, queued: [] }, 'problem', message, hint);
}
