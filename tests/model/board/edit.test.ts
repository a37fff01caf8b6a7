import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Board, Card } from '../../../src/model/board/board.js';
import {
  addCard,
  addColumn,
  archiveCard,
  linkCard,
  moveCard,
  removeCard,
  replaceTarget,
  retitleCard,
  tickCard,
  unlinkCard,
  untickCard,
} from '../../../src/model/board/edit.js';
import { findCard } from '../../../src/model/board/find.js';
import { plainBoard, read, value } from './boards.js';

function on(text: string, name: string): [Board, Card] {
  const board = read(text);
  const card = findCard(board, name) ?? board.columns[0]?.cards[0];
  if (!card) throw new Error(`no card ${name}`);
  return [board, card];
}

/** An edit of the one card on a board. */
function edited(line: string, edit: (board: Board, card: Card) => ReturnType<typeof tickCard>): string {
  return value(edit(...on(`## A\n${line}\n`, ''))).slice('## A\n'.length, -1);
}

const add = (text: string, column: string, more: object = {}) =>
  value(addCard(read(text), { column, id: 'PLAN-007', title: 'New\n plan', ...more }));

test('a new card goes to the end of its column, spaced as people and the plugin do', () => {
  const line = '- [ ] [[PLAN-007]] New plan\n';
  assert.is(add(plainBoard, 'review'), plainBoard.replace('## Review\n', `## Review\n\n${line}`));
  assert.is(add(plainBoard, 'BACKLOG'), plainBoard.replace('dark mode\n', `dark mode\n${line}`));
  assert.is(
    add(plainBoard, 'Backlog', { position: 0 }),
    plainBoard.replace('- [ ] [[TASK-004]]', `${line}- [ ] [[TASK-004]]`),
  );
  assert.is(
    add('## A\n\n\n\n## B\n\n**Complete**\n\n\n', 'A'),
    `## A\n\n${line}\n\n## B\n\n**Complete**\n\n\n`,
  );
  assert.is(
    add('## A\n\n\n\n## B\n\n**Complete**\n\n\n', 'B'),
    `## A\n\n\n\n## B\n\n**Complete**\n${line}\n\n`,
  );
  assert.is(add('## A', 'A'), `## A\n\n${line}`.trimEnd());
  assert.is(add('## A\n- a\n\n- b\n\n## B\n', 'A'), `## A\n- a\n\n- b\n\n${line}\n## B\n`);
  assert.is(add('## A\r\n', 'A'), `## A\r\n\r\n${line.replace('\n', '\r\n')}`);
});

test('a new card has the bullet of its column, its relations and its link text', () => {
  assert.is(add('## A\n* [ ] a\n', 'A'), '## A\n* [ ] a\n* [ ] [[PLAN-007]] New plan\n');
  assert.is(add('## A\n9) a\n', 'A'), '## A\n9) a\n10) [ ] [[PLAN-007]] New plan\n');
  assert.is(
    add('## A\n', 'A', {
      linkText: 'PLAN-007-new|PLAN-007',
      relations: [{ relation: 'output', linkText: 'ADR-1' }],
      ticked: true,
    }),
    '## A\n\n- [x] [[PLAN-007-new|PLAN-007]] New plan [output:: [[ADR-1]]]\n',
  );
});

test('what cannot be done names what can', () => {
  const unknown = addCard(read(plainBoard), { column: 'Revew', id: null, title: 'x' });
  assert.equal(unknown.ok ? null : [unknown.problem.code, unknown.problem.suggestion], [
    'unknown-column',
    'Review',
  ]);
  const twice = addCard(read(plainBoard), { column: 'Review', id: 'TASK-000', title: 'x' });
  assert.is(twice.ok ? null : twice.problem.code, 'exists');
  const move = moveCard(...on(plainBoard, 'TASK-001'), 'Dne');
  assert.is(move.ok ? null : move.problem.suggestion, 'Done');
});

test('moving takes all lines of a card along', () => {
  const text = '## A\n\n- [ ] a\n  more\n\n      code\n- b\n\n## B\n\n- c\n';
  assert.is(
    value(moveCard(...on(text, 'a'), 'B')),
    '## A\n\n- b\n\n## B\n\n- c\n- [ ] a\n  more\n\n      code\n',
  );
  assert.is(
    value(moveCard(...on(text, 'a'), 'B', 0)),
    '## A\n\n- b\n\n## B\n\n- [ ] a\n  more\n\n      code\n- c\n',
  );
  assert.is(
    value(moveCard(...on(text, 'a'), 'A')),
    '## A\n\n- b\n- [ ] a\n  more\n\n      code\n\n## B\n\n- c\n',
  );
  assert.is(
    value(moveCard(...on('## A\n\n- [ ] a\n\n## B\n\n- c', 'c'), 'A')),
    '## A\n\n- [ ] a\n- c\n\n## B',
  );
});

test('removing leaves the spacing of an empty column, and no placeholder', () => {
  const empty = value(removeCard(...on(plainBoard, 'TASK-004')));
  assert.is(empty, plainBoard.replace('\n- [ ] [[TASK-004]] Add dark mode\n', ''));
  assert.is(value(removeCard(...on('## A\n- x\n\n\n## B\n', 'x'))), '## A\n\n\n## B\n');
});

