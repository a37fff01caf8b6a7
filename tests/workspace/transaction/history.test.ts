import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type FileOperation, kindOf } from '../../../src/model/fileOperation.js';
import type { Result } from '../../../src/model/result.js';
import { stateFolders } from '../../../src/workspace/files/stateFolders.js';
import { redo, undo } from '../../../src/workspace/transaction/history.js';
import { lastSequence } from '../../../src/workspace/transaction/keptJournals.js';
import type { Workspace } from '../../../src/workspace/workspace.js';
import { change, commit, mixed, must, startFolder } from '../../crash/support/scenario.js';
import { readFile, temporaryFolder } from '../../support/folder.js';
import { undoHistory } from '../../support/undoHistory.js';
import { snapshot } from '../support/snapshot.js';
import { workspaceAt } from '../support/testWorkspace.js';

function write(workspace: Workspace, verb: string, changes: readonly FileOperation[]): Promise<unknown> {
  return must(commit(workspace, verb, changes));
}

function codeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.problem.code;
}

/** One file after the other written by one action. */
async function together(workspace: Workspace, group: string, texts: readonly string[]): Promise<void> {
  for (const after of texts) {
    const path = 'dev_ops/one.md';
    const before = readFile(workspace.root, path);
    const changes: FileOperation[] = [
      { path, before, after },
      { path: `dev_ops/${group}-${after.trim()}.md`, before: null, after },
    ];
    await must(commit(workspace, 'several', changes, { group }));
  }
}

test('what one action changed is undone together, and done again together', async () => {
  const workspace = workspaceAt(temporaryFolder({ 'dev_ops/one.md': 'one\n' }));
  await write(workspace, 'alone', [{ path: 'dev_ops/two.md', before: null, after: 'two\n' }]);
  const start = snapshot(workspace.root);
  await together(workspace, 'a', ['a1\n', 'a2\n', 'a3\n']);
  const first = snapshot(workspace.root);
  await together(workspace, 'b', ['b1\n', 'b2\n']);
  const second = snapshot(workspace.root);
  const trial = await must(undo(workspace, { dryRun: true }));
  assert.equal(snapshot(workspace.root), second);
  const undone = await must(undo(workspace));
  assert.is(undone.count, 2);
  assert.equal(trial.changes, undone.changes);
  assert.equal(
    undone.changes.find(({ path }) => path === 'dev_ops/one.md'),
    { path: 'dev_ops/one.md', before: 'b2\n', after: 'a3\n', mode: 0o644 },
  );
  assert.equal(snapshot(workspace.root), first);
  assert.is((await must(undo(workspace))).count, 3);
  assert.equal(snapshot(workspace.root), start);
  assert.is((await must(redo(workspace))).count, 3);
  assert.equal(snapshot(workspace.root), first);
  assert.is((await must(redo(workspace))).count, 2);
  assert.equal(snapshot(workspace.root), second);
  await must(undo(workspace));
  await must(undo(workspace));
  assert.is((await must(undo(workspace))).verb, 'alone');
});

test('of several changes those that can be undone are, and it is said how many', async () => {
  const workspace = workspaceAt(temporaryFolder({ 'dev_ops/one.md': 'one\n' }));
  await together(workspace, 'a', ['a1\n', 'a2\n']);
  writeFileSync(join(workspace.root, 'dev_ops/a-a1.md'), 'by hand\n');
  const undone = await undo(workspace);
  assert.is(codeOf(undone), 'journal-conflict');
  assert.match(
    undone.ok ? '' : undone.problem.message,
    /^1 of 2 changes done; then: modified since several: dev_ops\/a-a1\.md/,
  );
  assert.is(readFile(workspace.root, 'dev_ops/one.md'), 'a1\n');
});

