import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { mergeBoards } from '../../../src/model/merge/board.js';
import { readParts } from '../../../src/model/merge/boardParts.js';
import { boardText, formatsBoard, pluginBoard, read } from '../board/boards.js';
import { allCards, apply, options, type Scene, scenes } from './editing.js';

const tidyBoard = fc.oneof(formatsBoard, pluginBoard);

function sides({ base, names, ours, theirs }: Scene): { ours: string; theirs: string } {
  const run = (list: Scene['ours']) => list.reduce((text, step) => apply(text, step, names), base);
  return { ours: run(ours), theirs: run(theirs) };
}

/** Card text → the column it is in; the reference that the merge is compared with. */
function standing(text: string): Map<string, string> {
  const cards = new Map<string, string>();
  for (const { name, archive, cards: list } of read(text).columns) {
    for (const { start, end } of list)
      cards.set(text.slice(start, end).trimEnd(), archive ? 'archive' : name);
  }
  return cards;
}

/** What a three-way merge of sets of (card text, column) gives. */
function expected(base: string, ours: string, theirs: string): string[] {
  const rows = (text: string) => [...standing(text)].map(([card, column]) => `${column}\n${card}`);
  const [inBase, inOurs, inTheirs] = [rows(base), rows(ours), rows(theirs)].map((list) => new Set(list));
  const all = new Set([...(inOurs ?? []), ...(inTheirs ?? [])]);
  return [...all].filter((row) => (inOurs?.has(row) && inTheirs?.has(row)) || !inBase?.has(row)).sort();
}

test('edits of different cards merge without a conflict, to the text that doing both would give', () => {
  fc.assert(
    fc.property(scenes(tidyBoard, false), (scene) => {
      const { ours, theirs } = sides(scene);
      const both = scene.theirs.reduce((text, step) => apply(text, step, scene.names), ours);
      assert.equal(mergeBoards(scene.base, ours, theirs, options), { text: both, conflicts: 0 });
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('on any board, with moves to any position, everything of both sides is kept', () => {
  fc.assert(
    fc.property(scenes(boardText, true), (scene) => {
      const { ours, theirs } = sides(scene);
      const merged = mergeBoards(scene.base, ours, theirs, options);
      assert.is(merged.conflicts, 0, merged.text);
      assert.equal(
        [...standing(merged.text)].map(([card, column]) => `${column}\n${card}`).sort(),
        expected(scene.base, ours, theirs),
      );
      assert.is(allCards(read(merged.text)).length, standing(merged.text).size, merged.text);
    }),
    { seed: 2, numRuns: 3000 },
  );
});

test('cards that nobody touched keep their order', () => {
  fc.assert(
    fc.property(scenes(tidyBoard, true), (scene) => {
      const { ours, theirs } = sides(scene);
      const merged = mergeBoards(scene.base, ours, theirs, options).text;
      const touched = new Set(
        [...scene.ours, ...scene.theirs].map((step) => ('card' in step ? step.card : -1)),
      );
      const untouched = scene.names.filter((_, index) => !touched.has(index));
      const order = (text: string) =>
        allCards(read(text))
          .map(({ id, title }) => id ?? title)
          .filter((name) => untouched.includes(name));
      assert.equal(order(merged), order(scene.base));
    }),
    { seed: 3, numRuns: 300 },
  );
});

test('where two sides are equal the third is the result, byte for byte', () => {
  fc.assert(
    fc.property(boardText, boardText, (one, other) => {
      const clean = (text: string) => ({ text, conflicts: 0 });
      assert.equal(mergeBoards(one, one, other, options), clean(other));
      assert.equal(mergeBoards(one, other, one, options), clean(other));
      assert.equal(mergeBoards(one, other, other, options), clean(other));
    }),
    { seed: 4, numRuns: 200 },
  );
});

test('one card edited in two ways is the only conflict, around that card alone', () => {
  fc.assert(
    fc.property(scenes(tidyBoard, false), fc.nat(), (scene, seed) => {
      const touched = new Set(
        [...scene.ours, ...scene.theirs].map((step) => ('card' in step ? step.card : -1)),
      );
      const free = allCards(read(scene.base)).flatMap(({ id }, index) =>
        id && !touched.has(index) ? [index] : [],
      );
      const card = free[seed % Math.max(free.length, 1)];
      if (card === undefined) return;
      const { ours, theirs } = sides(scene);
      const clean = mergeBoards(scene.base, ours, theirs, options).text;
      const one = apply(ours, { kind: 'retitle', card, title: 'Our title' }, scene.names);
      const other = apply(theirs, { kind: 'retitle', card, title: 'Their title' }, scene.names);
      const { text, conflicts } = mergeBoards(scene.base, one, other, options);
      assert.is(conflicts, 1);
      const block = /<{7} ours\r?\n([\s\S]*?)={7}\r?\n([\s\S]*?)>{7} theirs\r?\n/.exec(text);
      assert.is(allCards(read(`## X\n${block?.[1]}`))[0]?.title, 'Our title');
      assert.is(allCards(read(`## X\n${block?.[2]}`))[0]?.title, 'Their title');
      const resolved = text.replace(block?.[0] ?? '', () => block?.[1] ?? '');
      assert.is(resolved, apply(clean, { kind: 'retitle', card, title: 'Our title' }, scene.names));
    }),
    { seed: 5, numRuns: 300 },
  );
});

test('the parts of a board give its text back', () => {
  fc.assert(
    fc.property(boardText, (text) => {
      const ended = text.endsWith('\n') ? text : `${text}\n`;
      const { frontMatter, preamble, columns, tail } = readParts(ended, '\n');
      const content = columns.map(
        ({ lead, heading, intro, items, outro, emptyText }) =>
          lead + heading + (emptyText ?? intro + items.map(({ gap, text }) => gap + text).join('') + outro),
      );
      assert.is(frontMatter + preamble + content.join('') + tail, ended);
    }),
    { seed: 7, numRuns: 300 },
  );
});

test('never throws on any text', () => {
  const line = fc.constantFrom(
    '## A',
    '## B',
    '***',
    '- [ ] x',
    '- [ ] [[TASK-1]] y',
    '- [x] x',
    '  more',
    'prose',
    '',
    '',
    '---',
    'a: 1',
    '```',
    '%% kanban:settings',
    '%%',
    '**Complete**',
    '<<<<<<< ours',
    '>>>>>>> theirs',
    '=======',
  );
  const text = fc.array(line, { maxLength: 14 }).map((list) => list.join('\n'));
  fc.assert(
    fc.property(text, text, text, (base, ours, theirs) => {
      assert.type(mergeBoards(base, ours, theirs, options).text, 'string');
    }),
    { seed: 6, numRuns: 300 },
  );
});

test.run();
