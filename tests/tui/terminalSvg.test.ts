import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { repositoryRoot } from '../support/folder.js';
import { type Cell, createEmulator } from './support/emulator.js';

interface Picture {
  readonly rows: readonly (readonly Cell[])[];
  readonly columns: number;
  readonly title: string;
  readonly description: string;
}
const { terminalSvg } = (await import(
  pathToFileURL(join(repositoryRoot, 'scripts/terminalSvg.mjs')).href
)) as { terminalSvg(picture: Picture): string };

async function draw(text: string, columns = 20, rows = 2): Promise<string[]> {
  const emulator = createEmulator(columns, rows, 'graphemes');
  await emulator.write(Buffer.from(text));
  const svg = terminalSvg({ rows: emulator.cells(), columns, title: 'a & b', description: '<c>' });
  emulator.dispose();
  return svg.split('\n');
}

/** The text elements of the screen, without the window's title. */
const textsOf = (lines: readonly string[]) => lines.filter((line) => line.startsWith('<text y='));

test('every run of text has its column and its length, a wide character its own', async () => {
  assert.equal(textsOf(await draw('ab  c漢d\r\n👩‍👩‍👧‍👦x')), [
    '<text y="57.5"><tspan x="14" textLength="16.8">ab</tspan><tspan x="47.6" textLength="8.4">c</tspan>' +
      '<tspan x="56" textLength="16.8">漢</tspan><tspan x="72.8" textLength="8.4">d</tspan></text>',
    '<text y="75.5"><tspan x="14" textLength="16.8">👩‍👩‍👧‍👦</tspan><tspan x="30.8" textLength="8.4">x</tspan></text>',
  ]);
});

test('text is escaped, in the screen and in what describes it', async () => {
  const lines = await draw('a<b>&"c"');
  assert.match(textsOf(lines)[0] ?? '', '>a&lt;b&gt;&amp;&quot;c&quot;</tspan>');
  assert.ok(lines.includes('<title id="title">a &amp; b</title>'));
  assert.ok(lines.includes('<desc id="description">&lt;c&gt;</desc>'));
});

test('attributes and colours are kept: bold, dim, underline, inverse, palette, 256 and true colours', async () => {
  const [first = '', second = ''] = textsOf(
    await draw('\x1b[1mb\x1b[0m \x1b[4;31mu\x1b[0m \x1b[3;9mi\x1b[0m\r\n\x1b[38;5;208mp\x1b[38;2;1;2;3mt'),
  );
  assert.match(first, '<tspan x="14" textLength="8.4" font-weight="bold">b<');
  assert.match(first, 'fill="#ff7b72" text-decoration="underline">u<');
  assert.match(first, 'font-style="italic" text-decoration="line-through">i<');
  assert.match(second, 'fill="#ff8700">p<');
  assert.match(second, 'fill="#010203">t<');
  const inverse = await draw('\x1b[7;32m ok \x1b[0m\x1b[2md');
  assert.ok(inverse.includes('<path d="M14 44h33.6v18h-33.6z" fill="#3fb950"/>'));
  assert.match(textsOf(inverse)[0] ?? '', '<tspan x="22.4" textLength="16.8" fill="#0d1117">ok<');
  assert.match(textsOf(inverse)[0] ?? '', /fill="#9[0-9a-f]{5}">d</);
});

test('boxes and bars are drawn, not written', async () => {
  const lines = await draw('╭─│█░');
  assert.equal(textsOf(lines), []);
  assert.equal(
    lines.filter((line) => line.includes('stroke-width="1"')),
    [
      '<path d="M22.4 53Q18.2 53 18.2 62M22.4 53L30.8 53M35 44L35 62" fill="none" stroke="#e6edf3" stroke-width="1"/>',
    ],
  );
  assert.ok(lines.some((line) => line.includes('fill-opacity="0.25"')));
});

test.run();
