import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { realEnvironment } from '../../../src/workspace/environment.js';
import { type Watcher, watchDocuments } from '../../../src/workspace/files/watch.js';
import { openWorkspace } from '../../../src/workspace/open.js';
import { temporaryFolder, writeFiles } from '../../support/folder.js';
import { git } from '../../support/process.js';

const open: Watcher[] = [];
test.after.each(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function watched() {
  const root = temporaryFolder();
  git(root, ['init', '-q', '-b', 'main']);
  writeFiles(root, { 'dev_ops/board.md': '# Board\n', 'dev_ops/tasks/TASK-001-one.md': '# One\n' });
  git(root, ['add', '-A']);
  git(root, ['commit', '-q', '-m', 'start']);
  const workspace = await openWorkspace({ environment: realEnvironment(), root });
  assert.ok(workspace.ok);
  const watcher = await watchDocuments(workspace.value, { quiet: 20, longest: 250 });
  open.push(watcher);
  return { root: workspace.value.root, watcher };
}

/** Everything that is told until so much of it is there. */
async function until(watcher: Watcher, isThere: (told: { paths: Set<string>; git: boolean }) => boolean) {
  const told = { paths: new Set<string>(), git: false };
  while (!isThere(told)) {
    const { paths, git } = await watcher.changed();
    for (const path of paths) told.paths.add(path);
    told.git ||= git;
  }
  return told;
}

test('files that are written, made and deleted are told by their paths below the root, and nothing of our own', async () => {
  const { root, watcher } = await watched();
  mkdirSync(join(root, 'dev_ops/.state'), { recursive: true });
  writeFileSync(join(root, 'dev_ops/.state/cache'), 'x');
  writeFileSync(join(root, 'beside.md'), 'not among the documents');
  writeFileSync(join(root, 'dev_ops/board.md'), '# Another\n');
  mkdirSync(join(root, 'dev_ops/bugs'));
  writeFileSync(join(root, 'dev_ops/bugs/BUG-001-new.md'), '# New\n');
  rmSync(join(root, 'dev_ops/tasks/TASK-001-one.md'));
  const files = ['dev_ops/board.md', 'dev_ops/bugs/BUG-001-new.md', 'dev_ops/tasks/TASK-001-one.md'];
  const { paths } = await until(watcher, ({ paths }) => files.every((path) => paths.has(path)));
  assert.equal([...paths].filter((path) => path.endsWith('.md') || path.includes('.state')).sort(), files);
});

test('what is staged and what is checked out are told as of git', async () => {
  const { root, watcher } = await watched();
  git(root, ['symbolic-ref', 'HEAD', 'refs/heads/other']);
  const head = await until(watcher, ({ git }) => git);
  assert.equal([...head.paths], []);
  writeFileSync(join(root, 'README.md'), 'a\n');
  git(root, ['add', 'README.md']);
  const index = await until(watcher, ({ git }) => git);
  assert.equal([...index.paths], []);
});

test('every change is told, however soon it follows the one before', async () => {
  const { root, watcher } = await watched();
  for (let round = 0; round < 3; round++) {
    writeFileSync(join(root, 'dev_ops/board.md'), `# Round ${round}\n`);
    const { paths } = await watcher.changed();
    assert.equal([...paths], ['dev_ops/board.md']);
  }
});

test.run();
