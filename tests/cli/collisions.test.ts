import { appendFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openContext } from '../../src/operations/openContext.js';
import { verb as renumber } from '../../src/operations/verbs/documents/renumber.js';
import { readFile, temporaryFolder } from '../support/folder.js';
import { docOps, git, type Ran, testEnvironment } from '../support/process.js';
import { snapshot } from '../workspace/support/snapshot.js';

const state = temporaryFolder();
const call = (root: string, ...args: string[]) => docOps(root, args, { env: { XDG_STATE_HOME: state } });

function must(ran: Ran): Ran {
  if (ran.code !== 0) throw new Error(ran.stderr + ran.stdout);
  return ran;
}

function commitAt(root: string, time: string, message: string): void {
  const date = `2026-11-20T${time}:00Z`;
  git(root, ['add', '-A']);
  git(root, ['commit', '-q', '-m', message], { env: { GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date } });
}

const named = (root: string, folder: string, id: string) =>
  readdirSync(join(root, 'dev_ops', folder)).find((name) => name.startsWith(`${id}-`)) ?? '';

/** What somebody does in a clone: a task, a plan for it, proven and approved, with links from documents of both. */
function work(root: string, who: string, own: string, time: string): void {
  must(call(root, 'create', 'task', `${who}'s task`));
  const tascs = [
    { id: 'a', title: 'a', testing_instructions: 'test -f a.txt' },
    { id: 'b', title: who, testing_instructions: `test -s a.txt && echo ${who}`, dependencies: ['a'] },
    { id: 'm', title: 'look', dependencies: ['b'], proof_required: { proof_type: 'manual' } },
  ];
  const plan = join(temporaryFolder(), 'plan.json');
  writeFileSync(plan, JSON.stringify({ title: `${who}'s plan`, tascs }));
  must(call(root, 'plan', 'import', plan, '--task', 'TASK-012'));
  must(call(root, 'link', 'PLAN-007', 'ADR-001', '--relation', 'implements'));
  const file = join(root, 'dev_ops/plans', named(root, 'plans', 'PLAN-007'));
  appendFileSync(file, `\nFor TASK-012, [that](../tasks/${named(root, 'tasks', 'TASK-012')}).\n`);
  appendFileSync(
    join(root, 'dev_ops/tasks', named(root, 'tasks', own)),
    `\n${who} means PLAN-007 and [[TASK-012]], [[PLAN-007|${who}'s plan]].\n`,
  );
  commitAt(root, `${time}:00`.slice(0, 5), `${who}'s plan`);
  call(root, 'run', 'PLAN-007', '--yes');
  must(call(root, 'approve', 'PLAN-007/m', '--why', 'seen'));
  must(call(root, 'run', 'PLAN-007', '--yes'));
  commitAt(root, time.replace(':00', ':30'), `${who}'s proof`);
}

interface Clones {
  readonly ann: string;
  readonly ben: string;
}

/** Two clones in which PLAN-007 and TASK-012 were made apart; Ann's is pushed, Ben has fetched it. */
function twoClones(): Clones {
  const base = temporaryFolder();
  const [origin, ann, ben] = ['origin.git', 'ann', 'ben'].map((name) => join(base, name)) as [
    string,
    string,
    string,
  ];
  mkdirSync(origin);
  git(origin, ['init', '-q', '--bare', '-b', 'main']);
  git(base, ['clone', '-q', origin, ann]);
  writeFileSync(join(ann, 'a.txt'), 'a\n');
  must(call(ann, 'init', '--yes'));
  for (let count = 1; count <= 6; count++) must(call(ann, 'create', 'plan', `Plan ${count}`));
  for (let count = 1; count <= 11; count++) must(call(ann, 'create', 'task', `Task ${count}`));
  must(call(ann, 'create', 'adr', 'Shared'));
  commitAt(ann, '08:00', 'start');
  git(ann, ['push', '-q', 'origin', 'main']);
  git(base, ['clone', '-q', origin, ben]);
  work(ann, 'Ann', 'TASK-001', '10:00');
  git(ann, ['push', '-q', 'origin', 'main']);
  // Ben's is the older one by the clock, but others have Ann's already.
  work(ben, 'Ben', 'TASK-002', '09:00');
  git(ben, ['fetch', '-q']);
  return { ann, ben };
}

