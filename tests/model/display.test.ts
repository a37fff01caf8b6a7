import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { visible } from '../../src/model/display.js';

test('ordinary text of any script stays as it is', () => {
  for (const text of [
    '',
    'Fix: the "500" on /login',
    'Übergröße',
    '日本語',
    'שלום',
    '❤️ 👩‍💻 👩🏽‍🚀 🇩🇪',
    'e\u0301',
  ]) {
    assert.is(visible(text), text);
  }
});

test('what a terminal would obey or hide is shown', () => {
  assert.is(visible('\u001b[31mred\u001b]0;title\u0007'), '\\u{1b}[31mred\\u{1b}]0;title\\u{7}');
  assert.is(visible('a\u009b31m'), 'a\\u{9b}31m');
  assert.is(visible('user\u202etxt.exe'), 'user\\u{202e}txt.exe');
  assert.is(visible('a\u200bb\u200dc\ufeffd\u2066e'), 'a\\u{200b}b\\u{200d}c\\u{feff}d\\u{2066}e');
  assert.is(visible('x\u{e0041}y'), 'x\\u{e0041}y');
  assert.is(visible('\ud800 \u2028'), '\\u{d800} \\u{2028}');
  assert.is(
    visible('a\u00adb\u034fc\u3164d\u115fe\u180ef\ufff9'),
    'a\\u{ad}b\\u{34f}c\\u{3164}d\\u{115f}e\\u{180e}f\\u{fff9}',
  );
  assert.is(visible('\u0000\u007f'), '\\u{0}\\u{7f}');
});

test('a title stays on one line', () => {
  assert.is(visible('a\tb\nc\r\nd'), 'a b c  d');
});

test('whatever goes in, nothing unsafe comes out, and twice is once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = visible(text);
      assert.not.match(shown, /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200b\ufeff]/);
      assert.is(visible(shown), shown);
    }),
    { seed: 1, numRuns: 500 },
  );
});

test.run();
