import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readFile, temporaryFolder, writeFiles } from '../../../support/folder.js';
import { docOps, git } from '../../../support/process.js';

const board = (backlog: string, doing: string, done: string) =>
  `---\nkanban-plugin: board\n---\n\n## Backlog\n\n${backlog}\n## In Progress\n\n${doing}\n## Done\n\n**Complete**\n${done}`;

const card = (number: number, title: string, check = ' ') => `- [${check}] [[TASK-00${number}]] ${title}\n`;

const plan = (yaml: string, body = '# Login\n\nFirst.\n\nSecond.\n\nThird.\n\nFourth.\n') =>
  `---\nid: PLAN-001\ntitle: Login\n${yaml}---\n\n${body}`;

/** A repository with the driver installed and these files committed on `main`. */
function repository(files: Record<string, string | Uint8Array>): string {
  const root = temporaryFolder({ 'dev_ops/config.yaml': '# nothing\n', ...files });
  git(root, ['init', '-q', '-b', 'main']);
  const installed = docOps(root, ['hooks', 'install']);
  assert.is(installed.code, 0, installed.stderr);
  commit(root, {});
  return root;
}

/** The hook is another test's: here only what git merges counts. */
function commit(root: string, files: Record<string, string | Uint8Array>): void {
  writeFiles(root, files);
  git(root, ['add', '-A']);
  git(root, ['commit', '-q', '--no-verify', '-m', 'change']);
}

type Files = Record<string, string | Uint8Array>;

/** Commit `theirs` on a branch and `ours` on main, then merge the branch. */
function merge(root: string, ours: Files, theirs: Files, env: Record<string, string> = {}) {
  git(root, ['checkout', '-q', '-b', 'other']);
  commit(root, theirs);
  git(root, ['checkout', '-q', 'main']);
  commit(root, ours);
  return git(root, ['merge', '--no-verify', '--no-edit', 'other'], { check: false, env });
}

/** Where doc-ops cannot be found: neither where it was, nor on PATH. */
function forgetProgram(root: string): Record<string, string> {
  git(root, ['config', 'doc-ops.program', '/nonexistent/doc-ops.cjs']);
  return { PATH: '/usr/bin:/bin' };
}

const boards = {
  base: board(card(1, 'Login') + card(2, 'Logout') + card(3, 'Search'), card(4, 'Index'), ''),
  // Moved 1, ticked and moved 4, added 5.
  ours: board(
    card(2, 'Logout') + card(3, 'Search') + card(5, 'New'),
    card(1, 'Login'),
    card(4, 'Index', 'x'),
  ),
  // Retitled 2, removed 3, added 6.
  theirs: board(card(1, 'Login') + card(2, 'Log out') + card(6, 'Other'), card(4, 'Index'), ''),
};

test('merges boards by card and documents by key without a conflict', () => {
  const path = 'dev_ops/plans/PLAN-001-login.md';
  const root = repository({
    'dev_ops/board.md': boards.base,
    [path]: plan('status: Draft\nrelated_docs:\n  - ADR-001\n  - ADR-003\n'),
  });
  const merged = merge(
    root,
    {
      'dev_ops/board.md': boards.ours,
      [path]: plan(
        'status: Active\nrelated_docs:\n  - ADR-001\n  - ADR-002\n  - ADR-003\n',
        '# Login\n\nFirst, by us.\n\nSecond.\n\nThird.\n\nFourth.\n',
      ),
    },
    {
      'dev_ops/board.md': boards.theirs,
      [path]: plan(
        'status: Draft\nowner: ada\nrelated_docs:\n  - ADR-001\n  - ADR-004\n',
        '# Login\n\nFirst.\n\nSecond.\n\nThird.\n\nFourth, by them.\n',
      ),
    },
  );
  assert.is(merged.code, 0, merged.stdout + merged.stderr);
  assert.is(
    readFile(root, 'dev_ops/board.md'),
    board(card(2, 'Log out') + card(5, 'New') + card(6, 'Other'), card(1, 'Login'), card(4, 'Index', 'x')),
  );
  assert.is(
    readFile(root, path),
    plan(
      'status: Active\nowner: ada\nrelated_docs:\n  - ADR-001\n  - ADR-002\n  - ADR-004\n',
      '# Login\n\nFirst, by us.\n\nSecond.\n\nThird.\n\nFourth, by them.\n',
    ),
  );
});

