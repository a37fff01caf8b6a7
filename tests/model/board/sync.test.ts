import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { columnForStatus, fitsColumn, statusForColumn } from '../../../src/model/board/columns.js';
import { newBoard, rebuildBoard } from '../../../src/model/board/create.js';
import { type BoardDocument, boardDifferences } from '../../../src/model/board/sync.js';
import { defaultConfig } from '../../../src/model/config/config.js';
import type { DocumentType } from '../../../src/model/document/type.js';
import { boardText, plainBoard, read } from './boards.js';

function type(name: string): DocumentType {
  const found = defaultConfig.types.find((one) => one.name === name);
  if (!found) throw new Error(`no type ${name}`);
  return found;
}

function document(
  id: string,
  status: string,
  title: string,
  relations: BoardDocument['relations'] = {},
): BoardDocument {
  const prefix = id.slice(0, id.indexOf('-'));
  const found = defaultConfig.types.find((one) => one.prefix === prefix);
  if (!found) throw new Error(`no type of ${id}`);
  return { id, type: found, status, title, relations };
}

const documents = [
  document('TASK-004', 'todo', 'Add dark mode'),
  document('TASK-001', 'in_progress', 'JWT login', { input: ['ADR-015'], output: ['PLAN-001', 'plan-2'] }),
  document('TASK-002', 'done', 'Bootstrap the repo'),
  document('TASK-000', 'done', 'Try the tool'),
];

const differences = (text: string, list: readonly BoardDocument[]) =>
  boardDifferences(read(text), list, defaultConfig).map(({ kind, id, ...more }) =>
    [
      kind,
      id,
      'inDocument' in more ? more.inDocument : '',
      'onBoard' in more ? more.onBoard : '',
      'target' in more ? more.target : '',
    ]
      .filter((word) => word !== '')
      .join(' '),
  );

test('which status belongs to which column', () => {
  const of = (column: string) =>
    ['task', 'plan', 'bug', 'adr'].map((name) => statusForColumn(column, type(name), defaultConfig));
  assert.equal(of('Backlog'), ['todo', 'Draft', 'Open', 'Proposed']);
  assert.equal(of('in progress'), ['in_progress', 'Active', 'In Progress', 'Proposed']);
  assert.equal(of('Review'), ['pending', 'Active', 'In Progress', 'Proposed']);
  assert.equal(of('Done'), ['done', 'Complete', 'Resolved', 'Accepted']);
  assert.is(statusForColumn('Ideas', type('task'), defaultConfig), undefined);
  const column = (name: string, status: string) => columnForStatus(type(name), status, defaultConfig)?.name;
  assert.equal(
    [column('plan', 'Active'), column('bug', 'Closed'), column('adr', 'Rejected'), column('task', 'blocked')],
    ['In Progress', 'Done', 'Done', undefined],
  );
});

test('a status may fit several columns; a blocked task stays where it is', () => {
  const fits = (column: string, name: string, status: string) =>
    fitsColumn(column, type(name), status, defaultConfig);
  assert.ok(fits('In Progress', 'plan', 'Active') && fits('Review', 'plan', 'Active'));
  assert.not.ok(fits('Backlog', 'plan', 'Active'));
  assert.ok(fits('Backlog', 'task', 'blocked') && fits('Review', 'task', 'Blocked'));
  assert.not.ok(fits('Done', 'task', 'blocked'));
  assert.ok(fits('Done', 'bug', 'Closed') && !fits('Review', 'bug', 'Closed'));
  assert.ok(fits('Ideas', 'task', 'done'));
});

test('a board that agrees with its documents', () => {
  assert.equal(differences(plainBoard, documents), []);
});

test('every way in which they can disagree', () => {
  const changed = [
    document('TASK-004', 'done', 'Add dark mode'),
    document('TASK-001', 'in_progress', 'Log in', { output: ['PLAN-001', 'PLAN-002', 'PLAN-003'] }),
    document('TASK-000', 'todo', 'Try the tool'),
    document('TASK-005', 'todo', 'New'),
    document('TASK-006', 'done', 'Finished long ago'),
    document('PLAN-009', 'Draft', 'No card needed'),
  ];
  assert.equal(
    differences(plainBoard.replace('## Review\n', '## Review\n- [[TASK-004]] Add dark mode\n'), changed),
    [
      'status TASK-004 done todo',
      'title TASK-001 Log in JWT login',
      'relation-only-on-card TASK-001 ADR-015',
      'relation-not-on-card TASK-001 PLAN-003',
      'duplicate-item TASK-004',
      'status TASK-004 done pending',
      'unknown-item TASK-002',
      'missing-card TASK-005',
    ],
  );
});

test('tags, dates and alias are no part of the title that is compared', () => {
  const list = [document('TASK-001', 'todo', 'Fix #12 in C#'), document('TASK-002', 'todo', 'Short')];
  const text =
    '## Backlog\n- [[TASK-001]] Fix #12 in C# #tag @{2026-01-31} ^id\n- [[TASK-002-short|TASK-002]]\n';
  assert.equal(differences(text, list), []);
});

