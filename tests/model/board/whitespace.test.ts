import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Board, Card } from '../../../src/model/board/board.js';
import { rebuildBoard } from '../../../src/model/board/create.js';
import {
  addCard,
  addColumn,
  archiveCard,
  linkCard,
  moveCard,
  removeCard,
  retitleCard,
  tickCard,
  unlinkCard,
  untickCard,
} from '../../../src/model/board/edit.js';
import type { BoardDocument } from '../../../src/model/board/sync.js';
import { defaultConfig } from '../../../src/model/config/config.js';
import { corporaFolder, skipped } from '../../support/folder.js';
import { boardText, plainBoard, read, value } from './boards.js';

/**
 * What `git diff --check` looks for (a carriage return is part of a line's end): lines that end in white space, and
 * blank lines at the end of the file. An edit may keep those that are there and must not add any.
 */
function whitespaceErrors(text: string): { trailing: number; atEnd: number } {
  const lines = text.split(/\r?\n/);
  const trailing = lines.filter((line) => /[ \t]$/.test(line)).length;
  if (lines.at(-1) === '') lines.pop();
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return { trailing, atEnd: lines.length - 1 - last };
}

function assertNoNewErrors(before: string, after: string, what: string): void {
  const [was, is] = [whitespaceErrors(before), whitespaceErrors(after)];
  const clean = is.trailing <= was.trailing && is.atEnd <= was.atEnd;
  assert.ok(
    clean,
    `${what} adds a whitespace error to\n${JSON.stringify(before)}\nwhich becomes\n${JSON.stringify(after)}`,
  );
  assert.equal(
    [...after.matchAll(/(?<!\r)\n/g)].length === 0,
    [...before.matchAll(/(?<!\r)\n/g)].length === 0,
  );
}

/** One edit: numbers choose the verb, the card, the column and the position. */
type Choice = readonly [verb: number, card: number, column: number, position: number];

const choices: fc.Arbitrary<Choice[]> = fc.array(fc.tuple(fc.nat(10), fc.nat(30), fc.nat(6), fc.nat(4)), {
  minLength: 1,
  maxLength: 8,
});

const verbs: readonly ((board: Board, card: Card, column: string, position: number) => string | null)[] = [
  (board, card, column, position) => value(moveCard(board, card, column, position)),
  (board, card, column) => value(moveCard(board, card, column)),
  (board, _card, column, position) => value(addCard(board, { column, id: null, title: 'New one', position })),
  (board, card) => value(removeCard(board, card)),
  (board, card) => value(archiveCard(board, card)),
  (board, card) => value(tickCard(board, card)),
  (board, card) => value(untickCard(board, card)),
  (board, card) => value(linkCard(board, card, 'blocks', 'BUG-007')),
  (board, card) => {
    const [field] = card.relations;
    return field ? value(unlinkCard(board, card, field.relation, field.target)) : null;
  },
  (board, card) => value(retitleCard(board, card, 'Another title')),
  (board) => {
    const added = addColumn(board, 'Later');
    return added.ok ? added.value : null;
  },
];

function editAtRandom(text: string, list: readonly Choice[]): void {
  let now = text;
  for (const [verb, card, column, position] of list) {
    const board = read(now);
    const cards = board.columns.flatMap((one) => one.cards);
    const chosen = cards[card % Math.max(1, cards.length)];
    const to = board.columns[column % Math.max(1, board.columns.length)];
    if (!chosen || !to) return;
    const after = verbs[verb]?.(board, chosen, to.name, position) ?? now;
    assertNoNewErrors(now, after, `edit ${verb}`);
    now = after;
  }
}

const types = new Map(defaultConfig.types.map((type) => [type.name, type]));

function documentsOf(numbers: readonly number[]): BoardDocument[] {
  const type = types.get('task');
  if (!type) throw new Error('no task type');
  return [...new Set(numbers)].map((number) => ({
    id: `TASK-${String(number).padStart(3, '0')}`,
    type,
    status: type.statuses[number % type.statuses.length] ?? 'todo',
    title: `Title ${number}`,
    relations: number % 2 === 0 ? { output: ['PLAN-001'] } : {},
  }));
}

test('no edit leaves white space at the end of a line or blank lines at the end of the file', () => {
  fc.assert(fc.property(boardText, choices, editAtRandom), { seed: 1, numRuns: 1500 });
});

test('rebuild and sync leave none either', () => {
  fc.assert(
    fc.property(
      boardText,
      fc.array(fc.constantFrom(1, 2, 101, 102, 201, 301, 302, 303, 7), { maxLength: 6 }),
      (text, numbers) => {
        assertNoNewErrors(text, rebuildBoard(text, documentsOf(numbers), defaultConfig), 'rebuild');
      },
    ),
    { seed: 2, numRuns: 1000 },
  );
});

