import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { stateFolders } from '../../../../src/workspace/files/stateFolders.js';
import { openWorkspace } from '../../../../src/workspace/open.js';
import { temporaryFolder, writeFiles } from '../../../support/folder.js';
import { docOps, git, testEnvironment } from '../../../support/process.js';

interface Check {
  readonly check: string;
  readonly state: string;
  readonly message: string;
  readonly hint?: string;
}

function repository(files: Record<string, string> = {}): string {
  const root = temporaryFolder(files);
  git(root, ['init', '-q', '-b', 'main']);
  assert.is(docOps(root, ['init', '--yes', '--hooks']).code, 0);
  return root;
}

function doctor(root: string, ...args: string[]): { code: number | null; checks: Check[]; fixed: string[] } {
  const ran = docOps(root, ['doctor', '--json', ...args]);
  const { data } = JSON.parse(ran.stdout) as { data: { checks: Check[]; fixed: string[] } };
  return { code: ran.code, ...data };
}

const bad = (checks: readonly Check[]) => checks.filter(({ state }) => state !== 'ok');

async function foldersOf(root: string) {
  const environment = { cwd: root, env: testEnvironment(), now: () => new Date(0), token: () => 'x' };
  const opened = await openWorkspace({ environment });
  if (!opened.ok) throw new Error(opened.problem.message);
  return stateFolders(opened.value);
}

test('finds nothing where all is well, and looks at everything', () => {
  const root = repository();
  const { code, checks } = doctor(root);
  assert.is(code, 0);
  assert.equal(bad(checks), []);
  const names = new Set(checks.map(({ check }) => check));
  for (const name of [
    'node',
    'git',
    'repository',
    'config',
    'board',
    'hooks',
    'lock',
    'journal',
    'leftovers',
    'state folder',
    'cache',
  ])
    assert.ok(names.has(name), name);
});

test('without a workspace it says how to make one', () => {
  const ran = docOps(temporaryFolder(), ['doctor']);
  assert.is(ran.code, 4);
  assert.match(ran.stderr, /doc-ops init/);
});

test('names what is wrong in the config, with its place', () => {
  const root = repository({ 'dev_ops/config.yaml': 'bord:\n  links: id\n' });
  const { code, checks } = doctor(root);
  assert.is(code, 1);
  const [config] = bad(checks);
  assert.is(config?.check, 'config');
  assert.match(config?.message ?? '', /dev_ops\/config\.yaml:1:1: .*bord/);
  assert.match(config?.hint ?? '', /board/);
});

test('looks into the board', () => {
  const root = repository();
  const state = () => {
    const found = doctor(root).checks.find(({ check }) => check === 'board');
    return `${found?.state}: ${found?.message}`;
  };
  writeFiles(root, { 'dev_ops/board.md': '---\nkanban-plugin: board\n---\n\n## Backlog\n\n## Done\n' });
  assert.is(state(), 'warning: dev_ops/board.md has no column In Progress, Review');
  writeFiles(root, { 'dev_ops/board.md': '<<<<<<< ours\n## Backlog\n=======\n>>>>>>> theirs\n' });
  assert.match(state(), /^broken: .*conflict markers/);
  writeFileSync(join(root, 'dev_ops/board.md'), Buffer.from([0xff, 0xfe]));
  assert.match(state(), /^broken: .*UTF-8/);
});

test('hooks that stopped working are broken, and are repaired', () => {
  const root = repository();
  git(root, ['config', 'doc-ops.program', '/nonexistent/doc-ops.cjs']);
  const before = doctor(root);
  assert.is(before.code, 1);
  assert.match(bad(before.checks)[0]?.message ?? '', /program is outdated: \/nonexistent/);
  const { code, checks, fixed } = doctor(root, '--fix');
  assert.is(code, 0);
  assert.equal(fixed, ['hooks']);
  assert.equal(bad(checks), []);
});

test('hooks that were never installed are a choice, and stay away', () => {
  const root = temporaryFolder();
  git(root, ['init', '-q']);
  docOps(root, ['init', '--yes']);
  const { code, checks, fixed } = doctor(root, '--fix');
  assert.is(code, 0);
  assert.equal(fixed, []);
  assert.equal(
    bad(checks).map(({ check, state, message }) => [check, state, message]),
    [['hooks', 'warning', 'not installed']],
  );
  assert.not.ok(existsSync(join(root, '.git/hooks/pre-commit')));
});

