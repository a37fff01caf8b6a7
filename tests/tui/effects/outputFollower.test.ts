import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { OutputFollower } from '../../../src/tui/effects/outputFollower.js';
import type { Printed } from '../../../src/tui/state/event.js';

function followed() {
  const shown: Printed[] = [];
  return { shown, follower: new OutputFollower((printed) => shown.push(printed)) };
}

test('what comes in pieces is shown as lines, characters whole', () => {
  const { shown, follower } = followed();
  const bytes = Buffer.from('one\nzwei Wörter 漢字\nthree');
  for (const byte of bytes) follower.add('a', Buffer.from([byte]));
  follower.flush();
  assert.equal(shown, [{ tasc: 'a', lines: ['one', 'zwei Wörter 漢字', 'three'], dropped: 0 }]);
  follower.add('a', Buffer.from(' and more\n'));
  follower.flush();
  assert.equal(shown.at(-1)?.lines.at(-1), 'three and more');
  follower.flush();
  assert.is(shown.length, 2, 'nothing new is nothing to show');
});

test('tascs that run at once do not mix', () => {
  const { shown, follower } = followed();
  follower.add('a', Buffer.from('of a\n'));
  follower.add('b', Buffer.from('of b\n'));
  follower.end('a');
  assert.equal(
    shown.map(({ tasc, lines }) => [tasc, ...lines]),
    [
      ['a', 'of a'],
      ['b', 'of b'],
    ],
  );
});

test('of a flood the end is shown, and how much went before it', () => {
  const { shown, follower } = followed();
  const count = 200_000;
  let text = '';
  for (let line = 0; line < count; line++) {
    text += `line ${line}\n`;
    if (text.length < 65_536 && line < count - 1) continue;
    follower.add('a', Buffer.from(text));
    text = '';
  }
  follower.flush();
  const { lines, dropped } = shown.at(-1) as Printed;
  assert.is(lines.length, 2000);
  assert.is(lines.at(-1), `line ${count - 1}`);
  assert.is(dropped + lines.length, count);
  assert.is(lines[0], `line ${dropped}`);
});

test('chunks that are cut within a line do not make half lines', () => {
  const { shown, follower } = followed();
  const long = 'x'.repeat(70_000);
  for (let line = 0; line < 12; line++) follower.add('a', Buffer.from(`${line} ${long}\n`.slice(0, 70_001)));
  follower.add('a', Buffer.from('\nlast\n'));
  follower.flush();
  const { lines } = shown.at(-1) as Printed;
  assert.is(lines.at(-1), 'last');
  for (const line of lines.slice(0, -1)) assert.match(line, /^\d+ x+/);
});

test('of many tascs that printed much only the end of the oldest is kept', () => {
  const shown = new Map<string, Printed>();
  const follower = new OutputFollower((printed) => shown.set(printed.tasc, printed));
  const line = `${'x'.repeat(1023)}\n`;
  const ids = Array.from({ length: 80 }, (_, at) => `tasc-${at}`);
  for (const id of ids) {
    follower.add(id, Buffer.from(line.repeat(256)));
    follower.end(id);
  }
  assert.equal(
    ids.map((id) => shown.get(id)?.lines.length),
    ids.map((_, at) => (at < 16 ? 20 : 256)),
  );
  const first = shown.get('tasc-0');
  assert.is(first?.dropped, 236);
  assert.is(first?.lines.at(-1), 'x'.repeat(1023));
});

test.run();
