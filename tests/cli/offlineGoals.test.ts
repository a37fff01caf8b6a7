import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { writeFiles } from '../support/folder.js';
import { docOps } from '../support/process.js';
import { repository } from '../workspace/support/gitWorkspace.js';
import { type GoalCase, type GoalProject, nodeProject, pythonProject } from './support/goalProjects.js';

const projects: Readonly<Record<string, GoalProject>> = { Python: pythonProject, Node: nodeProject };
const board = '---\nkanban-plugin: board\n---\n\n## Backlog\n\n## In Progress\n\n## Done\n\n**Complete**\n';

interface Run {
  readonly outcomes: Readonly<Record<string, string>>;
}

for (const [name, project] of Object.entries(projects)) {
  for (const one of project.goals) {
    test(`${one.goal}, in a small ${name} project: red before the work, green after it`, () => {
      const root = repository({ ...project.files, 'dev_ops/board.md': board });
      const call = (...args: string[]) => docOps(root, args);
      const run = (...more: string[]): Run =>
        JSON.parse(call('run', 'PLAN-001', '--yes', '--keep-going', '--json', ...more).stdout).data.report;
      const made = call('plan', 'generate', one.goal, '--json');
      assert.is(made.code, 0, made.stderr);
      checkPlan(JSON.parse(made.stdout).data.plan, one);
      const valid = call('validate');
      assert.is(valid.code, 0, valid.stdout);
      const checked = call('plan', 'check', 'PLAN-001');
      assert.is(checked.code, 0, checked.stdout);
      assert.not.match(checked.stdout, /FAIL/);
      const before = run('--baseline').outcomes;
      for (const id of one.red) assert.is(before[id], 'failed', `${id} before the work`);
      for (const [id, outcome] of Object.entries(before))
        if (!one.red.includes(id) && id !== 'final_review')
          assert.is(outcome, 'proven', `${id} before the work`);
      assert.is.not(run().outcomes.final_review, 'waiting', 'nothing to review before the work');
      writeFiles(root, one.work);
      const { final_review: review, ...after } = run().outcomes;
      assert.equal(new Set(Object.values(after)), new Set(['proven']), JSON.stringify(after));
      assert.is(review, 'waiting');
      assert.is(call('approve', 'PLAN-001/final_review', '--why', 'read it').code, 0);
      assert.is(call('run', 'PLAN-001', '--yes').code, 0);
      assert.is(call('verify', 'PLAN-001').code, 0);
    });
  }
}

function checkPlan(
  data: {
    readonly citations?: readonly { readonly target: string }[];
    readonly confidence?: number | null;
    readonly tascs?: readonly Record<string, unknown>[];
  },
  { about, red }: GoalCase,
): void {
  assert.ok(data.citations?.[0]?.target.startsWith(about), JSON.stringify(data.citations));
  assert.ok((data.confidence ?? 1) > 0.1 && (data.confidence ?? 1) < 0.8);
  const ids = data.tascs?.map(({ id }) => id) ?? [];
  for (const id of red) assert.ok(ids.includes(id), `${id} among ${ids.join(', ')}`);
}

test.run();
