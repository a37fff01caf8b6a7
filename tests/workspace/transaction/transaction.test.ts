import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { FileOperation } from '../../../src/model/fileOperation.js';
import { failure, type Result, success } from '../../../src/model/result.js';
import { stateFolders } from '../../../src/workspace/files/stateFolders.js';
import type { CommitOptions } from '../../../src/workspace/transaction/commit.js';
import { lastSequence } from '../../../src/workspace/transaction/keptJournals.js';
import { type Transaction, withTransaction } from '../../../src/workspace/transaction/transaction.js';
import type { Workspace } from '../../../src/workspace/workspace.js';
import { arm, disarm } from '../../crash/support/faultyFs.mjs';
import { commit } from '../../crash/support/scenario.js';
import { readFile, temporaryFolder } from '../../support/folder.js';
import { snapshot } from '../support/snapshot.js';
import { workspaceAt } from '../support/testWorkspace.js';

const start = { 'dev_ops/board.md': 'board\r\n', 'dev_ops/tasks/TASK-001-a.md': '\ufeffone\n' };

function write(
  workspace: Workspace,
  changes: readonly FileOperation[],
  options: CommitOptions = {},
): Promise<Result<number | null>> {
  return commit(workspace, 'test', changes, options);
}

function codeOf(result: Result<unknown>): string {
  return result.ok ? 'ok' : result.problem.code;
}

const update: FileOperation = {
  path: 'dev_ops/board.md',
  before: 'board\r\n',
  after: 'new board',
};

test('creates, updates, deletes and renames at once', async () => {
  const root = temporaryFolder({ ...start, 'dev_ops/old.md': 'old', 'dev_ops/gone.md': 'gone' });
  const workspace = workspaceAt(root);
  const changes: FileOperation[] = [
    update,
    { path: 'dev_ops/plans/deep/PLAN-001.md', before: null, after: 'plan' },
    { path: 'dev_ops/gone.md', before: 'gone', after: null },
    { path: 'dev_ops/old.md', to: 'dev_ops/new.md', before: 'old', after: 'renamed' },
  ];
  assert.equal(await write(workspace, changes), success(1));
  assert.equal(
    Object.entries(snapshot(root)).flatMap(([path, text]) => (text.endsWith('folder') ? [] : [path])),
    ['dev_ops/board.md', 'dev_ops/new.md', 'dev_ops/plans/deep/PLAN-001.md', 'dev_ops/tasks/TASK-001-a.md'],
  );
  assert.is(readFile(root, 'dev_ops/board.md'), 'new board');
  assert.is(readFile(root, 'dev_ops/new.md'), 'renamed');
  assert.equal(readdirSync(stateFolders(workspace).staging), []);
  assert.is(lastSequence(workspace), 1);
});

test('keeps the mode of what it replaces, and gives it to what it renames', async () => {
  const root = temporaryFolder({ 'dev_ops/a.md': 'a', 'dev_ops/b.md': 'b' });
  const workspace = workspaceAt(root);
  chmodSync(join(root, 'dev_ops/a.md'), 0o640);
  chmodSync(join(root, 'dev_ops/b.md'), 0o755);
  const changes: FileOperation[] = [
    { path: 'dev_ops/a.md', before: 'a', after: 'A' },
    { path: 'dev_ops/b.md', to: 'dev_ops/c.md', before: 'b', after: 'c' },
    { path: 'dev_ops/d.md', before: null, after: 'd' },
  ];
  const umask = process.umask(0o027);
  try {
    assert.is(codeOf(await write(workspace, changes)), 'ok');
  } finally {
    process.umask(umask);
  }
  const modes = ['a', 'c', 'd'].map((name) =>
    (statSync(join(root, `dev_ops/${name}.md`)).mode & 0o7777).toString(8),
  );
  assert.equal(modes, ['640', '755', '640']);
});

test('keeps the owner where it may', async () => {
  const root = temporaryFolder(start);
  const before = statSync(join(root, 'dev_ops/board.md'));
  assert.is(codeOf(await write(workspaceAt(root), [update])), 'ok');
  const after = statSync(join(root, 'dev_ops/board.md'));
  assert.equal([after.uid, after.gid], [before.uid, before.gid]);
  assert.is.not(after.ino, before.ino);
});

