import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openContext } from '../../../../src/operations/openContext.js';
import type { Person } from '../../../../src/operations/verb.js';
import { verb } from '../../../../src/operations/verbs/start/init.js';
import { corporaFolder, readFile, skipped, temporaryFolder } from '../../../support/folder.js';
import { docOps, git, testEnvironment } from '../../../support/process.js';

function repository(files: Record<string, string> = {}): string {
  const root = temporaryFolder(files);
  git(root, ['init', '-q', '-b', 'main']);
  return root;
}

/** Every file outside of `.git` and `.state` with its text. */
function everything(folder: string, at = ''): Record<string, string> {
  const found: Record<string, string> = {};
  for (const entry of readdirSync(join(folder, at), { withFileTypes: true })) {
    const path = at === '' ? entry.name : `${at}/${entry.name}`;
    if (entry.name === '.git' || entry.name === '.state') continue;
    if (entry.isDirectory()) Object.assign(found, everything(folder, path));
    else found[path] = readFileSync(join(folder, path), 'latin1');
  }
  return found;
}

test('makes a board and a config that is valid, and ends with three commands', () => {
  const root = repository();
  const ran = docOps(root, ['init', '--yes']);
  assert.is(ran.code, 0, ran.stderr);
  assert.equal(Object.keys(everything(root)).sort(), ['dev_ops/board.md', 'dev_ops/config.yaml']);
  assert.match(readFile(root, 'dev_ops/.state/.gitignore'), /^\*$/m);
  const next = ran.stdout.split('Try next:\n')[1]?.trim().split('\n') ?? [];
  assert.is(next.length, 3);
  for (const line of next) {
    const tried = docOps(root, line.trim() === 'doc-ops board' ? ['board'] : wordsOf(line));
    assert.is(tried.code, 0, line + tried.stderr);
  }
  assert.is(docOps(root, ['validate']).code, 0);
  assert.is(git(root, ['status', '--porcelain', '--', 'dev_ops/.state']).stdout, '');
});

/** The arguments of a command line as init prints it. */
function wordsOf(line: string): string[] {
  return [...line.trim().matchAll(/"([^"]*)"|(\S+)/g)]
    .map(([, quoted, plain]) => quoted ?? plain ?? '')
    .slice(1);
}

test('touches nothing that exists and can be run again', () => {
  const root = repository({ 'dev_ops/board.md': 'mine\n', 'dev_ops/plans/PLAN-001-x.md': 'mine\n' });
  assert.is(docOps(root, ['init', '--yes']).code, 0);
  assert.is(readFile(root, 'dev_ops/board.md'), 'mine\n');
  const first = everything(root);
  const again = docOps(root, ['init', '--yes']);
  assert.is(again.code, 0);
  assert.match(again.stdout, 'nothing was changed');
  assert.equal(everything(root), first);
});

test('can be undone', () => {
  const root = repository({ 'a.txt': 'a\n' });
  const before = everything(root);
  assert.is(docOps(root, ['init', '--yes']).code, 0);
  assert.is(docOps(root, ['undo']).code, 0);
  assert.equal(everything(root), before);
});

test('a dry run shows every file and makes none', () => {
  const root = repository({ 'docs/adr/0001-use-x.md': '# 1. Use X\n' });
  const shown = docOps(root, ['init', '--yes', '--hooks', '--adopt', 'docs/adr', '--dry-run']);
  assert.is(shown.code, 0, shown.stderr);
  for (const path of [
    'dev_ops/board.md',
    'dev_ops/config.yaml',
    'dev_ops/adrs/ADR-001-use-x.md',
    '.gitattributes',
  ])
    assert.match(shown.stdout, `+++ b/${path}\n`);
  assert.equal(Object.keys(everything(root)), ['docs/adr/0001-use-x.md']);
  assert.not.ok(existsSync(join(root, 'dev_ops')));
});

test('the folder goes to the top of the repository, or where it is asked to be', () => {
  const root = repository({ 'src/a.txt': 'a\n' });
  assert.is(docOps(join(root, 'src'), ['init', '--yes']).code, 0);
  assert.ok(existsSync(join(root, 'dev_ops/board.md')));
  assert.not.ok(existsSync(join(root, 'src/dev_ops')));
  assert.is(docOps(join(root, 'src'), ['init', '--yes', '--here']).code, 0);
  assert.ok(existsSync(join(root, 'src/dev_ops/board.md')));
  mkdirSync(join(root, 'other'));
  assert.is(docOps(root, ['init', '--yes', '--root', 'other']).code, 0);
  assert.ok(existsSync(join(root, 'other/dev_ops/board.md')));
});

test('from inside of the documents nothing is made twice', () => {
  const root = temporaryFolder();
  assert.is(docOps(root, ['init', '--yes']).code, 0);
  mkdirSync(join(root, 'dev_ops/plans'), { recursive: true });
  const before = everything(root);
  assert.is(docOps(join(root, 'dev_ops/plans'), ['init', '--yes']).code, 0);
  assert.equal(everything(root), before);
});

