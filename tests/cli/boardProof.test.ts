import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { temporaryFolder } from '../support/folder.js';
import { docOps } from '../support/process.js';

function plan(status: string, proof: boolean): string {
  const fields = proof ? `proof:\n  overall: ${'a'.repeat(64)}\n  result: ${'b'.repeat(64)}\n` : '';
  return `---\nid: PLAN-001\nstatus: ${status}\ncreated: 2026-01-05\n${fields}---\n\n# PLAN-001 - Login\n`;
}

function cardsWith(text: string) {
  const folder = temporaryFolder({
    'dev_ops/plans/PLAN-001-login.md': text,
    'dev_ops/tasks/TASK-001-login.md':
      '---\nid: TASK-001\nstatus: todo\ncreated: 2026-01-05\n---\n\n# TASK-001 - Login\n',
    'dev_ops/board.md':
      '---\nkanban-plugin: board\n---\n\n## Backlog\n\n- [ ] [[TASK-001]] Login [output:: [[PLAN-001]]]\n- [ ] [[PLAN-001]] Login\n',
  });
  const { data } = JSON.parse(docOps(folder, ['board', 'show', '--json']).stdout);
  const [task, own] = data.columns[0].cards;
  return [task.relations[0].proven, task.proven, own.proven];
}

test('a board tells which plans were completed with a proof', () => {
  assert.equal(cardsWith(plan('Complete', true)), [true, false, true]);
  assert.equal(cardsWith(plan('Complete', false)), [false, false, false]);
  assert.equal(cardsWith(plan('Active', true)), [false, false, false]);
});

test.run();
