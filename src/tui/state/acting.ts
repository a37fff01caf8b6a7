import { cardName, focusedCard, focusedColumn } from './board/boardCards.js';
import { type Effect, type Step, step } from './event.js';
import { focusedDocument } from './focused.js';
import { motion } from './motion.js';
import { typed } from './overlays/text.js';
import { documentByPath, openPlans } from './selectors.js';
import type { State } from './state.js';
import { markedCards, targets } from './targets.js';
import { withToast } from './toasts.js';

export function verbs(state: State, ...calls: Extract<Effect, { kind: 'verbs' }>['calls'][number][]): Step {
  return step({ ...state, busy: calls[0]?.verb ?? null }, { kind: 'verbs', calls, show: 'toast' });
}

export function newDocument(state: State): Step {
  const column = state.view === 'board' ? (focusedColumn(state)?.name ?? null) : null;
  const current = focusedDocument(state)?.type;
  const names = state.data.types.map(({ name }) => name);
  const { types } = state.data;
  const wanted = { board: types.find(({ card }) => card), run: types.find(({ tascs }) => tascs) };
  const usual = state.view === 'board' || state.view === 'run' ? wanted[state.view]?.name : current;
  const type = usual && names.includes(usual) ? usual : (names[0] ?? '');
  return step({ ...state, overlays: [...state.overlays, { kind: 'create', typed: typed(), type, column }] });
}

export function chooseStatus(state: State): Step {
  const documents = targets(state);
  const first = focusedDocument(state);
  const marked = [...state.marked].flatMap((path) => documentByPath(state.data, path) ?? []);
  const types = new Set((marked.length > 0 ? marked : first ? [first] : []).map(({ type }) => type));
  const statuses = state.data.types
    .filter(({ name }) => types.has(name))
    .map((type) => type.statuses)
    .reduce<readonly string[] | null>(
      (all, own) => (all ? all.filter((one) => own.includes(one)) : own),
      null,
    );
  if (documents.length === 0) return step(state);
  if (!statuses || statuses.length === 0)
    return withToast(state, 'problem', 'these have no status in common');
  const title =
    documents.length === 1 ? `Status of ${documents[0]}` : `Status of ${documents.length} documents`;
  const choices = statuses.map((value) => ({
    value,
    label: value === first?.status ? `${value}  (now)` : value,
  }));
  const selected = Math.max(0, statuses.indexOf(first?.status ?? ''));
  return step({
    ...state,
    overlays: [
      ...state.overlays,
      { kind: 'choice', title, choices, typed: typed(), selected, purpose: { kind: 'status', documents } },
    ],
  });
}

export function linkDocument(state: State): Step {
  const document = focusedDocument(state);
  if (!document) return step(state);
  const from = document.id ?? document.path;
  return step({
    ...state,
    overlays: [
      ...state.overlays,
      {
        kind: 'choice',
        title: `Link ${from} with`,
        choices: state.data.documents
          .filter(({ path, archived, id }) => path !== document.path && !archived && id !== null)
          .map(({ id, title }) => ({ value: id ?? '', label: `${id}  ${title}` })),
        typed: typed(),
        selected: 0,
        purpose: { kind: 'link-to', from },
      },
    ],
  });
}

export function mark(state: State): Step {
  const card = state.view === 'board' ? focusedCard(state) : null;
  const path = card
    ? (focusedDocument(state)?.path ?? `card:${cardName(card)}`)
    : focusedDocument(state)?.path;
  if (!path) return step(state);
  const marked = new Set(state.marked);
  if (!marked.delete(path)) marked.add(path);
  const { state: next, effects } = motion({ ...state, marked }, 'down');
  return { state: next, effects };
}

/** A verb for every marked card, else for the focused one. */
export function onCards(
  state: State,
  call: (card: string) => Extract<Effect, { kind: 'verbs' }>['calls'][number],
): Step {
  const cards = markedCards(state);
  return cards.length > 0 ? verbs({ ...state, marked: new Set() }, ...cards.map(call)) : step(state);
}

export function choosePlan(state: State): Step {
  const plans = openPlans(state).filter(({ id }) => id);
  if (plans.length === 0) return withToast(state, 'problem', 'there is no plan yet', 'n makes one');
  return step({
    ...state,
    overlays: [
      ...state.overlays,
      {
        kind: 'choice',
        title: 'Plan',
        choices: plans.map(({ id, title, status }) => ({
          value: id ?? '',
          label: `${id}  ${title}  (${status})`,
        })),
        typed: typed(),
        selected: Math.max(
          0,
          plans.findIndex(({ id }) => id === state.run.plan),
        ),
        purpose: { kind: 'plan' },
      },
    ],
  });
}
