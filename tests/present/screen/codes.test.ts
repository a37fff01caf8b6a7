import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { test } from 'uvu';
import { takeCells, widthOf } from '../../../src/present/screen/cells.js';
import { cellsOfCode } from '../../../src/present/screen/codes.js';

const known = Array.from({ length: 0x10000 }, (_, code) => code).filter((code) => cellsOfCode(code) > 0);
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

test('every code unit of the table is as wide as the library says', () => {
  assert.ok(known.length > 30_000);
  for (const code of known) {
    const character = String.fromCharCode(code);
    assert.equal(stringWidth(character), cellsOfCode(code), `U+${code.toString(16)}`);
  }
});

test('none of them joins with another', () => {
  const character = fc.constantFrom(...known).map((code) => String.fromCharCode(code));
  fc.assert(
    fc.property(fc.array(character, { maxLength: 12 }), (characters) => {
      const text = characters.join('');
      assert.equal([...graphemes.segment(text)].length, characters.length);
      assert.equal(widthOf(text), stringWidth(text));
    }),
    { seed: 3, numRuns: 3000 },
  );
});

test('any text is measured and cut as the library measures it', () => {
  const parts = fc.constantFrom(
    'a',
    'é',
    '日',
    '–',
    'e\u0301',
    '👩‍👩‍👧',
    '🇩🇪',
    '1\ufe0f\u20e3',
    '\u0301',
    '✅',
    ' ',
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 10 }), fc.integer({ min: 0, max: 16 }), (all, cells) => {
      const text = all.join('');
      assert.equal(widthOf(text), stringWidth(text));
      const head = takeCells(text, cells);
      assert.ok(text.startsWith(head));
      assert.ok(stringWidth(head) <= cells);
      const next = [...graphemes.segment(text.slice(head.length))][0]?.segment;
      assert.ok(
        next === undefined || stringWidth(head) + stringWidth(next) > cells,
        JSON.stringify([text, head]),
      );
    }),
    { seed: 4, numRuns: 3000 },
  );
});

test.run();
