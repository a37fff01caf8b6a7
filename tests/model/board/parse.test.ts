import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Card } from '../../../src/model/board/board.js';
import { columnNamed, findCard } from '../../../src/model/board/find.js';
import { cardTitle } from '../../../src/model/board/parse.js';
import { plainBoard, read } from './boards.js';

/** Columns as lines: name, limit, marks, cards. */
function outline(text: string): string[] {
  return read(text).columns.map(
    ({ name, limit, archive, completeMarker, cards }) =>
      `${name}${limit === null ? '' : ` ${limit}`}${archive ? ' archive' : ''}${completeMarker ? ' complete' : ''}: ${cards
        .map((card) => `[${card.check}]${card.id ?? '-'} ${card.title}`)
        .join(' | ')}`,
  );
}

function card(line: string): Card {
  const found = read(`## A\n${line}\n`).columns[0]?.cards[0];
  if (!found) throw new Error(`no card in ${line}`);
  return found;
}

const part = (text: string, span: { offset: number; length: number } | null) =>
  span && text.slice(span.offset, span.offset + span.length);

test('the board of the format page', () => {
  assert.equal(outline(plainBoard), [
    'Backlog: [ ]TASK-004 Add dark mode',
    'In Progress: [ ]TASK-001 JWT login',
    'Review: ',
    'Done complete: [x]TASK-002 Bootstrap the repo',
    'Archive archive: [x]TASK-000 Try the tool',
  ]);
  const login = findCard(read(plainBoard), 'task-1');
  assert.equal(
    login?.relations.map(({ relation, id, span }) => [relation, id, part(plainBoard, span), span.line]),
    [
      ['input', 'ADR-015', '[input:: [[ADR-015]]]', 11],
      ['output', 'PLAN-001', '[output:: [[PLAN-001]]]', 11],
      ['output', 'PLAN-002', '[output:: [[PLAN-002]]]', 11],
    ],
  );
  assert.equal(login?.targetSpan, { line: 11, column: 9, offset: plainBoard.indexOf('TASK-001'), length: 8 });
});

test('what the plugin writes', () => {
  const text = [
    '---',
    '',
    'kanban-plugin: board',
    '',
    '---',
    '',
    '## Zu tun (3)',
    '',
    '- [ ] [[TASK-001-jwt-login|TASK-001]] JWT login @{2026-01-31} @@{12:00} #auth ^a1b2c3',
    '\tsecond line [output:: [[PLAN-001]]]',
    '- [/] multi\\',
    '    line',
    '',
    '',
    '## Fertig',
    '',
    '**Abgeschlossen**',
    '- [👍] [[TASK-002]]',
    '',
    '',
    '***',
    '',
    '## Archiv',
    '',
    '- [x] old',
    '',
    '%% kanban:settings',
    '```',
    '{"kanban-plugin":"board"}',
    '```',
    '%%',
  ];
  for (const eol of ['\n', '\r\n']) {
    for (const mark of ['', '\uFEFF']) {
      assert.equal(outline(mark + text.join(eol)), [
        'Zu tun 3: [ ]TASK-001 JWT login | [/]- multi',
        'Fertig complete: [👍]TASK-002 ',
        'Archiv archive: [x]- old',
      ]);
    }
  }
  const [first] = read(text.join('\n')).columns[0]?.cards ?? [];
  assert.equal(
    first?.relations.map(({ id }) => id),
    ['PLAN-001'],
  );
  assert.is(first?.target, 'TASK-001-jwt-login');
});

test('a lone bold line marks finished work only right below the heading', () => {
  assert.equal(
    outline('## A\n\n\n__Klar__\n- x\n## B\ntext\n**Bold**\n- y\n## C\n**Bold** and more\n- z\n'),
    ['A complete: [ ]- x', 'B: [ ]- y', 'C: [ ]- z'],
  );
});

test('the archive: below `***` in any language, else by its name', () => {
  const archives = (text: string) =>
    read(text).columns.flatMap(({ name, archive }) => (archive ? [name] : []));
  assert.equal(archives('## A\n\n***\n\n## Aufgehoben\n\n- x\n'), ['Aufgehoben']);
  assert.equal(archives('## A\n\n* * *\n## Archive\n\n## Later\n'), ['Archive']);
  assert.equal(archives('***\n\n## A\n\n## B\n'), [], 'a break above other columns only divides');
  assert.equal(archives('## A\n\n***\n\ntext\n\n## B\n'), []);
  assert.equal(archives('## A\n\n## Archive\n'), ['Archive']);
  assert.equal(archives('## Archive\n\n***\n\n## Archiv\n'), ['Archiv']);
});

test('headings and cards inside of code, comments and settings are none', () => {
  assert.equal(
    outline(
      '## A\n- a\n  ```\n## B\n- b\n~~~md\n## no\n- no\n```\n~~~\n- c\n<!--\n## no\n- no\n-->\n- d\n%% kanban:settings\n## no\n- no\n%%\ntext\n- no column above\n## C\n',
    ),
    ['A: [ ]- a', 'B: [ ]- b | [ ]- c | [ ]- d', 'C: '],
    'an indented fence ends with its card, as in Markdown',
  );
  assert.equal(
    outline('## A\n- a\n```\n## B\n- b\n'),
    ['A: [ ]- a'],
    'a fence that never closes hides the rest',
  );
});

