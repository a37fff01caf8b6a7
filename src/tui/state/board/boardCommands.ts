import { callVerbs, type Transition, transition } from '../event.js';
import { markedCards } from '../focused.js';
import { clamp, type Motion, moveBy } from '../lists.js';
import type { VerbCall } from '../overlays/overlay.js';
import { typed } from '../overlays/text.js';
import { documentByPath } from '../selectors.js';
import type { State } from '../state.js';
import {
  boardColumns,
  cardName,
  cardPosition,
  focusedCard,
  focusedColumn,
  visibleCards,
} from './boardCards.js';

export function boardMotion(state: State, motion: Motion): Transition {
  const column = focusedColumn(state);
  if (!column) return transition(state);
  const height = visibleCards(state);
  const at = moveBy(cardPosition(state, column), motion, column.cards.length, height);
  return transition({
    ...state,
    board: { ...state.board, cards: { ...state.board.cards, [column.name]: at } },
  });
}

export function focusColumn(state: State, by: 1 | -1): Transition {
  const column = clamp(state.board.column + by, 0, boardColumns(state).length - 1);
  return transition({ ...state, board: { ...state.board, column } });
}

/** Move the focused card, or every marked one, to the next column or the one before. The focus goes with it. */
export function moveCard(state: State, by: 1 | -1): Transition {
  const columns = boardColumns(state);
  const column = focusedColumn(state);
  const at = column ? columns.indexOf(column) + by : -1;
  const target = columns[at];
  if (!target) return transition(state);
  const names = markedCards(state);
  const end = target.cards.length + names.length - 1;
  const calls = names.map((card) => moveCall(card, target.name));
  const cards = { ...state.board.cards, [target.name]: end };
  return withFocus(callVerbs({ ...state, marked: new Set() }, ...calls), at, cards);
}

/** Move the focused card within its column. */
export function moveInColumn(state: State, by: 1 | -1): Transition {
  const column = focusedColumn(state);
  const card = focusedCard(state);
  if (!column || !card) return transition(state);
  const from = cardPosition(state, column);
  const to = clamp(from + by, 0, column.cards.length - 1);
  if (to === from) return transition(state);
  // The focus is on the card and stays there when the files say where it is.
  return callVerbs(state, moveCall(cardName(card), column.name, to + 1));
}

function moveCall(card: string, column: string, position?: number): VerbCall {
  return { verb: 'board move', input: { card, column, position } };
}

/** The focus where a move will bring it; where it was is kept for when the move is refused. */
function withFocus(
  { state, effects }: Transition,
  column: number,
  cards: State['board']['cards'],
): Transition {
  const before = { column: state.board.column, cards: state.board.cards };
  return { state: { ...state, board: { ...state.board, before, column, cards } }, effects };
}

/** Ask for the column to move to. */
export function moveCardTo(state: State): Transition {
  const cards = markedCards(state);
  const columns = boardColumns(state);
  // Where the first of them is, also when it is moved from the list of documents.
  const now = columns.findIndex((column) => column.cards.some((card) => cardName(card) === cards[0]));
  return transition({
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
export function findCard(state: State): Transition {
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
  return transition({
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

/** Focus a card, wherever it is now: `0/TASK-001` is the first one of that name. */
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
export function moveOrAdd(state: State, cards: readonly string[], column: string): Transition {
  const known = new Set(boardColumns(state).flatMap((one) => one.cards.map(cardName)));
  const calls = cards.map(
    (card): VerbCall =>
      known.has(card) ? moveCall(card, column) : { verb: 'board add', input: { card, column } },
  );
  return callVerbs({ ...state, marked: new Set() }, ...calls);
}