/** Merge Ann's work into Ben's clone; both added a card in one place, so that both are kept by hand. */
function merge(ben: string): void {
  const merged = git(ben, ['merge', '-q', 'origin/main', '-m', 'merge'], { check: false });
  assert.is(merged.code, 1);
  const refused = call(ben, 'renumber', 'PLAN-007');
  assert.is(refused.code, 1, 'links in a file with conflict markers cannot follow');
  assert.match(refused.stderr, 'dev_ops/board.md names PLAN-007, but cannot be read');
  const board = readFile(ben, 'dev_ops/board.md');
  writeFileSync(join(ben, 'dev_ops/board.md'), board.replace(/^(?:<<<<<<<|=======|>>>>>>>).*\n/gm, ''));
}

function collisions(ran: Ran): string[] {
  const { findings } = JSON.parse(ran.stdout) as { findings: { path: string; rule: string }[] };
  return findings.filter(({ rule }) => rule === 'id/duplicate').map(({ path }) => path);
}

/** What must hold when both ids were repaired, whichever way it went. */
function checkRepaired(root: string, kept: string, other: string, plan: string, task: string): void {
  const ran = call(root, 'validate');
  assert.is(ran.code, 0, ran.stdout);
  assert.match(ran.stdout, 'no problems');
  for (const id of ['PLAN-007', plan]) {
    const verified = call(root, 'verify', id);
    assert.is(verified.code, 0, verified.stdout);
  }
  const text = (folder: string, id: string) => readFile(root, `dev_ops/${folder}/${named(root, folder, id)}`);
  const lower = (who: string) => who.toLowerCase();
  assert.match(named(root, 'plans', 'PLAN-007'), lower(kept));
  assert.match(named(root, 'plans', plan), lower(other));
  assert.match(text('plans', plan), `For ${task}, [that](../tasks/${named(root, 'tasks', task)}).`);
  assert.match(text('plans', plan), `# ${plan} - ${other}'s plan`);
  assert.match(
    text('plans', 'PLAN-007'),
    `For TASK-012, [that](../tasks/${named(root, 'tasks', 'TASK-012')}).`,
  );
  assert.match(text('tasks', task), `output:\n  - ${plan}\nrelated_docs:\n  - ${plan}\n`);
  assert.match(text('tasks', 'TASK-012'), 'output:\n  - PLAN-007\nrelated_docs:\n  - PLAN-007\n');
  const [own, others] = kept === 'Ann' ? ['TASK-001', 'TASK-002'] : ['TASK-002', 'TASK-001'];
  assert.match(text('tasks', own), `${kept} means PLAN-007 and [[TASK-012]], [[PLAN-007|${kept}'s plan]].`);
  assert.match(text('tasks', others), `${other} means ${plan} and [[${task}]], [[${plan}|${other}'s plan]].`);
  const board = readFile(root, 'dev_ops/board.md');
  assert.match(board, `- [ ] [[TASK-012]] ${kept}'s task [output:: [[PLAN-007]]]\n`);
  assert.match(board, `- [ ] [[${task}]] ${other}'s task [output:: [[${plan}]]]\n`);
  assert.match(
    readFile(root, 'dev_ops/adrs/ADR-001-shared.md'),
    `related_docs:\n  - PLAN-007\n  - ${plan}\n`,
  );
}

const clones = twoClones();