test('bullets, check boxes, and what is neither', () => {
  assert.equal(
    outline('## A\n* a\n+ [x] b\n12. [ ] c\n3) d\n - e\n- [x]f\n- []\n-\n- - -\n---\n-g\n  - nested\n'),
    ['A: [ ]- a | [x]- b | [ ]- c | [ ]- d | [ ]- e | [ ]- [x]f | [ ]- [] | [ ]- '],
  );
});

test('further lines belong to a card when they are indented, blank lines between them too', () => {
  const text = '## A\n- a\n  b\n\n\tc\n\nprose\n- d\n\n\n## B\n';
  const cards = read(text).columns[0]?.cards.map(({ start, end }) => text.slice(start, end));
  assert.equal(cards, ['- a\n  b\n\n\tc\n', '- d\n']);
});

test('the first link outside of fields, dates and code is the item', () => {
  const item = (line: string) => [card(line).id, card(line).target, card(line).title];
  assert.equal(item('- [ ] [input:: [[ADR-001]]] [[tasks/TASK-007-x.md#part|seven]] Do it'), [
    'TASK-007',
    'tasks/TASK-007-x.md',
    'Do it',
  ]);
  assert.equal(item('- [ ] (input:: [[ADR-001]]) Free'), [null, null, 'Free']);
  assert.equal(item('- [ ] `[[TASK-001]]` \\[[TASK-002]] ![[TASK-003]] @[[2026-01-31]] [[RESEARCH-7]] x'), [
    'RES-007',
    'RESEARCH-7',
    'x',
  ]);
  assert.equal(item('- [ ] Before [[TASK-001]]'), ['TASK-001', 'TASK-001', 'Before']);
  assert.equal(item('- [ ] [[TASK-001-x|Log in]]'), ['TASK-001', 'TASK-001-x', 'Log in']);
  assert.equal(item('- [ ] [[TASK-001-x|TASK-001]]'), ['TASK-001', 'TASK-001-x', '']);
  assert.equal(item('- [ ] [[TASK-001]]: Log in'), ['TASK-001', 'TASK-001', 'Log in']);
  assert.equal(item('- [ ] [[Some note]] text'), [null, 'Some note', 'text']);
  assert.equal(item('- [ ] [[]] [[a]b]] [[c'), [null, 'a]b', '[[c']);
});

test('fields: brackets balanced, several links, any spelling of the name, unknown ones are text', () => {
  const relations = (line: string) =>
    card(line).relations.map(({ relation, id, target }) => `${relation} ${id} ${target}`);
  assert.equal(
    relations(
      '- [ ] a [output:: [[PLAN-001|The [1] plan]], [[notes/x]]] [Blocked-By:: bug-3] [due:: [[TASK-9]]]',
    ),
    ['output PLAN-001 PLAN-001', 'output null notes/x', 'blocked_by BUG-003 bug-3'],
  );
  assert.equal(relations('- [ ] a [output:: [[PLAN-001]]'), [], 'never closed');
  assert.equal(relations('- [ ] a `[output:: [[PLAN-001]]]` (output:: [[PLAN-002]])'), []);
  assert.equal(relations('- [ ] a\n  ```\n  [output:: [[PLAN-001]]]\n  ```\n  [output:: [[PLAN-002]]]'), [
    'output PLAN-002 PLAN-002',
  ]);
  assert.is(card('- [ ] [[TASK-1]] Log [output:: [[PLAN-001]]] in @{2026-01-31}').title, 'Log in');
});

test('a title is read as the document has it: tags only at the end, no numbers', () => {
  assert.is(card('- [ ] [[TASK-1]] Fix #12 in #general chat #ui #p/1 ^id').title, 'Fix #12 in #general chat');
  assert.is(cardTitle('Fix #12 in   #general chat'), 'Fix #12 in #general chat');
  assert.is(cardTitle('C# [[x]] @{soon}'), 'C# [[x]]');
});

test('finding cards and columns', () => {
  const text =
    '## To Do (2)\n- [[TASK-001-x]] Same\n- Same\n- Other\n\n***\n\n## Archive\n- Other\n- [[TASK-001]] again\n- Gone\n';
  const board = read(text);
  const line = (name: string) => findCard(board, name)?.span.line;
  assert.equal(['TASK-1', 'task-001-X', 'same', 'other', 'Gone', 'nothing', '', 'TASK-2'].map(line), [
    2,
    2,
    undefined,
    4,
    11,
    undefined,
    undefined,
    undefined,
  ]);
  assert.is(columnNamed(board, 'to-do')?.name, 'To Do');
  assert.is(columnNamed(board, 'constructor'), undefined);
});

test('hostile texts are read in linear time', () => {
  const size = 200_000;
  for (const piece of [
    '[',
    '[[',
    '[[a',
    '[a::',
    '(a::',
    '`',
    '``a',
    '<!--',
    '@{',
    '\\',
    '# ',
    '- [ ] [[',
    '## a\n',
    '- a\n  b\n\n',
    '```\n',
    '***\n',
    ' ',
    '[a:: [[b',
    '#a ',
    ' ^a',
    '\r',
    '[a:: b] ',
  ]) {
    for (const head of ['## A\n- [ ] x ', '## ', '']) {
      const text = head + piece.repeat(Math.ceil(size / piece.length));
      // Linear takes milliseconds; quadratic minutes, over the limit of a test file.
      read(text);
    }
  }
});

test.run();
