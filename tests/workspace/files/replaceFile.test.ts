import { chmodSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { draftFile, replaceFile } from '../../../src/workspace/files/replaceFile.js';
import { arm, disarm } from '../../crash/support/faultyFs.mjs';
import { readFile, temporaryFolder } from '../../support/folder.js';

const modeOf = (path: string) => (statSync(path).mode & 0o7777).toString(8);

test('replaces a file by texts or by bytes, in the order that they come', () => {
  const root = temporaryFolder({ a: 'old' });
  const path = join(root, 'a');
  replaceFile(path, 'new', { token: 't' });
  assert.is(readFile(root, 'a'), 'new');
  const long = 'ä'.repeat(300_000);
  replaceFile(path, [long, 'b', long], { token: 't' });
  assert.is(readFile(root, 'a'), `${long}b${long}`);
  replaceFile(path, [Buffer.from([0x61]), Buffer.from([0x62])], { token: 't', syncs: true });
  assert.is(readFile(root, 'a'), 'ab');
  assert.equal(readdirSync(root), ['a']);
});

test('gives the permissions that are asked for, whatever the umask', () => {
  const root = temporaryFolder({ a: 'old' });
  const path = join(root, 'a');
  chmodSync(path, 0o640);
  const umask = process.umask(0o077);
  try {
    replaceFile(path, 'new', { token: 't', mode: { mode: 0o755 } });
    assert.is(modeOf(path), '755');
    replaceFile(path, 'new', { token: 't' });
    assert.is(modeOf(path), '600');
  } finally {
    process.umask(umask);
  }
});

test('a draft is beside its file until it is put in place or discarded', () => {
  const root = temporaryFolder({ a: 'old' });
  const draft = draftFile(join(root, 'a'), 'new', { token: 't' });
  assert.is(readFile(root, 'a'), 'old');
  assert.is(readdirSync(root).length, 2);
  draft.discard();
  assert.equal(readdirSync(root), ['a']);
  draftFile(join(root, 'a'), 'newer', { token: 't' }).replace();
  assert.is(readFile(root, 'a'), 'newer');
  assert.equal(readdirSync(root), ['a']);
});

test('what cannot be replaced leaves nothing beside it', () => {
  const root = temporaryFolder();
  mkdirSync(join(root, 'folder'));
  assert.throws(() => replaceFile(join(root, 'folder'), 'x', { token: 't' }), /EISDIR|EEXIST|ENOTEMPTY/);
  assert.equal(readdirSync(root), ['folder']);
});

test('a disk that fails at any moment leaves the old file or the new one, and nothing beside it', () => {
  const root = temporaryFolder({ a: 'old' });
  const path = join(root, 'a');
  let failures = 0;
  for (let operation = 1; operation < 30; operation++) {
    arm(`ENOSPC@${operation}`);
    let failed = true;
    try {
      replaceFile(path, 'new', { token: 't', syncs: true, mode: { mode: 0o600 } });
      failed = false;
    } catch (error) {
      assert.is((error as NodeJS.ErrnoException).code, 'ENOSPC');
    }
    const operations = disarm().length;
    if (failed) failures += 1;
    assert.is(readFile(root, 'a'), failed ? 'old' : 'new', `operation ${operation}`);
    assert.equal(readdirSync(root), ['a'], `operation ${operation}`);
    replaceFile(path, 'old', { token: 't' });
    if (operations < operation) break;
  }
  assert.ok(failures >= 4, `${failures} failures`);
});

test.run();
