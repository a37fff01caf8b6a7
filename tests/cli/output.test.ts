import * as assert from 'node:assert/strict';
import { Ajv, type ValidateFunction } from 'ajv';
import { test } from 'uvu';
import { type VerbName, verbLoaders, verbNames } from '../../src/operations/registry.js';
import { outputSchema } from '../../src/operations/verbs/output/jsonSchema.js';
import { copyOf, exampleRepository, preparations, sh } from './support/examples.js';

/** What examples do not show: options that add to the output, and output with findings, changes or a problem. */
const more: Partial<Record<VerbName, readonly string[]>> = {
  list: ['doc-ops list --columns id,tags,labels', 'doc-ops list --columns nonsense'],
  show: ['doc-ops show TASK-001', 'doc-ops show dev_ops/board.md', 'doc-ops show TASK-999'],
  set: ['doc-ops set TASK-001 status=done --dry-run', 'doc-ops set TASK-001 status=nonsense'],
  graph: ['doc-ops link TASK-001 PLAN-001 --relation output && doc-ops graph TASK-001 --depth 3'],
  links: ["echo '[[PLAN-999]]' >> dev_ops/tasks/TASK-001-one.md; doc-ops links TASK-001; doc-ops links"],
  validate: [
    "echo '[x](y.md) [[TASK-1]]' >> dev_ops/tasks/TASK-001-one.md; doc-ops validate",
    "sed -i 's/^status: .*/status: In progress/' dev_ops/tasks/TASK-001-one.md; doc-ops validate",
    'doc-ops validate --explain links/dangling',
  ],
  run: [
    'doc-ops run PLAN-001 --dry-run',
    'doc-ops run PLAN-001 --yes',
    'rm package.json; doc-ops run PLAN-001 --yes',
  ],
  prove: ['doc-ops prove -- false'],
  verify: ['doc-ops verify PLAN-001'],
  clean: ['doc-ops clean --dry-run'],
  'proof status': ['doc-ops run PLAN-001 --yes >/dev/null; doc-ops proof status PLAN-001'],
};

const repository = exampleRepository();
const ajv = new Ajv({ strict: true, allowUnionTypes: true });

function schemaOf(name: string): ValidateFunction {
  return ajv.compile(outputSchema(name) ?? {});
}

for (const name of verbNames) {
  const { verb } = await verbLoaders[name]();
  test(`what ${name} prints with --json fits its schema`, () => {
    const fits = schemaOf(name);
    let results = 0;
    for (const command of [...Object.keys(verb.examples), ...(more[name] ?? [])]) {
      const { before, run = command } = preparations[command] ?? {};
      const changes = verb.writes || before !== undefined || command.includes(';');
      const folder = changes ? copyOf(repository) : repository;
      if (before) sh(folder, before);
      // What an example hands to a file or to the shell is printed here.
      const line = run.replace(/ > \S+$/, '').replace(/^source <\((.*)\)$/, '$1');
      const { stdout, said } = sh(folder, line, true);
      const printed = stdout.split('\n').filter((line) => line.startsWith('{"schemaVersion":1,"ok"'));
      for (const line of printed) {
        const output = JSON.parse(line) as { readonly data: unknown; readonly changes?: unknown };
        // A command before it is of another verb.
        if (/&&|;/.test(command) && line !== printed.at(-1)) continue;
        assert.ok(fits(output), `${command}: ${ajv.errorsText(fits.errors)}\n${line.slice(0, 2000)}`);
        if (output.data !== null) results++;
      }
      if (!/git commit/.test(run)) assert.ok(printed.length > 0, `${command} printed no JSON:\n${said}`);
    }
    assert.ok(results > 0, 'at least one of them has a result');
  });
}

test('a schema is strict, and a wrong name is told with the closest', () => {
  const fits = schemaOf('board show');
  const printed = JSON.parse(sh(repository, 'doc-ops schema output board show').stdout) as unknown;
  assert.deepEqual(printed, outputSchema('board show'));
  const output = JSON.parse(sh(repository, 'doc-ops board show', true).stdout) as { data: object };
  assert.ok(fits(output));
  assert.ok(!fits({ ...output, data: { ...output.data, more: 1 } }), 'another key of the data');
  assert.ok(!fits({ ...output, data: {} }), 'a missing key');
  assert.ok(!fits({ ...output, more: 1 }), 'another key');
  const wrong = sh(repository, 'doc-ops schema output board shwo');
  assert.equal(wrong.code, 2);
  assert.match(wrong.said, /unknown verb 'board shwo'\n {2}did you mean board show\?/);
  assert.match(sh(repository, 'doc-ops schema output').said, /a verb follows 'output'/);
  assert.match(sh(repository, 'doc-ops schema task list').said, /doc-ops schema output list/);
});

test.run();
