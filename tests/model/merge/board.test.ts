import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { addCard, addColumn, archiveCard, moveCard } from '../../../src/model/board/edit.js';
import { findCard } from '../../../src/model/board/find.js';
import { mergeBoards } from '../../../src/model/merge/board.js';
import { mergeLines } from '../../../src/model/merge/diff3.js';
import { mergeDocuments } from '../../../src/model/merge/document.js';
import { plainBoard, read, value } from '../board/boards.js';
import { apply, options } from './editing.js';

const merge = (base: string, ours: string, theirs: string) => mergeBoards(base, ours, theirs, options);

function card(text: string, id: string) {
  const found = findCard(read(text), id);
  if (!found) throw new Error(`no card ${id}`);
  return found;
}

const move = (text: string, id: string, column: string) =>
  value(moveCard(read(text), card(text, id), column));

test('a card moved on one side and edited on the other is moved and edited', () => {
  const theirs = plainBoard.replace('Add dark mode', 'Add a dark mode');
  const merged = merge(plainBoard, move(plainBoard, 'TASK-004', 'Review'), theirs);
  assert.equal(merged, { text: move(theirs, 'TASK-004', 'Review'), conflicts: 0 });
});

test('a duplicate key in the front matter of a board is kept, and merged by line', () => {
  const withKeys = (keys: string) =>
    plainBoard.replace('kanban-plugin: board\n', `${keys}kanban-plugin: board\n`);
  const base = withKeys('color: red\nwidth: 1\n');
  const twice = withKeys('color: red\nwidth: 1\ncolor: blue\n');
  const theirs = withKeys('color: red\nwidth: 1\n').replace('board\n---', 'board\nheight: 2\n---');
  const both = { text: twice.replace('board\n---', 'board\nheight: 2\n---'), conflicts: 0 };
  assert.equal(merge(base, twice, theirs), both);
  assert.equal(merge(base, theirs, twice), both);
  assert.equal(merge(twice, twice.replace('width: 1', 'width: 2'), both.text), {
    text: both.text.replace('width: 1', 'width: 2'),
    conflicts: 0,
  });
  // One color for each side: which of them counts is a person's decision, and no line is lost.
  const changed = merge(twice, twice.replace('blue', 'green'), twice.replace('red', 'pink'));
  assert.match(changed.text, /color: pink\n[\s\S]*color: green\n/);
});

test('keys that both sides add and that are duplicates together are marked, in a board and in a document', async () => {
  const byLine = async (...texts: [string, string, string]) => mergeLines(...texts, options);
  for (const [base, ours, theirs] of [
    ['---\na: 1\n---\n', '---\na: 1\nb: 2\n---\n', '---\na: 1\n"b": 3\n---\n'],
    ['---\na: 1\n---\n', '---\na: 1\nb: 2\n---\n', "---\n'b': 3\na: 1\n---\n"],
  ] as const) {
    assert.is((await mergeDocuments(base, ours, theirs, byLine, options)).conflicts, 1);
    assert.is(merge(`${base}\n## A\n`, `${ours}\n## A\n`, `${theirs}\n## A\n`).conflicts, 1);
  }
});

test('tick, title and links of one card merge each by itself', () => {
  const line = '- [ ] [[TASK-004]] Add dark mode';
  const edit = (to: string) => plainBoard.replace(line, to);
  const merged = merge(
    plainBoard,
    edit('- [x] [[TASK-004]] Add dark mode [output:: [[PLAN-007]]]'),
    edit('- [ ] [[TASK-004]] Add a dark mode [output:: [[PLAN-008]]]'),
  );
  assert.equal(merged, {
    text: edit('- [x] [[TASK-004]] Add a dark mode [output:: [[PLAN-008]]] [output:: [[PLAN-007]]]'),
    conflicts: 0,
  });
});

test('a link taken off on one side, another added on the other with a block id', () => {
  const line = '[input:: [[ADR-015]]] [output:: [[PLAN-001]]] [output:: [[PLAN-002]]]';
  const edit = (to: string) => plainBoard.replace(line, to);
  const merged = merge(
    plainBoard,
    edit('[input:: [[ADR-015]]] [output:: [[PLAN-002]]]'),
    edit(`${line} [blocks:: [[BUG-001]]] ^id1`),
  );
  assert.equal(merged, {
    text: edit('[input:: [[ADR-015]]] [output:: [[PLAN-002]]] [blocks:: [[BUG-001]]] ^id1'),
    conflicts: 0,
  });
  assert.equal(merge(plainBoard, edit('[input:: [[ADR-1]]]'), edit('[input:: [[ADR-2]]]')), {
    text: edit('[input:: [[ADR-1]]] [input:: [[ADR-2]]]'),
    conflicts: 0,
  });
  const due = edit('[due:: May]');
  assert.is(merge(due, edit('[due:: June]'), edit('[due:: July]')).conflicts, 1);
});

