import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { docOps, git } from '../../support/process.js';
import { application, endAll, filesOf, repository } from '../support/application.js';

test.after.each(endAll);

const edit = (root: string, path: string, change: (text: string) => string) =>
  writeFileSync(join(root, path), change(readFileSync(join(root, path), 'utf8')));

/** Tasks of which one is ticked and one archived, a decision, findings that can be fixed, a card without a document. */
function varied(): string {
  const root = repository();
  for (const args of [
    ['create', 'adr', 'A decision'],
    ['create', 'task', 'Five'],
    ['create', 'task', 'Six'],
    ['board', 'move', 'TASK-003', 'In Progress'],
    ['board', 'move', 'TASK-004', 'In Progress'],
    ['board', 'done', 'TASK-005'],
    ['archive', 'TASK-006'],
    ['create', 'plan', 'Another plan'],
  ])
    assert.is(docOps(root, args).code, 0, args.join(' '));
  edit(root, 'dev_ops/board.md', (text) => text.replace('## Review\n', '## Review\n\n- [ ] a free card\n'));
  for (const [number, name] of [
    [1, 'one'],
    [2, 'two'],
  ])
    edit(root, `dev_ops/tasks/TASK-00${number}-${name}.md`, (text) =>
      text.replace('status: todo', 'status: TODO'),
    );
  git(root, ['add', '-A']);
  git(root, ['commit', '-q', '-m', 'varied']);
  // Nothing can be taken back before the first key.
  rmSync(join(root, '.git', 'doc-ops'), { recursive: true });
  return root;
}

/** What a key changes in one go: the keys that lead there, then those that change. A word in quotes is typed. */
const changes: readonly (readonly [about: string, there: string, change: string])[] = [
  ['n in the list', '1 home', 'n "A new one" enter'],
  ['n of another type', '1 home', 'n tab "A new one" enter'],
  ['n on the board', '2 right', 'n "A new card" enter'],
  ['n in the run view', '3', 'n "A new plan" enter'],
  ['s in the list', '1 home', 's down enter'],
  ['s in a document', '1 home enter', 's down enter'],
  ['s on the board', '2', 's down enter'],
  ['s in the problems', '4', 's down enter'],
  ['s in the run view', '3', 's down enter'],
  ['s in the graph', '1 home G', 's down enter'],
  ['m on the board', '2', 'm down enter'],
  ['m in the list', '1 home', 'm down down enter'],
  ['L', '2', 'L'],
  ['H', '2 right', 'H'],
  ['J', '2', 'J'],
  ['K', '2 down', 'K'],
  ['L of a card without a document', '2 right right', 'L'],
  ['t', '2', 't'],
  ['x on the board', '2', 'x'],
  ['x in the list', '1 home', 'x'],
  ['x of an archived one', '1 z end', 'x'],
  ['c on the board', '2', 'c'],
  ['& without a relation', '1 home', '& enter enter'],
  ['& with a relation', '2', '& "PLAN-001" enter down enter'],
  ['l in the problems', '4', 'l "ADR-001" enter enter'],
  ['f', '4', 'f'],
  ['F', '4', 'F y'],
  ['e', '1 home', 'e'],
  ['several: s', '2 space space', 's down enter'],
  ['several: m', '2 space space', 'm down enter'],
  ['several: L', '2 space space', 'L'],
  ['several: H', '2 right space space', 'H'],
  ['several: t', '2 space space', 't'],
  ['several: x on the board', '2 space space', 'x'],
  ['several: x in the list', '1 home space space', 'x'],
  ['a form', '2', 'ctrl+p "set" enter "priority=high" enter'],
  ['a form after its trial', '2', 'ctrl+p "set" enter "priority=low" ctrl+d y'],
];