test('boards of other projects, and the same with cards, spaced out and tight, with either line ending', () => {
  if (!corporaFolder) return skipped('white space in boards of other projects: ../shared is absent');
  const folder = join(corporaFolder, 'dev_ops');
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'));
  assert.ok(names.length > 0);
  for (const name of names) {
    const source = readFileSync(join(folder, name), 'utf8');
    for (const gap of ['', '\n']) {
      const cards = [1, 2, 3].map((number) => `- [ ] [[TASK-00${number}]] Card ${number}\n`).join(gap);
      for (const heading of source.match(/^## .*$/gm) ?? []) {
        const filled = source.replace(`${heading}\n`, `${heading}\n\n${cards}`);
        for (const text of [filled, filled.replaceAll('\n', '\r\n'), filled.trimEnd()]) {
          assert.equal(whitespaceErrors(text), { trailing: 0, atEnd: 0 });
          fc.assert(
            fc.property(choices, (list) => editAtRandom(text, list)),
            { seed: 3, numRuns: 20 },
          );
          assertNoNewErrors(text, rebuildBoard(text, documentsOf([1, 2, 4]), defaultConfig), 'rebuild');
        }
      }
    }
  }
});

/** What a column looks like after an edit of the card called `x`. */
const move = (text: string, column: string, position?: number) => {
  const board = read(text);
  const card = board.columns.flatMap(({ cards }) => cards).find(({ title }) => title === 'x');
  if (!card) throw new Error('no card x');
  return value(moveCard(board, card, column, position));
};

test('a moved card is spaced as the cards of its new column, and its old column keeps its spacing', () => {
  assert.is(
    move('## A\n\n- x\n\n- a\n\n- b\n\n## B\n\n- c\n\n- d\n', 'B'),
    '## A\n\n- a\n\n- b\n\n## B\n\n- c\n\n- d\n\n- x\n',
  );
  assert.is(
    move('## A\n\n- a\n\n- x\n\n- b\n\n## B\n\n- c\n\n- d\n', 'B', 1),
    '## A\n\n- a\n\n- b\n\n## B\n\n- c\n\n- x\n\n- d\n',
  );
  assert.is(move('## A\n- a\n- x\n## B\n- c\n- d\n', 'B', 0), '## A\n- a\n## B\n- x\n- c\n- d\n');
  assert.is(move('## A\n\n- a\n\n- x\n', 'A', 0), '## A\n\n- x\n\n- a\n');
  assert.is(
    move('## A\n- a\n   \n- x\n\n## B\n- c\n \n- d\n', 'B'),
    '## A\n- a\n\n## B\n- c\n \n- d\n\n- x\n',
  );
});

test('a card that stays where it is changes nothing', () => {
  for (const text of [plainBoard, '## A\n\n\n- x\n \n- a\n\n\n', '## A\n- a\n\nprose\n- x']) {
    const board = read(text);
    for (const column of board.columns) {
      for (const [index, card] of column.cards.entries()) {
        assert.is(value(moveCard(board, card, column, index)), text);
      }
    }
  }
});

test('a column without cards keeps one blank line, or those that the plugin writes', () => {
  assert.is(move('## A\n\n- x\n\n## B\n\n## C\n', 'B'), '## A\n\n## B\n\n- x\n\n## C\n');
  assert.is(move('## A\n\n- x\n\n\n## B\n\n\n\n## C\n', 'B'), '## A\n\n\n\n## B\n\n- x\n\n\n## C\n');
  assert.is(move('## A\n\n## B\n\n- x\n', 'A'), '## A\n\n- x\n\n## B\n');
});

test('prose around a card stays, its paragraphs apart', () => {
  assert.is(move('## A\n\none\n\n- x\n\ntwo\n\n## B\n', 'B'), '## A\n\none\n\ntwo\n\n## B\n\n- x\n');
  assert.is(move('## A\n\none\n- x\n---\n\n## B\n', 'B'), '## A\n\none\n\n---\n\n## B\n\n- x\n');
  assert.is(move('## B\n\n## A\n\none\n\n- x\n', 'B'), '## B\n\n- x\n\n## A\n\none\n');
});

test('a field that ends a line leaves no blank behind, one that is a line leaves no line', () => {
  const unlink = (line: string) => {
    const board = read(`## A\n${line}\n`);
    const card = board.columns[0]?.cards[0];
    if (!card) throw new Error('no card');
    return value(unlinkCard(board, card, 'output', 'PLAN-001')).slice('## A\n'.length, -1);
  };
  assert.is(unlink('- a  [output:: [[PLAN-001]]]  [output:: [[PLAN-001]]]'), '- a');
  assert.is(unlink('- a\n  [output:: [[PLAN-001]]]\n  b'), '- a\n  b');
  assert.is(unlink('- a\n  [output:: [[PLAN-001]]]b'), '- a\n  b');
});

test.run();