test('two titles of one card are a conflict around that card alone', () => {
  const merged = mergeBoards(
    plainBoard,
    plainBoard.replace('Add dark mode', 'Add night mode'),
    plainBoard.replace('Add dark mode', 'Add dim mode'),
    { markerSize: 9, labels: { ours: 'HEAD', theirs: 'feature/dim' } },
  );
  assert.is(merged.conflicts, 1);
  assert.is(
    merged.text,
    plainBoard.replace(
      '- [ ] [[TASK-004]] Add dark mode\n',
      '<<<<<<<<< HEAD\n- [ ] [[TASK-004]] Add night mode\n=========\n- [ ] [[TASK-004]] Add dim mode\n>>>>>>>>> feature/dim\n',
    ),
  );
});

test('a card taken out on one side and edited on the other is a conflict that shows the edited card', () => {
  const ours = apply(plainBoard, { kind: 'remove', card: 0 }, ['TASK-004']);
  const theirs = plainBoard.replace('Add dark mode', 'Add night mode');
  assert.is(
    merge(plainBoard, ours, theirs).text,
    plainBoard.replace(
      '- [ ] [[TASK-004]] Add dark mode\n',
      '<<<<<<< ours\n=======\n- [ ] [[TASK-004]] Add night mode\n>>>>>>> theirs\n',
    ),
  );
  assert.is(merge(plainBoard, theirs, ours).conflicts, 1);
  assert.equal(merge(plainBoard, ours, plainBoard), { text: ours, conflicts: 0 });
});

test('a card moved to two columns is in both, between markers', () => {
  const merged = merge(
    plainBoard,
    move(plainBoard, 'TASK-001', 'Review'),
    move(plainBoard, 'TASK-001', 'Done'),
  );
  assert.is(merged.conflicts, 2);
  const source = plainBoard.slice(card(plainBoard, 'TASK-001').start, card(plainBoard, 'TASK-001').end);
  assert.ok(merged.text.includes(`## Review\n\n<<<<<<< ours\n${source}=======\n>>>>>>> theirs\n`));
  assert.ok(merged.text.includes(`<<<<<<< ours\n=======\n${source}>>>>>>> theirs\n`));
});

test('both sides add a first card to one column, and the same card', () => {
  const add = (id: string) => value(addCard(read(plainBoard), { column: 'Review', id, title: `On ${id}` }));
  assert.equal(merge(plainBoard, add('BUG-001'), add('BUG-002')), {
    text: plainBoard.replace(
      '## Review\n',
      '## Review\n\n- [ ] [[BUG-001]] On BUG-001\n- [ ] [[BUG-002]] On BUG-002\n',
    ),
    conflicts: 0,
  });
  assert.equal(merge(plainBoard, add('BUG-001'), add('BUG-001')), { text: add('BUG-001'), conflicts: 0 });
});

test('a column renamed on one side gets the cards of the other', () => {
  const ours = plainBoard.replace('## In Progress', '## Doing (2)').replace('## Review', '## Checking');
  const theirs = move(move(plainBoard, 'TASK-004', 'In Progress'), 'TASK-002', 'Review');
  const merged = merge(plainBoard, ours, theirs);
  assert.equal(merged, {
    text: theirs.replace('## In Progress', '## Doing (2)').replace('## Review', '## Checking'),
    conflicts: 0,
  });
  assert.equal(merge(plainBoard, theirs, ours), merged);
});

