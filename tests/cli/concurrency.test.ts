import * as assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import { readFile, repositoryRoot, temporaryFolder } from '../support/folder.js';
import { docOps, git, testEnvironment } from '../support/process.js';

function start(cwd: string, args: readonly string[]): Promise<{ code: number | null; stdout: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(repositoryRoot, 'dist/doc-ops.cjs'), ...args], {
      cwd,
      env: testEnvironment(),
    });
    let stdout = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.on('close', (code) => resolve({ code, stdout }));
  });
}

test('processes that create, move and link at once lose nothing and share no id', async () => {
  const folder = temporaryFolder();
  git(folder, ['init', '-q']);
  assert.equal(docOps(folder, ['init', '--yes']).code, 0);
  assert.equal(docOps(folder, ['create', 'task', 'The first']).code, 0);
  const ids: string[] = [];
  await Promise.all(
    Array.from({ length: 8 }, async (_, worker) => {
      for (let item = 0; item < 4; item++) {
        const made = await start(folder, ['create', 'task', `Item ${worker} ${item}`, '--plain']);
        assert.equal(made.code, 0);
        const id = made.stdout.split('\t')[0] ?? '';
        ids.push(id);
        assert.equal((await start(folder, ['board', 'move', id, 'In Progress'])).code, 0);
        assert.equal((await start(folder, ['link', id, 'TASK-001', '--relation', 'output'])).code, 0);
      }
    }),
  );
  assert.equal(new Set(ids).size, 32);
  assert.equal(readdirSync(join(folder, 'dev_ops/tasks')).length, 33);
  const board = readFile(folder, 'dev_ops/board.md');
  const inProgress = board.slice(board.indexOf('## In Progress'), board.indexOf('## Review'));
  for (const id of ids) {
    assert.match(
      inProgress,
      new RegExp(`\\[\\[${id}\\]\\] Item \\d \\d \\[output:: \\[\\[TASK-001\\]\\]\\]`),
    );
    assert.ok(readFile(folder, 'dev_ops/tasks/TASK-001-the-first.md').includes(`- ${id}\n`));
  }
  const judged = docOps(folder, ['validate', '--json']);
  assert.equal(JSON.parse(judged.stdout).data.errors, 0);
});

test.run();