test('validate names both collisions before the merge and after, renumber repairs them, both ledgers verify', () => {
  const { ben } = clones;
  const [plan, task] = [named(ben, 'plans', 'PLAN-007'), named(ben, 'tasks', 'TASK-012')];
  assert.equal(collisions(call(ben, 'validate', '--base', 'origin/main', '--json')), [
    `dev_ops/plans/${plan}`,
    `dev_ops/tasks/${task}`,
  ]);
  merge(ben);
  for (const committed of [false, true]) {
    if (committed) commitAt(ben, '11:00', 'merged');
    assert.is(collisions(call(ben, 'validate', '--json')).length, 4);
    const before = snapshot(ben);
    const first = must(call(ben, 'renumber', 'PLAN-007', 'PLAN-020'));
    assert.match(
      first.stderr,
      `dev_ops/plans/${plan} is the newer one: the branch that this one follows holds the other`,
    );
    assert.match(first.stderr, '3 files of its proof ledger went along');
    assert.not.match(first.stderr, 'either');
    const second = must(call(ben, 'renumber', 'task-12', '30'));
    assert.not.match(second.stderr, 'either');
    checkRepaired(ben, 'Ann', 'Ben', 'PLAN-020', 'TASK-030');
    const lines = readdirSync(join(ben, 'dev_ops/proofs/PLAN-020')).map((name) =>
      readFile(ben, `dev_ops/proofs/PLAN-020/${name}`),
    );
    const [event] = lines.filter((line) => line.includes('"renumbered"')).map((line) => JSON.parse(line));
    assert.equal(
      [event.event, event.stage, event.fields],
      ['lifecycle', 'renumbered', { from: 'PLAN-007', to: 'PLAN-020' }],
    );
    must(call(ben, 'undo'));
    must(call(ben, 'undo'));
    assert.equal(snapshot(ben), before, 'undo restores every byte');
  }
});

test('the other one is renumbered when it is named, and the hook lets the repair through', () => {
  const { ben } = clones;
  const ann = readdirSync(join(ben, 'dev_ops/plans')).find((name) => name.includes('ann')) ?? '';
  const task = readdirSync(join(ben, 'dev_ops/tasks')).find((name) => name.includes('ann')) ?? '';
  must(call(ben, 'renumber', `dev_ops/plans/${ann}`, '21'));
  must(call(ben, 'renumber', `dev_ops/tasks/${task}`, '31'));
  checkRepaired(ben, 'Ben', 'Ann', 'PLAN-021', 'TASK-031');
  git(ben, ['add', '-A']);
  const staged = call(ben, 'validate', '--staged');
  assert.is(staged.code, 0, staged.stdout);
  commitAt(ben, '12:00', 'repaired');
  must(call(ben, 'verify', 'PLAN-021'));
});

test('a run after the merge follows both ledgers: what it needs is copied, and both verify', () => {
  const { ben } = clones;
  const folder = join(ben, 'dev_ops/proofs');
  const plan = named(ben, 'plans', 'PLAN-021');
  const other = named(ben, 'plans', 'PLAN-007');
  git(ben, ['reset', '-q', '--hard', 'HEAD~1']);
  assert.not.ok(existsSync(join(folder, 'PLAN-021')));
  must(call(ben, 'run', `dev_ops/plans/${other}`, '--yes', '--force'));
  const before = readdirSync(join(folder, 'PLAN-007')).length;
  const ran = must(call(ben, 'renumber', `dev_ops/plans/${plan.replace('PLAN-021', 'PLAN-007')}`, '22'));
  assert.match(ran.stderr, '3 files of its proof ledger went along');
  assert.is(
    readdirSync(join(folder, 'PLAN-007')).length,
    before,
    'the later run follows them, so that they stay too',
  );
  for (const id of ['PLAN-007', 'PLAN-022']) {
    const verified = call(ben, 'verify', id);
    assert.is(verified.code, 0, verified.stdout);
  }
});

