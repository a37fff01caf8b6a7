import { existsSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { temporaryFolder } from '../support/folder.js';
import { docOps, git } from '../support/process.js';
import { untouchedModes } from './support/emulator.js';
import { shell, withScreen } from './support/screen.js';

function repository(count = 3): string {
  const root = temporaryFolder();
  git(root, ['init', '-q', '-b', 'main']);
  assert.is(docOps(root, ['init', '--yes']).code, 0);
  for (let number = 1; number <= count; number++)
    assert.is(docOps(root, ['create', 'task', `Task number ${number}`]).code, 0);
  git(root, ['add', '-A']);
  git(root, ['commit', '-q', '-m', 'start']);
  return root;
}

for (const [signal, code] of [
  ['SIGTERM', 143],
  ['SIGHUP', 129],
  ['SIGINT', 130],
] as const) {
  test(`${signal} leaves the terminal as it was`, async () => {
    await withScreen({ cwd: repository(1) }, async (screen) => {
      await screen.until('Task number 1');
      screen.kill(signal);
      assert.is((await screen.ends()).code, code);
      assert.equal(screen.modes(), untouchedModes);
    });
  });
}

for (const [what, crash] of [
  ['an exception that nobody catches', "setImmediate(() => { throw new Error('it crashed'); })"],
  ['a promise that nobody awaits', "Promise.reject(new Error('it crashed'))"],
  ['a library that ends the process', 'process.exit(9)'],
] as const)
  test(`${what} leaves the terminal as it was`, async () => {
    const root = repository(1);
    const preload = join(temporaryFolder(), 'crash.cjs');
    const code = `if (require('node:worker_threads').isMainThread) process.on('SIGUSR2', () => { ${crash}; });`;
    writeFileSync(preload, code);
    const env = { NODE_OPTIONS: `--require=${JSON.stringify(preload)}` };
    await withScreen({ cwd: root, env }, async (screen) => {
      await screen.until('Task number 1');
      screen.kill('SIGUSR2');
      const { code: exit } = await screen.ends();
      assert.is(exit, what.startsWith('a library') ? 9 : 70);
      assert.equal(screen.modes(), untouchedModes);
      if (what.startsWith('a library')) return;
      assert.match(screen.text(), 'it crashed');
      assert.not.match(screen.text(), /^ +at /m);
    });
  });

test('Ctrl-Z gives the shell its terminal, fg brings the application back', async () => {
  await withScreen(shell({ cwd: repository(), columns: 100, rows: 30 }), async (screen) => {
    await screen.until('$');
    screen.type('stty -g > before; doc-ops\r');
    await screen.until('Task number 3');
    await screen.press('down', 'ctrl+z');
    await screen.until(/Stopped/);
    assert.not.ok(screen.modes().alternateScreen);
    assert.ok(screen.modes().cursorVisible);
    screen.type('stty -g | cmp - before && echo same\r');
    await screen.until(/^same/m);
    screen.type('fg\r');
    await screen.until('Task number 3');
    await screen.press('q');
    await screen.until((one) => !one.modes().alternateScreen);
    screen.type('stty -g | cmp - before && echo the same\r');
    await screen.until(/^the same/m);
  });
});

test('a window that shrinks and grows again at once is drawn anew', async () => {
  await withScreen({ cwd: repository(3) }, async (screen) => {
    await screen.until('Task number 3');
    await screen.until(/Task number 3 .*↔1/, { quiet: 500 });
    const before = screen.text();
    for (let round = 0; round < 5; round++) {
      screen.resize(screen.columns - 3, screen.rows().length - 4);
      screen.resize(screen.columns + 3, screen.rows().length + 4);
      await screen.until((one) => one.text() === before, { quiet: 100 });
    }
  });
});

test('a window that is closed ends the application', async () => {
  await withScreen({ cwd: repository(1) }, async (screen) => {
    await screen.until('Task number 1');
    screen.hangUp();
    await screen.ends();
  });
});

test('Ctrl-C leaves what is open, then the application', async () => {
  await withScreen({ cwd: repository(1) }, async (screen) => {
    await screen.until('Task number 1');
    await screen.press('ctrl+p');
    await screen.until('─ Commands');
    await screen.press('ctrl+c');
    await screen.until((one) => !one.text().includes('─ Commands'));
    await screen.press('ctrl+c');
    assert.is((await screen.ends()).code, 0);
  });
});

test('two applications and the command line at once stay right', async () => {
  const root = repository();
  await withScreen({ cwd: root }, (first) =>
    withScreen({ cwd: root }, async (second) => {
      for (const screen of [first, second]) {
        await screen.until('Task number 3');
        await screen.press('2');
        await screen.until('Backlog');
      }
      await first.press('L');
      await first.until('TASK-001 is in In Progress');
      await second.until(/In Progress\s+1 /);
      await second.press('home', 'L');
      await second.until('TASK-002 is in In Progress');
      await first.until(/In Progress\s+2 /);
      assert.is(docOps(root, ['board', 'move', 'TASK-003', 'In Progress']).code, 0);
      for (const screen of [first, second]) await screen.until(/In Progress\s+3 /);
      await first.press('u');
      await second.until(/In Progress\s+2 /);
      assert.is(docOps(root, ['validate']).code, 0);
      for (const screen of [first, second]) {
        await screen.press('q');
        await screen.ends();
      }
    }),
  );
});

test('what changes by the hundred is taken in one go, and the selection stays', async () => {
  const root = repository(40);
  await withScreen({ cwd: root, columns: 100, rows: 40 }, async (screen) => {
    await screen.until('Task number 30');
    await screen.press('down', 'down', 'down');
    await screen.until((one) => one.text().includes('TASK-004 Task number 4'));
    for (let number = 1; number <= 40; number++) {
      const id = `TASK-${String(number).padStart(3, '0')}`;
      writeFileSync(
        join(root, `dev_ops/tasks/${id}-task-number-${number}.md`),
        `---\nid: ${id}\ntitle: Renamed ${number}\nstatus: todo\ncreated: 2026-01-01\n---\n\n# ${id} - Renamed ${number}\n`,
      );
    }
    await screen.until(
      (one) => one.text().includes('Renamed 1 ') && one.text().includes('TASK-004 Renamed 4'),
    );
    git(root, ['checkout', '-q', '--', '.']);
    await screen.until('TASK-004 Task number 4');
    await screen.press('q');
    await screen.ends();
  });
});

test('piped, in CI and with a dumb terminal it prints the overview', async () => {
  const root = repository(2);
  for (const args of [[], ['tui']]) {
    const piped = docOps(root, args);
    assert.is(piped.code, 0, piped.stderr);
    assert.match(piped.stdout, /task\s+2/);
    assert.not.match(piped.stdout, /\u001b/);
  }
  for (const env of [{ CI: '1' }, { TERM: 'dumb' }]) {
    await withScreen({ cwd: root, env }, async (screen) => {
      assert.is((await screen.ends()).code, 0);
      assert.match(screen.text(), /task\s+2/);
    });
  }
});

test('a folder without documents offers to set them up', async () => {
  const root = temporaryFolder({
    'docs/adr/0001-use-postgres.md': '# 1. Use Postgres\n\n## Status\n\nAccepted\n',
  });
  git(root, ['init', '-q']);
  // The folder that is meant is the top of the repository, wherever one stands in it.
  await withScreen({ cwd: join(root, 'docs/adr'), columns: 120 }, async (screen) => {
    await screen.until(`There are no documents in ${basename(root)} yet`);
    await screen.until(/^ {2}\S*\/[^/\s]+ *$/m);
    await screen.until('dev_ops/ there, with a board');
    await screen.press('enter');
    await screen.until('docs/adr/ holds a decision. Take it over');
    await screen.until('y yes');
    await screen.press('y');
    await screen.until('check every commit with a hook?');
    await screen.until('y yes');
    await screen.press('n');
    await screen.until('made dev_ops/');
    await screen.until('took over 1 decision;');
    await screen.until('Use Postgres');
    assert.not.ok(existsSync(join(root, '.git/hooks/pre-commit')));
    await screen.press('2');
    await screen.until('n makes a task here');
    await screen.press('q');
    assert.is((await screen.ends()).code, 0);
  });
});

test('a form that is half filled in survives a change of the files', async () => {
  const root = repository(2);
  await withScreen({ cwd: root, columns: 100, rows: 30 }, async (screen) => {
    await screen.until('Task number 2');
    await screen.press('n');
    await screen.until('─ New task');
    screen.type('Half a tit');
    await screen.until('Half a tit');
    assert.is(docOps(root, ['create', 'task', 'From outside']).code, 0);
    await screen.until('From outside');
    await screen.until('Half a tit');
    screen.type('le');
    await screen.press('enter');
    await screen.until('created dev_ops/tasks/TASK-004-half-a-title.md');
    await screen.press('q');
    await screen.ends();
  });
});

test.run();
