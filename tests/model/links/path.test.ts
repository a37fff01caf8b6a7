import nodePath from 'node:path/posix';
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { folderOf, joinPath, nameOf, relativePath } from '../../../src/model/links/path.js';

test('paths are taken apart', () => {
  assert.is(folderOf('a/b/c.md'), 'a/b');
  assert.is(folderOf('c.md'), '');
  assert.is(nameOf('a/b/c.md'), 'c.md');
  assert.is(nameOf('c.md'), 'c.md');
});

test('paths are joined, and never leave the root unnoticed', () => {
  assert.is(joinPath('dev_ops/plans', '../adrs/ADR-001.md'), 'dev_ops/adrs/ADR-001.md');
  assert.is(joinPath('dev_ops/plans', 'x.md'), 'dev_ops/plans/x.md');
  assert.is(joinPath('', 'x.md'), 'x.md');
  assert.is(joinPath('a', '..'), '');
  assert.is(joinPath('a', '../..'), null);
  assert.is(joinPath('a', '../../a/x.md'), null);
  assert.is(joinPath('a', './/b/./c/'), 'a/b/c');
  assert.is(joinPath('a', '.hidden'), 'a/.hidden');
  assert.is(joinPath('a', '...'), 'a/...');
});

const segment = fc.constantFrom('a', 'b', 'c.md', '.', '..', '', '.x');
const folder = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }).map((parts) => parts.join('/'));

test('joining agrees with node', () => {
  fc.assert(
    fc.property(folder, fc.array(segment, { maxLength: 6 }), (from, parts) => {
      const target = parts.join('/').replace(/^\/+/, '');
      const joined = joinPath(from, target);
      const expected = nodePath.normalize(`${from === '' ? '.' : from}/${target}`).replace(/\/$/, '');
      if (joined === null) assert.match(expected, /^\.\.(\/|$)/);
      else assert.is(joined === '' ? '.' : joined, expected);
    }),
    { seed: 1, numRuns: 1000 },
  );
});

test('a relative path leads from the folder to the file', () => {
  assert.is(relativePath('dev_ops/plans', 'dev_ops/adrs/ADR-001.md'), '../adrs/ADR-001.md');
  assert.is(relativePath('', 'a/b.md'), 'a/b.md');
  assert.is(relativePath('a/b', 'a'), '../../a');
  fc.assert(
    fc.property(folder, folder, (from, to) => {
      const path = `${to === '' ? '' : `${to}/`}x.md`;
      assert.is(joinPath(from, relativePath(from, path)), path);
    }),
    { seed: 1, numRuns: 500 },
  );
});

test.run();
