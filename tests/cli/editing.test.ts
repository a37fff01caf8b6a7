import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readFile, temporaryFolder } from '../support/folder.js';
import { docOps } from '../support/process.js';

const path = 'dev_ops/tasks/TASK-001-login.md';
const text = '---\nid: TASK-001\nstatus: todo\ncreated: 2026-01-05\n---\n\n# TASK-001 - Login\n';

/** `edit` with this editor; what is left of the copies that were edited. */
function edit(editor: string) {
  const folder = temporaryFolder({ [path]: text });
  const ran = docOps(folder, ['edit', 'TASK-001'], { env: { EDITOR: editor } });
  const copies = join(folder, 'dev_ops/.state/edit');
  const left = existsSync(copies) ? readdirSync(copies, { recursive: true }).map(String) : [];
  assert.is(readFile(folder, path).startsWith(text), true);
  return { ...ran, left, now: readFile(folder, path) };
}

test('an editor with arguments writes', () => {
  const { code, now, left } = edit('sh -c \'echo "$0 $1" >> "$2"\' --wait -n');
  assert.is(code, 0);
  assert.is(now, `${text}--wait -n\n`);
  assert.equal(left, []);
});

test('an edit that was given up without a word leaves nothing behind', () => {
  const { code, stderr, left } = edit('false');
  assert.is(code, 1);
  assert.match(stderr, "the editor 'false' ended with 1");
  assert.match(stderr, 'nothing was written');
  assert.equal(left, []);
});

test('an editor that is not there is called so', () => {
  const { stderr, left } = edit('no-such-editor');
  assert.match(stderr, "editor 'no-such-editor' was not found");
  assert.equal(left, []);
});

test('what was written before an editor failed is kept', () => {
  const { stderr, now, left } = edit('sh -c \'echo more >> "$0"; kill -9 $$\'');
  assert.match(stderr, /your text is kept in .*TASK-001-login\.md/);
  assert.is(now, text);
  assert.is(left.filter((one) => one.endsWith('TASK-001-login.md')).length, 1);
});

test('the swap file of an editor that was killed is kept', () => {
  const { stderr, left } = edit('sh -c \'echo typed > "$0.swp"; exit 1\'');
  assert.match(stderr, 'your text is kept in');
  assert.ok(left.some((one) => one.endsWith('.swp')));
});

test('ready says which types there are', () => {
  const folder = temporaryFolder({ [path]: text });
  const wrong = docOps(folder, ['ready', 'tsk']);
  assert.is(wrong.code, 2);
  assert.match(wrong.stderr, 'task');
  assert.match(docOps(folder, ['ready', 'tasks']).stdout, 'TASK-001');
});

test('a board that cannot be read is not rebuilt over, and the reason is told', () => {
  const board = Uint8Array.of(0x23, 0x23, 0x20, 0xff, 0xfe, 0x0a);
  const folder = temporaryFolder({ [path]: text, 'dev_ops/board.md': board });
  const { code, stderr } = docOps(folder, ['board', 'rebuild']);
  assert.is(code, 1);
  assert.match(stderr, 'is not UTF-8');
  assert.match(stderr, 'move it away first');
  assert.equal([...readFileSync(join(folder, 'dev_ops/board.md'))], [...board]);
});

test.run();
