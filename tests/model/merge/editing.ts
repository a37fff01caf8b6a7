import fc from 'fast-check';
import type { Board, Card } from '../../../src/model/board/board.js';
import {
  addCard,
  archiveCard,
  linkCard,
  moveCard,
  removeCard,
  retitleCard,
  tickCard,
} from '../../../src/model/board/edit.js';
import { findCard } from '../../../src/model/board/find.js';
import { read, value } from '../board/boards.js';

/** What a person does to one card; `card` counts the cards of the board that both start from. */
export type Step =
  | { readonly kind: 'move'; readonly card: number; readonly column: number; readonly position?: number }
  | { readonly kind: 'tick' | 'remove' | 'archive' | 'link'; readonly card: number }
  | { readonly kind: 'retitle'; readonly card: number; readonly title: string }
  | { readonly kind: 'add'; readonly column: number; readonly number: number };

export const options = { markerSize: 7, labels: { ours: 'ours', theirs: 'theirs' } };

export function allCards(board: Board): Card[] {
  return board.columns.flatMap(({ cards }) => cards);
}

/** How a card is found again after edits: its item, or its title (those of the boards here are all different). */
function nameOf(card: Card): string {
  return card.id ?? card.title;
}

/** Apply one step to a text. `names` are those of the cards of the first board. */
export function apply(text: string, step: Step, names: readonly string[]): string {
  const board = read(text);
  const columns = board.columns.filter(({ archive }) => !archive);
  if (step.kind === 'add') {
    const column = columns[step.column % columns.length];
    if (!column) return text;
    const id = `BUG-${step.number}`;
    return value(addCard(board, { column: column.name, id, title: `New ${step.number}` }));
  }
  const card = findCard(board, names[step.card] ?? '');
  if (!card) return text;
  switch (step.kind) {
    case 'move': {
      const column = columns[step.column % columns.length];
      if (!column || (step.position === undefined && column.cards.includes(card))) return text;
      return value(moveCard(board, card, column, step.position));
    }
    case 'tick':
      return value(tickCard(board, card));
    case 'remove':
      return value(removeCard(board, card));
    case 'archive':
      return value(archiveCard(board, card));
    case 'link':
      return value(linkCard(board, card, 'blocks', 'BUG-900'));
    case 'retitle':
      return card.id === null ? text : value(retitleCard(board, card, step.title));
  }
}

export interface Scene {
  readonly base: string;
  readonly names: readonly string[];
  readonly ours: readonly Step[];
  readonly theirs: readonly Step[];
}

/** Two sequences of steps on different cards of one board. */
export function scenes(boards: fc.Arbitrary<string>, positions: boolean): fc.Arbitrary<Scene> {
  return boards.chain((base) => {
    const names = allCards(read(base)).map(nameOf);
    const indexes = fc.shuffledSubarray([...names.keys()], {
      minLength: 0,
      maxLength: Math.min(8, names.length),
    });
    return indexes.chain((cards) => {
      const half = Math.ceil(cards.length / 2);
      return fc
        .tuple(steps(cards.slice(0, half), 100, positions), steps(cards.slice(half), 200, positions))
        .map(([ours, theirs]) => ({ base, names, ours, theirs }));
    });
  });
}

function steps(cards: readonly number[], first: number, positions: boolean): fc.Arbitrary<Step[]> {
  const column = fc.nat({ max: 3 });
  const one = (card: number): fc.Arbitrary<Step[]> =>
    fc.oneof(
      fc
        .tuple(column, positions ? fc.option(fc.nat({ max: 3 }), { nil: undefined }) : fc.constant(undefined))
        .map(([to, position]): Step[] => [
          { kind: 'move', card, column: to, ...(position === undefined ? {} : { position }) },
        ]),
      fc.constantFrom('tick', 'remove', 'archive', 'link').map((kind): Step[] => [{ kind, card } as Step]),
      fc.constant<Step[]>([{ kind: 'retitle', card, title: `Title ${first}` }]),
      column.map((to): Step[] => [
        { kind: 'tick', card },
        { kind: 'move', card, column: to },
        { kind: 'link', card },
      ]),
    );
  return fc
    .tuple(
      fc.tuple(...cards.map(one)),
      fc
        .array(column, { maxLength: 2 })
        .map((to) =>
          to.map((number, index): Step => ({ kind: 'add', column: number, number: first + index })),
        ),
    )
    .map(([edits, adds]) => [...edits.flat(), ...adds]);
}
