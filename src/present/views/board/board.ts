import { visible } from '../../../model/display.js';
import { isBlocked } from '../../../model/document/type.js';
import type { ShownBoard, ShownCard, ShownColumn } from '../../../operations/verbs/board/show.js';
import type { Terminal } from '../../terminal.js';
import type { Block, Cell, View } from '../../view.js';

/** Columns below each other, each a table of its cards: readable at any width, and in a pipe. */
export const view: View<ShownBoard> = {
  pretty({ data }, terminal) {
    return data.columns.flatMap((column, index) => [
      ...(index > 0 ? [''] : []),
      ...describe(column, terminal),
    ]);
  },
  plain: ({ data }) =>
    data.columns.flatMap((column) =>
      column.cards.map((card) => [
        column.name,
        card.ticked ? 'x' : ' ',
        card.id ?? '',
        card.status ?? '',
        card.title,
      ]),
    ),
};

function describe(column: ShownColumn, terminal: Terminal): Block[] {
  const count =
    column.limit === null ? String(column.cards.length) : `${column.cards.length}/${column.limit}`;
  const over = column.limit !== null && column.cards.length > column.limit;
  const head = `${terminal.bold(visible(column.name))} ${over ? terminal.red(count) : terminal.dim(count)}`;
  if (column.cards.length === 0) return [head];
  return [head, { indent: 2, rows: column.cards.map((card) => row(card, terminal)), flexible: 2 }];
}

function row(card: ShownCard, terminal: Terminal): Cell[] {
  const done = card.ticked ? terminal.dim : (text: string) => text;
  const marks = [
    isBlocked(card.status ?? '') ? 'blocked' : '',
    card.missing ? 'no such document' : '',
    card.waitsFor.length > 0 ? `waits for ${card.waitsFor.join(', ')}` : '',
    card.priority === 'high' || card.priority === 'critical' ? card.priority : '',
    card.assignee ? `@${visible(card.assignee)}` : '',
    ...card.relations.map(({ relation, target }) => `${relation} ${visible(target)}`),
  ].filter(Boolean);
  return [
    { text: card.ticked ? '✓' : '·', style: card.ticked ? terminal.green : terminal.dim },
    { text: card.id ?? '', style: card.missing ? terminal.red : terminal.cyan },
    { text: visible(card.title), style: done },
    {
      text: marks.join(' · '),
      style: card.missing || isBlocked(card.status ?? '') ? terminal.red : terminal.dim,
    },
  ];
}