test('without git it goes on and says so', () => {
  const root = temporaryFolder();
  const ran = docOps(root, ['init', '--yes', '--hooks']);
  assert.is(ran.code, 0, ran.stderr);
  assert.match(ran.stdout, /git init/);
  assert.match(ran.stderr, /no hooks were installed/);
  assert.is(docOps(root, ['create', 'task', 'Login']).code, 0);
});

test('installs hooks only when asked', () => {
  const root = repository();
  docOps(root, ['init', '--yes']);
  assert.not.ok(existsSync(join(root, '.git/hooks/pre-commit')));
  assert.is(docOps(root, ['init', '--yes', '--hooks']).code, 0);
  assert.ok(existsSync(join(root, '.git/hooks/pre-commit')));
});

test('another folder name is kept in package.json', () => {
  const root = repository({ 'package.json': '{\n  "name": "x"\n}\n' });
  assert.is(docOps(root, ['init', '--yes', '--folder', 'my work']).code, 0);
  assert.is(
    readFile(root, 'package.json'),
    '{\n  "name": "x",\n  "docOps": {\n    "folder": "my work"\n  }\n}\n',
  );
  assert.ok(existsSync(join(root, 'my work/board.md')));
  assert.is(docOps(root, ['validate']).code, 0);
  assert.is(docOps(root, ['init', '--yes', '--folder', 'my work']).code, 0);
  assert.is(docOps(root, ['init', '--yes', '--folder', 'other']).code, 1);
  assert.is(docOps(root, ['undo']).code, 0);
  assert.is(readFile(root, 'package.json'), '{\n  "name": "x"\n}\n');
});

test('refuses names and places that cannot be', () => {
  const root = repository({ dev_ops: 'a file\n' });
  assert.is(docOps(root, ['init', '--yes']).code, 1);
  for (const name of ['../out', 'a/b', '.hidden', '', ' x'])
    assert.is(docOps(root, ['init', '--yes', '--folder', name]).code, 2, name);
  assert.is(docOps(root, ['init', '--yes', '--folder', 'work']).code, 1);
  assert.is(docOps(root, ['init', '--yes', '--root', 'missing']).code, 4);
  assert.equal(Object.keys(everything(root)), ['dev_ops']);
});

test('does not follow a link out of the repository', () => {
  const outside = temporaryFolder({ 'adr/0001-a.md': '# A\n' });
  const root = repository();
  symlinkSync(outside, join(root, 'dev_ops'));
  symlinkSync(join(outside, 'adr'), join(root, 'adr'));
  assert.not.equal(docOps(root, ['init', '--yes']).code, 0);
  assert.equal(Object.keys(everything(outside)), ['adr/0001-a.md']);
  rmSync(join(root, 'dev_ops'));
  assert.is(docOps(root, ['init', '--yes', '--adopt', 'adr']).code, 2);
  assert.is(docOps(root, ['init', '--yes', '--adopt', outside]).code, 2);
});

test('takes decisions over with their bodies byte for byte', () => {
  const old =
    '# 1. Use cookies\r\n\r\nDate: 2016-02-12\r\n\r\n## Status\r\n\r\nSuperceded by [2. Use tokens](0002-use-tokens.md)\r\n\r\nSee [it](../../src/a.ts) and ![it](a.png).  \r\n';
  const now =
    '---\n# kept\nstatus: accepted   # kept too\ndeciders: Ada\nnav_order: 2\n---\n# Use tokens\n\nNo end';
  const root = repository({
    'docs/adr/0001-use-cookies.md': old,
    'docs/adr/0002-use-tokens.md': now,
    'docs/adr/0003-bad.md': '---\na: [\n---\n',
    'docs/adr/README.md': '# List\n',
    'docs/adr/a.png': 'png',
    'src/a.ts': '',
  });
  const before = everything(root);
  const ran = docOps(root, ['init', '--yes', '--adopt', 'docs/adr/']);
  assert.is(ran.code, 0, ran.stderr);
  assert.is(
    readFile(root, 'dev_ops/adrs/ADR-001-use-cookies.md'),
    `---\r\nid: ADR-001\r\ntitle: Use cookies\r\nstatus: Superseded\r\ncreated: 2016-02-12\r\nsuperseded_by:\r\n  - ADR-002\r\nadopted_from: docs/adr/0001-use-cookies.md\r\n---\r\n\r\n${old
      .replace('(0002-use-tokens.md)', '(ADR-002-use-tokens.md)')
      .replace('(a.png)', '(../../docs/adr/a.png)')}`,
  );
  const adopted = readFile(root, 'dev_ops/adrs/ADR-002-use-tokens.md');
  assert.ok(adopted.endsWith('---\n# Use tokens\n\nNo end'));
  for (const line of [
    '# kept',
    'status: Accepted   # kept too',
    'deciders: Ada',
    'nav_order: 2',
    'supersedes:',
    '  - ADR-001',
  ])
    assert.ok(adopted.split('\n').includes(line), `${line}\n${adopted}`);
  assert.match(ran.stdout, /left docs\/adr\/0003-bad\.md: /);
  for (const [path, text] of Object.entries(before)) assert.is(everything(root)[path], text);
  assert.is(docOps(root, ['validate']).code, 0, docOps(root, ['validate']).stdout);
  const first = everything(root);
  assert.is(docOps(root, ['init', '--yes', '--adopt', 'docs/adr']).code, 0);
  assert.equal(everything(root), first);
});

