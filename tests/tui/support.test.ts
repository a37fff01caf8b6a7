import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { repositoryRoot, temporaryFolder } from '../support/folder.js';
import { cellWidths, columnsOf } from './support/cellWidths.js';
import { untouchedModes } from './support/emulator.js';
import { commonMasks, durations, expectScreen, maskRow } from './support/golden.js';
import { keyBytes } from './support/keys.js';
import { openScreen, type ScreenOptions, sessionOf, shell, withScreen } from './support/screen.js';

const script = join(repositoryRoot, 'tests/tui/support/fixture.mjs');
const fixture = (more: Partial<ScreenOptions> = {}): ScreenOptions => ({
  cwd: temporaryFolder(),
  command: [process.execPath, script],
  columns: 60,
  rows: 12,
  ...more,
});

async function failure(promise: Promise<unknown>): Promise<string> {
  try {
    await promise;
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it did not fail');
}

test('keys are the bytes that a terminal sends', () => {
  assert.equal(
    [
      'up',
      'shift+up',
      'f1',
      'f5',
      'ctrl+p',
      'alt+x',
      'shift+tab',
      'pagedown',
      'ctrl+delete',
      'é',
      'escape',
      '+',
    ].map((key) => keyBytes(key)),
    [
      '\x1b[A',
      '\x1b[1;2A',
      '\x1bOP',
      '\x1b[15~',
      '\x10',
      '\x1bx',
      '\x1b[Z',
      '\x1b[6~',
      '\x1b[3;5~',
      'é',
      '\x1b',
      '+',
    ],
  );
  assert.is(keyBytes('up', true), '\x1bOA');
  assert.is(keyBytes('👩‍💻'), '👩‍💻');
  assert.throws(() => keyBytes('pgdown'), /no key/);
  assert.throws(() => keyBytes('strg+c'), /none of shift, alt, ctrl/);
});

test('a screen has rows, cells, columns and modes, and is left as it was', () =>
  withScreen(fixture(), async (screen) => {
    await screen.until('key none');
    assert.is(screen.rows()[0], 'Fixture 60×12');
    assert.is(screen.rows().length, 12);
    await expectScreen(screen, 'support-fixture', { styles: true });
    assert.equal(cellWidths(screen.cells()), []);
    const borders = columnsOf(screen.cells(), '│');
    assert.equal(
      borders.slice(1, 8),
      Array.from({ length: 7 }, () => [0, 17]),
    );
    const [first] = screen.cells()[0] ?? [];
    assert.equal(first, { column: 0, text: 'F', width: 1, color: 6, bold: true });
    const family = screen.cells()[3]?.[1];
    assert.equal(family, { column: 1, text: '👩‍👩‍👧‍👦', width: 2 });
    assert.equal(screen.modes(), {
      ...untouchedModes,
      alternateScreen: true,
      cursorVisible: false,
      mouse: 'drag',
      bracketedPaste: true,
      keyboardLevels: 1,
      changed: [25, 1002, 1049, 2004],
    });
    await screen.press('q');
    assert.equal(await screen.ends(), { code: 7, signal: 0 });
    assert.equal(screen.modes(), untouchedModes);
    assert.is(screen.text().trim(), 'bye');
  }));

test('keys, pasted text and resizing arrive; bytes are counted from a mark', () =>
  withScreen(fixture(), async (screen) => {
    await screen.until('key none');
    const mark = screen.mark();
    await screen.press('down');
    await screen.until('key "\\u001b[B"');
    assert.is(screen.bytesSince(mark), Buffer.byteLength(screen.output(mark)));
    assert.match(screen.output(mark), /^\u001b\[H/);
    await screen.press('escape', 'j');
    await screen.until('key "j"');
    screen.paste('a\nb');
    await screen.until('[200~a');
    screen.resize(40, 10);
    await screen.until('Fixture 40×10');
    assert.is(screen.rows().length, 10);
  }));

test('masks hide what differs from run to run, and keep every column', () => {
  const masked = (row: string) => maskRow(row, [...commonMasks, durations]);
  assert.is(masked('/tmp/doc-ops-test-Ab3xYz/dev_ops'), '/tmp/doc-ops-test-······/dev_ops');
  assert.is(masked('at 3f9c41d07ab2, defaced 1234567'), 'at ############, defaced 1234567');
  assert.is(masked('on 2026-11-21 14:05:06 UTC'), 'on 0000000000000000000 UTC');
  assert.is(masked('│ ✓ test  1.2s  ok │'), masked('│ ✓ test 12.0s  ok │'));
  assert.is(masked('│ 漢 340 ms│').length, '│ 漢 340 ms│'.length);
});

test('a screen counts as settled only after its update has ended', () =>
  withScreen(fixture(), async (screen) => {
    await screen.until('key none');
    await screen.press('w');
    await screen.until(/half|key "w"/);
    assert.match(screen.text(), 'key "w"');
  }));

test('much output at once is taken in whole before the program counts as ended', () =>
  withScreen(fixture(), async (screen) => {
    await screen.until('key none');
    await screen.press('b');
    await screen.until('key "b"');
    assert.ok(screen.bytes > 240_000);
  }));

test('a program that leaves the terminal changed is found out', () =>
  withScreen(fixture(), async (screen) => {
    await screen.until('key none');
    await screen.press('x');
    await screen.ends();
    assert.equal(screen.modes().changed, [25, 1002, 1049, 2004]);
  }));

test('signals reach the program, and its code comes back', () =>
  withScreen(fixture(), async (screen) => {
    await screen.until('key none');
    screen.kill('SIGTERM');
    assert.equal(await screen.ends(), { code: 143, signal: 0 });
    assert.equal(screen.modes(), untouchedModes);
    const other = openScreen(fixture());
    await other.until('key none');
    other.kill('SIGKILL');
    assert.is((await other.ends()).signal, 9);
    await other.close();
  }));

test('a hang-up ends the program', () =>
  withScreen(fixture(), async (screen) => {
    await screen.until('key none');
    screen.hangUp();
    assert.is((await screen.ends()).signal, 1);
  }));

test('the clock of a program can be set', () =>
  withScreen(
    fixture({
      command: [
        process.execPath,
        '-e',
        'console.log(new Date().toISOString(), new Date(0).getTime(), Date.now())',
      ],
      now: '2026-03-01T09:00:00Z',
      columns: 80,
    }),
    async (screen) => {
      await screen.ends();
      assert.match(screen.text(), /^2026-03-01T09:00:\d\d\.\d{3}Z 0 17723556\d{5}$/m);
    },
  ));

test('closing leaves no process', async () => {
  const screen = openScreen(fixture({ command: ['bash', '-c', `set -m; sleep 1000 & node ${script}`] }));
  await screen.until('key none');
  assert.ok(sessionOf(screen.pid).length >= (process.platform === 'linux' ? 3 : 1));
  await screen.close();
  assert.equal(sessionOf(screen.pid), []);
});

test('what does not come is told with the screen, and what came before', () =>
  withScreen(fixture(), async (screen) => {
    await screen.until('key none');
    const message = await failure(screen.until('nothing of the kind', { timeout: 200 }));
    assert.match(message, 'nothing of the kind did not come in 200 ms');
    assert.match(message, '││漢字かな        │');
    assert.match(await failure(screen.until(() => assert.is(1, 2), { timeout: 100 })), /Expected values/);
    await screen.press('z');
    await screen.until('key "z"');
    await screen.press('x');
    assert.match(await failure(screen.until('more')), 'before the program ended ({"code":0');
    assert.match(await failure(expectScreen(screen, 'no-such-screen')), 'is missing');
    assert.match(
      await failure(expectScreen(screen, 'support-fixture', { timeout: 200 })),
      /line 9\n {2}kept "key none"\n {2}seen "key \\"z\\""/,
    );
  }));

test('widths that differ from the library are found', () =>
  withScreen(fixture({ widths: 'old' }), async (screen) => {
    await screen.until('key none');
    const problems = cellWidths(screen.cells());
    assert.match(problems[0] ?? '', /^row 3: "👩.*belongs in column 1, 2 wide; the terminal has "👩/u);
    assert.not.equal(columnsOf(screen.cells(), '│')[3], [0, 17]);
  }));

test('a shell shows how a program leaves its terminal, and stops and continues it', () =>
  withScreen(shell({ cwd: temporaryFolder(), columns: 80, rows: 12 }), async (screen) => {
    await screen.until(/^\$/);
    screen.type(`before=$(stty -g); node ${script}; test "$before" = "$(stty -g)" && echo same settings\r`);
    await screen.until('key none');
    await screen.press('q');
    await screen.until('same settings\n$');
    screen.type('sleep 100\r');
    await screen.until('sleep 100\n');
    await screen.press('ctrl+z');
    await screen.until('Stopped');
    screen.type('kill -9 %1; while jobs -s | grep -q .; do true; done; exit 3\r');
    assert.equal(await screen.ends(), { code: 3, signal: 0 });
  }));

test.run();