test('the archive is made where there is none, before the settings', () => {
  const bare = plainBoard.replace(/\*\*\*[\s\S]*?(?=%%)/, '');
  assert.is(
    value(archiveCard(...on(bare, 'TASK-002'))),
    plainBoard
      .replace('- [x] [[TASK-002]] Bootstrap the repo\n', '')
      .replace('[[TASK-000]] Try the tool', '[[TASK-002]] Bootstrap the repo'),
  );
  assert.is(
    value(archiveCard(...on('## A\n\n- x\n- y\n', 'x'))),
    '## A\n\n- y\n\n***\n\n## Archive\n\n- x\n',
  );
  assert.is(
    value(moveCard(...on('## A\n\n- x\n- y\n', 'x'), 'archive')),
    '## A\n\n- y\n\n***\n\n## Archive\n\n- x\n',
  );
  const archived = on(plainBoard, 'TASK-000');
  assert.is(value(archiveCard(...archived)), plainBoard);
});

test('ticking', () => {
  assert.is(edited('- [ ] a', tickCard), '- [x] a');
  assert.is(edited('- [/] a', tickCard), '- [x] a');
  assert.is(edited('- [X] a', tickCard), '- [X] a');
  assert.is(edited('- a', tickCard), '- [x] a');
  assert.is(edited('- [👍] a', untickCard), '- [ ] a');
  assert.is(edited('- a', untickCard), '- a');
});

test('linking: behind what is there, before block id and hard break', () => {
  const link = (line: string) => edited(line, (...one) => linkCard(...one, 'output', 'PLAN-001'));
  assert.is(link('- [ ] a'), '- [ ] a [output:: [[PLAN-001]]]');
  assert.is(link('- [ ] a ^b1\n\tmore'), '- [ ] a [output:: [[PLAN-001]]] ^b1\n\tmore');
  assert.is(link('- [ ] a  \n  more'), '- [ ] a [output:: [[PLAN-001]]]  \n  more');
  assert.is(link('- [ ] a\\\n  more'), '- [ ] a [output:: [[PLAN-001]]]\\\n  more');
});

test('unlinking takes off that relation to that document, wherever and however it is written', () => {
  const unlink = (line: string, target = 'PLAN-001') =>
    edited(line, (...one) => unlinkCard(...one, 'output', target));
  assert.is(
    unlink('- a [output:: [[PLAN-001-x|PLAN-001]]] [input:: [[PLAN-001]]]'),
    '- a [input:: [[PLAN-001]]]',
  );
  assert.is(
    unlink('- a [output:: [[PLAN-002]], [[plan-1]], [[PLAN-003]]] b'),
    '- a [output:: [[PLAN-002]], [[PLAN-003]]] b',
  );
  assert.is(unlink('- a [Output:: PLAN-001]\n  [output:: [[PLAN-001]]]'), '- a');
  assert.is(unlink('- a [output:: [[notes]]]', 'notes'), '- a');
  assert.is(unlink('- a [output:: [[PLAN-002]]]'), '- a [output:: [[PLAN-002]]]');
});

test('a new title, with everything else of the line kept', () => {
  const retitle = (line: string, title = 'New $& title') =>
    edited(line, (...one) => retitleCard(...one, title));
  assert.is(
    retitle('- [ ] [[TASK-1]] Old [output:: [[PLAN-001]]] @{2026-01-31} #tag ^b1'),
    '- [ ] [[TASK-1]] New $& title [output:: [[PLAN-001]]] @{2026-01-31} #tag ^b1',
  );
  assert.is(retitle('- [ ] [[TASK-1]] Old [due:: May] title'), '- [ ] [[TASK-1]] New $& title [due:: May]');
  assert.is(retitle('- [ ] [[TASK-1]]'), '- [ ] [[TASK-1]] New $& title');
  assert.is(retitle('- [ ] [[TASK-1]] [due:: May]'), '- [ ] [[TASK-1]] New $& title [due:: May]');
  assert.is(retitle('- [ ] '), '- [ ] New $& title');
  assert.is(retitle('- [ ]'), '- [ ] New $& title');
  assert.is(retitle('- [ ] [due:: May]'), '- [ ] New $& title [due:: May]');
  assert.is(retitle('- [ ] [[TASK-1-x|Old]]'), '- [ ] [[TASK-1-x|New $& title]]');
  assert.is(retitle('- [ ] Old\n  Old'), '- [ ] New $& title\n  Old');
});

test('a renamed document has its new name in every link, not in code', () => {
  const text =
    '## A\n- [ ] [[TASK-001-old|TASK-001]] x [input:: [[tasks/TASK-001-old.md#part]]] `[[TASK-001-old]]`\n  ```\n  [[TASK-001-old]]\n  ```\n- [[TASK-001-older]]\n\nprose [[TASK-001-old]]\n';
  assert.is(
    value(replaceTarget(read(text), 'TASK-001-old', 'TASK-009-new', { from: 'TASK-001', to: 'TASK-009' })),
    '## A\n- [ ] [[TASK-009-new|TASK-009]] x [input:: [[tasks/TASK-009-new.md#part]]] `[[TASK-001-old]]`\n  ```\n  [[TASK-001-old]]\n  ```\n- [[TASK-001-older]]\n\nprose [[TASK-009-new]]\n',
  );
});

test('a new column is put before archive and settings', () => {
  assert.is(value(addColumn(read(plainBoard), ' Later ')), plainBoard.replace('***', '## Later\n\n***'));
  assert.is(value(addColumn(read('## A\n- x'), 'B')), '## A\n- x\n\n## B');
  assert.is(value(addColumn(read('## A\r\n'), 'B')), '## A\r\n\r\n## B\r\n');
  assert.is(value(addColumn(read(''), 'B')), '## B\n');
  assert.is(value(addColumn(read('---\na: 1\n---\n'), 'B')), '---\na: 1\n---\n\n## B\n');
  for (const name of ['', 'review', 'Later (3)', '#', 'Archive']) {
    assert.is(addColumn(read(plainBoard), name).ok, false, name);
  }
});

test.run();
