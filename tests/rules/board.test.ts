import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { judged, page } from '../support/judged.js';

const task = page('tasks/TASK-001-login.md');
const found = (board: string, others: string = task) =>
  judged(`### dev_ops/board.md\n${board}\n${others}`).map((line) => line.replace(/^dev_ops\//, ''));

test('a board and documents that agree', () => {
  const plan = page('plans/PLAN-001-login.md', 'output_of: [TASK-001]');
  assert.equal(
    found(
      '---\nkanban-plugin: board\n---\n\n## backlog (3)\n\n- [ ] [[TASK-001-login|TASK-001]] Login [output:: [[PLAN-001]]] @{2026-01-31} ^x1\n- [ ] free\n\n## In Progress\n\n## Done\n\n**Fertig**\n\n***\n\n## Archive\n\n- [x] [[TASK-002]] Whatever\n\n%% kanban:settings\n```\n{"kanban-plugin":"board"}\n```\n%%',
      `${page('tasks/TASK-001-login.md', 'output: [PLAN-001]')}${plan}${page('archive/tasks/TASK-002-old.md', '', '', 'done')}`,
    ),
    [],
  );
});

test('items and links that do not exist, told once', () => {
  assert.equal(
    found('## Backlog\n\n- [ ] [[TASK-010]] Login [output:: [[PLAN-010]]]\n- [ ] [[TASK-001]] [[PLAN-009]]'),
    [
      'board.md:3:9 board/unknown-item the card’s item `TASK-010` does not exist → TASK-001',
      'board.md:3:38 board/unknown-item `output` on the card of TASK-010 names `PLAN-010`, which does not exist',
      'board.md:4:1 board/title-mismatch the card of TASK-001 says `[[PLAN-009]]`, but its title is `Login` → doc-ops board sync --from documents (or --from board)',
      'board.md:4:22 links/dangling link to `PLAN-009`, which does not exist',
    ],
  );
});

test('a column is known however its name is written', () => {
  const doing = page('tasks/TASK-001-login.md', '', '', 'in_progress');
  for (const name of ['In Progress', 'in-progress', 'IN_PROGRESS'])
    assert.equal(found(`## ${name}\n\n- [ ] [[TASK-001]] Login`, doing), [], name);
  assert.match(found('## Progress\n\n- [ ] [[TASK-001]] Login', doing)[0] ?? '', /board\/unknown-column/);
});

test('a card twice', () => {
  assert.equal(found('## Backlog\n\n- [ ] [[TASK-001]] Login\n- [ ] [[tasks/TASK-001-login]] Login'), [
    'board.md:4:9 board/duplicate-item TASK-001 already has a card, in line 3',
  ]);
});

test('open tasks need a card; finished, archived and other documents do not', () => {
  assert.equal(found('## Backlog'), [
    'tasks/TASK-001-login.md board/missing-card TASK-001 has no card on the board → doc-ops board add TASK-001',
  ]);
  assert.equal(found('## Backlog', page('tasks/TASK-001-x.md', '', '', 'done')), []);
  assert.equal(found('## Backlog', page('archive/tasks/TASK-001-x.md')), []);
  assert.equal(found('## Backlog', page('bugs/BUG-001-x.md')), []);
  assert.equal(judged(task), [], 'no board');
});

test('status, title and relations', () => {
  assert.equal(
    found(
      '## Backlog\n\n## In Progress\n\n- [ ] [[TASK-001]] Log in [input:: [[ADR-001]]]',
      `${page('tasks/TASK-001-login.md', 'input: [ADR-002]')}${page('adrs/ADR-001-x.md')}${page('adrs/ADR-002-x.md')}`,
    ).map((line) => line.replace(/ → .*/, '')),
    [
      'board.md:5:1 board/title-mismatch the card of TASK-001 says `Log in`, but its title is `Login`',
      'board.md:5:9 board/relation-mismatch TASK-001 has input ADR-002, but its card does not',
      'board.md:5:9 board/status-mismatch TASK-001 is todo, but its card is in In Progress (in_progress)',
      'board.md:5:27 board/relation-mismatch the card of TASK-001 has input ADR-001, but the document does not',
    ],
  );
});

test('blocked tasks stay where they are, finished ones in the complete column', () => {
  const at = (status: string, column: string) =>
    found(
      `## Backlog\n\n## In Progress\n\n## Review\n\n## ${column}\n\n- [ ] [[TASK-001]]`,
      page('tasks/TASK-001-x.md', '', '', status),
    );
  assert.equal(at('blocked', 'In Progress'), []);
  assert.equal(at('done', 'Done'), []);
  assert.is(at('blocked', 'Done').length, 1);
  assert.is(at('done', 'Backlog').length, 1);
});

test('columns without a status are told where documents are on them', () => {
  assert.equal(found('## In Progess\n\n- [ ] [[TASK-001]]\n\n## Ideas\n\n- [ ] Dark mode'), [
    'board.md:1:1 board/unknown-column column `In Progess` has no status in config.yaml (known: Backlog, In Progress, Review, Done) → In Progress',
  ]);
});

test('a document that cannot be read is not compared', () => {
  assert.equal(
    found('## Done\n\n- [x] [[TASK-001]] Other', '### dev_ops/tasks/TASK-001-x.md\n---\nid: [\n---\n').map(
      (line) => line.split(' ')[1],
    ),
    ['front-matter/unreadable'],
  );
});

test.run();
