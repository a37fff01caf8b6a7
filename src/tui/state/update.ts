import type { Key } from '../terminal/keys.js';
import type { Binding } from './binding.js';
import { filterKey, searchFor } from './documents/filterKeys.js';
import { restoreViewport, scrollToSource } from './documents/navigation.js';
import { showFound } from './documents/scrollToMatch.js';
import { callVerbs, type Effect, type Event, type Transition, transition, withToast } from './event.js';
import { bindingOf, runBinding, waits } from './keyMap.js';
import { keepSelection, normalize, pathAfter } from './normalize.js';
import { questionAsked, verbDone, verbFailed, verbShown } from './outcomes.js';
import { formOf } from './overlays/formKeys.js';
import { overlayKey } from './overlays/overlayKeys.js';
import { printedMore, runEnded, runnerEvent, shownPlan } from './run/runTransitions.js';
import { isTooSmall } from './selectors.js';
import type { State } from './state.js';

/** The next state, and what is to be done outside of it. Pure: the same state and event give the same transition. */
export function update(state: State, event: Event): Transition {
  let { state: next, effects } = apply(state, event);
  if (next.opening && next.busy === null) next = { ...next, opening: false };
  // What was pressed while a change was under way is about what is there now.
  while (next.queued.length > 0 && next.busy === null) {
    const [key, ...queued] = next.queued;
    if (!key) break;
    const normalized = normalize(state, { ...next, queued }, effects);
    const replayed = apply(normalized.state, { kind: 'key', key });
    next = replayed.state;
    effects = [...normalized.effects, ...replayed.effects];
  }
  return normalize(state, next, effects);
}

/**
 * The next state after `update` failed, which is a bug: what there is without bringing everything in line, which is
 * enough to change the view, to leave a box and to quit, else the same state; and what went wrong.
 */
export function updateAfterError(state: State, event: Event, error: unknown): Transition {
  const said = error instanceof Error ? error.message : String(error);
  const withProblem = (next: State) =>
    withToast(next, 'problem', `that failed unexpectedly: ${said}`, 'the other views work');
  try {
    const { state: next, effects } = apply(state, event);
    const { state: shown, effects: more } = withProblem(next);
    return { state: shown, effects: [...effects, ...more] };
  } catch {
    // The transition itself fails.
    return withProblem({ ...state, busy: null, opening: false, queued: [] });
  }
}

function apply(state: State, event: Event): Transition {
  switch (event.kind) {
    case 'key':
      return keyPressed(state, event);
    case 'resize':
      return transition({ ...state, size: event.size });
    case 'data':
      return dataChanged(state, event.data);
    case 'opened':
      return opened(state, event.document);
    case 'searched':
      if (event.filter !== state.documents.filter) return transition(state);
      return transition(showFound({ ...state, documents: { ...state.documents, inText: event.inText } }));
    case 'plan':
      return shownPlan(state, event);
    case 'runner':
      return runnerEvent(state, event.plan, event.event, event.now);
    case 'printed':
      return printedMore(state, event.plan, event.printed);
    case 'run-ended':
      return runEnded(state, event.plan);
    case 'output': {
      const { shown, selected } = state.run;
      // Another tasc was selected meanwhile: its output may be there already.
      if (shown?.tascs[selected]?.proof !== event.hash) return transition(state);
      const output = { hash: event.hash, text: event.text, isCut: event.isCut };
      return transition({ ...state, run: { ...state.run, output } });
    }
    case 'tick':
      return transition({ ...state, run: { ...state.run, now: event.now } });
    case 'described':
      return transition({
        ...state,
        busy: null,
        overlays: [...state.overlays, { kind: 'form', form: formOf(event.form, state) }],
      });
    case 'question':
      return questionAsked(state, event.question);
    case 'armed':
      return transition({
        ...state,
        overlays: state.overlays.map((one) => (one.kind === 'question' ? { ...one, armed: true } : one)),
      });
    case 'done':
      return verbDone(state, event);
    case 'shown':
      return verbShown(state, event);
    case 'verbs':
      return transition({ ...state, verbs: event.verbs });
    case 'failed':
      return verbFailed(state, event);
    case 'expired':
      return transition(state.toast?.id === event.toast ? { ...state, toast: null } : state);
  }
}