test('undo takes back bytes, modes and folders; redo brings all of it again', async () => {
  const workspace = startFolder();
  const before = snapshot(workspace.root);
  await must(change(workspace));
  const after = snapshot(workspace.root);
  const undone = await must(undo(workspace));
  assert.is(undone.verb, 'mixed');
  assert.is(lastSequence(workspace), 2);
  assert.equal(snapshot(workspace.root), before);
  assert.is((await must(redo(workspace))).verb, 'mixed');
  assert.equal(snapshot(workspace.root), after);
  for (let i = 0; i < 3; i++) {
    await must(undo(workspace));
    await must(redo(workspace));
  }
  assert.equal(snapshot(workspace.root), after);
  assert.is(lastSequence(workspace), 9);
});

test('a folder into which somebody put a file stays', async () => {
  const workspace = startFolder();
  await must(change(workspace));
  writeFileSync(join(workspace.root, 'dev_ops/adrs/mine.md'), 'mine');
  await must(undo(workspace));
  assert.equal(readdirSync(join(workspace.root, 'dev_ops/adrs')), ['mine.md']);
  await must(redo(workspace));
  assert.equal(readdirSync(join(workspace.root, 'dev_ops/adrs')).sort(), ['deep', 'mine.md']);
});

test('a folder that was there empty stays', async () => {
  const workspace = startFolder();
  mkdirSync(join(workspace.root, 'dev_ops/adrs'));
  const before = snapshot(workspace.root);
  await must(change(workspace));
  await must(undo(workspace));
  assert.equal(snapshot(workspace.root), before);
});

test('permissions that were changed since are kept by an update', async () => {
  const root = temporaryFolder({ 'dev_ops/a.md': '1' });
  const workspace = workspaceAt(root);
  await write(workspace, 'one', [{ path: 'dev_ops/a.md', before: '1', after: '2' }]);
  chmodSync(join(root, 'dev_ops/a.md'), 0o640);
  await must(undo(workspace));
  assert.equal(snapshot(root), { dev_ops: '755 folder', 'dev_ops/a.md': '640 1' });
});

test('a hand edit of any file refuses all of it and names that file', async () => {
  const edits: [string, (path: string) => void, boolean][] = [
    ['dev_ops/board.md', (path) => writeFileSync(path, 'by hand'), true],
    ['dev_ops/board.md', (path) => rmSync(path), true],
    ['dev_ops/plans/PLAN-001-a.md', (path) => writeFileSync(path, 'again'), true],
    ['dev_ops/adrs/deep/ADR-001-a.md', (path) => writeFileSync(path, 'a decision\r\n'), true],
    ['dev_ops/unrelated.md', (path) => writeFileSync(path, 'fine'), false],
  ];
  for (const [path, edit, refuses] of edits) {
    const workspace = startFolder();
    await must(change(workspace));
    edit(join(workspace.root, path));
    const now = snapshot(workspace.root);
    const dry = await undo(workspace, { dryRun: true });
    const undone = await undo(workspace);
    assert.is(codeOf(dry), codeOf(undone));
    if (!refuses) {
      assert.ok(undone.ok);
      continue;
    }
    assert.ok(!undone.ok && undone.problem.code === 'journal-conflict');
    assert.match(undone.ok ? '' : undone.problem.message, path);
    assert.equal(snapshot(workspace.root), now);
    assert.is(undoHistory(workspace).length, 1);
  }
});

test('a dry run shows what undo would do, and does nothing', async () => {
  const workspace = startFolder();
  await must(change(workspace));
  const now = snapshot(workspace.root);
  const dry = await must(undo(workspace, { dryRun: true }));
  assert.is(lastSequence(workspace), 1);
  assert.equal(dry.changes.map((one) => `${kindOf(one)} ${one.path}`).sort(), [
    'create dev_ops/bugs/BUG-001-a.md',
    'create dev_ops/plans/PLAN-001-a.md',
    'delete dev_ops/adrs/deep/ADR-001-a.md',
    'delete dev_ops/bugs/BUG-001-b.md',
    'update dev_ops/board.md',
    'update dev_ops/tasks/TASK-001-a.md',
  ]);
  assert.equal(snapshot(workspace.root), now);
  assert.equal((await must(undo(workspace))).changes, dry.changes);
});

