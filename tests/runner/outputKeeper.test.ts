import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { OutputKeeper } from '../../src/runner/outputKeeper.js';
import { temporaryFolder } from '../support/folder.js';

const mebibyte = 1024 * 1024;

/** So many mebibytes, each of a character of its own. */
const pieces = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => Buffer.alloc(mebibyte, 33 + from + at));

test('of a very long output the first and the last part are kept, in order, and all of it is hashed', () => {
  const path = join(temporaryFolder(), 'out');
  const keeper = new OutputKeeper(path);
  const hash = createHash('sha256');
  // The last part begins in the middle of a piece.
  for (const piece of [Buffer.from('start\n'), ...pieces(0, 75), Buffer.from('\nend\n')]) {
    keeper.write(piece);
    hash.update(piece);
  }
  assert.is(keeper.lastLine, 'end');
  assert.equal(keeper.end(), { sha256: hash.digest('hex'), bytes: 75 * mebibyte + 11 });
  const all = Buffer.concat([Buffer.from('start\n'), ...pieces(0, 75), Buffer.from('\nend\n')]);
  const half = 32 * mebibyte;
  const note = Buffer.from(`\n… ${all.length - 2 * half} bytes are not kept …\n`);
  const kept = Buffer.concat([all.subarray(0, half), note, all.subarray(all.length - half)]);
  assert.ok(readFileSync(path).equals(kept));
});

test('what fits is kept as it is, and nothing where nothing came', () => {
  const folder = temporaryFolder();
  const keeper = new OutputKeeper(join(folder, 'out'));
  for (const text of ['one\ntw', 'o\n']) keeper.write(Buffer.from(text));
  assert.is(keeper.lastLine, 'two');
  assert.is(keeper.end().bytes, 8);
  assert.is(readFileSync(join(folder, 'out'), 'utf8'), 'one\ntwo\n');
  assert.is(new OutputKeeper(join(folder, 'none')).end().bytes, 0);
});

test.run();
