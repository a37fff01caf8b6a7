import { writeFileSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { keepLinks, keptLinks } from '../../../src/operations/live/keptLinks.js';
import { realEnvironment } from '../../../src/workspace/environment.js';
import { cachePath } from '../../../src/workspace/index/cacheFile.js';
import type { Snapshot } from '../../../src/workspace/index/snapshot.js';
import { openWorkspace } from '../../../src/workspace/open.js';
import { temporaryFolder } from '../../support/folder.js';
import { docOps } from '../../support/process.js';

const at = (key: string) => ({ key }) as Snapshot;

test('links are kept for the files that they were read from, and for no others', async () => {
  const root = temporaryFolder();
  assert.is(docOps(root, ['init', '--yes']).code, 0);
  const opened = await openWorkspace({ environment: realEnvironment(), root });
  assert.ok(opened.ok);
  const workspace = opened.value;
  assert.is(keptLinks(workspace, at('one')), null);
  const links = { texts: ['a', 'b\n漢'], numbers: Int32Array.from([1, -1, 70_000, 0]) };
  keepLinks(workspace, at('one'), links);
  assert.equal(keptLinks(workspace, at('one')), links);
  assert.is(keptLinks(workspace, at('other')), null);
  for (const damaged of ['', 'x', 'one\n', `${'x'.repeat(50)}\n[\n`]) {
    writeFileSync(cachePath(workspace, 'links.bin'), damaged);
    assert.is(keptLinks(workspace, at('one')), null, damaged);
  }
});

test.run();
