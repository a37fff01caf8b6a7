import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { verbLoaders, verbNames } from '../../../src/operations/registry.js';
import { offeredVerbs } from '../../../src/tui/effects/verbCalls.js';
import type { Store } from '../../../src/tui/store.js';
import { application, endAll, filesOf, repository } from '../support/application.js';

test.after.each(endAll);

test('every verb of the palette opens a form of its arguments and options, or does its work where there are none', async () => {
  const offered = new Set((await offeredVerbs()).map(({ name }) => name));
  const ofTheCommandLine = ['events', 'format', 'plain', 'watch'];
  const { store, effects, press } = application(repository());
  await effects.refresh();
  const elsewhere: string[] = [];
  const done: Record<string, string | undefined> = {};
  for (const name of verbNames) {
    if (!offered.has(name)) {
      elsewhere.push(name);
      continue;
    }
    const { verb } = await verbLoaders[name]();
    const inputs = Object.keys({ ...verb.arguments, ...verb.options });
    const asked = inputs.filter((input) => !ofTheCommandLine.includes(input));
    const prefill = { id: 'TASK-001', card: 'TASK-001', type: 'task' };
    effects.perform({ kind: 'describe', verb: name, prefill });
    await effects.idle();
    const top = store.state.overlays.at(-1);
    if (asked.length > 0) {
      assert.ok(top?.kind === 'form', `${name} opens a form`);
      assert.is(top.form.verb, name);
      assert.equal(
        top.form.fields.map((field) => field.name),
        asked,
        name,
      );
      const [subject] = Object.values(verb.arguments);
      if (subject?.completes === 'id') assert.is(top.form.fields[0]?.typed.text, 'TASK-001', name);
    } else done[name] = top ? top.kind : store.state.toast?.text;
    if (top) await press('escape');
    assert.equal(store.state.overlays, [], name);
  }
  assert.equal(elsewhere.sort(), ['completion', 'merge-driver', 'overview', 'tui']);
  assert.equal(done, {
    'board rebuild': 'rebuilt dev_ops/board.md',
    'hooks install': 'pages',
    'hooks uninstall': 'pages',
    'hooks status': 'pages',
    undo: 'undid: create',
    redo: 'redid: create',
  });
});

test('what a key did to several marked cards, one key takes back', async () => {
  const root = repository();
  const { store, effects, press } = application(root);
  await effects.refresh();
  const before = filesOf(root);
  await press('2', 'space', 'space', 'space', 'L');
  const columns = () => store.state.data.board?.columns.map(({ cards }) => cards.length);
  assert.equal(columns(), [1, 3, 0, 0]);
  await press('u');
  assert.equal(columns(), [4, 0, 0, 0]);
  assert.is(filesOf(root), before);
  await press('U');
  assert.equal(columns(), [1, 3, 0, 0]);
});

test('a form with a wrong id stays, and says what is meant', async () => {
  const { store, effects, press, type } = application(repository());
  await effects.refresh();
  effects.perform({ kind: 'describe', verb: 'board move', prefill: {} });
  await effects.idle();
  await type('TASK-009');
  await press('down');
  await type('In Progress');
  await press('enter');
  const top = store.state.overlays.at(-1);
  assert.is(top?.kind, 'form');
  assert.match(top?.kind === 'form' ? (top.form.problem ?? '') : '', /TASK-009/);
  await press('up', 'ctrl+u');
  await type('TASK-002');
  await press('enter');
  assert.equal(store.state.overlays, []);
  assert.match(store.state.toast?.text ?? '', /TASK-002 is in In Progress/);
});

test('a form shows what would change before it changes it', async () => {
  const root = repository();
  const { store, effects, press, type } = application(root);
  await effects.refresh();
  const before = filesOf(root);
  effects.perform({ kind: 'describe', verb: 'set', prefill: { id: 'TASK-001' } });
  await effects.idle();
  await type('priority=high');
  await press('ctrl+d');
  const top = store.state.overlays.at(-1);
  assert.is(top?.kind, 'pages');
  const text =
    top?.kind === 'pages' ? top.lines.map((line) => line.map((one) => one.text).join('')).join('\n') : '';
  assert.match(text, /^\+priority: high\b/m);
  assert.is(filesOf(root), before);
  await press('y');
  assert.equal(store.state.overlays, []);
  assert.match(readFileSync(join(root, 'dev_ops/tasks/TASK-001-one.md'), 'utf8'), /^priority: high\b/m);
});

