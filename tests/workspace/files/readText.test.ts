import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { maximumBytes, readText } from '../../../src/workspace/files/readText.js';
import { temporaryFolder } from '../../support/folder.js';
import { workspaceAt } from '../support/testWorkspace.js';

const root = temporaryFolder();
const workspace = workspaceAt(root);

function read(bytes: Uint8Array | string): string {
  writeFileSync(join(root, 'dev_ops/x.md'), bytes);
  return outcome('dev_ops/x.md');
}

function outcome(path: string): string {
  const text = readText(workspace, path);
  return text.ok ? text.value : text.problem.code;
}

test('what was read gives the same bytes again, or is refused', () => {
  let refused = 0;
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), fc.string({ unit: 'binary' }).map(Buffer.from)), (bytes) => {
      const text = read(bytes);
      if (text === 'invalid-document') refused += 1;
      else assert.equal([...Buffer.from(text)], [...bytes]);
    }),
    { seed: 1, numRuns: 300 },
  );
  assert.ok(refused > 50 && refused < 250);
});

test('a byte order mark, line endings and a replacement character that stands there are kept', () => {
  for (const text of ['\ufeffa\r\nb\rc', '\ufffd', 'a\0b', '']) assert.is(read(text), text);
});

test('what is not UTF-8 is said to be so', () => {
  for (const bytes of [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0x61, 0x80], [0xfe, 0xff, 0x00, 0x61]])
    assert.is(read(Uint8Array.from(bytes)), 'invalid-document');
});

test('a huge file, a folder, a missing file, and one outside are refused', () => {
  writeFileSync(join(root, 'dev_ops/huge.md'), '');
  truncateSync(join(root, 'dev_ops/huge.md'), maximumBytes + 1);
  mkdirSync(join(root, 'dev_ops/folder.md'));
  symlinkSync('/etc/hostname', join(root, 'dev_ops/out.md'));
  assert.is(outcome('dev_ops/huge.md'), 'invalid-document');
  assert.is(outcome('dev_ops/folder.md'), 'io');
  assert.is(outcome('dev_ops/none.md'), 'io');
  assert.is(outcome('dev_ops/out.md'), 'outside-root');
});

test('a device is not read', () => {
  const devices = workspaceAt(temporaryFolder());
  const text = readText({ ...devices, root: '/dev' }, 'zero');
  assert.is(text.ok ? 'read' : text.problem.code, 'io');
});

test.run();
