import { join } from 'node:path';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseBoard } from '../../../../src/model/board/parse.js';
import { defaultConfig } from '../../../../src/model/config/config.js';
import { readFile, temporaryFolder, writeFiles } from '../../../support/folder.js';
import { docOps, git } from '../../../support/process.js';

/** What two branches do with a board and a document, and what a merge of both must be, worked out on plain values. */

const columns = ['Backlog', 'In Progress', 'Review', 'Done'];

interface Card {
  readonly column: number;
  readonly title: string;
  readonly ticked: boolean;
}
type Cards = ReadonlyMap<number, Card>;

interface Fields {
  readonly values: ReadonlyMap<string, string>;
  readonly ids: ReadonlySet<number>;
}

type Edit = (card: Card | undefined) => Card | undefined;

const cardEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.nat(3).map((column) => (card: Card | undefined) => card && { ...card, column }),
  fc.stringMatching(/^[a-z]{1,8}$/).map((title) => (card: Card | undefined) => card && { ...card, title }),
  fc.constant((card: Card | undefined) => card && { ...card, ticked: !card.ticked }),
  fc.constant(() => undefined),
  fc.tuple(fc.nat(3), fc.stringMatching(/^[a-z]{1,8}$/)).map(([column, title]) => () => ({
    column,
    title,
    ticked: false,
  })),
);

const card: fc.Arbitrary<Card> = fc.record({
  column: fc.nat(3),
  title: fc.stringMatching(/^[a-z]{1,8}$/),
  ticked: fc.boolean(),
});

const names = ['owner', 'area', 'effort', 'origin', 'target', 'budget'];

const story = fc.record({
  cards: fc.array(card, { minLength: 3, maxLength: 8 }),
  // Each number belongs to one side: 0 to nobody, 1 to ours, 2 to theirs.
  cardSides: fc.array(fc.nat(2), { minLength: 12, maxLength: 12 }),
  cardEdits: fc.array(cardEdit, { minLength: 12, maxLength: 12 }),
  values: fc.array(fc.option(fc.stringMatching(/^[a-z]{1,6}$/), { nil: undefined }), {
    minLength: 6,
    maxLength: 6,
  }),
  newValues: fc.array(fc.option(fc.stringMatching(/^[a-z]{1,6}$/), { nil: undefined }), {
    minLength: 6,
    maxLength: 6,
  }),
  fieldSides: fc.array(fc.nat(2), { minLength: 6, maxLength: 6 }),
  ids: fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 2, maxLength: 8 }),
  idChanges: fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 30 }), fc.boolean()), {
    maxLength: 6,
    selector: ([id]) => id,
  }),
});
type Story = typeof story extends fc.Arbitrary<infer S> ? S : never;

/** The board after the edits of these sides. */
function cardsOf({ cards, cardSides, cardEdits }: Story, sides: readonly number[]): Cards {
  const result = new Map<number, Card>();
  for (let number = 0; number < 12; number++) {
    const before = cards[number];
    const edit = cardEdits[number];
    const after = edit && sides.includes(cardSides[number] ?? 0) ? edit(before) : before;
    if (after) result.set(number, after);
  }
  return result;
}

function fieldsOf(
  { values, newValues, fieldSides, ids, idChanges }: Story,
  sides: readonly number[],
): Fields {
  const result = new Map<string, string>();
  for (const [index, name] of names.entries()) {
    const value = sides.includes(fieldSides[index] ?? 0) ? newValues[index] : values[index];
    if (value !== undefined) result.set(name, value);
  }
  const all = new Set(ids);
  for (const [id, isOurs] of idChanges) {
    if (!sides.includes(isOurs ? 1 : 2)) continue;
    if (ids.includes(id)) all.delete(id);
    else all.add(id);
  }
  return { values: result, ids: all };
}

function writeBoard(cards: Cards): string {
  const lanes = columns.map((name, column) => {
    const lines = [...cards]
      .filter(([, one]) => one.column === column)
      .map(
        ([number, { ticked, title }]) =>
          `- [${ticked ? 'x' : ' '}] [[${idOf('TASK', number + 1)}]] ${title}\n`,
      );
    return `## ${name}\n\n${lines.join('')}\n`;
  });
  return `---\nkanban-plugin: board\n---\n\n${lanes.join('')}`;
}

function writeDocument({ values, ids }: Fields): string {
  const list = [...ids].sort((a, b) => a - b).map((id) => `  - ${idOf('ADR', id)}\n`);
  const related = list.length > 0 ? `related_docs:\n${list.join('')}` : '';
  return `---\nid: PLAN-001\n${[...values].map(([key, value]) => `${key}: ${value}\n`).join('')}${related}---\n\n# Login\n`;
}

function idOf(prefix: string, number: number): string {
  return `${prefix}-${String(number).padStart(3, '0')}`;
}

function readBoard(text: string): Record<string, string> {
  const result: Record<string, string> = {};
  for (const { name, cards } of parseBoard(text, defaultConfig.types, defaultConfig.relations).columns)
    for (const { id, check, title } of cards) {
      assert.not(id !== null && Object.hasOwn(result, id), `${id} stands twice`);
      result[id ?? '?'] = `${name}/${check}/${title}`;
    }
  return result;
}

const expectedBoard = (cards: Cards) =>
  Object.fromEntries(
    [...cards].map(([number, { column, title, ticked }]) => [
      idOf('TASK', number + 1),
      `${columns[column]}/${ticked ? 'x' : ' '}/${title}`,
    ]),
  );

/** The lines of the front matter: their order is not the question here. */
const linesOf = (text: string) => text.split('\n').sort();

test('git merges what two branches did to different cards, keys and ids, and keeps all of it', () => {
  const root = temporaryFolder({ 'dev_ops/config.yaml': '# nothing\n' });
  git(root, ['init', '-q', '-b', 'start']);
  assert.is(docOps(root, ['hooks', 'install']).code, 0);
  git(root, ['config', 'gc.auto', '0']);
  git(root, ['add', '-A']);
  git(root, ['commit', '-q', '--no-verify', '-m', 'start']);
  const commit = (one: Story, sides: readonly number[]) => {
    writeFiles(root, {
      'dev_ops/board.md': writeBoard(cardsOf(one, sides)),
      'dev_ops/plans/PLAN-001-login.md': writeDocument(fieldsOf(one, sides)),
    });
    git(root, ['add', '-A']);
    git(root, ['commit', '-q', '--no-verify', '--allow-empty', '-m', `sides ${sides.join()}`]);
  };
  fc.assert(
    fc.property(story, (one) => {
      git(root, ['checkout', '-q', '--detach', 'start']);
      commit(one, []);
      git(root, ['branch', '-f', 'base']);
      commit(one, [2]);
      git(root, ['branch', '-f', 'theirs']);
      git(root, ['checkout', '-q', '--detach', 'base']);
      commit(one, [1]);
      const merged = git(root, ['merge', '-q', '--no-verify', '--no-edit', 'theirs'], { check: false });
      assert.is(merged.code, 0, merged.stdout + merged.stderr);
      assert.equal(
        readBoard(readFile(root, join('dev_ops', 'board.md'))),
        expectedBoard(cardsOf(one, [1, 2])),
      );
      assert.equal(
        linesOf(readFile(root, 'dev_ops/plans/PLAN-001-login.md')),
        linesOf(writeDocument(fieldsOf(one, [1, 2]))),
      );
    }),
    { seed: 1, numRuns: 20, endOnFailure: true },
  );
});

test.run();
