import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { moveDocuments } from '../../../../src/operations/documents/move/moveDocuments.js';
import { Transaction } from '../../../../src/workspace/transaction/transaction.js';
import { openAs, page, repository } from '../../../workspace/support/gitWorkspace.js';

test('outside the documents links follow, and ids alone stay: they may be of another numbering', async () => {
  const written = (id: string, path: string) =>
    `See ${id}, [[${id}]] and [the plan](${path}plans/${id}-login.md).\n`;
  const root = repository({
    'dev_ops/plans/PLAN-007-login.md': page('PLAN-007'),
    'dev_ops/tasks/TASK-001-one.md': page('TASK-001', '', written('PLAN-007', '../'), 'todo'),
    'docs/guide.md': written('PLAN-007', '../dev_ops/'),
  });
  const transaction = new Transaction(await openAs(root), 'test', {});
  const from = 'dev_ops/plans/PLAN-007-login.md';
  const to = 'dev_ops/plans/PLAN-008-login.md';
  const moved = await moveDocuments(transaction, [{ from, to, oldId: 'PLAN-007', newId: 'PLAN-008' }]);
  assert.ok(moved.ok);
  const text = (path: string) => {
    const read = transaction.read(path);
    return read.ok ? read.value : '';
  };
  assert.ok(text('dev_ops/tasks/TASK-001-one.md').endsWith(written('PLAN-008', '../')));
  assert.is(
    text('docs/guide.md'),
    written('PLAN-008', '../dev_ops/').replace('See PLAN-008', 'See PLAN-007'),
  );
  assert.equal(moved.value.files, [from, 'dev_ops/tasks/TASK-001-one.md', 'docs/guide.md']);
});

test.run();
