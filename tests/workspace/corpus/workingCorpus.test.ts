import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { judgeFiles, judgeWorkspace } from '../../../src/operations/validate/judgeWorkspace.js';
import { loadValidation } from '../../../src/workspace/corpus/validationCache.js';
import { workingCorpus } from '../../../src/workspace/corpus/workingCorpus.js';
import { loadIndex } from '../../../src/workspace/index/load.js';
import { takeSnapshot } from '../../../src/workspace/index/snapshot.js';
import { processesStarted } from '../../../src/workspace/process/plumbing.js';
import type { Workspace } from '../../../src/workspace/workspace.js';
import { temporaryFolder, writeFiles } from '../../support/folder.js';
import { git } from '../../support/process.js';
import { commit, openAs, page, repository } from '../support/gitWorkspace.js';

const plan = 'dev_ops/plans/PLAN-001-login.md';
const start = {
  [plan]: page(
    'PLAN-001',
    'related_docs:\n  - src/auth.py\n',
    '[s](../../docs/Guide.md#setup) [n](../none.txt)\n',
  ),
  'dev_ops/archive/plans/PLAN-002-old.md': page('PLAN-002'),
  'dev_ops/tasks/notes.md': '# Notes\n',
  'dev_ops/tasks/TASK-005-other.md': page('TASK-006', '', '', 'todo'),
  'docs/Guide.md': '# Guide\n\n## Setup\n',
  'src/auth.py': 'x\n',
};

async function corpusOf(root: string) {
  const workspace = await openAs(root);
  const index = await loadIndex(workspace, { details: true });
  return workingCorpus(workspace, index.facts ?? new Map(), new Map()).corpus;
}

async function findings(workspace: Workspace, base?: string): Promise<string[]> {
  const judged = await judgeWorkspace(workspace, base);
  if (!judged.ok) throw new Error(judged.problem.message);
  return judged.value.findings.map(({ path, span, rule }) => `${path}:${span?.line ?? 0} ${rule}`);
}

/** Whether the next validation will be answered from the cache. */
async function isCached(workspace: Workspace): Promise<boolean> {
  return loadValidation(workspace, await takeSnapshot(workspace)) !== null;
}

test('ids by file name, types by id, the archive is marked', async () => {
  const corpus = await corpusOf(repository(start));
  const described = corpus.judged.map(({ facts, type, id, archived }) => [
    facts.path,
    type?.name,
    id,
    archived,
  ]);
  assert.equal(described, [
    ['dev_ops/archive/plans/PLAN-002-old.md', 'plan', 'PLAN-002', true],
    ['dev_ops/plans/PLAN-001-login.md', 'plan', 'PLAN-001', false],
    ['dev_ops/tasks/TASK-005-other.md', 'task', 'TASK-005', false],
    ['dev_ops/tasks/notes.md', 'task', null, false],
  ]);
  assert.equal(corpus.pathsOf('TASK-005'), ['dev_ops/tasks/TASK-005-other.md']);
  assert.equal(corpus.pathsOf('TASK-006'), []);
  assert.equal(corpus.pathsNamed?.('notes.md'), ['dev_ops/tasks/notes.md']);
});

test('existence is exact in case, and ends at the root', async () => {
  const root = repository(start);
  const other = temporaryFolder({ 'a.md': 'x\n' });
  symlinkSync(other, join(root, 'docs/out'));
  symlinkSync('../src', join(root, 'docs/in'));
  symlinkSync('loop', join(root, 'docs/loop'));
  const corpus = await corpusOf(root);
  for (const [path, expected] of [
    ['src/auth.py', 'file'],
    ['src', 'folder'],
    ['', 'folder'],
    ['docs/guide.md', null],
    ['DOCS/Guide.md', null],
    ['src/auth.py/more', null],
    ['docs/in/auth.py', 'file'],
    ['docs/out', 'outside'],
    ['docs/out/a.md', 'outside'],
    ['docs/loop', null],
    ['../x', 'outside'],
    [plan, 'file'],
  ] as const)
    assert.is(corpus.exists(path), expected, path);
  assert.is(corpus.existsIgnoringCase('DOCS/guide.MD'), 'docs/Guide.md');
  assert.is(corpus.existsIgnoringCase('docs/Guide.md'), null);
  assert.is(corpus.existsIgnoringCase('docs/other.md'), null);
  assert.ok(corpus.siblings('docs/x.md').includes('docs/Guide.md'));
});

test('a validation with nothing changed is answered from the cache: two processes, no file read', async () => {
  const root = repository(start);
  const workspace = await openAs(root);
  const first = await findings(workspace);
  assert.ok(first.includes(`${plan}:12 links/dangling`));
  const before = processesStarted();
  assert.equal(await findings(workspace), first);
  assert.is(processesStarted() - before, 2);
  commit(root);
  assert.ok(await isCached(workspace), 'committing the cache folder changes nothing');
});

