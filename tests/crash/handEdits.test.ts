import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { recover } from '../../src/workspace/transaction/recovery.js';
import { readFile } from '../support/folder.js';
import { snapshot } from '../workspace/support/snapshot.js';
import { arm, disarm } from './support/faultyFs.mjs';
import { change, checkNothingLeft, expectedOf, must, startFolder } from './support/scenario.js';

/** Files of the change, and the operation right before which an edit cannot be noticed: the one that replaces it. */
const targets: readonly { path: string; replaced: RegExp | null }[] = [
  { path: 'dev_ops/board.md', replaced: /^renameSync .*\/tmp\/.*board\.md$/ },
  { path: 'dev_ops/plans/PLAN-001-a.md', replaced: /^unlinkSync .*PLAN-001-a\.md$/ },
  // A new file is linked, which never replaces anything.
  { path: 'dev_ops/adrs/deep/ADR-001-a.md', replaced: null },
];

for (const { path, replaced } of targets) {
  test(`${path} edited by hand while a command changes it, at any operation`, async () => {
    const expected = await expectedOf('change');
    const outcomes = new Map<string, number>();
    for (let at = 1; ; at++) {
      const workspace = startFolder();
      const { root } = workspace;
      arm(`call@${at}`, () => {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), 'by hand');
      });
      const result = await change(workspace);
      const trace = disarm();
      if (trace.length < at) break;
      const context = `call@${at}: ${trace[at - 1]}`;
      const outcome = result.ok ? 'ok' : result.problem.code;
      // The journal stands and nothing is replaced yet: the last moment to take everything back.
      if (/^renameSync .*journal\.draft/.test(trace[at - 2] ?? '')) assert.is(outcome, 'changed-meanwhile');
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      if (!replaced?.test(trace[at - 1] ?? ''))
        assert.is(existsSync(join(root, path)) ? readFile(root, path) : 'lost', 'by hand', context);
      // Whatever became of that file, the others stand all as before or all as after.
      const others = (files: Record<string, string>) =>
        Object.fromEntries(
          Object.entries(files).filter(([name, text]) => name !== path && !text.endsWith('folder')),
        );
      const nothing = ['changed-meanwhile', 'exists'].includes(outcome);
      assert.equal(others(snapshot(root)), others(nothing ? expected.before : expected.after), context);
      assert.is(await must(recover(workspace)), null, context);
      checkNothingLeft(workspace, context);
      rmSync(root, { recursive: true });
    }
    // Before the check, in the instant after it, and when all was done.
    const refused = replaced ? 'changed-meanwhile' : 'exists';
    for (const outcome of [refused, 'journal-conflict', 'ok'])
      assert.ok((outcomes.get(outcome) ?? 0) > 1, `${outcome} ${JSON.stringify([...outcomes])}`);
  });
}

test.run();