test('whatever one key changes, one u takes back and one U does again, byte for byte', async () => {
  const root = varied();
  const editor = join(root, '.git', 'editor');
  writeFileSync(editor, '#!/bin/sh\nfor file; do :; done\necho "A line more." >> "$file"\n', { mode: 0o755 });
  process.env.VISUAL = editor;
  try {
    const { store, effects, press, type } = application(root);
    const { offeredVerbs } = await import('../../../src/tui/effects/verbCalls.js');
    store.dispatch({ kind: 'verbs', verbs: await offeredVerbs() });
    await effects.refresh();
    await effects.idle();
    const before = filesOf(root);
    const enter = async (keys: string) => {
      for (const [key, text] of keys.matchAll(/"([^"]*)"|\S+/g)) await (text ? type(text) : press(key));
    };
    for (const [about, there, change] of changes) {
      await press('escape', 'escape', '1');
      if (store.state.documents.showsArchived) await press('z');
      await press('2', 'left', 'left', 'left', 'home');
      await enter(there);
      await enter(change);
      const said = store.state.toast?.text;
      const after = filesOf(root);
      assert.is.not(after, before, `${about} changes something: ${said}`);
      assert.equal(store.state.overlays, [], `${about} leaves nothing open: ${said}`);
      assert.is(store.state.toast?.hint, 'u undoes it', `${about}: ${said}`);
      for (const [key, expected] of [
        ['u', before],
        ['U', after],
        ['u', before],
      ] as const) {
        await press(key);
        assert.ok(filesOf(root) === expected, `${key} after ${about}: ${store.state.toast?.text}`);
      }
    }
  } finally {
    delete process.env.VISUAL;
  }
});

const walked = [
  ...['1', '2', '2', '2', '3', '4', 'G', 'z', 'enter', 'escape', 'space', 'space'],
  ...['left', 'right', 'down', 'down', 'up', 'home', 'end', 'u', 'U'],
  ...['n', 's', 's', 'm', 'H', 'L', 'L', 'J', 'K', 't', 'x', 'c', '&', 'l', 'f', 'F'],
];

for (const first of [7, 11])
  test(`keys of all views, u and U among them, in an order of chance: every state of the files comes back (${first})`, async () => {
    const root = varied();
    let seed = first;
    const random = (limit: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * limit);
    };
    const { store, effects, press, type } = application(root);
    await effects.refresh();
    await effects.idle();
    const past: string[] = [];
    let future: string[] = [];
    let now = filesOf(root);
    const log: string[] = [];
    let made = 0;
    const expected = (key: string) => {
      if (key === 'u') {
        const back = past.pop();
        if (back === undefined) return;
        future.push(now);
        now = back;
      } else if (key === 'U') {
        const again = future.pop();
        if (again === undefined) return;
        past.push(now);
        now = again;
      }
    };
    for (let round = 0; round < 90; round++) {
      const key = walked[random(walked.length)] ?? 'L';
      log.push(key);
      const isUndo = key === 'u' || key === 'U';
      if (isUndo) expected(key);
      await press(key);
      const [top] = store.state.overlays;
      if (top?.kind === 'create') {
        await type(`Made in round ${round}`);
        await press('enter');
      } else if (top?.kind === 'pages') await press('y');
      // A relation is asked for behind the document that is linked.
      for (let count = 0; count < 2 && store.state.overlays.length > 0; count++)
        await press(...Array.from({ length: random(4) }, () => 'down'), 'enter');
      assert.equal(store.state.overlays, [], `${log.join(' ')} leaves nothing open`);
      const files = filesOf(root);
      if (isUndo) assert.ok(files === now, `${log.join(' ')}: ${store.state.toast?.text}`);
      else if (files !== now) {
        past.push(now);
        future = [];
        now = files;
        made += 1;
      }
    }
    assert.ok(made > 8, `${made} changes were made`);
    while (past.length > 0) {
      expected('u');
      await press('u');
      assert.ok(filesOf(root) === now, store.state.toast?.text);
    }
    while (future.length > 0) {
      expected('U');
      await press('U');
      assert.ok(filesOf(root) === now, store.state.toast?.text);
    }
  });

test.run();
