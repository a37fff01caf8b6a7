import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  archiveDocuments,
  unarchiveDocuments,
} from '../../../../src/operations/documents/move/archiveDocuments.js';
import { Transaction } from '../../../../src/workspace/transaction/transaction.js';
import { openAs, page, repository } from '../../../workspace/support/gitWorkspace.js';

const board = '## Backlog\n\n## In Progress\n\n## Done\n';

test('from the archive an open task comes back with a card, a finished one without a card as it was', async () => {
  const root = repository({
    'dev_ops/archive/tasks/TASK-001-open.md': page('TASK-001', '', '', 'todo'),
    'dev_ops/archive/tasks/TASK-002-done.md': page('TASK-002', '', '', 'done'),
    'dev_ops/archive/plans/PLAN-001-open.md': page('PLAN-001'),
    'dev_ops/board.md': board,
  });
  const transaction = new Transaction(await openAs(root), 'archive', {});
  const done = await unarchiveDocuments(transaction, ['TASK-001', 'TASK-002', 'PLAN-001']);
  assert.ok(done.ok, JSON.stringify(done));
  const text = transaction.read('dev_ops/board.md');
  const ids = text.ok ? text.value.match(/[A-Z]+-\d+/g) : null;
  assert.equal([...new Set(ids)], ['TASK-001']);
});

test('what is archived is said once, and what is not finished is named', async () => {
  const root = repository({
    'dev_ops/tasks/TASK-001-open.md': page('TASK-001', '', '', 'todo'),
    'dev_ops/tasks/TASK-002-done.md': page('TASK-002', '', '', 'done'),
    'dev_ops/board.md': board,
  });
  const archived = await archiveDocuments(new Transaction(await openAs(root), 'archive', {}), [
    'TASK-001',
    'TASK-002',
    'TASK-001',
  ]);
  assert.ok(archived.ok);
  assert.equal(
    archived.value.data.subjects.map(({ path }) => path),
    ['dev_ops/archive/tasks/TASK-001-open.md', 'dev_ops/archive/tasks/TASK-002-done.md'],
  );
  assert.equal(archived.value.notes, ['TASK-001 is not finished: todo']);
});

test.run();
