import { chmodSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { stateFolders } from '../../src/workspace/files/stateFolders.js';
import { undo, unfinished } from '../../src/workspace/transaction/history.js';
import { lastSequence } from '../../src/workspace/transaction/keptJournals.js';
import { recover } from '../../src/workspace/transaction/recovery.js';
import type { Workspace } from '../../src/workspace/workspace.js';
import { readFile, temporaryFolder } from '../support/folder.js';
import { undoHistory } from '../support/undoHistory.js';
import { snapshot } from '../workspace/support/snapshot.js';
import { arm, disarm } from './support/faultyFs.mjs';
import {
  change,
  checkNothingLeft,
  checkSettled,
  expectedOf,
  folderFor,
  must,
  runVerb,
  startFolder,
} from './support/scenario.js';

/**
 * The operations of an undisturbed change before which a process can die so that what it leaves differs: those that
 * follow one that changed something, from the journal's publishing to its keeping.
 */
async function deaths(): Promise<readonly number[]> {
  const workspace = startFolder();
  arm('count');
  await must(change(workspace));
  const trace = disarm();
  const published = trace.findIndex((line) => /^renameSync .*journal\.draft/.test(line));
  const kept = trace.findIndex((line) => /^renameSync .*journal\.json .*history/.test(line));
  assert.ok(published > 0 && kept > published);
  return trace.flatMap((line, index) =>
    index >= published && index < kept && /^(rename|link|unlink|mkdir|rmdir|write)/.test(line)
      ? [index + 2]
      : [],
  );
}

/** The first operation with the journal in place. */
async function published(): Promise<number> {
  const [first] = await deaths();
  assert.ok(first);
  return first ?? 0;
}

/** A folder as a process leaves it that dies at an operation of a change. */
async function crashedAt(at: number): Promise<Workspace> {
  const workspace = startFolder();
  arm(`crash@${at}`);
  await change(workspace);
  disarm();
  return workspace;
}

/** Die before every operation of a change in turn: it is settled each time. */
async function dieEverywhere(expected: Awaited<ReturnType<typeof expectedOf>>): Promise<void> {
  for (let at = 1; ; at++) {
    const workspace = await folderFor('change');
    arm(`crash@${at}`);
    await runVerb(workspace, 'change');
    const trace = disarm();
    await checkSettled(workspace, 'change', expected, `crash@${at}: ${trace[at - 1]}`);
    rmSync(workspace.root, { recursive: true });
    if (trace.length < at) break;
  }
}

test('recovery may itself die or fail at any operation, and is tried again', async () => {
  const expected = await expectedOf('change');
  let runs = 0;
  for (const first of await deaths()) {
    for (const kind of ['crash@', 'EACCES@']) {
      for (let at = 1; ; at++) {
        const workspace = await crashedAt(first);
        arm(`${kind}${at}`);
        const recovered = await recover(workspace);
        const trace = disarm();
        const where = `crash@${first}, then ${kind}${at}: ${trace[at - 1]}`;
        if (recovered.ok && kind !== 'crash@') {
          const now = snapshot(workspace.root);
          assert.equal(now, recovered.value?.outcome === 'undone' ? expected.before : expected.after, where);
        }
        await checkSettled(workspace, 'change', expected, where, kind === 'crash@');
        rmSync(workspace.root, { recursive: true });
        runs += 1;
        if (trace.length < at) break;
      }
    }
  }
  assert.ok(runs > 500, `${runs} runs`);
});

test('a file edited by hand between crash and recovery is left alone and reported', async () => {
  const edited = ['dev_ops/board.md', 'dev_ops/adrs/deep/ADR-001-a.md', 'dev_ops/plans/PLAN-001-a.md'];
  for (const at of await deaths()) {
    for (const path of edited) {
      const workspace = await crashedAt(at);
      const { root } = workspace;
      mkdirSync(join(root, 'dev_ops/adrs/deep'), { recursive: true });
      writeFileSync(join(root, path), 'by hand');
      const report = await must(recover(workspace));
      const where = `crash@${at}, ${path}`;
      assert.equal(report?.conflicts, [path], where);
      assert.equal(unfinished(workspace), [report?.kept], where);
      assert.is(readFile(root, path), 'by hand', where);
      // The others are finished; the hand edit does not hold them back.
      assert.is(readFile(root, 'dev_ops/bugs/BUG-001-b.md'), 'another bug\n', where);
      assert.is(readFile(root, 'dev_ops/tasks/TASK-001-a.md'), 'x', where);
      checkNothingLeft(workspace, where);
      // And it is in nobody's way.
      assert.equal(await must(recover(workspace)), null, where);
      assert.is(lastSequence(workspace), 1, where);
      assert.equal(undoHistory(workspace), [], where);
      rmSync(root, { recursive: true });
    }
  }
});

test('finishes when the staged files are gone, or damaged', async () => {
  const expected = await expectedOf('change');
  for (const damage of ['gone', 'torn']) {
    const workspace = await crashedAt(await published());
    const { staging } = stateFolders(workspace);
    const names = readdirSync(staging);
    assert.is(names.length, 4);
    for (const name of names) {
      if (damage === 'torn') writeFileSync(join(staging, name), 'torn');
      else rmSync(join(staging, name));
    }
    assert.is((await must(recover(workspace)))?.outcome, 'done');
    assert.equal(snapshot(workspace.root), expected.after, damage);
  }
});

test('finishes in a folder that was moved', async () => {
  const expected = await expectedOf('change');
  const workspace = await crashedAt(await published());
  const moved = join(temporaryFolder(), 'moved');
  mkdirSync(join(moved, '..'), { recursive: true });
  const { renameSync } = await import('node:fs');
  renameSync(workspace.root, moved);
  const repository = { workTree: moved, gitDir: join(moved, '.git'), commonDir: join(moved, '.git') };
  assert.is((await must(recover({ ...workspace, root: moved, repository })))?.outcome, 'done');
  assert.equal(snapshot(moved), expected.after);
});

test('touches nothing through a link that came in between', async () => {
  const outside = temporaryFolder({ 'TASK-001-a.md': '\ufeff---\nid: TASK-001\n---\nüñí 🙂\n' });
  const workspace = await crashedAt(await published());
  rmSync(join(workspace.root, 'dev_ops/tasks'), { recursive: true });
  symlinkSync(outside, join(workspace.root, 'dev_ops/tasks'));
  const before = snapshot(outside);
  assert.equal((await must(recover(workspace)))?.conflicts, ['dev_ops/tasks/TASK-001-a.md']);
  assert.equal(snapshot(outside), before);
});

test('a folder in the place of a file is no obstacle for ever', async () => {
  const workspace = await crashedAt(await published());
  rmSync(join(workspace.root, 'dev_ops/board.md'));
  mkdirSync(join(workspace.root, 'dev_ops/board.md'));
  assert.equal((await must(recover(workspace)))?.conflicts, ['dev_ops/board.md']);
  assert.equal(await must(recover(workspace)), null);
});

test('a journal that came with the repository reaches nothing outside', async () => {
  const outside = temporaryFolder({ 'victim.md': 'mine' });
  const entry = { mode: null, before: 'mine', after: 'theirs', temporary: 'x', twin: false };
  const paths = [join(outside, 'victim.md'), '../victim.md', '.git/config', 'dev_ops/link/victim.md'];
  for (const path of paths) {
    const root = join(outside, 'root');
    const workspace = { ...startFolder(), root, repository: null };
    mkdirSync(join(root, 'dev_ops/.state/tmp'), { recursive: true });
    mkdirSync(join(root, '.git'), { recursive: true });
    symlinkSync('../..', join(root, 'dev_ops/link'));
    writeFileSync(join(root, '.git/config'), 'mine');
    writeFileSync(join(root, 'dev_ops/.state/tmp/x'), 'theirs');
    const journal = { v: 1, sequence: 1, kind: 'do', verb: 'x', when: '', folders: ['../made'], leaves: [] };
    writeFileSync(
      join(root, 'dev_ops/.state/journal.json'),
      JSON.stringify({ ...journal, entries: [{ ...entry, path }] }),
    );
    assert.equal((await must(recover(workspace)))?.conflicts, [path]);
    assert.is(readFile(outside, 'victim.md'), 'mine', path);
    assert.is(readFile(root, '.git/config'), 'mine', path);
    assert.equal(readdirSync(outside).sort(), ['root', 'victim.md'], path);
    rmSync(root, { recursive: true });
  }
});

for (const [what, text] of Object.entries({
  empty: '',
  torn: '{"v":1,"sequence":1,',
  'of another shape': '{"v":1,"sequence":1,"entries":[{"path":7}]}',
  'that names a staged file elsewhere': JSON.stringify({
    v: 1,
    sequence: 1,
    kind: 'do',
    verb: 'x',
    when: '',
    folders: [],
    leaves: [],
    entries: [{ path: 'a.md', mode: null, before: null, after: 'x', temporary: '../../a', twin: false }],
  }),
})) {
  test(`a journal ${what} is set aside and reported`, async () => {
    const workspace = startFolder();
    const { journal } = stateFolders(workspace);
    const before = snapshot(workspace.root);
    mkdirSync(journal, { recursive: true });
    writeFileSync(join(journal, 'journal.json'), text);
    const report = await must(recover(workspace));
    assert.equal(unfinished(workspace), [report?.kept]);
    assert.equal(snapshot(workspace.root), before);
    await must(change(workspace));
  });
}

test('a journal of an earlier version is finished, and what is written has the same shape', async () => {
  const workspace = startFolder();
  const { root } = workspace;
  const { journal, history } = stateFolders(workspace);
  const [board, plan] = ['dev_ops/board.md', 'dev_ops/plans/PLAN-001-a.md'];
  const entry = { mode: 0o644, temporary: null, twin: false };
  const entries = [
    { ...entry, path: plan, before: readFile(root, plan), after: null, twin: true },
    { ...entry, path: board, before: readFile(root, board), after: 'new', temporary: 'gone-0' },
    {
      ...entry,
      path: plan.replace('-a.', '-A.'),
      before: null,
      after: 'renamed',
      twin: true,
      temporary: 'gone-1',
    },
  ];
  const stored = { v: 1, sequence: 1, kind: 'do', verb: 'x', when: '', entries, folders: [], leaves: [] };
  mkdirSync(journal, { recursive: true });
  writeFileSync(join(journal, 'journal.json'), JSON.stringify(stored));
  assert.equal((await must(recover(workspace)))?.conflicts, []);
  assert.is(readFile(root, board), 'new');
  assert.equal(readdirSync(join(root, 'dev_ops/plans')), ['PLAN-001-A.md']);
  await must(undo(workspace));
  assert.equal(readdirSync(join(root, 'dev_ops/plans')), ['PLAN-001-a.md']);
  const written = JSON.parse(readFile(history, '2.undo.json'));
  assert.equal(Object.keys(written).sort(), Object.keys(stored).sort());
  for (const one of written.entries)
    assert.equal(Object.keys(one).sort(), Object.keys(entries[0] ?? {}).sort());
  assert.equal(
    written.entries.map((one: { twin: boolean }) => one.twin),
    [true, false, true],
  );
});

test('a journal of a newer version is left for that version', async () => {
  const workspace = startFolder();
  const { journal } = stateFolders(workspace);
  mkdirSync(journal, { recursive: true });
  writeFileSync(join(journal, 'journal.json'), '{"v":2}');
  const recovered = await recover(workspace);
  assert.is(recovered.ok ? 'ok' : recovered.problem.code, 'io');
  assert.is(readFile(journal, 'journal.json'), '{"v":2}');
});

test('what the disk refuses to finish is taken back, so that nothing is in the way', async () => {
  const expected = await expectedOf('change');
  const workspace = await crashedAt(await published());
  // Every rename into the board fails, as for an immutable file.
  const refuse = () => {
    throw Object.assign(new Error('EPERM'), { code: 'EPERM', syscall: 'rename' });
  };
  const { default: fs } = await import('node:fs');
  const rename = fs.renameSync;
  fs.renameSync = (from, to) => (String(to).endsWith('board.md') ? refuse() : rename(from, to));
  try {
    assert.is((await must(recover(workspace)))?.outcome, 'undone');
  } finally {
    fs.renameSync = rename;
  }
  assert.equal(snapshot(workspace.root), expected.before);
  checkNothingLeft(workspace, 'undone');
});

test('a folder mounted from elsewhere is written beside its files', async () => {
  const expected = await expectedOf('change');
  const { default: fs } = await import('node:fs');
  const { renameSync: rename, linkSync: link } = fs;
  const across = (from: unknown) => {
    if (String(from).includes('/.state/tmp/'))
      throw Object.assign(new Error('EXDEV'), { code: 'EXDEV', syscall: 'rename' });
  };
  fs.renameSync = (from, to) => {
    across(from);
    rename(from, to);
  };
  fs.linkSync = (from, to) => {
    across(from);
    link(from, to);
  };
  try {
    await dieEverywhere(expected);
  } finally {
    Object.assign(fs, { renameSync: rename, linkSync: link });
  }
});

test('a file system without hard links', async () => {
  const expected = await expectedOf('change');
  const { default: fs } = await import('node:fs');
  const { linkSync: link } = fs;
  fs.linkSync = () => {
    throw Object.assign(new Error('EPERM'), { code: 'EPERM', syscall: 'link' });
  };
  try {
    await dieEverywhere(expected);
  } finally {
    fs.linkSync = link;
  }
});

test('the permissions of a deleted file come back', async () => {
  const workspace = startFolder();
  chmodSync(join(workspace.root, 'dev_ops/plans/PLAN-001-a.md'), 0o640);
  const before = snapshot(workspace.root);
  await must(change(workspace));
  await must(runVerb(workspace, 'undo'));
  assert.equal(snapshot(workspace.root), before);
});

test.run();
