import { existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { locateDocument } from '../../../src/workspace/corpus/locate.js';
import { processesStarted } from '../../../src/workspace/process/plumbing.js';
import { temporaryFolder, writeFiles } from '../../support/folder.js';
import { openAs, page } from '../support/gitWorkspace.js';

const files = {
  'dev_ops/plans/PLAN-001-login.md': page('PLAN-001'),
  'dev_ops/plans/PLAN-010-other.md': page('PLAN-010'),
  'dev_ops/plans/PLAN-1001.md': page('PLAN-1001'),
  'dev_ops/archive/plans/PLAN-002-old.md': page('PLAN-002'),
  'dev_ops/research/RES-007-try.md': page('RES-007'),
  'docs/guide.md': '# Guide\n',
  'notes.txt': 'x\n',
};

async function locate(root: string, reference: string, cwd = root): Promise<string> {
  const found = await locateDocument(await openAs(root, { cwd }), reference);
  if (found.ok) return found.value.path;
  const { code, suggestion } = found.problem;
  return `${code}${suggestion === undefined ? '' : ` → ${suggestion}`}`;
}

test('by id in every spelling, archived ones as well', async () => {
  const root = temporaryFolder(files);
  assert.is(await locate(root, 'PLAN-001'), 'dev_ops/plans/PLAN-001-login.md');
  assert.is(await locate(root, 'plan-1'), 'dev_ops/plans/PLAN-001-login.md');
  assert.is(await locate(root, 'PLAN-1001'), 'dev_ops/plans/PLAN-1001.md');
  assert.is(await locate(root, 'RESEARCH-7'), 'dev_ops/research/RES-007-try.md');
  assert.is(await locate(root, 'PLAN-002'), 'dev_ops/archive/plans/PLAN-002-old.md');
});

test('by file name, by path from the working folder and from the root', async () => {
  const root = temporaryFolder(files);
  assert.is(await locate(root, 'PLAN-001-login'), 'dev_ops/plans/PLAN-001-login.md');
  assert.is(await locate(root, 'PLAN-001-older-name.md'), 'dev_ops/plans/PLAN-001-login.md');
  assert.is(
    await locate(root, 'plans/PLAN-010-other.md', join(root, 'dev_ops')),
    'dev_ops/plans/PLAN-010-other.md',
  );
  assert.is(await locate(root, 'docs/guide.md', join(root, 'dev_ops')), 'docs/guide.md');
  assert.is(await locate(root, join(root, 'docs/guide.md')), 'docs/guide.md');
});

test('unknown ids name the closest one that exists', async () => {
  const root = temporaryFolder(files);
  assert.is(await locate(root, 'PLAN-011'), 'unknown-id → PLAN-001');
  assert.is(await locate(root, 'PLN-010'), 'unknown-id → PLAN-010');
  assert.is(await locate(root, 'BUG-001'), 'unknown-id');
  assert.is(await locate(root, 'nonsense\0'), 'unknown-id');
});

test('two documents of one id are ambiguous, and each has its path', async () => {
  const root = temporaryFolder({ ...files, 'dev_ops/plans/plan-1-again.md': page('PLAN-001') });
  const found = await locateDocument(await openAs(root), 'PLAN-001');
  assert.is(found.ok ? '' : found.problem.code, 'ambiguous');
  assert.match(found.ok ? '' : found.problem.message, 'plan-1-again.md');
  assert.match(found.ok ? '' : found.problem.message, 'PLAN-001-login.md');
  assert.is(await locate(root, 'PLAN-001-login'), 'dev_ops/plans/PLAN-001-login.md');
});

test('a document whose front matter alone has the id is found as well', async () => {
  const root = temporaryFolder({ ...files, 'dev_ops/plans/login.md': page('PLAN-030') });
  assert.is(await locate(root, 'PLAN-030'), 'dev_ops/plans/login.md');
});

test('two of one id are found wherever they are, and whatever their names say', async () => {
  const elsewhere = [
    'dev_ops/bugs/PLAN-001-x.md',
    'dev_ops/notes/deep/plan-1.md',
    'dev_ops/plans/2026/PLAN-001.md',
    'dev_ops/plans/login.md',
    'dev_ops/archive/plans/PLAN-001-login.md',
  ];
  for (const path of elsewhere) {
    const root = temporaryFolder(files);
    // What was not there when the folders were listed before.
    assert.is(await locate(root, 'PLAN-001'), 'dev_ops/plans/PLAN-001-login.md');
    writeFiles(root, { [path]: page('PLAN-001') });
    assert.is(await locate(root, 'PLAN-001'), 'ambiguous', path);
    rmSync(join(root, path));
    assert.is(await locate(root, 'PLAN-001'), 'dev_ops/plans/PLAN-001-login.md');
  }
});

test('among thousands of documents and notes the kept folders tell the same', async () => {
  const many: Record<string, string> = {};
  for (let number = 2; number < 1200; number++)
    many[`dev_ops/bugs/BUG-${String(number).padStart(3, '0')}-x.md`] = '';
  for (let number = 0; number < 60; number++) many[`dev_ops/notes/${number}.md`] = '# A note\n';
  const root = temporaryFolder({ ...files, ...many, 'dev_ops/bugs/TASK-004.md': page('TASK-004') });
  const cache = join(root, 'dev_ops/.state/strays.json');
  assert.is(await locate(root, 'TASK-004'), 'dev_ops/bugs/TASK-004.md');
  assert.ok(existsSync(cache));
  const kept = JSON.parse(readFileSync(cache, 'utf8')) as { folders: Record<string, { files: string[] }> };
  assert.equal(kept.folders['dev_ops/bugs']?.files, ['TASK-004.md']);
  assert.is(await locate(root, 'TASK-004'), 'dev_ops/bugs/TASK-004.md');
  assert.is(await locate(root, 'BUG-001'), 'unknown-id → BUG-002');
  writeFiles(root, {
    'dev_ops/notes/7.md': page('BUG-002'),
    'dev_ops/bugs/again/BUG-003.md': page('BUG-003'),
  });
  assert.is(await locate(root, 'BUG-002'), 'ambiguous');
  assert.is(await locate(root, 'BUG-003'), 'ambiguous');
  renameSync(join(root, 'dev_ops/bugs/TASK-004.md'), join(root, 'dev_ops/bugs/TASK-005.md'));
  assert.is(await locate(root, 'TASK-005'), 'dev_ops/bugs/TASK-005.md');
});

test('folders behind links are looked into once', async () => {
  const root = temporaryFolder({ ...files, 'docs/plans/PLAN-004.md': page('PLAN-004') });
  symlinkSync('../../docs/plans', join(root, 'dev_ops/notes'));
  symlinkSync('..', join(root, 'dev_ops/loop'));
  symlinkSync('../docs/plans', join(root, 'dev_ops/more'));
  assert.match(await locate(root, 'PLAN-004'), /^dev_ops\/(?:more|notes)\/PLAN-004\.md$/);
});

test('nothing outside of the root, and markdown only', async () => {
  const root = temporaryFolder(files);
  const other = temporaryFolder({ 'secret.md': 'x' });
  symlinkSync(join(other, 'secret.md'), join(root, 'docs/link.md'));
  assert.is(await locate(root, 'docs/link.md'), 'outside-root');
  assert.is(await locate(root, join(other, 'secret.md')), 'outside-root');
  assert.is(await locate(root, 'notes.txt'), 'invalid-value');
  assert.is(await locate(root, 'docs'), 'unknown-id');
});

test('starts no process and needs no cache', async () => {
  const root = temporaryFolder();
  writeFiles(root, files);
  const workspace = await openAs(root);
  const before = processesStarted();
  await locateDocument(workspace, 'PLAN-001');
  assert.is(processesStarted(), before);
});

test.run();
