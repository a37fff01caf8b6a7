import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { corporaFolder, readFile, skipped, temporaryFolder, writeFiles } from '../support/folder.js';
import { docOps, git } from '../support/process.js';

const boardPath = 'dev_ops/board.md';

/** A repository with four tasks and a board without their cards; only a carriage return before a line feed may end a line. */
function repository(board: string | null): string {
  const root = temporaryFolder();
  git(root, ['init', '-q', '-b', 'main']);
  git(root, ['config', 'core.whitespace', 'cr-at-eol']);
  docOps(root, ['init', '--yes']);
  const text = board ?? readFile(root, boardPath);
  for (const title of ['One', 'Two', 'Three', 'Four']) docOps(root, ['create', 'task', title]);
  writeFiles(root, { [boardPath]: text });
  git(root, ['add', '-A']);
  git(root, ['commit', '-q', '-m', 'start']);
  return root;
}

const verbs: readonly (readonly string[])[] = [
  ['board', 'add', 'TASK-001'],
  ['board', 'add', 'A free card', '--column', 'Review'],
  ['board', 'add', 'TASK-002', '--column', 'In Progress'],
  ['board', 'sync', '--from', 'documents'],
  ['board', 'move', 'TASK-001', 'Review'],
  ['board', 'move', 'TASK-001', 'Review', '--position', '1'],
  ['board', 'move', 'TASK-001', 'Backlog'],
  ['board', 'claim', 'TASK-003', '--as', 'ada'],
  ['board', 'pick', '--as', 'ada'],
  ['board', 'tick', 'TASK-002'],
  ['link', 'TASK-001', 'TASK-003', '--relation', 'blocks'],
  ['unlink', 'TASK-001', 'TASK-003', '--relation', 'blocks'],
  ['board', 'done', 'TASK-003'],
  ['board', 'archive', 'TASK-003'],
  ['set', 'TASK-002', 'status=todo'],
  ['set', 'TASK-001', 'title=Another title'],
  ['board', 'rebuild'],
  ['archive', 'TASK-001'],
  ['unarchive', 'TASK-001'],
  ['delete', 'TASK-004', '--force'],
];

/** After every verb git finds no white space to complain of; undo gives the bytes back that a move changed. */
function checkEveryVerb(board: string | null, name: string, more: readonly (readonly string[])[] = []): void {
  const root = repository(board);
  for (const verb of [...more, ...verbs]) {
    const before = readFile(root, boardPath);
    const ran = docOps(root, verb);
    assert.is(ran.code, 0, `${name}: ${verb.join(' ')}: ${ran.stderr}${ran.stdout}`);
    const after = readFile(root, boardPath);
    const checked = git(root, ['diff', '--check', 'HEAD'], { check: false });
    assert.is(checked.stdout, '', `${name}: ${verb.join(' ')}\n${after}`);
    if (verb.includes('move') && after !== before) {
      docOps(root, ['undo']);
      assert.is(readFile(root, boardPath), before, `${name}: undo of ${verb.join(' ')}`);
      docOps(root, ['redo']);
    }
    git(root, ['add', '-A']);
    git(root, ['commit', '-q', '--allow-empty', '-m', verb.join(' ')]);
  }
}

test('git diff --check is clean after every verb, on a new board', () => checkEveryVerb(null, 'new'));

const spacedOut =
  '---\n\nkanban-plugin: board\n\n---\n\n## Backlog\n\n- [ ] a\n\n- [ ] b\n\n\n## In Progress\n\n- [ ] c\n\n\n## Review\n\n\n\n## Done\n\n**Complete**\n\n- [x] d';

test('git diff --check is clean after every verb, on a board with blank lines, CRLF and no line ending at its end', () =>
  checkEveryVerb(spacedOut.replaceAll('\n', '\r\n'), 'spaced out', [
    ['board', 'move', 'b', 'In Progress'],
    ['board', 'move', 'd', 'Review'],
    ['board', 'move', 'c', 'Done'],
  ]));

test('git diff --check is clean after every verb, on the boards of other projects', () => {
  if (!corporaFolder) return skipped('board verbs on the boards of other projects: ../shared is absent');
  const folder = join(corporaFolder, 'dev_ops');
  const boards = readdirSync(folder).filter((name) => name.endsWith('.md'));
  assert.ok(boards.length > 0);
  for (const name of boards) checkEveryVerb(readFileSync(join(folder, name), 'utf8'), name);
});

test.run();