test('a number that is taken is not given twice', () => {
  const root = repository({
    'dev_ops/adrs/ADR-002-mine.md':
      '---\nid: ADR-002\ntitle: Mine\nstatus: Accepted\ncreated: 2020-01-01\n---\n',
    'adr/0001-a.md': '# A\n',
    'adr/0002-b.md': '# B\n',
    'adr/0005-c.md': '# C\n',
    'adr/20200101-d.md': '# D\n',
  });
  const ran = docOps(root, ['init', '--yes', '--adopt', 'adr', '--json']);
  const { data } = JSON.parse(ran.stdout) as { data: { adopted: { from: string; id: string }[] } };
  assert.equal(Object.fromEntries(data.adopted.map(({ from, id }) => [from, id])), {
    'adr/0001-a.md': 'ADR-006',
    'adr/0002-b.md': 'ADR-007',
    'adr/0005-c.md': 'ADR-005',
    'adr/20200101-d.md': 'ADR-008',
  });
});

test('takes over what real projects wrote, and every link still leads where it led', () => {
  if (!corporaFolder) return skipped('adopting the decisions of real projects: no corpora');
  const folders = [
    'madr/docs/decisions',
    'log4brains/docs/adr',
    'log4brains/packages/core/integration-tests/ro-project/docs/adr',
  ];
  for (const folder of folders) {
    const root = repository();
    cpSync(join(corporaFolder, folder), join(root, 'docs/adr'), { recursive: true });
    assert.is(docOps(root, ['init', '--yes', '--adopt', 'docs/adr']).code, 0);
    const names = readdirSync(join(root, 'docs/adr')).filter((name) => /^\d.*\.md$/.test(name));
    const made = readdirSync(join(root, 'dev_ops/adrs'));
    assert.ok(names.length > 5 && made.length >= names.length);
    const broken = (path: string) => {
      const ran = docOps(root, ['validate', '--json', path]);
      const { findings } = JSON.parse(ran.stdout) as { findings: { rule: string; message: string }[] };
      const dangling = findings.filter(({ rule }) => rule === 'links/dangling');
      return dangling.map(({ message }) => /`(?:.*\/)?([^`/]*)`/.exec(message)?.[1] ?? message).sort();
    };
    // What is broken in a copy was broken in the original; an index or a template beside them may be so too.
    const before = broken('docs/adr/*.md');
    assert.equal(
      broken('dev_ops/adrs/*.md').filter((name) => !before.includes(name)),
      [],
    );
    const others = docOps(root, ['validate', '--plain'])
      .stdout.split('\n')
      .filter((line) => line !== '' && !line.includes('links/'));
    assert.equal(others, []);
  }
});

/** Answers in order; the questions that were asked are kept. */
function person(answers: (boolean | null)[]): Person & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    ask: async () => null,
    choose: async () => null,
    confirm: async (question) => {
      asked.push(question);
      return answers.shift() ?? null;
    },
  };
}

async function initWith(root: string, who: Person, dryRun = true) {
  const context = await openContext({
    needs: 'nothing',
    root: undefined,
    dryRun,
    person: who,
    readInput: async () => '',
    environment: {
      cwd: root,
      env: testEnvironment(),
      now: () => new Date('2026-11-20'),
      token: (length) => 'x'.repeat(length),
    },
  });
  if (!context.ok) throw new Error(context.problem.message);
  return verb.run(context.value, {
    yes: false,
    hooks: false,
    adopt: undefined,
    folder: undefined,
    editor: false,
    here: false,
  });
}

test('asks about decisions that are there and about hooks', async () => {
  const root = repository({ 'doc/adr/0001-a.md': '# A\n' });
  const both = person([true, true]);
  const done = await initWith(root, both);
  assert.is(both.asked.length, 2);
  assert.match(both.asked[0] ?? '', /doc\/adr\/ holds a decision/);
  if (!done.ok) throw new Error(done.problem.message);
  assert.is(done.value.data.adopted.length, 1);
  assert.ok(done.value.data.hooks);
  const neither = await initWith(root, person([false, false]));
  if (!neither.ok) throw new Error(neither.problem.message);
  assert.is(neither.value.data.adopted.length, 0);
  assert.not.ok(neither.value.data.hooks);
});

test('leaving a question makes nothing', async () => {
  const root = repository({ 'doc/adr/0001-a.md': '# A\n' });
  for (const answers of [[null], [true, null]]) {
    const done = await initWith(root, person(answers), false);
    assert.not.ok(done.ok);
    if (!done.ok) assert.is(done.problem.code, 'needs-person');
  }
  assert.not.ok(existsSync(join(root, 'dev_ops')));
});

test.run();
