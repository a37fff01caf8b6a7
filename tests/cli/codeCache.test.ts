import {
  chmodSync,
  existsSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { temporaryFolder } from '../support/folder.js';
import { docOps, git } from '../support/process.js';

const root = temporaryFolder();
git(root, ['init', '-q']);
docOps(root, ['init', '--yes']);

function cacheIn(home: string): string {
  const base = join(home, '.cache/doc-ops');
  const [folder] = existsSync(base) ? readdirSync(base) : [];
  return folder === undefined ? base : join(base, folder);
}

test('the first run of a verb keeps what was compiled, for this person alone; later runs leave it as it is', () => {
  const home = temporaryFolder();
  const first = docOps(root, ['list'], { env: { HOME: home } });
  const file = join(cacheIn(home), 'list.bin');
  const { mode, mtimeMs } = statSync(file);
  assert.is(mode & 0o777, 0o600);
  assert.is(statSync(cacheIn(home)).mode & 0o777, 0o700);
  const second = docOps(root, ['list'], { env: { HOME: home } });
  assert.equal(second, first);
  assert.is(statSync(file).mtimeMs, mtimeMs);
  docOps(root, ['board', 'show'], { env: { HOME: home } });
  assert.equal(readdirSync(cacheIn(home)).sort(), ['board-show.bin', 'list.bin']);
});

test('a damaged cache is made anew; one that others may write, or a link, is not read', () => {
  const home = temporaryFolder();
  const expected = docOps(root, ['list'], { env: { HOME: home } });
  const file = join(cacheIn(home), 'list.bin');
  const whole = readFileSync(file);
  writeFileSync(file, whole.subarray(0, whole.length / 2));
  assert.equal(docOps(root, ['list'], { env: { HOME: home } }), expected);
  assert.ok(readFileSync(file).length > whole.length / 2, 'made anew');
  chmodSync(file, 0o666);
  assert.equal(docOps(root, ['list'], { env: { HOME: home } }), expected);
  assert.is(statSync(file).mode & 0o777, 0o600, 'replaced by one that only this person may write');
  const other = join(home, 'other.bin');
  writeFileSync(other, 'not code');
  const linked = temporaryFolder();
  docOps(root, ['list'], { env: { HOME: linked } });
  symlinkSync(other, join(cacheIn(linked), 'show.bin'));
  assert.is(docOps(root, ['show', 'PLAN-009'], { env: { HOME: linked } }).code, 2);
  assert.is(readFileSync(other, 'utf8'), 'not code');
});

test('without a home, or where it cannot be written, everything works without a cache', () => {
  const home = temporaryFolder();
  writeFileSync(join(home, '.cache'), 'a file');
  for (const env of [{ HOME: '' }, { HOME: '/nonexistent' }, { HOME: home }])
    assert.is(docOps(root, ['list'], { env }).code, 0);
  const refused = temporaryFolder();
  docOps(root, ['list'], { env: { HOME: refused, DOC_OPS_NO_CODE_CACHE: '1' } });
  assert.not.ok(existsSync(join(refused, '.cache')));
});

test.run();