test('a new board has the configured columns and agrees with no documents', () => {
  const board = read(newBoard(defaultConfig.board));
  assert.equal(
    board.columns.map(({ name, completeMarker }) => [name, completeMarker]),
    [
      ['Backlog', false],
      ['In Progress', false],
      ['Review', false],
      ['Done', true],
    ],
  );
});

test('a lost board comes back from its documents', () => {
  const text = rebuildBoard(null, documents, defaultConfig, (id) =>
    id === 'TASK-004' ? 'TASK-004-dark|TASK-004' : id,
  );
  assert.is(
    text,
    newBoard(defaultConfig.board)
      .replace('## Backlog\n', '## Backlog\n\n- [ ] [[TASK-004-dark|TASK-004]] Add dark mode\n')
      .replace(
        '## In Progress\n',
        '## In Progress\n\n- [ ] [[TASK-001]] JWT login [input:: [[ADR-015]]] [output:: [[PLAN-001]]] [output:: [[PLAN-002]]]\n',
      )
      .replace(
        '**Complete**\n',
        '**Complete**\n- [x] [[TASK-000]] Try the tool\n- [x] [[TASK-002]] Bootstrap the repo\n',
      ),
  );
  assert.equal(differences(text, documents), []);
});

test('rebuilding keeps order, free cards, prose and further lines, and corrects the rest', () => {
  const old = `---
kanban-plugin: board
x: 1
---

## Backlog (5)

Prose.

- [ ] Call the host
- [ ] [[TASK-001]] Wrong title [input:: [[ADR-009]]] [output:: [[PLAN-001]], [[PLAN-008]]] #tag
	a note
<<<<<<< ours
- [ ] [[TASK-004]] Add dark mode
=======
- [ ] [[TASK-004]] Add a dark mode
>>>>>>> theirs
- [ ] [[TASK-777]] Unknown

## Done
`;
  const text = rebuildBoard(old, documents, defaultConfig);
  assert.is(
    text,
    `---
kanban-plugin: board
x: 1
---

## Backlog (5)

Prose.

- [ ] Call the host
- [ ] [[TASK-004]] Add dark mode

## Done

- [x] [[TASK-000]] Try the tool
- [x] [[TASK-002]] Bootstrap the repo

## In Progress

- [ ] [[TASK-001]] JWT login [output:: [[PLAN-001]]] #tag [input:: [[ADR-015]]] [output:: [[PLAN-002]]]
	a note
`,
  );
  assert.equal(differences(text, documents), []);
  assert.is(rebuildBoard(text, documents, defaultConfig), text);
});

test('a board that agrees is rebuilt to itself, byte for byte', () => {
  assert.is(rebuildBoard(plainBoard, documents, defaultConfig), plainBoard);
});

test('rebuilding settles every difference, and rebuilding again changes nothing', () => {
  const statuses = fc.constantFrom('todo', 'in_progress', 'blocked', 'pending', 'done');
  const list = fc
    .uniqueArray(fc.tuple(fc.constantFrom(1, 2, 3, 101, 201, 301, 302, 500, 501, 900), statuses), {
      selector: ([number]) => number,
      maxLength: 8,
    })
    .map((all) =>
      all.map(([number, status]) =>
        document(
          `TASK-${String(number).padStart(3, '0')}`,
          status,
          `Title ${number}`,
          number % 2 ? { output: ['PLAN-001', 'PLAN-007'] } : {},
        ),
      ),
    );
  fc.assert(
    fc.property(boardText, list, (old, all) => {
      const text = rebuildBoard(old, all, defaultConfig);
      const left = differences(text, all).filter(
        (line) => !/^(?:status \S+ blocked|missing-card)/.test(line),
      );
      assert.equal(left, [], text);
      assert.is(rebuildBoard(text, all, defaultConfig), text);
      const free = (source: string) =>
        read(source).columns.flatMap(({ cards }) =>
          cards.filter(({ id }) => id === null).map(({ title }) => title),
        );
      assert.equal(free(text), free(old));
      const shown = read(text).columns.flatMap(({ cards }) => cards.flatMap(({ id }) => id ?? []));
      assert.equal(shown.sort(), all.map(({ id }) => id).sort());
    }),
    { seed: 1, numRuns: 400 },
  );
});

test('ten thousand documents are rebuilt and compared in linear time', () => {
  const all = Array.from({ length: 10_000 }, (_, n) =>
    document(`TASK-${String(n + 1).padStart(3, '0')}`, 'todo', `Task ${n}`),
  );
  const text = rebuildBoard(null, all, defaultConfig);
  assert.equal(differences(text, all), []);
  assert.is(rebuildBoard(text, all, defaultConfig), text);
});

test.run();
