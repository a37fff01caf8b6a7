import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { lastSequence } from '../../src/workspace/transaction/keptJournals.js';
import { recover } from '../../src/workspace/transaction/recovery.js';
import type { Workspace } from '../../src/workspace/workspace.js';
import { readFile, temporaryFolder } from '../support/folder.js';
import { workspaceAt } from '../workspace/support/testWorkspace.js';
import { checkNothingLeft, must } from './support/scenario.js';
import { type ChildEnd, spawnChild } from './support/spawnChild.js';

function linesOf(workspace: Workspace, path: string): string[] {
  return readFile(workspace.root, path).split('\n').slice(0, -1);
}

/** Many processes that append to the same two files; `faults` says where each one dies. */
async function contend(faults: readonly (string | undefined)[], each: number) {
  const root = temporaryFolder({ 'dev_ops/a.md': '', 'dev_ops/b.md': '' });
  const workspace = workspaceAt(root);
  const ends: ChildEnd[] = await Promise.all(
    faults.map((fault, index) => spawnChild([root, 'append', String(index), String(each)], fault)),
  );
  await must(recover(workspace));
  checkNothingLeft(workspace, 'after all');
  const lines = linesOf(workspace, 'dev_ops/a.md');
  assert.equal(linesOf(workspace, 'dev_ops/b.md'), lines, 'both files of each transaction');
  assert.is(new Set(lines).size, lines.length, 'no line twice');
  assert.is(lastSequence(workspace), lines.length, 'a number for each');
  return { ends, lines, acknowledged: ends.flatMap(({ stdout }) => stdout.split('\n').slice(0, -1)) };
}

test('24 processes that read, change and write the same files lose no update', async () => {
  const { ends, lines } = await contend(Array(24).fill(undefined), 6);
  for (const { code, stderr } of ends) assert.is(code, 0, stderr);
  assert.is(lines.length, 24 * 6);
});

test('nor when some are killed at arbitrary moments', async () => {
  // Spread over waiting, planning, staging and renaming of the first to the fifth transaction of each.
  const faults = Array.from({ length: 24 }, (_, index) =>
    index % 2 === 0 ? `kill@${60 + ((index * 47) % 400)}` : undefined,
  );
  const { ends, lines, acknowledged } = await contend(faults, 6);
  ends.forEach(({ code, signal, stderr }, index) => {
    if (faults[index] === undefined) assert.is(code, 0, stderr);
    else assert.is(signal, 'SIGKILL', stderr);
  });
  for (const line of acknowledged) assert.ok(lines.includes(line), `${line} is lost`);
  // One that was killed may have done one line more than it could tell.
  const untold = lines.filter((line) => !acknowledged.includes(line));
  const tellers = untold.map((line) => line.split('-')[0]);
  assert.is(new Set(tellers).size, tellers.length);
  for (const teller of tellers) assert.ok(faults[Number(teller)] !== undefined);
});

test.run();
