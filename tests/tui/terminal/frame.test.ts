import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { FrameWriter } from '../../../src/tui/terminal/frame.js';

function writer() {
  const sent: string[] = [];
  return { writer: new FrameWriter({ write: (text) => sent.push(text) }), sent };
}

const update = (...rows: readonly string[]) => `\u001b[?2026h${rows.join('')}\u001b[0m\u001b[?2026l`;
const row = (number: number, text: string) => `\u001b[${number};1H\u001b[0m\u001b[2K${text}`;

test('only the rows that changed are sent, each at its own place and on an empty row', () => {
  const { writer: frames, sent } = writer();
  frames.write('one\ntwo\nthree');
  frames.write('one\n2\nthree');
  frames.write('one\n2\nthree');
  frames.write('one');
  assert.equal(sent, [
    update(row(1, 'one'), row(2, 'two'), row(3, 'three')),
    update(row(2, '2')),
    // Rows that are not there any more are emptied.
    update(row(2, ''), row(3, '')),
  ]);
  assert.is(frames.sent.frames, 3);
  assert.is(frames.sent.bytes, Buffer.byteLength(sent.join('')));
});

test('after a reset the next frame is sent whole', () => {
  const { writer: frames, sent } = writer();
  frames.write('a\nb');
  frames.reset();
  frames.write('a\nb');
  assert.is(sent[1], sent[0]);
});

test.run();