test('keys that come faster than the files change are about the card that they were pressed on', async () => {
  const { store, effects, press } = application(repository());
  await effects.refresh();
  await press('2');
  for (const name of ['L', 'L', 'J', 'L']) store.dispatch({ kind: 'key', key: { name, text: name } });
  await effects.idle();
  assert.is(store.state.queued.length, 0);
  const columns = store.state.data.board?.columns.map(({ cards }) => cards.map(({ id }) => id));
  assert.equal(columns, [['TASK-002', 'TASK-003', 'TASK-004'], [], [], ['TASK-001']]);
});

test('a question does not push itself before what is typed, and no key typed ahead answers it', async () => {
  const { store, effects, press } = application(repository());
  await effects.refresh();
  await press('n');
  const question = { kind: 'confirm', text: 'It would run\n\nRun this?', initial: '', choices: [] } as const;
  store.dispatch({ kind: 'question', question });
  assert.is(store.state.overlays.at(-1)?.kind, 'create', 'what is typed stays on top');
  store.dispatch({ kind: 'key', key: { name: 'escape', text: '' } });
  const [top] = store.state.overlays;
  assert.ok(top?.kind === 'question' && !top.armed);
  store.dispatch({ kind: 'key', key: { name: 'y', text: 'y' } });
  assert.is(store.state.overlays.length, 1, 'it is not armed yet');
  store.dispatch({ kind: 'armed' });
  store.dispatch({ kind: 'key', key: { name: 'y', text: 'y' } });
  assert.is(store.state.overlays.length, 0);
});

test('a repair is made for the text as it stands, or not at all', async () => {
  const root = repository();
  const path = join(root, 'dev_ops/tasks/TASK-001-one.md');
  writeFileSync(path, readFileSync(path, 'utf8').replace('status: todo', 'status: TODO'));
  const { store, effects, press } = application(root);
  await effects.refresh();
  await effects.idle();
  await press('4');
  const before = readFileSync(path, 'utf8');
  assert.ok(
    store.state.data.findings?.some(({ fix }) => fix),
    'there is something to fix',
  );
  // The place moves before the repair is asked for.
  writeFileSync(path, before.replace('title: One', 'title: One with a much longer title'));
  await press('f');
  const after = readFileSync(path, 'utf8');
  assert.ok(after.includes('title: One with a much longer title'));
  assert.is(after.split('\n').length, before.split('\n').length);
  assert.match(after, /^status: todo\b/m);
});

test('a run that was declined, and a baseline, say what comes of them here', async () => {
  const root = repository();
  const path = join(root, 'dev_ops/plans/PLAN-001-a-plan.md');
  const tascs =
    '- { id: a, title: A, testing_instructions: test -d dev_ops }\n- { id: b, title: B, testing_instructions: test -f gone }';
  const text = readFileSync(path, 'utf8').replace(/## Tascs[\s\S]*?(?=\n## |$)/, '');
  writeFileSync(path, `${text}\n## Tascs\n\n\`\`\`yaml tascs\n${tascs}\n\`\`\`\n`);
  const { store, effects, press } = application(root);
  await effects.refresh();
  await press('3');
  const asked = async () => {
    store.dispatch({ kind: 'key', key: { name: 'b', text: 'b' } });
    await eventually(store, () => store.state.overlays.at(-1)?.kind === 'question');
    store.dispatch({ kind: 'armed' });
  };
  await asked();
  await press('n');
  assert.equal([store.state.toast?.text, store.state.toast?.hint], ['PLAN-001 was not run', 'r asks again']);
  await asked();
  await press('y');
  assert.is(store.state.toast?.text, 'baseline of PLAN-001: 1 of 2 failed, as all should before the work');
});

/** Wait for a state, which a watcher or a run brings about. */
function eventually(store: Store, isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!isSo()) return;
      stop();
      resolve();
    };
    const stop = store.subscribe(look);
    look();
  });
}

