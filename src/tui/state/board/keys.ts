import type { Binding, Pane } from '../binding.js';
import { readFocused } from '../documents/navigation.js';
import { callVerbs, type Transition, transition } from '../event.js';
import { markedCards, noCards, noDocument } from '../focused.js';
import type { VerbCall } from '../overlays/overlay.js';
import type { State } from '../state.js';
import { boardColumns } from './boardCards.js';
import { findCard, focusColumn, moveCard, moveCardTo, moveInColumn } from './boardCommands.js';

const panes: readonly Pane[] = ['board'];

// biome-ignore format: a row a binding where it fits
export const boardKeys: readonly Binding[] = [
  { keys: ['enter'], panes, help: "open the card's document", hint: 'open', disabled: noDocument, run: readFocused },
  {
    keys: ['/'],
    panes,
    help: 'find a card',
    hint: 'find',
    disabled: (state) =>
      boardColumns(state).some(({ cards }) => cards.length > 0) ? null : ['no cards yet', 'n makes one'],
    run: findCard,
  },
  { keys: ['left', 'h'], panes, help: 'go to the previous column', run: (state) => focusColumn(state, -1) },
  { keys: ['right', 'l'], panes, help: 'go to the next column', run: (state) => focusColumn(state, 1) },
  { keys: ['H', 'shift+left'], panes, help: 'move the card to the previous column', hint: 'move', waits: 'always', disabled: noCards, run: (state) => moveCard(state, -1) },
  { keys: ['L', 'shift+right'], panes, help: 'move the card to the next column', waits: 'always', disabled: noCards, run: (state) => moveCard(state, 1) },
  { keys: ['J', 'shift+down'], panes, help: 'move the card down', waits: 'always', disabled: noCards, run: (state) => moveInColumn(state, 1) },
  { keys: ['K', 'shift+up'], panes, help: 'move the card up', waits: 'always', disabled: noCards, run: (state) => moveInColumn(state, -1) },
  {
    keys: ['t'],
    panes,
    help: 'tick the card: done',
    hint: 'tick',
    waits: 'always',
    disabled: noCards,
    run: (state) => callForCards(state, (card) => ({ verb: 'board tick', input: { card } })),
  },
  {
    keys: ['x'],
    panes,
    help: 'archive the card',
    waits: 'always',
    disabled: noCards,
    run: (state) => callForCards(state, (card) => ({ verb: 'board archive', input: { card, done: false } })),
  },
  { keys: ['v'], panes, help: 'full or compact cards', hint: 'cards', run: (state) => transition({ ...state, board: { ...state.board, full: !state.board.full } }) },
  {
    keys: ['m'],
    panes: ['board', 'list'],
    help: 'move the card to a column',
    waits: 'always',
    disabled(state) {
      if (boardColumns(state).length === 0)
        return ['the board does not exist', 'the palette has board rebuild'];
      return noCards(state);
    },
    run: moveCardTo,
  },
];

/** A verb for every marked card, else for the focused one. */
function callForCards(state: State, call: (card: string) => VerbCall): Transition {
  return callVerbs({ ...state, marked: new Set() }, ...markedCards(state).map(call));
}