const refused: readonly {
  what: string;
  changes: FileOperation[];
  code: string;
  files?: Record<string, string>;
}[] = [
  {
    what: 'a file that is no longer what the change was computed from',
    changes: [
      { path: 'dev_ops/new.md', before: null, after: 'x' },
      { ...update, before: 'bored\r\n' } as FileOperation,
    ],
    code: 'changed-meanwhile',
  },
  {
    what: 'a file that is gone',
    changes: [update, { path: 'dev_ops/none.md', before: 'x', after: null }],
    code: 'changed-meanwhile',
  },
  {
    what: 'a file that is there already, empty',
    changes: [update, { path: 'dev_ops/empty.md', before: null, after: 'x' }],
    files: { 'dev_ops/empty.md': '' },
    code: 'exists',
  },
  {
    what: 'a folder in the place of a file',
    changes: [update, { path: 'dev_ops/tasks', before: null, after: 'x' }],
    code: 'exists',
  },
  {
    what: 'a file in the place of a folder',
    changes: [update, { path: 'dev_ops/board.md/x.md', before: null, after: 'x' }],
    code: 'io',
  },
  {
    what: 'a rename onto another file',
    changes: [
      {
        path: 'dev_ops/board.md',
        to: 'dev_ops/tasks/TASK-001-a.md',
        before: 'board\r\n',
        after: '',
      },
    ],
    code: 'exists',
  },
  ...[
    '../out.md',
    '/tmp/out.md',
    'dev_ops/../../out.md',
    'a\0b',
    '.git/hooks/pre-commit',
    'x/.GIT/config',
    '',
  ].map((path) => ({
    what: `the path ${JSON.stringify(path)}`,
    changes: [update, { path, before: null, after: 'x' }],
    code: 'outside-root',
  })),
];

for (const { what, changes, code, files } of refused) {
  test(`refuses ${what} and changes nothing`, async () => {
    const root = temporaryFolder({ ...start, ...files });
    const workspace = workspaceAt(root);
    const before = snapshot(root);
    for (const dryRun of [true, false]) assert.is(codeOf(await write(workspace, changes, { dryRun })), code);
    assert.equal(snapshot(root), before);
    assert.is(lastSequence(workspace), 0);
  });
}

test('refuses a read-only file, also for root', async () => {
  const root = temporaryFolder(start);
  chmodSync(join(root, 'dev_ops/board.md'), 0o444);
  const before = snapshot(root);
  assert.is(codeOf(await write(workspaceAt(root), [update])), 'io');
  const remove: FileOperation = { path: 'dev_ops/board.md', before: 'board\r\n', after: null };
  assert.is(codeOf(await write(workspaceAt(root), [remove])), 'io');
  assert.equal(snapshot(root), before);
});

test('writes through a link that stays inside, not through one that leaves', async () => {
  const outside = temporaryFolder({ 'secret.md': 'board\r\n' });
  const root = temporaryFolder({ 'vault/board.md': 'board\r\n' });
  const workspace = workspaceAt(root);
  symlinkSync('../vault/board.md', join(root, 'dev_ops/board.md'));
  symlinkSync(join(outside, 'secret.md'), join(root, 'dev_ops/secret.md'));
  symlinkSync(outside, join(root, 'dev_ops/tasks'));
  symlinkSync('nowhere.md', join(root, 'dev_ops/dangling.md'));

  assert.is(codeOf(await write(workspace, [update])), 'ok');
  assert.is(lstatSync(join(root, 'dev_ops/board.md')).isSymbolicLink(), true);
  assert.is(readFile(root, 'vault/board.md'), 'new board');

  const before = [snapshot(root), snapshot(outside)];
  const tries: [FileOperation, string][] = [
    [{ ...update, path: 'dev_ops/secret.md' } as FileOperation, 'outside-root'],
    [{ path: 'dev_ops/secret.md', before: 'board\r\n', after: null }, 'outside-root'],
    [{ path: 'dev_ops/tasks/new.md', before: null, after: 'x' }, 'outside-root'],
    [{ path: 'dev_ops/tasks/deep/new.md', before: null, after: 'x' }, 'outside-root'],
    [{ path: 'dev_ops/dangling.md', before: null, after: 'x' }, 'outside-root'],
    [{ path: 'dev_ops/board.md', before: 'new board', after: null }, 'refused'],
  ];
  for (const [change, code] of tries) assert.is(codeOf(await write(workspace, [change])), code, change.path);
  assert.equal([snapshot(root), snapshot(outside)], before);
});

test('refuses two paths that lead to one file', async () => {
  const root = temporaryFolder(start);
  symlinkSync('board.md', join(root, 'dev_ops/alias.md'));
  const changes = [update, { ...update, path: 'dev_ops/alias.md' } as FileOperation];
  assert.is(codeOf(await write(workspaceAt(root), changes)), 'refused');
  assert.is(readFile(root, 'dev_ops/board.md'), start['dev_ops/board.md']);
});

