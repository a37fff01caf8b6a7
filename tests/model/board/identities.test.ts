import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
import { corporaFolder, skipped } from '../../support/folder.js';
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

/** What every other part of the board says, to see that an edit touches one card only. */
function cardTexts(board: Board): string[] {
  return board.columns.flatMap(({ cards }) =>
    cards.map(({ start, end }) => board.text.slice(start, end).replace(/\r?\n$/, '')),
  );
}

function moveBackEverywhere(text: string): void {
  const board = read(text);
  each(board, (card, from, index) => {
    for (const [to, target] of board.columns.entries()) {
      for (const position of [0, 1, undefined]) {
        const moved = read(value(moveCard(board, card, target, position)));
        if (moved.columns.length !== board.columns.length) continue;
        assert.equal(cardTexts(moved).sort(), cardTexts(board).sort());
        const cards = moved.columns[to]?.cards.length ?? 0;
        const at = Math.min(position ?? cards - 1, cards - 1);
        const home = moved.columns[from];
        if (!home) throw new Error('the column is gone');
        assert.is(value(moveCard(moved, cardAt(moved, to, at), home, index)), text);
      }
    }
  });
}

test('moving a card and moving it back gives the same bytes', () => {
  fc.assert(fc.property(boardText, moveBackEverywhere), { seed: 1, numRuns: 150 });
});

test('adding a card and removing it gives the same bytes', () => {
  fc.assert(
    fc.property(boardText, (text) => {
      const board = read(text);
      for (const [number, column] of board.columns.entries()) {
        for (let position = 0; position <= column.cards.length; position++) {
          const added = read(
            value(addCard(board, { column: column.name, id: null, title: 'New one', position })),
          );
          const card = cardAt(added, number, position);
          assert.is(card.title, 'New one');
          assert.is(value(removeCard(added, card)), text);
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

test('archiving a card and moving it back gives the same bytes, whether or not there was an archive', () => {
  fc.assert(
    fc.property(boardText, (text) => {
      const board = read(text);
      each(board, (card, column, index) => {
        if (board.columns[column]?.archive) return;
        const archived = read(value(archiveCard(board, card)));
        const archive = archived.columns.findIndex((one) => one.archive);
        const put = archived.columns[archive]?.cards.at(-1);
        const home = archived.columns[column];
        if (!put || !home) throw new Error('nothing was archived');
        assert.equal(cardTexts(archived).sort(), cardTexts(board).sort());
        assert.is(value(moveCard(archived, put, home, index)), text);
      });
    }),
    { seed: 4, numRuns: 200 },
  );
});

test('taking the last card out of the archive and archiving it again gives the same bytes', () => {
  fc.assert(
    fc.property(boardText, (text) => {
      const board = read(text);
      const archive = board.columns.find((column) => column.archive);
      const home = board.columns[0];
      if (!archive || !home) return;
      for (const card of archive.cards) {
        const back = read(value(moveCard(board, card, home)));
        const moved = back.columns[0]?.cards.at(-1);
        if (!moved) throw new Error('nothing was moved');
        assert.is(value(moveCard(back, moved, 'Archive', archive.cards.indexOf(card))), text);
      }
    }),
    { seed: 5, numRuns: 200 },
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

test('boards of other projects: adding, moving there and back', () => {
  if (!corporaFolder) return skipped('boards of other projects: the corpora are absent');
  const folder = join(corporaFolder, 'dev_ops');
  const boards = readdirSync(folder).filter((name) => name.endsWith('.md'));
  assert.ok(boards.length > 0);
  for (const name of boards) {
    const text = readFileSync(join(folder, name), 'utf8');
    for (const variant of [text, text.replaceAll('\n', '\r\n'), text.trimEnd()]) {
      const board = read(variant);
      assert.ok(board.columns.length >= 4);
      for (const column of board.columns) {
        const added = value(addCard(board, { column: column.name, id: 'TASK-001', title: 'Log in' }));
        const card = read(added).columns.flatMap(({ cards }) => cards)[0];
        if (!card) throw new Error('no card');
        assert.is(value(removeCard(read(added), card)), variant);
        moveBackEverywhere(added);
      }
    }
  }
});

test.run();
