import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { existsInside, isInside, isItself, resolveInside } from '../../../src/workspace/files/safePath.js';
import { temporaryFolder } from '../../support/folder.js';
import { workspaceAt } from '../support/testWorkspace.js';

const outside = temporaryFolder({ 'secret.md': 'secret' });
const root = temporaryFolder({ 'dev_ops/board.md': '', 'dev_ops/tasks/a.md': '' });
const workspace = workspaceAt(root);
const links: Record<string, string> = {
  'dev_ops/inside.md': 'tasks/a.md',
  'dev_ops/folder': 'tasks',
  'dev_ops/out.md': join(outside, 'secret.md'),
  'dev_ops/outFolder': outside,
  'dev_ops/up': '../..',
  'dev_ops/loop': 'loop',
  'dev_ops/dangling': 'tasks/none.md',
  'dev_ops/danglingOut': join(outside, 'none.md'),
  'dev_ops/git': '../.git',
  'dev_ops/back': `up/${root.split('/').at(-1)}/dev_ops`,
};
for (const [path, target] of Object.entries(links)) symlinkSync(target, join(root, path));
writeFileSync(join(root, '.git/config'), '');

const found: Record<string, string> = {
  'dev_ops/board.md': 'dev_ops/board.md',
  'dev_ops//tasks/./a.md': 'dev_ops/tasks/a.md',
  'dev_ops/tasks/': 'dev_ops/tasks',
  'dev_ops/inside.md': 'dev_ops/tasks/a.md',
  'dev_ops/folder/a.md': 'dev_ops/tasks/a.md',
  'dev_ops/folder/new/deep.md': 'dev_ops/tasks/new/deep.md',
  'dev_ops/back/board.md': 'dev_ops/board.md',
  'new/deep/file.md': 'new/deep/file.md',
  'dev_ops/..a/b..md': 'dev_ops/..a/b..md',
  '.gitattributes': '.gitattributes',
  'dev_ops/a\\..\\b.md': 'dev_ops/a\\..\\b.md',
};
for (const [path, expected] of Object.entries(found)) {
  test(`${path} is ${expected}`, () => {
    const resolved = resolveInside(workspace, path);
    assert.is(resolved.ok && resolved.value, join(root, expected));
  });
}

const refused = [
  '',
  '..',
  '../x',
  'dev_ops/../../x',
  'dev_ops/..',
  '/etc/passwd',
  join(root, 'dev_ops/board.md'),
  'a\0b',
  'dev_ops/out.md',
  'dev_ops/outFolder/secret.md',
  'dev_ops/outFolder/new.md',
  'dev_ops/outFolder/new/deep.md',
  'dev_ops/up/x',
  'dev_ops/loop',
  'dev_ops/loop/x.md',
  'dev_ops/dangling',
  'dev_ops/dangling/x.md',
  'dev_ops/danglingOut',
  'dev_ops/git/config',
  '.git/config',
  '.GIT/hooks/x',
  'sub/.git/config',
];
for (const path of refused) {
  test(`${JSON.stringify(path)} is refused`, () => {
    const resolved = resolveInside(workspace, path);
    assert.is(resolved.ok ? resolved.value : resolved.problem.code, 'outside-root');
    assert.is(isItself(workspace, path), false);
    assert.is(existsInside(workspace, path), false);
  });
}

test('a file is no folder', () => {
  const resolved = resolveInside(workspace, 'dev_ops/board.md/x.md');
  assert.is(resolved.ok ? resolved.value : resolved.problem.code, 'io');
  assert.is(isItself(workspace, 'dev_ops/board.md/x.md'), false);
});

test('a path is itself when no link is on its way', () => {
  assert.is(isItself(workspace, 'dev_ops/board.md'), true);
  assert.is(isItself(workspace, 'dev_ops/new/deep.md'), true);
  assert.is(isItself(workspace, 'dev_ops/inside.md'), false);
  assert.is(isItself(workspace, 'dev_ops/folder/a.md'), false);
});

test('inside is not a matter of prefixes', () => {
  mkdirSync(join(root, 'a'));
  assert.is(isInside('/x/a', '/x/ab'), false);
  assert.is(isInside('/x/a', '/x/a/b'), true);
  assert.is(isInside('/x/a', '/x/a'), true);
  assert.is(isInside('/', '/x'), true);
});

test.run();