test('refuses a state folder that leads outside', async () => {
  const outside = temporaryFolder();
  const root = temporaryFolder(start);
  symlinkSync(outside, join(root, 'dev_ops/.state'));
  assert.is(codeOf(await write(workspaceAt(root), [update])), 'outside-root');
  assert.equal(readdirSync(outside), []);
  assert.is(readFile(root, 'dev_ops/board.md'), start['dev_ops/board.md']);
});

test('renames where only the case differs', async () => {
  const root = temporaryFolder({ 'dev_ops/Plan.md': 'x' });
  const workspace = workspaceAt(root);
  const change: FileOperation = {
    path: 'dev_ops/Plan.md',
    to: 'dev_ops/plan.md',
    before: 'x',
    after: 'x',
  };
  assert.is(codeOf(await write(workspace, [change])), 'ok');
  assert.equal(
    readdirSync(join(root, 'dev_ops')).filter((name) => name !== '.state'),
    ['plan.md'],
  );
});

test('a change that changes nothing writes nothing, yet checks', async () => {
  const root = temporaryFolder(start);
  const workspace = workspaceAt(root);
  const same: FileOperation = {
    path: 'dev_ops/board.md',
    before: 'board\r\n',
    after: 'board\r\n',
  };
  const inode = statSync(join(root, 'dev_ops/board.md')).ino;
  const written = await write(workspace, [same]);
  assert.is(written.ok && written.value, null);
  assert.is(statSync(join(root, 'dev_ops/board.md')).ino, inode);
  writeFileSync(join(root, 'dev_ops/board.md'), 'other');
  assert.is(codeOf(await write(workspace, [same])), 'changed-meanwhile');
});

test('a dry run leaves no trace', async () => {
  const root = temporaryFolder(start);
  const written = await write(workspaceAt(root), [update], { dryRun: true });
  assert.equal(written, success(null));
  assert.equal(readdirSync(join(root, 'dev_ops')).sort(), ['board.md', 'tasks']);
  assert.equal(readdirSync(join(root, '.git')), []);
});

test('a plan that fails or throws changes nothing and gives the lock back', async () => {
  const root = temporaryFolder(start);
  const workspace = workspaceAt(root);
  const refusing = await withTransaction(workspace, 'test', async () => failure('refused', 'no'));
  assert.is(codeOf(refusing), 'refused');
  let thrown: unknown;
  try {
    await withTransaction(workspace, 'test', async () => {
      throw new TypeError('bug');
    });
  } catch (error) {
    thrown = error;
  }
  assert.instance(thrown, TypeError);
  assert.is(codeOf(await write(workspace, [update])), 'ok');
});

test('a transaction inside of another is a bug; two side by side take turns', async () => {
  const root = temporaryFolder({ 'dev_ops/n.md': '0' });
  const workspace = workspaceAt(root);
  let thrown: unknown;
  await withTransaction(workspace, 'outer', async () => {
    try {
      await write(workspace, []);
    } catch (error) {
      thrown = error;
    }
    return success(null);
  });
  assert.match(String(thrown), 'held by this very operation');
  const count = () =>
    withTransaction(workspace, 'count', async (transaction) => {
      const before = transaction.read('dev_ops/n.md');
      if (!before.ok) return before;
      transaction.edit('dev_ops/n.md', String(Number(before.value) + 1));
      return transaction.commit({});
    });
  await Promise.all(Array.from({ length: 8 }, count));
  assert.is(readFile(root, 'dev_ops/n.md'), '8');
});

