import { type Step, step } from '../event.js';
import { clamp, type Motion, moveBy } from '../lists.js';
import type { VerbCall } from '../overlays/overlay.js';
import { typed } from '../overlays/text.js';
import { documentByPath } from '../selectors.js';
import type { State } from '../state.js';
import { markedCards } from '../targets.js';
import { withToast } from '../toasts.js';
import {
  boardColumns,
  cardName,
  cardPosition,
  focusedCard,
  focusedColumn,
  visibleCards,
} from './boardCards.js';

export function boardMotion(state: State, motion: Motion): Step {
  const column = focusedColumn(state);
  if (!column) return step(state);
  const height = visibleCards(state);
  const at = moveBy(cardPosition(state, column), motion, column.cards.length, height);
  return step({ ...state, board: { ...state.board, cards: { ...state.board.cards, [column.name]: at } } });
}

export function boardSide(state: State, direction: 'left' | 'right'): Step {
  const column = clamp(
    state.board.column + (direction === 'left' ? -1 : 1),
    0,
    boardColumns(state).length - 1,
  );
  return step({ ...state, board: { ...state.board, column } });
}

/** Move the focused card, or every marked one to the next column. The focus goes with it. */
export function moveCard(state: State, command: 'move-left' | 'move-right' | 'move-down' | 'move-up'): Step {
  const columns = boardColumns(state);
  const column = focusedColumn(state);
  const card = focusedCard(state);
  if (!column || !card) return step(state);
  const at = columns.indexOf(column);
  if (command === 'move-left' || command === 'move-right') {
    const target = columns[at + (command === 'move-left' ? -1 : 1)];
    if (!target) return step(state);
    const cards = markedCards(state);
    const end = target.cards.length + cards.length - 1;
    return step(
      {
        ...state,
        busy: 'board move',
        marked: new Set(),
        board: {
          ...state.board,
          before: { column: state.board.column, cards: state.board.cards },
          column: columns.indexOf(target),
          cards: { ...state.board.cards, [target.name]: end },
        },
      },
      {
        kind: 'verbs',
        calls: cards.map((one) => ({
          verb: 'board move',
          input: { card: one, column: target.name, position: undefined },
        })),
        show: 'toast',
      },
    );
  }
  const from = cardPosition(state, column);
  const to = clamp(from + (command === 'move-down' ? 1 : -1), 0, column.cards.length - 1);
  if (to === from) return step(state);
  return step(
    // The focus is on the card and stays there when the files say where it is.
    { ...state, busy: 'board move' },
    {
      kind: 'verbs',
      calls: [{ verb: 'board move', input: { card: cardName(card), column: column.name, position: to + 1 } }],
      show: 'toast',
    },
  );
}

/** Ask for the column to move to. */
export function moveCardTo(state: State): Step {
  const cards = markedCards(state);
  if (cards.length === 0) return step(state);
  const columns = boardColumns(state);
  if (columns.length === 0)
    return withToast(state, 'problem', 'there is no board', 'the palette has board rebuild');
  // Where the first of them is, also when it is moved from the list of documents.
  const now = columns.findIndex((column) => column.cards.some((card) => cardName(card) === cards[0]));
  return step({
    ...state,
    overlays: [
      ...state.overlays,
      {
        kind: 'choice',
        title: cards.length === 1 ? `Move ${cards[0]} to` : `Move ${cards.length} cards to`,
        choices: columns.map(({ name }, at) => ({
          value: name,
          label: at === now ? `${name}  (now)` : name,
        })),
        typed: typed(),
        selected: Math.max(0, now),
        purpose: { kind: 'move', cards },
      },
    ],
  });
}

/** Ask for a card to go to, by its id or title. */
export function findCard(state: State): Step {
  const seen = new Map<string, number>();
  const choices = boardColumns(state).flatMap((column) =>
    column.cards.map((card) => {
      const name = cardName(card);
      const before = seen.get(name) ?? 0;
      seen.set(name, before + 1);
      const label = `${card.id ? `${card.id}  ` : ''}${card.title}  (${column.name})`;
      return { value: `${before}/${name}`, label };
    }),
  );
  if (choices.length === 0) return withToast(state, 'problem', 'there are no cards yet', 'n makes one');
  return step({
    ...state,
    overlays: [
      ...state.overlays,
      {
        kind: 'choice',
        title: 'Find a card',
        choices,
        typed: typed(),
        selected: 0,
        purpose: { kind: 'card' },
      },
    ],
  });
}

/** The focus on a card, wherever it stands by now: `0/TASK-001` is the first one of that name. */
export function focusCard(state: State, which: string): State {
  const name = which.slice(which.indexOf('/') + 1);
  let before = Number.parseInt(which, 10);
  for (const [at, column] of boardColumns(state).entries())
    for (const [position, card] of column.cards.entries()) {
      if (cardName(card) !== name || before-- > 0) continue;
      const cards = { ...state.board.cards, [column.name]: position };
      return { ...state, board: { ...state.board, column: at, cards } };
    }
  return state;
}

/** On the board the focus on the card of a document that was made, where it has one. */
export function focusCardOf(state: State, path: string): State {
  const id = documentByPath(state.data, path)?.id;
  return state.view === 'board' && id ? focusCard(state, `0/${id}`) : state;
}

/** Cards to a column; a document that has none yet gets one there. */
export function moveOrAdd(state: State, cards: readonly string[], column: string): Step {
  const known = new Set(boardColumns(state).flatMap((one) => one.cards.map(cardName)));
  const calls = cards.map(
    (card): VerbCall =>
      known.has(card)
        ? { verb: 'board move', input: { card, column, position: undefined } }
        : { verb: 'board add', input: { card, column } },
  );
  return step(
    { ...state, busy: calls[0]?.verb ?? null, marked: new Set() },
    { kind: 'verbs', calls, show: 'toast' },
  );
}
