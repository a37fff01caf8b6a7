import fs, { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TerminalSession } from '../../../src/tui/terminal/session.js';
import { temporaryFolder } from '../../support/folder.js';

function session() {
  const file = join(temporaryFolder(), 'terminal');
  const calls: string[] = [];
  const stdin = {
    setRawMode: (on: boolean) => void calls.push(`raw ${on}`),
    resume: () => void calls.push('resume'),
    pause: () => void calls.push('pause'),
  } as unknown as NodeJS.ReadStream;
  const taken = new TerminalSession(stdin, openSync(file, 'w'));
  return { session: taken, calls, written: () => readFileSync(file, 'utf8') };
}

test('what is taken is given back once, mode by mode', () => {
  const { session: terminal, calls, written } = session();
  terminal.giveBack();
  assert.is(written(), '', 'what is not ours is not given back');
  terminal.take();
  terminal.take();
  terminal.giveBack();
  terminal.giveBack();
  assert.equal(calls, ['raw true', 'resume', 'pause', 'raw false']);
  const modes = [...written().matchAll(/\u001b\[\?(\d+)([hl])/g)].map(([, mode, on]) => `${mode}${on}`);
  for (const mode of ['1049', '2004'])
    assert.ok(modes.indexOf(`${mode}h`) < modes.lastIndexOf(`${mode}l`), mode);
  for (const mode of ['25', '7']) assert.ok(modes.indexOf(`${mode}l`) < modes.lastIndexOf(`${mode}h`), mode);
});

test('what is written to standard error meanwhile comes when the terminal is given back', () => {
  const { session: terminal } = session();
  const seen: string[] = [];
  const { write } = process.stderr;
  process.stderr.write = ((text: string) => seen.push(text) > 0) as typeof process.stderr.write;
  try {
    terminal.take();
    process.stderr.write('a warning\n');
    process.stderr.write(Buffer.from('another\n'));
    assert.equal(seen, []);
    terminal.giveBack();
    assert.equal(seen, ['a warning\n', 'another\n']);
    process.stderr.write('later\n');
    assert.equal(seen.length, 3);
  } finally {
    process.stderr.write = write;
  }
});

test('a terminal that is slow or gone is no error', () => {
  const { session: terminal, written } = session();
  const { writeSync } = fs;
  let slow = 2;
  fs.writeSync = ((...given: Parameters<typeof writeSync>) => {
    if (slow-- > 0) throw Object.assign(new Error('try again'), { code: 'EAGAIN' });
    return writeSync(...given);
  }) as typeof writeSync;
  try {
    terminal.take();
    assert.match(written(), '\u001b[?1049h');
    fs.writeSync = (() => {
      throw Object.assign(new Error('it is gone'), { code: 'EIO' });
    }) as typeof writeSync;
    terminal.giveBack();
    assert.not.ok(terminal.isOurs);
  } finally {
    fs.writeSync = writeSync;
  }
});

test.run();
