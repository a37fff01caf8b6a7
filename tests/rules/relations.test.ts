import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { judged, page } from '../support/judged.js';

const found = (...pages: string[]) => judged(pages.join('')).map((line) => line.replace(/^dev_ops\//, ''));

test('a dependency cycle is told once, whole, where its first step is written', () => {
  assert.equal(
    found(
      page('tasks/TASK-001-a.md', 'depends_on: [TASK-002]'),
      page('tasks/TASK-002-b.md', 'blocked_by: [task-3]'),
      page('tasks/TASK-003-c.md'),
      page('tasks/TASK-004-d.md', 'depends_on: [TASK-001]'),
      page('plans/PLAN-001-e.md', 'blocks: [TASK-002]\ndepends_on: [TASK-001]'),
    ),
    [
      'plans/PLAN-001-e.md:7:14 relations/cycle these wait for each other: PLAN-001 → TASK-001 → TASK-002 → PLAN-001',
      'tasks/TASK-002-b.md:6:14 id/spelling the id `task-3` should be `TASK-003` → TASK-003',
    ],
  );
});

test('other relations may go in circles', () => {
  assert.equal(
    found(
      page('tasks/TASK-001-a.md', 'informs: [TASK-002]\nrelated_docs: [TASK-002]'),
      page('tasks/TASK-002-b.md', 'informs: [TASK-001]\nrelated_docs: [TASK-001]'),
    ),
    [],
  );
});

test('a staged run sees a cycle that closes through documents that are not staged', () => {
  const pages = [
    page('tasks/TASK-001-a.md', 'depends_on: [TASK-002]'),
    page('tasks/TASK-002-b.md', 'depends_on: [TASK-003]'),
    page('tasks/TASK-003-c.md', 'depends_on: [TASK-001]'),
  ].join('');
  assert.is(judged(pages, { judged: ['dev_ops/tasks/TASK-003-c.md'] }).length, 1);
  assert.is(judged(pages, { judged: [] }).length, 0);
});

test('a superseded decision has a successor, named on either side', () => {
  const old = page('adrs/ADR-001-a.md', '', '', 'Superseded');
  assert.equal(found(old, page('adrs/ADR-002-b.md')), [
    'adrs/ADR-001-a.md:4:9 adr/superseded-without-successor ADR-001 is superseded, but no successor is named → superseded_by: [ADR-…]',
  ]);
  assert.equal(
    found(old, page('adrs/ADR-002-b.md', 'supersedes: adr-1')).filter((line) => line.includes(' adr/')),
    [],
  );
  assert.equal(
    found(page('adrs/ADR-001-a.md', 'superseded_by: ADR-002', '', 'Superseded'), page('adrs/ADR-002-b.md')),
    [],
  );
  assert.is(found(page('adrs/ADR-001-a.md', 'superseded_by: []', '', 'superseded')).length, 2);
  assert.equal(judged(old, { judged: ['dev_ops/adrs/ADR-001-a.md'] }), [], 'the successor may not be staged');
});

test('decisions that supersede each other', () => {
  assert.equal(
    found(
      page('adrs/ADR-001-a.md', 'supersedes: [ADR-002]'),
      page('adrs/ADR-002-b.md', 'supersedes: [ADR-003]'),
      page('adrs/ADR-003-c.md', 'supersedes: [ADR-001]'),
    ),
    [
      'adrs/ADR-003-c.md:6:14 adr/supersede-cycle these supersede each other: ADR-001 → ADR-003 → ADR-002 → ADR-001',
    ],
  );
});

test.run();