test('without doc-ops git leaves ordinary markers and loses nothing', () => {
  const root = repository({ 'dev_ops/board.md': boards.base });
  const merged = merge(
    root,
    { 'dev_ops/board.md': boards.ours },
    { 'dev_ops/board.md': boards.theirs },
    forgetProgram(root),
  );
  assert.is(merged.code, 1);
  const text = readFile(root, 'dev_ops/board.md');
  assert.match(text, /^<{7} ours$/m);
  assert.match(text, /^={7}$/m);
  assert.match(text, /^>{7} theirs$/m);
  const before = new Set(boards.base.split('\n'));
  const written = [...boards.ours.split('\n'), ...boards.theirs.split('\n')].filter(
    (line) => !before.has(line),
  );
  assert.is(written.length, 4);
  for (const line of written) assert.ok(text.split('\n').includes(line), line);
  assert.match(git(root, ['status', '--porcelain']).stdout, /^UU dev_ops\/board\.md$/m);
});

test('a program that fails before it can merge counts as none', () => {
  const root = repository({ 'dev_ops/board.md': boards.base });
  writeFiles(root, { '.git/broken.cjs': "throw new Error('a damaged installation');\n" });
  git(root, ['config', 'doc-ops.program', join(root, '.git/broken.cjs')]);
  const merged = merge(root, { 'dev_ops/board.md': boards.ours }, { 'dev_ops/board.md': boards.theirs });
  assert.is(merged.code, 1);
  assert.match(readFile(root, 'dev_ops/board.md'), /^<{7} ours$/m);
});

test('marks only the card that both sides edited', () => {
  const root = repository({ 'dev_ops/board.md': board(card(1, 'Login') + card(2, 'Logout'), '', '') });
  const merged = merge(
    root,
    { 'dev_ops/board.md': board(card(1, 'Sign in') + card(2, 'Logout') + card(3, 'Ours'), '', '') },
    { 'dev_ops/board.md': board(card(1, 'Log in') + card(2, 'Logout') + card(4, 'Theirs'), '', '') },
  );
  assert.is(merged.code, 1);
  const marked = `<<<<<<< ours\n${card(1, 'Sign in')}=======\n${card(1, 'Log in')}>>>>>>> theirs\n`;
  assert.is(
    readFile(root, 'dev_ops/board.md'),
    board(marked + card(2, 'Logout') + card(3, 'Ours') + card(4, 'Theirs'), '', ''),
  );
  assert.match(merged.stderr, /dev_ops\/board\.md: 1 conflict$/m);
});

test('finds a board whose front matter was lost by its path, also in a folder of another name', () => {
  const bare = (text: string) => text.slice(text.indexOf('## Backlog'));
  const root = temporaryFolder({
    'package.json': '{"docOps": {"folder": "work"}}\n',
    'work/board.md': bare(boards.base),
    'other/board.md': bare(boards.base),
  });
  git(root, ['init', '-q', '-b', 'main']);
  assert.is(docOps(root, ['hooks', 'install']).code, 0);
  commit(root, {});
  const merged = merge(
    root,
    { 'work/board.md': bare(boards.ours) },
    { 'work/board.md': bare(boards.theirs) },
  );
  assert.is(merged.code, 0, merged.stdout + merged.stderr);
  assert.match(readFile(root, 'work/board.md'), /Log out\n.*New\n.*Other/);
});

test('quotes paths with spaces, quotes and dollar signs', () => {
  const path = `dev_ops/plans/PLAN-001 it's "a" $(touch broken) \`b\`.md`;
  const root = repository({ [path]: plan('status: Draft\nowner: bob\n') });
  const merged = merge(
    root,
    { [path]: plan('status: Active\nowner: bob\n') },
    { [path]: plan('status: Draft\nowner: ada\n') },
  );
  assert.is(merged.code, 0, merged.stdout + merged.stderr);
  assert.is(readFile(root, path), plan('status: Active\nowner: ada\n'));
  assert.throws(() => readFileSync(join(root, 'broken')));
});