test('the cached validation holds for what it stood on, and for nothing else', async () => {
  const root = repository(start);
  const changes: Record<string, () => void> = {
    'a document': () => writeFiles(root, { [plan]: `${start[plan]}\n` }),
    'a new document': () => writeFiles(root, { 'dev_ops/new.md': 'x\n' }),
    'a linked file goes': () => rmSync(join(root, 'src/auth.py')),
    'a missing file comes': () => writeFiles(root, { 'dev_ops/none.txt': 'x\n' }),
    'a missing file comes in another spelling': () => writeFiles(root, { 'dev_ops/None.txt': 'x\n' }),
    'a heading outside': () => writeFiles(root, { 'docs/Guide.md': '# Guide\n\n## Set-up\n' }),
    'the config': () => writeFiles(root, { 'dev_ops/config.yaml': 'rules:\n  links/dangling: warning\n' }),
  };
  for (const [what, change] of Object.entries(changes)) {
    git(root, ['reset', '-q', '--hard']);
    git(root, ['clean', '-qfd', '-e', '.state']);
    const workspace = await openAs(root);
    const first = await findings(workspace);
    assert.ok(await isCached(workspace), what);
    change();
    assert.not.ok(await isCached(await openAs(root)), what);
    git(root, ['reset', '-q', '--hard']);
    git(root, ['clean', '-qfd', '-e', '.state']);
    assert.equal(await findings(await openAs(root)), first, what);
  }
  writeFiles(root, { 'src/elsewhere.py': 'x\n', 'README.md': 'x\n' });
  await findings(await openAs(root));
  writeFiles(root, { 'src/elsewhere.py': 'y\n', 'README.md': 'y\n' });
  assert.ok(await isCached(await openAs(root)));
});

test('a heading outside of the documents is looked up, also the second time', async () => {
  const root = repository(start);
  const workspace = await openAs(root);
  assert.equal(
    (await findings(workspace)).filter((finding) => finding.includes('links/heading')),
    [],
  );
  writeFiles(root, { 'docs/Guide.md': '# Guide\n' });
  const heading = [`${plan}:12 links/heading`];
  for (let times = 0; times < 2; times++)
    assert.equal(
      (await findings(workspace)).filter((finding) => finding.includes('links/heading')),
      heading,
    );
});

test('globs judge any markdown in the root, and only that', async () => {
  const root = repository({
    ...start,
    'docs/a.md': '[x](b.md) [[PLAN-001]] [[PLAN-009]]\n',
    'docs/deep/c.md': '[x](../a.md)\n',
  });
  const judged = async (cwd: string, ...globs: string[]) => {
    const result = await judgeFiles(await openAs(root, { cwd }), globs);
    if (!result.ok) return result.problem.code;
    return [result.value.documents, result.value.findings.map(({ path, rule }) => `${path} ${rule}`)];
  };
  const expected = ['docs/a.md links/dangling', 'docs/a.md links/dangling'];
  assert.equal(await judged(root, 'docs/**/*.md'), [3, expected]);
  assert.equal(await judged(root, 'docs'), [3, expected]);
  assert.equal(await judged(join(root, 'docs'), 'a.md'), [1, expected]);
  assert.equal(await judged(root, 'nothing/*.md'), 'usage');
  assert.equal(await judged(root, 'src/*.py'), 'usage');
  const other = temporaryFolder({ 'a.md': '[x](y.md)\n' });
  assert.equal(await judged(root, join(other, '*.md')), 'outside-root');
});

test('--base: an id that another document has on that branch, not an inherited one', async () => {
  const root = repository(start);
  git(root, ['checkout', '-q', '-b', 'theirs']);
  writeFiles(root, { 'dev_ops/plans/PLAN-007-theirs.md': page('PLAN-007') });
  git(root, ['mv', plan, 'dev_ops/plans/PLAN-001-renamed.md']);
  commit(root);
  git(root, ['checkout', '-q', 'main']);
  const workspace = await openAs(root);
  const before = await findings(workspace, 'theirs');
  assert.not.ok(before.some((finding) => finding.includes('id/duplicate')));
  writeFiles(root, { 'dev_ops/plans/PLAN-007-ours.md': page('PLAN-007') });
  const after = await findings(workspace, 'theirs');
  assert.ok(after.includes('dev_ops/plans/PLAN-007-ours.md:0 id/duplicate'));
  for (const name of ['nowhere', '--help']) {
    const unknown = await judgeWorkspace(workspace, name);
    assert.is(unknown.ok ? 'ok' : unknown.problem.code, 'git', name);
  }
});

test.run();
