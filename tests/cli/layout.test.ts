import stringWidth from 'string-width';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isNarrow } from '../../src/present/layout.js';

test('what is taken for a column a character is that to the library which knows', () => {
  let narrow = 0;
  for (let code = 0; code <= 0xffff; code++) {
    const text = String.fromCharCode(code);
    if (!isNarrow(text)) continue;
    narrow += 1;
    assert.is(stringWidth(text), 1, `U+${code.toString(16)}`);
    assert.is(stringWidth(`a${text}b`), 3, `U+${code.toString(16)} between letters`);
  }
  assert.ok(narrow > 900, `${narrow}`);
});

test('wide, combining, invisible and paired characters are left to the library', () => {
  for (const text of ['漢', 'e\u0301', '\u200b', '\u00ad', '🙂', '\ufe0f', '한', '\t', '\n', '\u001b', 'ｱ'])
    assert.not.ok(isNarrow(text), JSON.stringify(text));
  for (const text of ['', 'plan', 'Überprüfung – „fertig“', 'Привет', 'λόγος', '✓ ✗ ◌ · ▸ → …'])
    assert.ok(isNarrow(text), text);
});

test.run();