test('merges in a linked work tree, when rebasing, and from a client with a bare PATH', () => {
  const path = 'dev_ops/plans/PLAN-001-login.md';
  const root = repository({ [path]: plan('status: Draft\nowner: bob\n') });
  git(root, ['branch', 'other']);
  commit(root, { [path]: plan('status: Active\nowner: bob\n') });
  const linked = join(temporaryFolder(), 'linked');
  git(root, ['worktree', 'add', '-q', linked, 'other']);
  commit(linked, { [path]: plan('status: Draft\nowner: ada\n') });
  const rebased = git(linked, ['rebase', '-q', 'main'], { check: false, env: { PATH: '/usr/bin:/bin' } });
  assert.is(rebased.code, 0, rebased.stderr);
  assert.is(readFile(linked, path), plan('status: Active\nowner: ada\n'));
});

test('honours conflict-marker-size and merge.conflictStyle', () => {
  const path = 'dev_ops/plans/PLAN-001-login.md';
  const text = (line: string) => plan('status: Draft\n', `# Login\n\n${line}\n`);
  const root = repository({ [path]: text('Base.') });
  git(root, ['config', 'merge.conflictStyle', 'diff3']);
  commit(root, { 'dev_ops/.gitattributes': '*.md conflict-marker-size=9\n' });
  const merged = merge(root, { [path]: text('Ours.') }, { [path]: text('Theirs.') });
  assert.is(merged.code, 1);
  assert.is(
    readFile(root, path),
    text(
      `${'<'.repeat(9)} ours\nOurs.\n${'|'.repeat(9)} base\nBase.\n${'='.repeat(9)}\nTheirs.\n${'>'.repeat(9)} theirs`,
    ),
  );
});

test('leaves what it cannot merge untouched and says so with an exit code above 1', () => {
  const latin = Buffer.from('caf\xe9\n', 'latin1');
  const folder = temporaryFolder({ base: 'a\n', ours: latin, theirs: 'b\n', text: 'c\n' });
  const run = (...args: string[]) => docOps(folder, ['merge-driver', ...args]).code;
  assert.is(run('base', 'ours', 'theirs', '7', 'dev_ops/board.md'), 2);
  assert.equal(readFileSync(join(folder, 'ours')), latin);
  assert.is(run('base', 'missing', 'theirs', '7', 'x.md'), 4);
  assert.is(run('base', 'text', 'theirs', 'seven', 'x.md'), 2);
  assert.is(run('base', 'text', 'theirs', '0', 'x.md'), 2);
  assert.is(readFile(folder, 'text'), 'c\n');
  assert.is(run('base', 'text', 'theirs', '7', 'x.md'), 1);
  assert.is(readFile(folder, 'text'), '<<<<<<< ours\nc\n=======\nb\n>>>>>>> theirs\n');
});

test('what is no UTF-8 is merged by git itself', () => {
  const path = 'dev_ops/plans/PLAN-001-login.md';
  const text = (...lines: string[]) => Buffer.from(`${lines.join('\n')}\n`, 'latin1');
  const root = repository({ [path]: text('caf\xe9', '1', '2', '3', '4', 'end') });
  const merged = merge(
    root,
    { [path]: text('caf\xe9s', '1', '2', '3', '4', 'end') },
    { [path]: text('caf\xe9', '1', '2', '3', '4', 'fin\xe9') },
  );
  assert.is(merged.code, 0, merged.stderr);
  assert.equal(readFileSync(join(root, path)), text('caf\xe9s', '1', '2', '3', '4', 'fin\xe9'));
});

test('leaves nothing behind', () => {
  const root = repository({ 'dev_ops/board.md': boards.base });
  const temporary = temporaryFolder();
  merge(
    root,
    { 'dev_ops/board.md': boards.ours },
    { 'dev_ops/board.md': boards.theirs },
    { TMPDIR: temporary },
  );
  assert.is(git(root, ['status', '--porcelain', '--ignored']).stdout, '');
  assert.equal(readdirSync(temporary), []);
});

test.run();
