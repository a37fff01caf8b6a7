import * as assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import { verbLoaders, verbNames } from '../../src/operations/registry.js';
import { readFile } from '../support/folder.js';
import { copyOf, exampleRepository, preparations, sh } from './support/examples.js';

const waits = 'an example asks a person, and a test is not one';
const repository = exampleRepository();
const seen = new Set<string>();

for (const name of verbNames) {
  const { verb } = await verbLoaders[name]();
  test(`the examples of ${name} do what they show`, () => {
    assert.ok(Object.keys(verb.examples).length > 0, 'it has examples');
    for (const command of Object.keys(verb.examples)) {
      seen.add(command);
      const { before, run = command, code = 0, output } = preparations[command] ?? {};
      const changes = verb.writes || before !== undefined || /[<>]/.test(run);
      const folder = changes ? copyOf(repository) : repository;
      if (before) {
        const prepared = sh(folder, before);
        assert.equal(prepared.code, 0, `before ${command}: ${prepared.said}`);
      }
      const { code: ended, said } = sh(folder, run);
      assert.equal(ended, code, `${command} (${code === 3 ? waits : 'as told'}):\n${said}`);
      if (output) assert.match(said, output, command);
      assert.doesNotMatch(said, /failed unexpectedly/);
    }
  });
}

test('every preparation is one of an example that there is', () => {
  assert.deepEqual(
    Object.keys(preparations).filter((command) => !seen.has(command)),
    [],
  );
  assert.match(readFile(repository, 'dev_ops/plans/PLAN-001-a-plan-to-show.md'), /yaml tascs/);
  assert.ok(readdirSync(join(repository, 'dev_ops/tasks')).length === 2);
});

test.run();
