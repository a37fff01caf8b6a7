import { type Event, type Step, step } from './event.js';
import type { Question } from './overlay.js';
import { documentByPath } from './selectors.js';
import type { State } from './state.js';
import { typed } from './text.js';
import { withToast } from './toasts.js';

/** A verb did its work, or a plan that was started before has run. */
export function done(state: State, event: Extract<Event, { kind: 'done' }>): Step {
  const selected = event.select !== null && documentByPath(state.data, event.select) ? event.select : null;
  const chosen = selected ? { ...state, documents: { ...state.documents, selected } } : state;
  const hint = event.changed ? 'u undoes it' : event.hint;
  const next = isUnderWay(state, event.verb) ? ended(closeForm(chosen, event.verb)) : chosen;
  return withToast(next, 'done', event.message, hint);
}

/** A verb has more to show than a line; a trial is carried out from there. */
export function shown(state: State, event: Extract<Event, { kind: 'shown' }>): Step {
  const { verb, title, lines, accept } = event;
  // The form of a trial stays below: it may have to be changed.
  const { overlays } = accept ? state : closeForm(state, verb);
  const pages = {
    kind: 'pages',
    title,
    lines,
    offset: 0,
    accept: accept ? { label: 'apply', run: accept } : null,
  } as const;
  // What was pressed meanwhile was not meant for what is shown now.
  return step({ ...ended(state), queued: [], overlays: [...overlays, pages] });
}

/** Of two questions only the later one can be answered; the other got no answer. */
export function asked(state: State, question: Question): Step {
  const initial = question.kind === 'ask' ? question.initial : '';
  const box = {
    kind: 'question',
    question,
    armed: false,
    typed: typed(initial),
    selected: 0,
    offset: 0,
  } as const;
  const others = state.overlays.filter(({ kind }) => kind !== 'question');
  const top = others.at(-1);
  // A form that was sent waits for the answer. What is being typed is finished first: the question comes below it.
  const isOfForm = top?.kind === 'form' && top.form.verb === state.busy;
  return step({ ...state, overlays: isOfForm ? [...others, box] : [box, ...others] }, { kind: 'arm' });
}

/**
 * Whether what ended is what the person waits for: a plan that runs ends while another verb is under way.
 * Where an effect failed that should not be able to, its name stands for the verb's.
 */
function isUnderWay({ busy }: State, verb: string): boolean {
  return busy === verb || verb === 'describe' || verb === 'verbs';
}

function ended(state: State): State {
  return { ...state, busy: null, creating: null, board: { ...state.board, before: null } };
}

/** A form that was carried out goes; one that failed stays, with what is wrong. */
function closeForm(state: State, verb: string): State {
  const top = state.overlays.at(-1);
  const isIts = top?.kind === 'form' && top.form.verb === verb;
  return isIts ? { ...state, overlays: state.overlays.slice(0, -1) } : state;
}

/** A verb could not do its work, or something beside it went wrong. */
export function failed(state: State, { verb, problem }: Extract<Event, { kind: 'failed' }>): Step {
  const parts = [problem.message];
  if (problem.place)
    parts.push(`(${problem.place.path}${problem.place.line ? `:${problem.place.line}` : ''})`);
  if (problem.suggestion) parts.push(`— did you mean ${problem.suggestion}?`);
  else if (problem.allowed) parts.push(`— allowed: ${problem.allowed.join(', ')}`);
  const message = parts.join(' ');
  if (!isUnderWay(state, verb)) return withToast(state, 'problem', message, problem.hint);
  const top = state.overlays.at(-1);
  if (top?.kind === 'form' && top.form.verb === verb) {
    const form = { ...top.form, problem: message };
    return step({ ...ended(state), overlays: [...state.overlays.slice(0, -1), { kind: 'form', form }] });
  }
  const { creating } = state;
  const overlays = creating ? [...state.overlays, creating] : state.overlays;
  // A card that could not be moved stays where it was, and the focus with it.
  const board = { ...state.board, ...state.board.before, before: null };
  return withToast({ ...ended(state), board, overlays, queued: [] }, 'problem', message, problem.hint);
}
