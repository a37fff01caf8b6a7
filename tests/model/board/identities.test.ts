import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Board, Card } from '../../../src/model/board/board.js';
import {
  addCard,
  archiveCard,
  linkCard,
  moveCard,
  removeCard,
  tickCard,
  unlinkCard,
  untickCard,
} from '../../../src/model/board/edit.js';
import { boardText, read, value } from './boards.js';

function each(board: Board, visit: (card: Card, column: number, index: number) => void): void {
  for (const [column, { cards }] of board.columns.entries()) {
    for (const [index, card] of cards.entries()) visit(card, column, index);
  }
}

function cardAt(board: Board, column: number, index: number): Card {
  const card = board.columns[column]?.cards[index];
  if (!card) throw new Error(`no card ${column}/${index} in\n${board.text}`);
  return card;
}

function cardText(board: Board, { start, end }: Card): string {
  return board.text.slice(start, end).replace(/\r?\n$/, '');
}

/** Every card, and the lines outside of cards; blank lines follow the cards. */
function contents(board: Board): { cards: string[]; others: string[] } {
  const cards = board.columns.flatMap((column) => column.cards);
  let others = '';
  let at = 0;
  for (const { start, end } of cards) {
    others += board.text.slice(at, start);
    at = end;
  }
  others += board.text.slice(at);
  return {
    cards: cards.map((card) => cardText(board, card)).sort(),
    others: others.split(/\r?\n/).filter((line) => line.trim() !== ''),
  };
}

function moveEverywhere(text: string): void {
  const board = read(text);
  const before = contents(board);
  each(board, (card, from, index) => {
    for (const [to, target] of board.columns.entries()) {
      for (const position of [0, 1, undefined]) {
        const moved = read(value(moveCard(board, card, target, position)));
        assert.equal(contents(moved), before);
        const last = target.cards.length - (from === to ? 1 : 0);
        assert.is(
          cardText(moved, cardAt(moved, to, Math.min(position ?? last, last))),
          cardText(board, card),
        );
        if (from === to && (position ?? last) === index) assert.is(moved.text, text);
      }
    }
  });
}

test('moving a card keeps every card and all other text, and puts the card where it is wanted', () => {
  fc.assert(fc.property(boardText, moveEverywhere), { seed: 1, numRuns: 150 });
});

test('a card that is added and removed again leaves every card and all other text', () => {
  fc.assert(
    fc.property(boardText, (text) => {
      const board = read(text);
      const before = contents(board);
      for (const [number, column] of board.columns.entries()) {
        for (let position = 0; position <= column.cards.length; position++) {
          const added = read(
            value(addCard(board, { column: column.name, id: null, title: 'New one', position })),
          );
          const card = cardAt(added, number, position);
          assert.is(card.title, 'New one');
          assert.equal(contents(added).others, before.others);
          assert.equal(contents(read(value(removeCard(added, card)))), before);
        }
      }
    }),
    { seed: 2, numRuns: 300 },
  );
});

test('ticking an open card and unticking it, linking and unlinking give the same bytes', () => {
  fc.assert(
    fc.property(boardText, (text) => {
      const board = read(text);
      each(board, (card, column, index) => {
        const ticked = read(value(tickCard(board, card)));
        assert.is(cardAt(ticked, column, index).check, 'x');
        if (card.check === ' ') assert.is(value(untickCard(ticked, cardAt(ticked, column, index))), text);
        const linked = read(value(linkCard(board, card, 'blocks', 'BUG-007-x|BUG-007')));
        const again = cardAt(linked, column, index);
        assert.is(again.relations.filter(({ id }) => id === 'BUG-007').length, 1);
        assert.is(again.title, card.title);
        assert.is(again.id, card.id);
        assert.is(value(unlinkCard(linked, again, 'blocks', 'BUG-007')), text);
      });
    }),
    { seed: 3, numRuns: 300 },
  );
});

test('archiving a card puts it at the end of the archive, which is made where there is none', () => {
  fc.assert(
    fc.property(boardText, (text) => {
      const board = read(text);
      const before = contents(board);
      each(board, (card, column) => {
        if (board.columns[column]?.archive) return;
        const archived = read(value(archiveCard(board, card)));
        const put = archived.columns.find(({ archive }) => archive)?.cards.at(-1);
        if (!put) throw new Error('nothing was archived');
        assert.is(cardText(archived, put), cardText(board, card));
        const after = contents(archived);
        assert.equal(after.cards, before.cards);
        const made = board.columns.some(({ archive }) => archive) ? [] : ['***', '## Archive'];
        assert.equal(
          after.others.filter((line) => !made.includes(line)),
          before.others,
        );
      });
    }),
    { seed: 4, numRuns: 200 },
  );
});

test('reading never fails, and an edit keeps everything else, on any text', () => {
  const token = fc.constantFrom(
    '## A',
    '## ',
    '##',
    '- [ ] x',
    '- ',
    '* ',
    '1. a',
    '***',
    '---',
    '```',
    '~~~',
    '%% kanban:settings',
    '%%',
    '<!--',
    '-->',
    '[[',
    ']]',
    '[a:: [[B]]]',
    '[output:: ',
    '(',
    '`',
    '\\',
    '@{',
    '}',
    '^a',
    '\n',
    '\n',
    '\n',
    '\r\n',
    '\r',
    ' ',
    '  ',
    '\t',
    '**Complete**',
    '\uFEFF',
    'é',
    '😀',
    '\0',
  );
  const text = fc.oneof(
    fc.array(token, { maxLength: 30 }).map((list) => list.join('')),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
  fc.assert(
    fc.property(text, (source) => {
      const board = read(source);
      let at = 0;
      for (const { start, end, cards } of board.columns) {
        assert.ok(start >= at && end >= start);
        let inside = start;
        for (const card of cards) {
          assert.ok(card.start >= inside && card.end > card.start && card.end <= end);
          inside = card.end;
        }
        at = end;
      }
      each(board, (card, column, index) => {
        const linked = read(value(linkCard(board, card, 'blocks', 'BUG-007')));
        const again = cardAt(linked, column, index);
        assert.is(value(unlinkCard(linked, again, 'blocks', 'BUG-007')), source);
        value(removeCard(board, card));
        value(archiveCard(board, card));
      });
    }),
    { seed: 6, numRuns: 3000 },
  );
});

test.run();