test('columns added by both sides stand before the archive, which stays last', () => {
  const base = plainBoard.replace(/\*\*\*[\s\S]*?(?=%%)/, '');
  const ours = value(archiveCard(read(base), card(base, 'TASK-002')));
  const theirs = value(addColumn(read(base), 'Later'));
  for (const { text, conflicts } of [merge(base, ours, theirs), merge(base, theirs, ours)]) {
    assert.is(conflicts, 0);
    assert.equal(
      read(text).columns.map(({ name, archive, cards }) => `${name} ${archive} ${cards.length}`),
      [
        'Backlog false 1',
        'In Progress false 1',
        'Review false 0',
        'Done false 0',
        'Later false 0',
        'Archive true 1',
      ],
    );
    assert.ok(text.includes('\n\n## Later\n\n***\n\n## Archive\n\n- [x] [[TASK-002]]'), text);
  }
});

test('a column taken out on one side stays when the other put a card there', () => {
  const ours = plainBoard.replace('## Review\n\n', '');
  const theirs = move(plainBoard, 'TASK-004', 'Review');
  assert.equal(merge(plainBoard, ours, theirs), { text: theirs, conflicts: 0 });
  assert.equal(merge(plainBoard, ours, move(plainBoard, 'TASK-004', 'Done')), {
    text: move(ours, 'TASK-004', 'Done'),
    conflicts: 0,
  });
});

test('prose merges by paragraph and line, settings by key, front matter by key', () => {
  const base = plainBoard
    .replace('## Review\n', '## Review\n\nFirst line\nsecond line\nthird line\n')
    .replace('kanban-plugin: board', 'kanban-plugin: board\ntitle: Board');
  const ours = base
    .replace('First line', 'First line, ours')
    .replace('"board"}', '"board","lane-width":300}')
    .replace('title: Board', 'title: Our board');
  const theirs = base
    .replace('third line', 'third line, theirs')
    .replace('"board"}', '"board","show-checkboxes":true}')
    .replace('kanban-plugin: board\n', 'kanban-plugin: basic\n');
  assert.equal(merge(base, ours, theirs), {
    text: base
      .replace('First line\nsecond line\nthird line', 'First line, ours\nsecond line\nthird line, theirs')
      .replace('"board"}', '"board","lane-width":300,"show-checkboxes":true}')
      .replace('kanban-plugin: board\ntitle: Board', 'kanban-plugin: basic\ntitle: Our board'),
    conflicts: 0,
  });
  const twice = merge(base, base.replace('second', '2nd'), base.replace('second', 'another'));
  assert.is(twice.conflicts, 1);
  assert.ok(
    twice.text.includes('<<<<<<< ours\n2nd line\n=======\nanother line\n>>>>>>> theirs\nthird line\n'),
  );
});

test('a side that the plugin rewrote, in its own spacing, and one that edits by hand', () => {
  const theirs = move(plainBoard, 'TASK-004', 'Done')
    .replace('---\nkanban', '---\n\nkanban')
    .replace('board\n---', 'board\n\n---')
    .replace(/\n\n(?=## (?!Backlog|Archive)|\*\*\*)/g, '\n\n\n\n')
    .replace(/\n$/, '');
  const ours = plainBoard.replace('JWT login', 'Log in with JWT');
  assert.equal(merge(plainBoard, ours, theirs), {
    text: theirs.replace('JWT login', 'Log in with JWT'),
    conflicts: 0,
  });
});

test('one side converted all line endings', () => {
  const theirs = plainBoard.replaceAll('\n', '\r\n');
  const ours = move(plainBoard, 'TASK-004', 'Review');
  const merged = { text: ours.replaceAll('\n', '\r\n'), conflicts: 0 };
  assert.equal(merge(plainBoard, ours, theirs), merged);
  assert.equal(merge(plainBoard, theirs, ours), merged);
});

test('ten thousand cards merge in linear time', () => {
  const lines = Array.from({ length: 10_000 }, (_, n) => `- [ ] [[TASK-${n + 1}]] Task ${n + 1}\n`);
  const board = (list: readonly string[]) => `## Backlog\n\n${list.join('')}\n## Done\n`;
  const ours = board(lines.filter((_, n) => n % 7 !== 0));
  const theirs = board(lines.map((line, n) => (n % 7 === 1 ? line.replace('[ ]', '[x]') : line)).reverse());
  const { conflicts, text } = merge(board(lines), ours, theirs);
  assert.is(conflicts, 0);
  const cards = read(text).columns.flatMap((column) => column.cards);
  assert.is(cards.length, 10_000 - Math.ceil(10_000 / 7));
  assert.is(cards.filter(({ check }) => check === 'x').length, lines.filter((_, n) => n % 7 === 1).length);
});

test.run();
