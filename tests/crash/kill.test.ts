import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { arm, disarm } from './support/faultyFs.mjs';
import { checkSettled, expectedOf, folderFor, must, runVerb, type VerbName } from './support/scenario.js';
import { eachOf, spawnChild } from './support/spawnChild.js';

/**
 * Real processes that kill themselves with SIGKILL before an operation, a write then half done; dying.test.ts does
 * the same at every operation without a process. Only operations that follow one that changed something: what a
 * process leaves when it dies while it reads is the same.
 */
async function deathsOf(verb: VerbName): Promise<number[]> {
  const workspace = await folderFor(verb);
  arm('count');
  await must(runVerb(workspace, verb));
  const changing = disarm().flatMap((line, index) =>
    /^(rename|link|unlink|mkdir|rmdir|write|fchmod)/.test(line) ? [index + 1, index + 2] : [],
  );
  return [...new Set(changing)];
}

for (const [verb, atLeast, share] of [
  ['change', 30, 1],
  ['undo', 30, 3],
  ['redo', 30, 3],
] as const) {
  test(`${verb}: killed before any operation that matters`, async () => {
    const expected = await expectedOf(verb);
    const deaths = await deathsOf(verb);
    assert.ok(deaths.length >= atLeast, `${deaths.length} deaths`);
    const outcomes = new Set<string>();
    const chosen = deaths.filter((_, index) => index % share === 0);
    await eachOf(chosen, 2, async (at) => {
      const workspace = await folderFor(verb);
      const ended = await spawnChild([workspace.root, verb], `kill@${at}`);
      const context = `${verb} kill@${at}: ${ended.stderr}`;
      assert.is(ended.signal, 'SIGKILL', context);
      outcomes.add(await checkSettled(workspace, verb, expected, context));
    });
    assert.equal([...outcomes].sort(), ['after', 'before']);
  });
}

test('the child does what it is told when nothing kills it', async () => {
  const workspace = await folderFor('change');
  const ended = await spawnChild([workspace.root, 'change'], 'kill@100000');
  assert.is(ended.code, 0, ended.stderr);
  assert.is(await checkSettled(workspace, 'change', await expectedOf('change'), 'undisturbed'), 'after');
});

test.run();
