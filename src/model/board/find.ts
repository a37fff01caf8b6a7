import type { Board, Card, Column } from './board.js';

/** The card of an id (in any spelling of case), else the free card of this text; archived ones last. */
export function findCard(board: Board, reference: string): Card | undefined {
  const wanted = reference.trim().toLowerCase();
  const columns = [
    ...board.columns.filter((column) => !column.archive),
    ...board.columns.filter((column) => column.archive),
  ];
  const cards = columns.flatMap((column) => column.cards);
  const padded = wanted.replace(
    /^([a-z]+)-0*(\d+)$/,
    (_, prefix: string, digits: string) => `${prefix}-${digits.padStart(3, '0')}`,
  );
  return (
    cards.find((card) => card.id?.toLowerCase() === padded) ??
    cards.find((card) => card.id === null && card.title.toLowerCase() === wanted)
  );
}

/** The column of a name, without case and work-in-progress limit. */
export function columnNamed(board: Board, name: string): Column | undefined {
  const key = (text: string) =>
    text
      .trim()
      .toLowerCase()
      .replace(/[\s_-]+/g, ' ');
  return (
    board.columns.find((column) => column.name === name) ??
    board.columns.find((column) => key(column.name) === key(name))
  );
}

/** The column that a card stands in. */
export function columnOf(board: Board, card: Card): Column | undefined {
  return board.columns.find((column) => column.cards.some((one) => one.start === card.start));
}
