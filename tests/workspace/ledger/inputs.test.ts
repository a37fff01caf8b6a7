import { appendFileSync, mkdirSync, symlinkSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { InputFile } from '../../../src/model/ledger/inputChanges.js';
import { planFromData } from '../../../src/model/plan/planData.js';
import type { Tasc } from '../../../src/model/plan/tasc.js';
import { filesOf, inputsIn, inputsReader } from '../../../src/workspace/ledger/inputs.js';
import { keepInputs, keptInputs } from '../../../src/workspace/ledger/keptInputs.js';
import { stagedTree } from '../../../src/workspace/ledger/stagedTree.js';
import { digestOfFiles } from '../../../src/workspace/ledger/treeSnapshot.js';
import { temporaryFolder } from '../../support/folder.js';
import { git } from '../../support/process.js';
import { commit, openAs, repository } from '../support/gitWorkspace.js';

function tasc(inputs: readonly string[] | null, more: Readonly<Record<string, unknown>> = {}): Tasc {
  const read = planFromData({
    title: 'x',
    tascs: [{ id: 'a', title: 'a', testing_instructions: 'make', ...(inputs ? { inputs } : {}), ...more }],
  });
  const [first] = read.ok ? read.value.tascs : [];
  if (!first) throw new Error('no tasc');
  return first;
}

/** What git itself says of every file that a tasc depends on. */
async function inputsNow(root: string, one: Tasc) {
  const inputs = await inputsReader(await openAs(root), [one]).now(one);
  return { ...inputs, files: new Map(filesOf(inputs)) };
}

const blobs = (root: string, paths: readonly string[]): Map<string, string> =>
  new Map(paths.map((path) => [path, git(root, ['hash-object', '--no-filters', path]).stdout.trim()]));

const files = {
  'src/a.py': 'a\n',
  'src/b.py': 'b\n',
  'notes.txt': 'n\n',
  '.gitignore': '*.log\nout/\n',
  'dev_ops/plans/PLAN-001-x.md': '---\nid: PLAN-001\n---\n',
};

test('every tracked file outside of the documents counts, by the bytes of the work tree', async () => {
  const root = repository(files);
  appendFileSync(join(root, 'src/a.py'), 'more\n');
  unlinkSync(join(root, 'src/b.py'));
  writeFileSync(join(root, 'untracked'), '');
  writeFileSync(join(root, 'x.log'), 'ignored');
  const { files: found, digest } = await inputsNow(root, tasc(null));
  assert.equal(found, blobs(root, ['.gitignore', 'notes.txt', 'src/a.py']));
  assert.is(digest, digestOfFiles([...found]));
  git(root, ['add', 'untracked']);
  assert.is.not((await inputsNow(root, tasc(null))).digest, digest, 'a new file that git tracks');
});

test('only content counts: neither time, nor index, nor commit', async () => {
  const root = repository(files);
  const before = (await inputsNow(root, tasc(null))).digest;
  utimesSync(join(root, 'src/a.py'), 1, 1);
  assert.is((await inputsNow(root, tasc(null))).digest, before);
  appendFileSync(join(root, 'src/a.py'), 'more\n');
  const changed = (await inputsNow(root, tasc(null))).digest;
  assert.is.not(changed, before);
  git(root, ['add', '-A']);
  assert.is((await inputsNow(root, tasc(null))).digest, changed);
  commit(root);
  assert.is((await inputsNow(root, tasc(null))).digest, changed);
});

test('globs take tracked and untracked files, ignored ones only by name, and say where they match nothing', async () => {
  const root = repository(files);
  writeFileSync(join(root, 'src/new.py'), 'new\n');
  writeFileSync(join(root, 'src/x.log'), 'ignored');
  writeFileSync(join(root, 'src/y.log'), 'ignored');
  const { files: found, empty } = await inputsNow(
    root,
    tasc(['src/*', '!src/b.*', 'src/y.log', 'gone/*', 'gone.txt']),
  );
  assert.equal([...found.keys()].sort(), ['src/a.py', 'src/new.py', 'src/y.log']);
  assert.equal(empty, ['gone/*', 'gone.txt']);
});

test('symbolic links count by their text; ledgers and caches never', async () => {
  const root = repository(files);
  symlinkSync('/nowhere', join(root, 'link'));
  mkdirSync(join(root, 'dev_ops/proofs/PLAN-001'), { recursive: true });
  mkdirSync(join(root, 'dev_ops/.state'), { recursive: true });
  for (const path of ['dev_ops/proofs/PLAN-001/x.jsonl', 'dev_ops/.state/y'])
    writeFileSync(join(root, path), 'x');
  git(root, ['add', '-A', '-f']);
  const all = ['link', 'dev_ops/**', 'dev_ops/proofs/PLAN-001/x.jsonl', 'dev_ops/.state/y'];
  const { files: found } = await inputsNow(root, tasc(all));
  assert.equal([...found.keys()].sort(), ['dev_ops/plans/PLAN-001-x.md', 'link']);
  assert.is(found.get('link'), git(root, ['rev-parse', ':link']).stdout.trim());
  const before = (await inputsNow(root, tasc(null))).digest;
  unlinkSync(join(root, 'link'));
  symlinkSync('/elsewhere', join(root, 'link'));
  assert.is.not((await inputsNow(root, tasc(null))).digest, before);
});

test('a repository of SHA-256 names its files so', async () => {
  const root = temporaryFolder(files);
  git(root, ['init', '-q', '-b', 'main', '--object-format=sha256']);
  commit(root);
  appendFileSync(join(root, 'src/a.py'), 'more\n');
  const { files: found } = await inputsNow(root, tasc(null));
  assert.equal(found, blobs(root, ['.gitignore', 'notes.txt', 'src/a.py', 'src/b.py']));
});

test('without git only what a tasc names counts, as git would name it', async () => {
  const root = temporaryFolder(files);
  assert.equal((await inputsNow(root, tasc(null))).digest, null);
  const { files: found } = await inputsNow(root, tasc(['**/*.py', '!src/b.py', '**/*.md']));
  assert.equal([...found], [['src/a.py', '78981922613b2afb6025042ff6bd878ac1994e85']]);
  const manual = tasc(['**/*.py'], { proof_required: { proof_type: 'manual' }, testing_instructions: '' });
  assert.is((await inputsNow(root, manual)).digest, null, 'a person decides about results');
});

test('what is staged is what the work tree says after the commit', async () => {
  const root = repository(files);
  appendFileSync(join(root, 'src/a.py'), 'staged\n');
  git(root, ['add', '-A']);
  appendFileSync(join(root, 'src/a.py'), 'not staged\n');
  const workspace = await openAs(root);
  const tree = await stagedTree(workspace);
  const staged = [tasc(null), tasc(['src/**'])].map((one) => inputsIn(workspace, tree, one).digest);
  assert.is.not(staged[0], (await inputsNow(root, tasc(null))).digest);
  git(root, ['commit', '-q', '-m', 'x']);
  git(root, ['checkout', '-q', '.']);
  const after = [tasc(null), tasc(['src/**'])].map(async (one) => (await inputsNow(root, one)).digest);
  assert.equal(staged, await Promise.all(after));
});

test('the list behind a digest is kept as long as it is right, the newest hundred', async () => {
  const workspace = await openAs(temporaryFolder({ 'dev_ops/board.md': '' }));
  const listOf = (count: number): InputFile[] => [[`file ${count}`, 'f'.repeat(40)]];
  const digests = Array.from({ length: 105 }, (_, count) => digestOfFiles(listOf(count)));
  for (const [count, digest] of digests.entries()) {
    keepInputs(workspace, digest, listOf(count));
    const path = join(workspace.root, 'dev_ops/.state/inputs', digest);
    utimesSync(path, count, count);
  }
  assert.is(digests.filter((digest) => keptInputs(workspace, digest) !== null).length, 100);
  assert.is(keptInputs(workspace, digests[0] ?? ''), null);
  const last = digests.at(-1) ?? '';
  assert.equal(keptInputs(workspace, last), listOf(104));
  const path = join(workspace.root, 'dev_ops/.state/inputs', last);
  for (const text of ['[["file 1","x"]]', '{', '[1, null]']) {
    writeFileSync(path, text);
    assert.is(keptInputs(workspace, last), null);
  }
});

test.run();
