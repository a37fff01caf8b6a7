import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { git } from '../support/process.js';
import { type PlanProject, planProject } from './support/planProject.js';

/** Commit everything through the installed hooks; what they said where they refused. */
function commitHooked(project: PlanProject): string | null {
  git(project.root, ['add', '-A']);
  const done = git(project.root, ['commit', '-q', '-m', 'a commit'], { check: false, env: project.env });
  return done.code === 0 ? null : done.stdout + done.stderr;
}

test('the installed hook refuses a plan that a hand completed, however the status is spelled', () => {
  const project = planProject([{ id: 'a', run: 'test -f a.txt' }]);
  assert.is(project.call('hooks', 'install').code, 0);
  assert.is(commitHooked(project), null);
  const plain = readFileSync(project.planPath, 'utf8');
  for (const status of ['complete', 'COMPLETE', 'Com-plete', '"complete "', 'complete   # at last']) {
    writeFileSync(project.planPath, plain.replace(/^status: .*$/m, `status: ${status}`));
    assert.match(commitHooked(project) ?? 'committed', /its tascs are not proven.*plan\/unproven/, status);
  }
  const config = join(project.root, 'dev_ops/config.yaml');
  writeFileSync(config, 'types:\n  plan:\n    statuses: [Draft, Active, Done]\n');
  writeFileSync(project.planPath, plain.replace(/^status: .*$/m, 'status: done'));
  assert.match(commitHooked(project) ?? 'committed', /its tascs are not proven.*plan\/unproven/);
  assert.is(project.call('run', 'PLAN-001', '--yes').code, 0);
  assert.is(project.call('set', 'PLAN-001', 'status=done').code, 0);
  assert.is(commitHooked(project), null);
});

test('a merge that completes a plan unproven is refused by the installed hook', () => {
  const project = planProject([{ id: 'a', run: 'test -f a.txt' }]);
  assert.is(project.call('hooks', 'install').code, 0);
  assert.is(commitHooked(project), null);
  git(project.root, ['checkout', '-q', '-b', 'other']);
  const plain = readFileSync(project.planPath, 'utf8');
  writeFileSync(project.planPath, plain.replace(/^status: .*$/m, 'status: complete'));
  git(project.root, ['commit', '-q', '-a', '-m', 'past the hook', '--no-verify']);
  git(project.root, ['checkout', '-q', 'main']);
  appendFileSync(project.planPath, '\nMore text.\n');
  assert.is(commitHooked(project), null);
  const merged = git(project.root, ['merge', '-q', '--no-edit', 'other'], { check: false, env: project.env });
  assert.is.not(merged.code, 0, merged.stdout);
  assert.match(merged.stdout + merged.stderr, /its tascs are not proven.*plan\/unproven/);
});

test('a complete plan may move after the code has changed', () => {
  const project = planProject([{ id: 'a', run: 'test -f a.txt' }]);
  assert.is(project.call('hooks', 'install').code, 0);
  assert.is(commitHooked(project), null);
  assert.is(project.call('run', 'PLAN-001', '--yes').code, 0);
  assert.is(project.call('set', 'PLAN-001', 'status=Complete').code, 0);
  assert.is(commitHooked(project), null);
  appendFileSync(join(project.root, 'a.txt'), 'changed since\n');
  for (const [...words] of [
    ['archive', 'PLAN-001'],
    ['unarchive', 'PLAN-001'],
    ['rename', 'PLAN-001', 'Other work'],
    ['renumber', 'PLAN-001', 'PLAN-007'],
  ]) {
    const done = project.call(...words);
    assert.is(done.code, 0, done.stderr);
    assert.is(commitHooked(project), null, words.join(' '));
  }
  // The same proof under another name completes another plan no more than an invented one.
  const plans = join(project.root, 'dev_ops/plans');
  const text = readFileSync(join(plans, 'PLAN-007-other-work.md'), 'utf8');
  writeFileSync(join(plans, 'PLAN-008-copied.md'), text.replaceAll('PLAN-007', 'PLAN-008'));
  assert.match(commitHooked(project) ?? 'committed', /plan\/unproven/);
});

test.run();
