import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Key, keyReader } from '../../../src/tui/terminal/keys.js';
import { keyBytes } from '../support/keys.js';

/** The keys of these bytes, each piece arriving by itself. */
function read(...pieces: readonly string[]): Key[] {
  const keys: Key[] = [];
  const take = keyReader((key) => keys.push(key));
  for (const piece of pieces) take(Buffer.from(piece));
  return keys;
}

test('keys come by their names, characters as text', () => {
  for (const name of [
    'up',
    'pagedown',
    'home',
    'tab',
    'shift+tab',
    'ctrl+p',
    'enter',
    'backspace',
    'shift+left',
  ])
    assert.equal(read(keyBytes(name)), [{ name, text: '' }], name);
  assert.equal(read('a', 'Z', ' ', '漢'), [
    { name: 'a', text: 'a' },
    { name: 'Z', text: 'Z' },
    { name: 'space', text: ' ' },
    { name: '漢', text: '漢' },
  ]);
});

test('pasted text is one key on one line, in whatever pieces it comes, and known as pasted', () => {
  const pasted = { name: 'paste', text: 'q one two', pasted: true };
  assert.equal(read('\u001b[200~q\rone\r\n\ttwo\u001b[201~'), [pasted]);
  assert.equal(read('\u001b[200~q o', 'ne\r', 'two\u001b[201~', 'q'), [pasted, { name: 'q', text: 'q' }]);
  assert.equal(read('\u001b[200~\u001b[201~'), [], 'nothing is no key');
});

test.run();
