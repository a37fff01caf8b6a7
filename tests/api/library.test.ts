import { spawnSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  createPlan,
  DocOpsError,
  executePlan,
  savePlan,
  validateTasc,
  verifyPlanCompletion,
} from '../../src/api/index.js';
import { readFile, repositoryRoot, temporaryFolder } from '../support/folder.js';
import { docOps, git, testEnvironment } from '../support/process.js';

function project(): string {
  const root = temporaryFolder();
  git(root, ['init', '-q']);
  docOps(root, ['init', '--yes']);
  mkdirSync(join(root, 'src'));
  writeFileSync(join(root, 'src/auth.py'), 'def login(): return True\n');
  git(root, ['add', '-A']);
  git(root, ['commit', '-q', '-m', 'start']);
  return root;
}

test('the example of the library’s page runs with the package as it is built', () => {
  const root = project();
  const [, example = ''] = /```js\n([\s\S]*?)```/.exec(readFile(repositoryRoot, 'docs/library.md')) ?? [];
  mkdirSync(join(root, 'node_modules'));
  symlinkSync(repositoryRoot, join(root, 'node_modules/doc-ops'));
  writeFileSync(join(root, 'example.mjs'), example);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['example.mjs'], {
    cwd: root,
    env: testEnvironment({ XDG_STATE_HOME: temporaryFolder() }),
    encoding: 'utf8',
  });
  assert.is(status, 0, stderr);
  assert.equal(stdout.trimEnd().split('\n'), [
    'locate → fix → review',
    'waiting: doc-ops approve PLAN-001',
    'locate proven',
    'fix proven',
    'review waiting',
    'waiting: doc-ops approve PLAN-001/review',
    'review: it has no proof',
  ]);
});

test('the types of the package stand by themselves', () => {
  const root = temporaryFolder();
  mkdirSync(join(root, 'node_modules'));
  symlinkSync(repositoryRoot, join(root, 'node_modules/doc-ops'));
  writeFileSync(
    join(root, 'use.mts'),
    "import { createPlan, type Plan, executePlan, type VerbData } from 'doc-ops';\nconst { tree } = {} as VerbData['graph'];\nconst title: string | undefined = tree[0]?.children[0]?.node.title;\n// @ts-expect-error\nconst wrong: number | undefined = tree[0]?.children[0]?.node.title;\nconsole.log(title, wrong);\nconst plan: Plan = createPlan({ title: 'x', tascs: [] });\nconst verified: boolean = (await executePlan(plan)).verified;\nconsole.log(verified);\n",
  );
  const tsc = join(repositoryRoot, 'node_modules/typescript/bin/tsc');
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      tsc,
      '--noEmit',
      '--strict',
      '--target',
      'es2022',
      '--module',
      'nodenext',
      '--lib',
      'es2023,dom',
      'use.mts',
    ],
    { cwd: root, encoding: 'utf8' },
  );
  assert.is(status, 0, stdout);
});

test('what is wrong with a plan is thrown with a code and what to do', async () => {
  assert.throws(
    () =>
      createPlan({
        title: 'x',
        tascs: [{ id: 'a', title: 'a', testing_instructions: 'make', dependencies: ['b'] }],
      }),
    (error: unknown) =>
      error instanceof DocOpsError &&
      error.code === 'invalid-value' &&
      /which is not a tasc/.test(error.message),
  );
  assert.equal(validateTasc({ id: 'A', title: 'a', testing_instructions: 'make' }).valid, false);
  assert.equal(validateTasc({ id: 'a', title: 'a' }).valid, false);
  assert.equal(
    validateTasc({ id: 'a', title: 'a', testing_instructions: 'make', dependencies: ['b'] }).valid,
    true,
  );
});

test('without consent nothing runs; with it a plan is executed and verified, its events told', async () => {
  const root = project();
  const plan = createPlan({
    title: 'Files',
    tascs: [{ id: 'there', title: 'It is there', testing_instructions: 'echo there; test -f src/auth.py' }],
  });
  const saved = await savePlan(plan, { root });
  assert.is(saved.path, 'dev_ops/plans/PLAN-001-files.md');
  assert.is(saved.definition, plan.definition);
  try {
    await executePlan('PLAN-001', { root });
    assert.unreachable();
  } catch (error) {
    assert.is(error instanceof DocOpsError ? error.code : error, 'needs-person');
  }
  const events: string[] = [];
  const report = await executePlan('PLAN-001', {
    root,
    consent: true,
    onEvent: ({ kind }) => events.push(kind),
  });
  assert.equal([report.verified, report.totalTasks, report.failedTasks], [true, 1, 0]);
  assert.equal(events, ['planned', 'started', 'output', 'gate', 'finished', 'report']);
  const completion = await verifyPlanCompletion('PLAN-001', { root });
  assert.equal([completion.verified, completion.overallProofHash], [true, report.overallProofHash]);
});

test.run();
