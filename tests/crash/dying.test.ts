import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { recover } from '../../src/workspace/transaction/recovery.js';
import { readFile } from '../support/folder.js';
import { disturbEverywhere } from './support/disturb.js';
import { arm, disarm } from './support/faultyFs.mjs';
import { change, must, startFolder, verbNames } from './support/scenario.js';

for (const verb of verbNames) {
  test(`${verb}: dying at any operation leaves all of it or none`, async () => {
    assert.equal([...(await disturbEverywhere(verb, 'crash@'))].sort(), ['after', 'before']);
  });
}

test('a file that is renamed is there at every moment, at its old or its new name', async () => {
  for (let at = 1; ; at++) {
    const { root, ...rest } = startFolder();
    arm(`crash@${at}`);
    await change({ root, ...rest });
    const operations = disarm().length;
    assert.ok(['a', 'b'].some((name) => existsSync(join(root, `dev_ops/bugs/BUG-001-${name}.md`))));
    rmSync(root, { recursive: true });
    if (operations < at) break;
  }
});

test('a file of which only the case is renamed: all of it or none', async () => {
  const names = (root: string) => readdirSync(join(root, 'dev_ops/plans'));
  const path = 'dev_ops/plans/PLAN-001-a.md';
  const to = 'dev_ops/plans/PLAN-001-A.md';
  for (let at = 1; ; at++) {
    const workspace = startFolder();
    const before = readFile(workspace.root, path);
    arm(`crash@${at}`);
    await change(workspace, [{ path, to, before, after: before }]);
    const operations = disarm().length;
    // Where both names are one file, the new one could not be made first.
    assert.is.not(names(workspace.root).length, 2, `crash@${at}`);
    await must(recover(workspace));
    assert.is(names(workspace.root).length, 1, `crash@${at}`);
    assert.is(readFile(join(workspace.root, 'dev_ops/plans'), names(workspace.root)[0] ?? ''), before);
    rmSync(workspace.root, { recursive: true });
    if (operations < at) break;
  }
});

test.run();