test('a folder that goes and comes back is shown and watched again', async () => {
  const root = repository();
  const { store, effects } = application(root);
  await effects.start();
  renameSync(join(root, 'dev_ops'), join(root, 'gone'));
  await eventually(store, () => !store.state.data.exists);
  renameSync(join(root, 'gone'), join(root, 'dev_ops'));
  await eventually(store, () => store.state.data.exists && store.state.data.documents.length > 0);
  const path = join(root, 'dev_ops/tasks/TASK-002-two.md');
  writeFileSync(path, readFileSync(path, 'utf8').replace('title: Two', 'title: Still watched'));
  await eventually(store, () => store.state.data.documents.some(({ title }) => title === 'Still watched'));
});

test('a document that is deleted while it is read is said to be gone', async () => {
  const root = repository();
  const { store, effects, press } = application(root);
  await effects.refresh();
  await press('down', 'enter');
  const path = store.state.open?.path ?? '';
  rmSync(join(root, path));
  effects.perform({ kind: 'open', path });
  await effects.idle();
  assert.is(store.state.open?.problem, `${path} is gone: deleted or renamed`);
});

test('the editor opens at the place that is looked at', async () => {
  const root = repository();
  const editor = join(root, 'vim');
  writeFileSync(editor, `#!/bin/sh\necho "$1" > ${join(root, 'told')}\n`, { mode: 0o755 });
  const path = join(root, 'dev_ops/tasks/TASK-001-one.md');
  writeFileSync(path, `${readFileSync(path, 'utf8')}\nSee [[TASK-777]].\n`);
  const line =
    readFileSync(path, 'utf8')
      .split('\n')
      .findIndex((text) => text.includes('TASK-777')) + 1;
  process.env.VISUAL = editor;
  try {
    const { effects, press } = application(root);
    await effects.refresh();
    await effects.idle();
    await press('4', 'e');
    assert.is(readFileSync(join(root, 'told'), 'utf8'), `+${line}\n`);
  } finally {
    delete process.env.VISUAL;
  }
});

test('what a tasc prints is followed line by line, however fast', async () => {
  const root = repository();
  const path =
    readdirSync(join(root, 'dev_ops/plans')).map((name) => join(root, 'dev_ops/plans', name))[0] ?? '';
  const tasc = `- id: count
  title: Count
  testing_instructions: seq 1 3000; while ! test -f go; do sleep 0.02; done
`;
  writeFileSync(path, `${readFileSync(path, 'utf8')}\n\`\`\`yaml tascs\n${tasc}\`\`\`\n`);
  const { store, effects } = application(root);
  await effects.refresh();
  store.dispatch({ kind: 'key', key: { name: '3', text: '3' } });
  await effects.idle();
  assert.equal(store.state.run.shown?.problems, []);
  const seen: (readonly string[])[] = [];
  store.subscribe(() => {
    const lines = store.state.run.running?.tascs.count?.lines;
    if (lines && lines.length > 0) seen.push(lines);
    if (lines?.at(-1) === '3000') writeFileSync(join(root, 'go'), '');
    if (store.state.overlays.at(-1)?.kind === 'question') {
      store.dispatch({ kind: 'armed' });
      store.dispatch({ kind: 'key', key: { name: 'end', text: '' } });
      store.dispatch({ kind: 'key', key: { name: 'y', text: 'y' } });
    }
  });
  store.dispatch({ kind: 'key', key: { name: 'r', text: 'r' } });
  await effects.idle();
  assert.match(store.state.toast?.text ?? '', /proven/);
  const before = seen.find((lines) => lines.at(-1) === '3000');
  assert.ok(before, 'all lines are there before the tasc ends');
  assert.equal(
    before,
    Array.from({ length: 2000 }, (_, at) => String(at + 1001)),
  );
});

test('a change from outside is shown, and the selection stays', async () => {
  const root = repository();
  const { store, effects, press } = application(root);
  await effects.start();
  await press('down', 'down');
  const { selected } = store.state.documents;
  const path = join(root, 'dev_ops/tasks/TASK-001-one.md');
  writeFileSync(path, readFileSync(path, 'utf8').replace('title: One', 'title: Another title'));
  await eventually(store, () => store.state.data.documents.some(({ title }) => title === 'Another title'));
  assert.is(store.state.documents.selected, selected);
});

test.run();
