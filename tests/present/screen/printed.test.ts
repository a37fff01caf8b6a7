import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { breakLine, lineWidth } from '../../../src/present/screen/cells.js';
import { decodePrinted } from '../../../src/present/screen/sgr.js';

test('colours of a command become styles, and the last ones of a line hold', () => {
  assert.equal(decodePrinted('a \u001b[1;31mred\u001b[0m \u001b[92mok\u001b[39m.\u001b[K'), [
    { text: 'a ' },
    { text: 'red', style: { bold: true, color: 'red' } },
    { text: ' ' },
    { text: 'ok', style: { color: 'green' } },
    { text: '.' },
  ]);
  assert.equal(decodePrinted('\u001b[38;5;9;4mx\u001b[24my\u001b[mz'), [
    { text: 'x', style: { underline: true } },
    { text: 'y' },
    { text: 'z' },
  ]);
});

test('nothing is hidden: black, white and concealed text is shown as any other, other codes are made visible', () => {
  assert.equal(decodePrinted('\u001b[30;40mrm\u001b[8m -rf\u001b[37m /'), [
    { text: 'rm' },
    { text: ' -rf' },
    { text: ' /' },
  ]);
  assert.equal(decodePrinted('\u001b[2J\u0007'), [{ text: '\\u{1b}[2J\\u{7}' }]);
});

test('a line that was written over shows its last state, tabs lead to the next stop', () => {
  assert.equal(decodePrinted('1%\r50%\r100%'), [{ text: '100%' }]);
  assert.equal(decodePrinted('windows\r'), [{ text: 'windows' }]);
  assert.equal(
    decodePrinted('ok\tx')
      .map(({ text }) => text)
      .join(''),
    'ok      x',
  );
  assert.equal(decodePrinted(''), []);
});

test('lines are broken where they are full, nothing is lost', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', maxLength: 40 })),
      fc.integer({ min: 20, max: 60 }),
      (texts, cells) => {
        const line = texts.flatMap((text) => decodePrinted(text.replace(/\r/g, '')));
        const rows = breakLine(line, cells, 10_000);
        for (const row of rows) assert.ok(lineWidth(row) <= cells);
        assert.is(
          rows
            .flat()
            .map(({ text }) => text)
            .join(''),
          line.map(({ text }) => text).join(''),
        );
      },
    ),
  );
});

test('what does not fit into the rows is said to be left out', () => {
  assert.equal(
    breakLine([{ text: 'abcdefgh' }], 3, 2).map((row) => row.map(({ text }) => text).join('')),
    ['abc', 'de…'],
  );
});

test.run();