test('nothing to undo, nothing to redo', async () => {
  const workspace = startFolder();
  for (const verb of [undo, redo]) assert.is(codeOf(await verb(workspace)), 'refused');
  await must(change(workspace));
  assert.is(codeOf(await redo(workspace)), 'refused');
  await must(undo(workspace));
  assert.is(codeOf(await undo(workspace)), 'refused');
});

test('a new change after an undo ends the line of redo', async () => {
  const root = temporaryFolder({ 'dev_ops/a.md': '0' });
  const workspace = workspaceAt(root);
  await write(workspace, 'one', [{ path: 'dev_ops/a.md', before: '0', after: '1' }]);
  await must(undo(workspace));
  await write(workspace, 'two', [{ path: 'dev_ops/a.md', before: '0', after: '2' }]);
  assert.is(codeOf(await redo(workspace)), 'refused');
  assert.equal(
    undoHistory(workspace).map(({ verb, sequence, when, paths }) => ({ verb, sequence, when, paths })),
    [{ verb: 'two', sequence: 3, when: '2026-11-20T22:15:00.000Z', paths: ['dev_ops/a.md'] }],
  );
});

test('does what lines of undo and redo do in any editor', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('do', 'do', 'undo', 'redo')), async (moves) => {
      const root = temporaryFolder({ 'dev_ops/a.md': '0' });
      const workspace = workspaceAt(root);
      // The model: what stood there, what stands there, what was undone.
      const [past, future]: [string[], string[]] = [[], []];
      let now = '0';
      for (const [index, move] of moves.entries()) {
        if (move === 'do') {
          const after = String(index + 1);
          await write(workspace, `v${after}`, [{ path: 'dev_ops/a.md', before: now, after }]);
          past.push(now);
          future.length = 0;
          now = after;
        } else {
          const [from, to] = move === 'undo' ? [past, future] : [future, past];
          const result = await (move === 'undo' ? undo : redo)(workspace);
          const next = from.pop();
          assert.is(result.ok, next !== undefined);
          if (next !== undefined) {
            to.push(now);
            now = next;
          }
        }
        assert.is(readFile(root, 'dev_ops/a.md'), now);
        assert.is(undoHistory(workspace).length, past.length);
      }
      rmSync(root, { recursive: true });
    }),
    { seed: 1, numRuns: 60 },
  );
});

test('the last hundred can be undone and done again, and the history does not grow', async () => {
  const root = temporaryFolder({ 'dev_ops/a.md': '0' });
  const workspace = workspaceAt(root);
  const kept = () => readdirSync(stateFolders(workspace).history).length;
  for (let i = 0; i < 105; i++) {
    const [before, after] = [String(i), String(i + 1)];
    await write(workspace, after, [{ path: 'dev_ops/a.md', before, after }]);
  }
  assert.is(undoHistory(workspace).length, 100);
  assert.is(kept(), 100);
  for (let i = 0; i < 100; i++) await must(undo(workspace));
  assert.is(readFile(root, 'dev_ops/a.md'), '5');
  assert.is(codeOf(await undo(workspace)), 'refused');
  for (let i = 0; i < 100; i++) await must(redo(workspace));
  assert.is(readFile(root, 'dev_ops/a.md'), '105');
  assert.is(lastSequence(workspace), 305);
  await must(undo(workspace));
  await must(redo(workspace));
  assert.ok(kept() <= 300, `${kept()} kept`);
  assert.is(undoHistory(workspace).length, 100);
});

test('a damaged entry of the history is a problem, not a crash, and nothing is touched', async () => {
  const workspace = startFolder();
  await must(change(workspace));
  const now = snapshot(workspace.root);
  const entry = join(stateFolders(workspace).history, '1.do.json');
  const text = readFileSync(entry, 'utf8');
  for (const damaged of ['', text.slice(0, -9), '{"v":2}', text.replace('"dev_ops/board.md"', '7')]) {
    writeFileSync(entry, damaged);
    assert.is(codeOf(await undo(workspace)), 'io');
  }
  writeFileSync(entry, text.replace('"dev_ops/board.md"', '"../board.md"'));
  assert.not.ok((await undo(workspace)).ok);
  assert.equal(snapshot(workspace.root), now);
  assert.is(mixed.length, 5);
});

test.run();