/** Two documents of one id, and what a person at the terminal answers; the questions that were asked. */
async function choosing(root: string, answer: (choices: readonly string[]) => string | null) {
  const asked: string[] = [];
  const context = await openContext({
    needs: 'workspace',
    root: undefined,
    dryRun: true,
    environment: {
      cwd: root,
      env: testEnvironment(),
      now: () => new Date(),
      token: (length) => 'x'.repeat(length),
    },
    readInput: () => Promise.resolve(''),
    person: {
      ask: () => Promise.resolve(null),
      confirm: () => Promise.resolve(null),
      choose(question, choices) {
        asked.push(question, ...choices);
        return Promise.resolve(answer(choices));
      },
    },
  });
  if (!context.ok) throw new Error(context.problem.message);
  const ran = await renumber.run(context.value, { document: 'PLAN-001', to: undefined });
  return { asked, ran };
}

const page = (id: string, title: string, created = '2026-11-20') =>
  `---\nid: ${id}\ntitle: ${title}\nstatus: Draft\ncreated: ${created}\n---\n\n# ${id} - ${title}\n`;

test('a person at the terminal chooses, the newer is offered first', async () => {
  const root = temporaryFolder({ 'dev_ops/plans/PLAN-001-zebra.md': page('PLAN-001', 'Zebra') });
  git(root, ['init', '-q', '-b', 'main']);
  commitAt(root, '08:00', 'zebra');
  writeFileSync(join(root, 'dev_ops/plans/PLAN-001-apes.md'), page('PLAN-001', 'Apes'));
  commitAt(root, '09:00', 'apes');
  const { asked, ran } = await choosing(root, (choices) => choices[1] ?? null);
  assert.equal(asked, [
    'PLAN-001 is the id of 2 documents. Which one gets a new id?',
    'PLAN-001-apes.md, “Apes” (2026-11-20 by Ada): the newer, the other was there when it was committed',
    'PLAN-001-zebra.md, “Zebra” (2026-11-20 by Ada)',
  ]);
  assert.is(ran.ok && ran.value.data.path, 'dev_ops/plans/PLAN-002-zebra.md');
  const left = await choosing(root, () => null);
  assert.is(!left.ran.ok && left.ran.problem.code, 'needs-person');
});

test('without history the date decides; where nothing does, the choice is handed back', () => {
  const files = (created: string) => ({
    'dev_ops/plans/PLAN-001-zebra.md': page('PLAN-001', 'Zebra'),
    'dev_ops/plans/PLAN-001-apes.md': page('PLAN-001', 'Apes', created),
    'dev_ops/tasks/TASK-001-t.md':
      '---\nid: TASK-001\ntitle: T\nstatus: todo\ncreated: 2026-11-20\n---\n\nSee PLAN-001.\n[[PLAN-001]] Apes\n[[PLAN-001-zebra]]\n',
  });
  const older = temporaryFolder(files('2026-11-19'));
  const ran = must(call(older, 'renumber', 'PLAN-001', '--json'));
  const { data } = JSON.parse(ran.stdout);
  assert.equal([data.path, data.why], ['dev_ops/plans/PLAN-002-zebra.md', 'it was created later']);
  assert.equal(data.undecided, [
    { path: 'dev_ops/tasks/TASK-001-t.md', line: 8, column: 5, written: 'PLAN-001' },
  ]);
  assert.match(
    readFile(older, 'dev_ops/tasks/TASK-001-t.md'),
    'See PLAN-001.\n[[PLAN-001]] Apes\n[[PLAN-002-zebra]]\n',
  );
  const same = temporaryFolder(files('2026-11-20'));
  const before = snapshot(same);
  const refused = call(same, 'renumber', 'PLAN-001');
  assert.is(refused.code, 2);
  assert.match(
    refused.stderr,
    'nothing tells which is newer: dev_ops/plans/PLAN-001-apes.md, dev_ops/plans/PLAN-001-zebra.md',
  );
  assert.equal(snapshot(same), before);
});

test.run();