test('edits of one transaction compose, are read back, and nothing is written without a commit', async () => {
  const root = temporaryFolder({ ...start, 'dev_ops/old.md': 'old', 'dev_ops/gone.md': 'gone' });
  const workspace = workspaceAt(root);
  const edit = async (transaction: Transaction) => {
    for (const path of [
      'dev_ops/board.md',
      'dev_ops/old.md',
      'dev_ops/gone.md',
      'dev_ops/tasks/TASK-001-a.md',
    ])
      assert.ok(transaction.read(path).ok);
    transaction.edit('dev_ops/board.md', 'once');
    transaction.edit('dev_ops/board.md', 'twice');
    assert.equal(transaction.read('dev_ops/board.md'), success('twice'));
    transaction.create('dev_ops/new.md', 'new');
    transaction.edit('dev_ops/new.md', 'newer');
    transaction.delete('dev_ops/gone.md');
    assert.is(codeOf(transaction.read('dev_ops/gone.md')), 'io');
    transaction.rename('dev_ops/old.md', 'dev_ops/renamed.md');
    transaction.edit('dev_ops/old.md', 'edited');
    assert.equal(
      ['board.md', 'new.md', 'gone.md', 'none.md'].map((name) => transaction.exists(`dev_ops/${name}`)),
      [true, true, false, false],
    );
    assert.throws(() => transaction.edit('dev_ops/none.md', ''), 'was not read');
    return success(transaction);
  };
  const before = snapshot(root);
  assert.ok((await withTransaction(workspace, 'test', edit)).ok);
  assert.equal(snapshot(root), before);
  const committed = await withTransaction(workspace, 'test', async (transaction) => {
    await edit(transaction);
    return transaction.commit({ data: 'data' });
  });
  assert.equal(
    committed,
    success({
      data: 'data',
      changes: [
        { path: 'dev_ops/board.md', before: 'board\r\n', after: 'twice' },
        { path: 'dev_ops/old.md', to: 'dev_ops/renamed.md', before: 'old', after: 'edited' },
        { path: 'dev_ops/gone.md', before: 'gone', after: null },
        { path: 'dev_ops/new.md', before: null, after: 'newer' },
      ],
    }),
  );
  assert.is(readFile(root, 'dev_ops/renamed.md'), 'edited');
  assert.is(readFile(root, 'dev_ops/new.md'), 'newer');
});

test('works where there is no git, everything in .state, ignored by git', async () => {
  const root = temporaryFolder(start);
  const workspace = workspaceAt(root, { repository: null });
  rmSync(join(root, '.git'), { recursive: true });
  assert.is(codeOf(await write(workspace, [update])), 'ok');
  assert.equal(readdirSync(join(root, 'dev_ops/.state')).sort(), ['.gitignore', 'history', 'lock', 'tmp']);
  assert.match(readFile(root, 'dev_ops/.state/.gitignore'), /^\*$/m);
});

test('two document folders and two work trees keep histories of their own and share the lock', () => {
  const root = temporaryFolder();
  const main = workspaceAt(root);
  const other = { ...main, root: join(root, 'packages/a') };
  const gitDir = join(root, '.git/worktrees/main');
  const linked = { ...main, repository: { workTree: root, gitDir, commonDir: join(root, '.git') } };
  const all = [main, other, linked, { ...main, folder: 'docs' }].map(stateFolders);
  assert.is(new Set(all.map(({ journal }) => journal)).size, 4);
  assert.is(new Set(all.map(({ lock }) => lock)).size, 1);
});

test('fills a .gitignore that a killed process left empty', async () => {
  const root = temporaryFolder({ ...start, 'dev_ops/.state/.gitignore': '' });
  assert.is(codeOf(await write(workspaceAt(root), [update])), 'ok');
  assert.match(readFile(root, 'dev_ops/.state/.gitignore'), /^\*$/m);
});

test('says that a folder is read-only before anything is written', async () => {
  const root = temporaryFolder(start);
  const workspace = workspaceAt(root);
  mkdirSync(stateFolders(workspace).staging, { recursive: true });
  const before = snapshot(root);
  // Root may write everywhere, so the answer is made up.
  for (let operation = 1; operation < 200; operation++) {
    arm(`EACCES@${operation}`);
    const written = await write(workspace, [update]);
    const trace = disarm();
    if (!trace[operation - 1]?.startsWith('accessSync')) break;
    assert.is(codeOf(written), 'io');
    assert.equal(snapshot(root), before);
  }
});

test('costs few operations', async () => {
  const root = temporaryFolder(start);
  const workspace = workspaceAt(root);
  assert.is(codeOf(await write(workspace, [update])), 'ok');
  arm('count');
  const changes: FileOperation[] = [
    { path: 'dev_ops/board.md', before: 'new board', after: 'b' },
    {
      path: 'dev_ops/tasks/TASK-001-a.md',
      before: start['dev_ops/tasks/TASK-001-a.md'],
      after: 'x',
    },
  ];
  await write(workspace, changes);
  const trace = disarm();
  assert.ok(trace.length > 40, 'the operations were counted');
  assert.ok(trace.length <= 110, `${trace.length} operations:\n${trace.join('\n')}`);
  assert.is(trace.filter((one) => one.startsWith('fsync')).length, 6);
});

test.run();