test('another program in charge of the hooks is named until it calls doc-ops', () => {
  const root = temporaryFolder({ 'lefthook.yml': 'pre-push:\n' });
  git(root, ['init', '-q']);
  docOps(root, ['init', '--yes', '--hooks']);
  const { checks } = doctor(root);
  assert.ok(
    bad(checks).every(({ message }) => /lefthook is in charge/.test(message)) && bad(checks).length === 2,
  );
  writeFiles(root, {
    'lefthook.yml': 'pre-commit:\n  commands:\n    docs:\n      run: npx doc-ops validate --staged\n',
  });
  assert.equal(bad(doctor(root).checks), []);
});

test('leftovers and a missing .gitignore are put right', async () => {
  const root = repository();
  const { staging } = await foldersOf(root);
  mkdirSync(staging, { recursive: true });
  writeFileSync(join(staging, '999999.0.tmp'), 'half');
  writeFileSync(join(root, 'dev_ops/.state/.gitignore'), '');
  writeFileSync(join(root, 'dev_ops/.state/rows.json.1.abc.tmp'), 'half');
  const before = doctor(root);
  assert.match(before.checks.find(({ check }) => check === 'leftovers')?.message ?? '', /^2 temporary files/);
  assert.match(before.checks.find(({ check }) => check === 'state folder')?.message ?? '', /\.gitignore/);
  const { checks, fixed } = doctor(root, '--fix');
  assert.equal(bad(checks), []);
  assert.equal([...fixed].sort(), ['leftovers', 'state folder']);
  assert.match(readFileSync(join(root, 'dev_ops/.state/.gitignore'), 'utf8'), /^\*$/m);
});

test('an interrupted command is seen before it is finished', async () => {
  const root = repository();
  const { journal } = await foldersOf(root);
  const pending = {
    v: 1,
    sequence: 9,
    kind: 'do',
    verb: 'create',
    when: '2026-11-20T00:00:00.000Z',
    entries: [
      { path: 'dev_ops/new.md', mode: null, before: null, after: 'new\n', temporary: null, twin: false },
    ],
    folders: [],
    leaves: [],
  };
  mkdirSync(journal, { recursive: true });
  writeFileSync(join(journal, 'journal.json'), JSON.stringify(pending));
  const before = doctor(root);
  assert.match(bad(before.checks)[0]?.message ?? '', /^create of 2026-11-20.* was interrupted$/);
  assert.not.ok(existsSync(join(root, 'dev_ops/new.md')));
  const { checks, fixed } = doctor(root, '--fix');
  assert.equal(fixed, ['journal']);
  assert.equal(bad(checks), []);
  assert.is(readFileSync(join(root, 'dev_ops/new.md'), 'utf8'), 'new\n');
});

test('a damaged cache is removed', () => {
  const root = repository();
  docOps(root, ['list']);
  writeFiles(root, { 'dev_ops/.state/rows.json': '{"version": "x"' });
  const found = doctor(root).checks.find(({ check }) => check === 'cache');
  assert.is(found?.state, 'warning');
  assert.equal(doctor(root, '--fix').fixed, ['cache']);
  assert.not.ok(existsSync(join(root, 'dev_ops/.state/rows.json')));
});

test('state that git tracks is broken', () => {
  const root = repository();
  git(root, ['add', '-f', 'dev_ops/.state/.gitignore']);
  const { code, checks } = doctor(root);
  assert.is(code, 1);
  assert.match(bad(checks)[0]?.hint ?? '', 'git rm -r --cached dev_ops/.state');
});

test('an Obsidian vault is noticed', () => {
  const root = repository({ '.obsidian/app.json': '{}' });
  assert.is(doctor(root).checks.find(({ check }) => check === 'obsidian')?.state, 'ok');
  writeFiles(root, { 'dev_ops/config.yaml': 'board:\n  links: id\n' });
  assert.is(doctor(root).checks.find(({ check }) => check === 'obsidian')?.state, 'warning');
});

test.run();