function keyPressed(before: State, { key }: Extract<Event, { kind: 'key' }>): Transition {
  const isOver = before.overlays.length > 0;
  // Whoever leaves does not want what waits any more.
  const state = key.name === 'escape' && !isOver ? { ...before, opening: false, queued: [] } : before;
  const binding = bindingOf(state, key.name);
  // Where nothing can be seen no key changes anything, and what is being typed stays as it is.
  if (isTooSmall(state)) return binding?.needs === 'nothing' ? runBinding(state, binding) : transition(state);
  if (followsOthers(state, key, binding)) return transition(queue(state, key));
  if (isOver) return overlayKey(state, key);
  if (!state.data.exists) {
    if (key.name === 'enter' && state.busy === null && !state.hadDocuments)
      return callVerbs(state, { verb: 'init', input: {} });
    return binding?.needs ? runBinding(state, binding) : transition(state);
  }
  if (state.view === 'documents' && state.documents.filtering) return filterKey(state, key, binding);
  if (key.pasted || !binding) return transition(state);
  if (state.busy !== null && waits(state, binding)) return transition(queue(state, key));
  return runBinding(state, binding);
}

/** How many keys are kept while a change is under way. */
const mostQueued = 500;

/** A key that is looked at again when the change that is under way is done. */
function queue(state: State, key: Key): State {
  return { ...state, queued: [...state.queued, key].slice(0, mostQueued) };
}

/**
 * Whether a key has to wait behind the keys before it: a title that is typed behind an `n` that waits, or into a form
 * that is about to open, is text.
 */
function followsOthers({ busy, opening, queued, overlays }: State, key: Key, binding?: Binding): boolean {
  if (busy === null || (binding?.needs === 'nothing' && key.text === '')) return false;
  const top = overlays.at(-1);
  if (!top) return key.name !== 'escape' && (opening || queued.length > 0);
  // A form that was sent takes no more keys: they are for what comes after it.
  return top.kind === 'form' && top.form.verb === busy && key.name !== 'escape';
}

/** The files say something new: what is selected stays selected, wherever it is now. */
function dataChanged(state: State, data: Partial<State['data']>): Transition {
  const changed = { ...state, data: { ...state.data, ...data } };
  const hadDocuments = state.hadDocuments || (data.documents?.length ?? 0) > 0;
  const next = keepSelection(state, { ...changed, hadDocuments });
  const effects: Effect[] = [];
  if (data.documents && state.requested)
    effects.push({ kind: 'open', path: pathAfter(state, next, state.requested) ?? state.requested });
  if (data.documents && state.run.plan && !state.run.running)
    effects.push({ kind: 'plan', id: state.run.plan });
  // The texts were read again with the links.
  if (data.links) effects.push(...searchFor(state.documents.filter));
  return transition(next, ...effects);
}

function opened(state: State, document: NonNullable<State['open']>): Transition {
  if (document.path !== state.requested) return transition(state);
  const same = state.open?.path === document.path;
  if (same && state.open?.text === document.text && state.open.problem === document.problem)
    return transition(state);
  if (same) return transition({ ...state, open: document });
  const fresh: State = {
    ...state,
    open: document,
    documents: { ...state.documents, scroll: 0, link: -1 },
  };
  const { pendingViewport: place, pendingLine: pending } = state;
  if (place?.path === document.path)
    return transition(restoreViewport({ ...fresh, pendingViewport: null }, place));
  if (pending?.path !== document.path) return transition(showFound({ ...fresh, pendingViewport: null }));
  return transition({ ...scrollToSource(fresh, pending.line), pendingLine: null });
}
